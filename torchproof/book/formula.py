"""LaTeX as MathML."""

import re

from math_core import LatexError, LatexToMathML

__all__ = ["LatexError", "mathml"]
ACCENT = re.compile(r'(<mover accent="true">.*?<mo) stretchy="false"(>[^<]*</mo></mover>)')
CONVERTER = LatexToMathML(fancy_error=False)


def mathml(latex: str, display: bool) -> str:
    """MathML of a formula; raises `LatexError` where it does not parse.

    What engines do otherwise is met here: Firefox breaks a line inside a formula that is not one row, and as WebKit it does not scroll a
    formula, only a box around it, which takes the keyboard's focus; WebKit draws an accent that may not stretch too high.
    """
    body = CONVERTER.convert_with_local_state(latex.strip(), displaystyle=display).replace("&ApplyFunction;", "\u2061")
    body = ACCENT.sub(r"\1\2", body)
    if display:
        return f'<div class="formula" tabindex="0">{body}</div>'
    return body.replace("<math>", "<math><mrow>", 1).replace("</math>", "</mrow></math>")
