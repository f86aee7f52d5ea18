"""LaTeX as MathML."""

from math_core import LatexError, LatexToMathML

__all__ = ["LatexError", "mathml"]
CONVERTER = LatexToMathML(fancy_error=False)


def mathml(latex: str, display: bool) -> str:
    """MathML of a formula; raises `LatexError` where it does not parse.

    A display formula takes the keyboard's focus, so that a wide one scrolls without a mouse.
    """
    body = CONVERTER.convert_with_local_state(latex.strip(), displaystyle=display).replace("&ApplyFunction;", "\u2061")
    return body.replace("<math", '<math tabindex="0"', 1) if display else body
