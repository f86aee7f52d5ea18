"""A displayed formula as a program: the tokens of one side come in, and a function of its indices goes out."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import product

import torch
from torch import Tensor

from torchproof.book.latex import RELATIONS, Unread, group, split
from torchproof.evidence.arrays import element, position, times

FUNCTIONS = {"\\log": torch.log, "\\ln": torch.log, "\\sqrt": torch.sqrt}
OPERATORS = {"diag": torch.diag, "mean": lambda values: values.mean(0)}
HOLDS = {"\\le": torch.less_equal, "\\ge": torch.greater_equal, "<": torch.less, ">": torch.greater}
BRACKETS = {"(": ")", "|": "|", "{": "}", "\\lfloor": "\\rfloor", "\\lVert": "\\rVert"}
STOPS = {"", "+", "-", ",", ";", "&", "\\\\", "\\text", "\\end", *RELATIONS, *BRACKETS.values()}
Value = Callable[[dict[str, int]], Tensor]
"""What a part of a formula is for given values of its indices."""


@dataclass(frozen=True)
class Given:
    """What a name in a formula stands for: a tensor or a function, and the indices that its name holds."""

    value: Tensor | Callable[..., Tensor]
    over: tuple[str, ...] = ()


@dataclass
class Reader:
    """Reads the tokens of one side from left to right.

    Attributes:
        given: what the names stand for, by their tokens.
        sizes: how far each index runs, as the arrays say that it stands at.
    """

    tokens: list[str]
    given: dict[tuple[str, ...], Given]
    at: int = 0
    sizes: dict[str, int] = field(default_factory=dict)

    def read(self) -> Value:
        """The whole side; raises `Unread`."""
        found = self.sum()
        if self.at < len(self.tokens):
            raise Unread(f"what stands at {' '.join(self.tokens[self.at :])!r} is unknown")
        return found

    def peek(self) -> str:
        """The next token, empty at the end."""
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, *expected: str) -> str:
        """The next token, which must be one of those expected, where some are."""
        token = self.peek()
        if not token or (expected and token not in expected):
            raise Unread(f"{' or '.join(expected) or 'more'} is missing at {' '.join(self.tokens[self.at :])!r}")
        self.at += 1
        return token

    def sum(self) -> Value:
        """Terms with signs between them."""
        parts: list[tuple[int, Value]] = []
        while not parts or self.peek() in ("+", "-"):
            sign = -1 if (self.take() if self.peek() in ("+", "-") else "+") == "-" else 1
            parts.append((sign, self.product()))
        return lambda at: sum(sign * part(at) for sign, part in parts)

    def product(self) -> Value:
        """Factors one after the other."""
        parts: list[tuple[str, Value]] = []
        while not parts or self.peek() not in STOPS:
            sign = self.take() if self.peek() in ("\\cdot", "\\odot") else "\\cdot"
            parts.append((sign, self.power()))

        def value(at: dict[str, int]) -> Tensor:
            found = torch.ones((), dtype=torch.float64)
            for sign, part in parts:
                found = found * part(at) if sign == "\\odot" else times(found, part(at))
            return found

        return value

    def power(self) -> Value:
        """One factor with its indices, powers and transposes."""
        found = self.factor()
        while self.peek() in ("_", "^"):
            sign = self.take()
            inside = self.limit()
            if sign == "_" or inside[0] == "(":
                found = self.indexed(found, inside if sign == "_" else inside[1:-1])
            elif inside == ["\\top"]:
                found = (lambda base: lambda at: base(at).mT if base(at).ndim > 1 else base(at)[:, None])(found)
            else:
                found = (lambda base, by: lambda at: base(at) ** by(at))(found, self.inside(inside).read())
        return found

    def inside(self, found: list[str]) -> "Reader":
        """A reader of some of the tokens, which knows the same names."""
        return Reader(found, self.given, 0, self.sizes)

    def indexed(self, array: Value, inside: list[str]) -> Value:
        """An element of an array: each index is a letter, or letters and numbers with signs between them."""
        places = [part for _, part in split(inside, ",")]
        for axis, place in enumerate(places):
            if not all(token in ("+", "-") or token.isalnum() for token in place):
                raise Unread(f"the index {' '.join(inside)!r} is unknown")
            if len(place) == 1 and place[0].isalpha():
                self.runs(place[0], array({}), axis)
        return lambda at: element(array(at), [position(place, at) for place in places])

    def runs(self, index: str, array: Tensor, axis: int) -> None:
        """Note how far an index runs that stands alone at an axis of an array."""
        if axis >= array.ndim or self.sizes.setdefault(index, array.shape[axis]) != array.shape[axis]:
            raise Unread(f"the index {index!r} does not fit an array of shape {tuple(array.shape)}")

    def factor(self) -> Value:
        """A name, a number, a function, a sum over an index, or what stands in brackets."""
        for name in sorted(self.given, key=len, reverse=True):
            if tuple(self.tokens[self.at : self.at + len(name)]) == name:
                self.at += len(name)
                return self.named(self.given[name])
        token = self.take()
        if token[0].isdigit() or token == "e":
            number = torch.tensor(float(token) if token != "e" else torch.e, dtype=torch.float64)
            return lambda at: number
        if token in BRACKETS:
            return self.bracket(token)
        if token == "\\frac":
            over, under = self.factor(), self.factor()
            return lambda at: over(at) / under(at)
        if token in FUNCTIONS:
            inner = self.factor() if self.peek() == "(" else self.power()
            return lambda at: FUNCTIONS[token](inner(at))
        if token == "\\operatorname" and (name := "".join(group(self.tokens, self.at))) in OPERATORS:
            self.at += len(name) + 2  # with its braces
            inner = self.factor()
            return lambda at: OPERATORS[name](inner(at))
        if token == "\\sum":
            return self.total()
        if token == "\\begin":
            return self.environment()
        raise Unread(f"{token!r} is unknown")

    def named(self, given: Given) -> Value:
        """What a name stands for: a tensor, its element, or a function of what follows in brackets."""
        if not isinstance(given.value, Tensor):
            inner = self.bracket(self.take("("))
            return lambda at: given.value(inner(at))
        for axis, index in enumerate(given.over):
            self.runs(index, given.value, axis)
        return lambda at: element(given.value, [position([index], at) for index in given.over])

    def bracket(self, opening: str) -> Value:
        """What stands in brackets: a value, its size, the whole number below it, or several values, a row."""
        parts = [self.sum()]
        while opening == "(" and self.peek() == ",":
            self.take()
            parts.append(self.sum())
        self.take(BRACKETS[opening])
        if len(parts) > 1:
            return lambda at: torch.stack([part(at) for part in parts])
        (inner,) = parts
        does = {"|": torch.abs, "\\lfloor": torch.floor, "\\lVert": torch.linalg.vector_norm}.get(opening)
        return (lambda at: does(inner(at))) if does else inner

    def total(self) -> Value:
        """A sum over indices: as far as the arrays go, or from and to where it says."""
        self.take("_")
        below = self.limit()
        above = self.inside(self.limit()).read() if self.peek() == "^" and self.take() else None
        (_, names), *start = split(below, "=")
        first = int("".join(start[0][1])) - 1 if start else 0
        if first < 0:
            raise Unread("a sum counts from 1")
        indices = [token for token in names if token != ","]
        body = self.product()
        for index in indices:
            if index not in self.sizes:
                raise Unread(f"nothing says how far the index {index!r} runs")

        def value(at: dict[str, int]) -> Tensor:
            ends = [self.sizes[index] if above is None else int(above(at)) for index in indices]
            if any(end > self.sizes[index] for end, index in zip(ends, indices, strict=True)):
                raise Unread(f"the sum over {', '.join(indices)} goes on behind the end of its array")
            found = torch.zeros((), dtype=torch.float64)
            for places in product(*(range(first, end) for end in ends)):
                found = found + body(at | dict(zip(indices, places, strict=True)))
            return found

        return value

    def limit(self) -> list[str]:
        """The tokens of a subscript or a superscript."""
        if self.peek() != "{":
            return [self.take()]
        inside = group(self.tokens, self.at)
        self.at += len(inside) + 2
        return inside

    def environment(self) -> Value:
        """A matrix, or cases, of which the first that holds counts."""
        kind = "".join(self.limit())
        end = self.tokens.index("\\end", self.at)
        rows = [[cell for _, cell in split(row, "&")] for _, row in split(self.tokens[self.at : end], "\\\\")]
        self.at = end + 1
        self.limit()
        if kind == "pmatrix":
            cells = [[self.inside(cell).read() for cell in row] for row in rows]
            return lambda at: torch.stack([torch.stack([cell(at) for cell in row]) for row in cells])
        if kind != "cases":
            raise Unread(f"the environment {kind!r} is unknown")
        cases = [(self.inside(value).read(), self.condition(told)) for value, told in rows]

        def value(at: dict[str, int]) -> Tensor:
            found = cases[-1][0](at)
            for part, holds in reversed(cases[:-1]):
                found = torch.where(holds(at), part(at), found)
            return found

        return value

    def condition(self, told: list[str]) -> Value:
        """When a case holds: a relation after a word, or only a word, for the last one."""
        told = told[1 + 2 + len(group(told, 1)) :]
        if not told:
            return lambda at: torch.tensor(True)
        (_, left), *more = split(told, *HOLDS)
        if len(more) != 1:
            raise Unread(f"the condition {' '.join(told)!r} is unknown")
        ((sign, right),) = more
        one, other = self.inside(left).read(), self.inside(right).read()
        return lambda at: HOLDS[sign](one(at), other(at))
