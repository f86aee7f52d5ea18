"""LaTeX as MathML, and as plain text."""

import re
import xml.etree.ElementTree as ElementTree

from math_core import LatexError, LatexToMathML

__all__ = ["LatexError", "mathml", "plain"]
FORMS = {
    **{"mfrac": "{}/{}", "msup": "{}^{}", "msub": "{}_{}", "msubsup": "{}_{}^{}", "msqrt": "√{}"},
    **{"mover": "{}{}", "munder": "{}_{}", "munderover": "{}_{}^{}"},
}
"""How what is not in one line is written in one; a part of several signs in brackets."""
PLAIN = str.maketrans({"\u2061": "", "ˆ": "\u0302", "‾": "\u0304", "¯": "\u0304", "~": "\u0303"})
"""Marks over a letter join it; what only says that a function is applied goes."""
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


def plain(latex: str) -> str:
    """A formula in one line of plain text, such as "e^(−x)", for where no formula can stand; raises `LatexError` where it does not parse."""
    return written(ElementTree.fromstring(mathml(latex, False)))


def written(element: ElementTree.Element) -> str:
    """An element of MathML in one line."""
    parts = [written(part) for part in element]
    if element.tag not in FORMS:
        said = f"{element.text or ''}{''.join(parts)}"
        return said.replace("\u2061", " ") if element.get("lspace") else said.translate(PLAIN)
    parts = parts if element.tag != "msqrt" else ["".join(parts)]
    said = FORMS[element.tag].format(*(part if re.fullmatch(r"[\d.]*|[^\W\d]+|\W", part) else f"({part})" for part in parts))
    return said.replace("^′", "′")
