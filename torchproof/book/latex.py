"""What a displayed formula states: LaTeX comes in, and its equations go out, each as tokens of its sides."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\d+(?:\.\d+)?|\S")
SPACE = {"\\,", "\\;", "\\ ", "\\!", "\\bigl", "\\bigr", "\\Bigl", "\\Bigr", "\\left", "\\right"}
SAME = {"\\tfrac": "\\frac", "\\dfrac": "\\frac", "\\leq": "\\le", "\\geq": "\\ge", "\\gets": "\\leftarrow"}
RELATIONS = ("=", "\\leftarrow", "\\le", "\\ge", "<", ">")


class Unread(Exception):
    """A part of a formula that the reader does not know."""


@dataclass(frozen=True)
class Statement:
    """Sides of a formula, as tokens, and the relations between them."""

    sides: list[list[str]]
    relations: list[str]

    @property
    def name(self) -> str:
        """Its first side, by which it is known."""
        return " ".join(self.sides[0])

    @property
    def indices(self) -> list[str]:
        """The indices of what it defines: those of the last subscript of its first side."""
        side = self.sides[0]
        if "_" not in side:
            return []
        start = len(side) - 1 - side[::-1].index("_") + 1
        inside = group(side, start) if side[start] == "{" else side[start : start + 1]
        return [token for token in inside if token.isalpha()]


def tokens(latex: str) -> list[str]:
    """The tokens of LaTeX, spaces and sizes left out."""
    return [SAME.get(token, token) for token in TOKEN.findall(latex) if token not in SPACE]


def group(found: list[str], start: int) -> list[str]:
    """The tokens inside the braces that open at a place."""
    depth = 0
    for place in range(start, len(found)):
        depth += {"{": 1, "}": -1}.get(found[place], 0)
        if depth == 0:
            return found[start + 1 : place]
    raise Unread("a brace is never closed")


def split(found: list[str], *signs: str) -> Iterator[tuple[str, list[str]]]:
    """The parts of tokens between signs outside of braces and environments, each with the sign before it."""
    depth, before, part = 0, "", []
    for token in found:
        depth += {"{": 1, "\\begin": 1, "}": -1, "\\end": -1}.get(token, 0)
        if depth == 0 and token in signs:
            yield before, part
            before, part = token, []
        else:
            part.append(token)
    yield before, part


def statements(latex: str) -> list[Statement]:
    """What a displayed formula states: one equation or more, a row that begins with its relation goes on with the one above.

    Beside equations, what stands in brackets is a number or a shape, and no statement.
    """
    found = tokens(latex)
    aligned = tokens("\\begin{aligned}")
    if found[: len(aligned)] == aligned:
        found = found[len(aligned) : -len(aligned)]
    states: list[Statement] = []
    tags: list[Statement] = []
    for _, row in split(found, "\\\\", "\\qquad"):
        cells = [cell for _, cell in split(row, "&")]
        for left, right in zip(cells[::2], [*cells[1::2], []], strict=False):
            told = left + right
            while told and told[-1] in (",", "."):
                told = told[:-1]
            parts = list(split(told, *RELATIONS))
            sides, relations = [part for _, part in parts], [sign for sign, _ in parts[1:]]
            if relations and not sides[0] and states:
                states[-1].sides.extend(sides[1:])
                states[-1].relations.extend(relations)
            elif relations:
                states.append(Statement(sides, relations))
            elif told and told[0] != "\\text":
                tag = told[0] == "(" and told[-1] == ")"
                (tags if tag else states).append(Statement(sides, relations))
    return states or tags
