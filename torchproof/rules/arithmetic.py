"""Rules for sums that a text or a formula works out: `2 · 3 + 1 = 7` is computed, not believed."""

import ast
import math
import operator
import re
from collections.abc import Iterator
from dataclasses import dataclass

from torchproof.book.book import Book
from torchproof.book.fault import Fault
from torchproof.book.page import Page
from torchproof.rules.quantities import PLAIN, in_digits

SIGNS = (
    (r"\\[td]?frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1)/(\2))"),
    (r"\\[td]?frac(\d)(\d)", r"(\1/\2)"),
    (r"\\sqrt\{([^{}]*)\}", r"sqrt(\1)"),
    (r"\\(ln|log|exp|tanh|sqrt) ?\{?(\d[\d.]*)\}?", r"\1(\2)"),
    (r"\\lfloor", "floor("),
    (r"\\rfloor", ")"),
    (r"\\(?:cdot|times)|[·×]", "*"),
    (r"\\(?:left|right)|\\[,;!: ]", " "),
    (r"(\d)\{?,\}?(?=\d{3}\b)", r"\1"),
    (r"\^\{([^{}]*)\}", r"**(\1)"),
    (r"\^(\d)", r"**\1"),
)
NAMES = {"sqrt": math.sqrt, "ln": math.log, "log": math.log, "exp": math.exp, "tanh": math.tanh, "floor": math.floor}
OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv, ast.Pow: operator.pow}
PART = r"[-+*/()^{}\d.,\s·×]|\\(?:[td]?frac|sqrt|ln|log|exp|tanh|lfloor|rfloor|cdot|times|left|right|[,;!: ])"
CHAIN = re.compile(rf"(?:{PART})+(?:(?:=|\\approx|≈)(?:{PART})+)+")
GOES_ON = re.compile(r"[\w)\]}][\d(\\]$|\\[a-z]+\s*.$|[\w)\]}]\s*~.$", re.DOTALL)
"""What stands before a number, its first sign included, when it is no number of its own; ~ is set before an operator."""


@dataclass(frozen=True)
class Equation:
    """Numbers set equal in a text: its places, its text, and whether it holds."""

    places: range
    text: str
    holds: bool


def equations(page: Page, book: Book) -> Iterator[Fault]:
    """Every equation between numbers, in the text or in a formula, holds to the digits that are typed.

    Nobody computes again what looks computed.
    """
    texts = [(piece.line, piece.text) for passage in page.passages for piece in passage.pieces if piece.kind in ("text", "formula")]
    for line, text in texts + [(formula.line, formula.latex) for formula in page.displayed]:
        for found in worked(text):
            if not found.holds:
                yield page.fault(line, f"{found.text!r} is not so", "compute it again")


def worked(text: str) -> Iterator[Equation]:
    """The equations between numbers in a text."""
    text = text.translate(PLAIN)
    for chain in CHAIN.finditer(text):
        parts = re.split(r"=|\\approx|≈", chain[0])
        values = [value(part) for part in parts]
        if GOES_ON.search(text[: chain.start()] + ("~" if re.match(r"\s*(?:[-+*/^·×]|\\cdot|\\times)", parts[0]) else "") + parts[0][:1]):
            values[0] = None  # it belongs to what stands before
        if re.match(r"\s*[\w\\({]", text[chain.end() :]) and not text[chain.end() - 1].isspace():
            values[-1] = None
        for left, right, one, other in zip(parts, parts[1:], values, values[1:], strict=False):
            if one is not None and other is not None:
                slack = max((number.half for side in (left, right) for number in in_digits(side) if "." in number.text), default=0.0)
                yield Equation(
                    range(*chain.span()), f"{left.strip()} = {right.strip(' .,')}", abs(one - other) <= slack * 1.0001 + 1e-9 * abs(other)
                )


def value(part: str) -> float | None:
    """What a part of an equation is worth, None where it is not arithmetic of numbers alone."""
    for sign, means in SIGNS:
        part = re.sub(sign, means, part)
    try:
        return float(worth(ast.parse(part.strip(" .,\n"), mode="eval").body))
    except (SyntaxError, ValueError, TypeError, KeyError, ArithmeticError):
        return None


def worth(node: ast.expr) -> float:
    """The value of an expression; raises where it is not arithmetic."""
    match node:
        case ast.Constant(value=int() | float()):
            return node.value
        case ast.UnaryOp(op=ast.USub()):
            return -worth(node.operand)
        case ast.BinOp():
            return OPERATORS[type(node.op)](worth(node.left), worth(node.right))
        case ast.Call(func=ast.Name()):
            return NAMES[node.func.id](*map(worth, node.args))
    raise TypeError(node)
