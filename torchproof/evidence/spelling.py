"""What ties formulas to programs: `tests/formulas/<page>.toml` says which expression spells a formula, and both are computed at random points.

For the formulas below one heading, by its anchor: `given` says what each name of a formula is in the program, `"p: unit"` a number between
0 and 1, `"W1: real 4 3"` a matrix, `"t: torch.tanh(x)"` a value of the program, `"x over n"` that its name holds an index; `spelled` says
for the first side of each equation the expression, `"p - y"`, or the slope of one, `"loss by w"`, or `"both sides"` where the equation is
true in itself; `prose` says why one has none. Where a name means two things below one heading, `[[anchor]]` begins each table.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product
from pathlib import Path

import torch
from torch import Tensor

from torchproof.book.fault import Fault
from torchproof.book.latex import Statement, Unread, tokens
from torchproof.book.snippet import Snippet
from torchproof.book.text import read_text
from torchproof.evidence.formula import HOLDS, Given, Reader
from torchproof.evidence.point import Point, is_typed

DRAWS = 10
SLACK = 1e-9
BOUNDS = {"\\le": SLACK, "\\ge": -SLACK}
BOTH = "both sides"
SCRIPT = re.compile(
    r"[_^](?:\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}|\\[A-Za-z]+|.)|\\(?:mathbf|boldsymbol|mathrm|text|hat|bar|tilde)(?![A-Za-z])|[{}]"
)
SYMBOL = re.compile(r"\\frac\\partial.*|(?:\\nabla )?(?:\\[A-Za-z]+|[A-Za-z ]+|\d+)'*(?:\(.*\))?")
"""A name of a formula, without its indices and its font: one symbol, what it is of, or a slope. What holds a factor or a sum could hide a wrong one."""
TABLES = {"given", "spelled", "prose"}


@dataclass(frozen=True, eq=False)
class Spelling:
    """The links of the formulas below one heading: what names are, how equations are spelled, and why some are not."""

    given: dict[str, str]
    spelled: dict[str, str]
    prose: dict[str, str]

    @cached_property
    def crossed(self) -> str | None:
        """Two names of which one stands for the value that the program calls by the other's name; None where there are none."""
        letters = {"".join(sign for sign in name if sign.isalnum()): told for name, told in map(bare, self.given.items())}
        for name, told in letters.items():
            other = re.match(r"[A-Za-z_]\w*(?=[\[:.]|$)", told)
            if other and other[0].lower() != name.lower() and other[0] in letters and not letters[other[0]].startswith(other[0]):
                return f"{name} is {told!r}, and {other[0]} is {letters[other[0]]!r}: their names are exchanged"
        return None

    def fault(self, statement: Statement, snippets: tuple[Snippet, ...]) -> str | None:
        """In what an equation differs from what spells it; None where it does not, or is told in prose."""
        if statement.name not in self.spelled:
            return None
        if self.crossed:
            return self.crossed
        try:
            found = (self.differs(statement, snippets, seed) for seed in range(DRAWS))
            bound = any(sign in BOUNDS for sign in statement.relations)
            return next(filter(None, found), None) or (self.differs(statement, snippets, None) if bound else None)
        except Unread as error:
            return str(error)
        except Exception as error:  # of the author's expression, which may raise anything
            return f"its expressions raise {type(error).__name__}: {error}"

    def differs(self, statement: Statement, snippets: tuple[Snippet, ...], seed: int | None) -> str | None:
        """In what an equation differs from its program at a point; in the middle of all points a bound must be reached."""
        given, expected = computed(self, statement.name, snippets, seed)
        if expected is None:
            expected = valued(statement, statement.sides[0], given, torch.zeros(()))
        if not expected.isfinite().all():
            return "the expression is not finite"
        values: list[Tensor | None] = []
        for at, side in enumerate(statement.sides):
            try:
                values.append(None if at == 0 and "\\leftarrow" in statement.relations else valued(statement, side, given, expected))
            except Unread:
                if at > 0 or not statement.relations:
                    raise
                values.append(None)
        unequal = next((at for at, sign in enumerate(statement.relations, 1) if sign in HOLDS), len(values))
        for value in values[: unequal if values[0] is not None or unequal > 1 else 2]:
            if value is not None and not same(value, expected):
                return f"the formula gives {shown(value)}, the program {shown(expected)}"
        for left, sign, right in zip(values, statement.relations, values[1:], strict=False):
            if sign in HOLDS and left is not None and not HOLDS[sign](left, right + BOUNDS.get(sign, 0)).all():
                return f"{shown(left)} {sign} {shown(right)} is false"
            if sign in BOUNDS and left is not None and seed is None and not same(left, right):
                return f"the bound {' '.join(statement.sides[-1])!r} is not reached in the middle, so it may be too wide"
        return None


def bare(given: tuple[str, str]) -> tuple[str, str]:
    """A name without its font, and what it is."""
    return re.sub(r"\\(?:mathbf|boldsymbol|mathrm|text)(?![A-Za-z])|\\", "", given[0]), given[1]


@cache
def computed(
    spelling: Spelling, name: str, snippets: tuple[Snippet, ...], seed: int | None
) -> tuple[dict[tuple[str, ...], Given], Tensor | None]:
    """What the names of a formula are at a point, and what its program gives; None where both of its sides are to be computed."""
    spelled = spelling.spelled[name]
    point = Point(snippets, seed, any(" by " in text for text in (*spelling.given.values(), spelled)))
    given = {tuple(tokens(name)): point.given(told) for name, told in spelling.given.items()}
    if spelled == BOTH:
        return given, None
    if is_typed(point.shows(spelled.partition(" by ")[0])):
        raise Unread(f"{spelled!r} is typed, and no program computes it")
    return given, point.value(spelled).squeeze()


def same(one: Tensor, other: Tensor) -> bool:
    """Whether two values have one shape and are equal but for rounding."""
    return one.shape == other.shape and torch.allclose(one, other, rtol=1e-7, atol=SLACK)


def valued(statement: Statement, side: list[str], given: dict[tuple[str, ...], Given], expected: Tensor) -> Tensor:
    """The value of one side for every value of the indices that the equation defines, which run as far as its program's."""
    indices = statement.indices if len(statement.indices) == expected.ndim else []
    reader = Reader(side, given)
    value = reader.read()
    places = product(*(range(size) for size in expected.shape[: len(indices)]))
    found = torch.stack([value(dict(zip(indices, place, strict=True))) for place in places])
    return found.reshape(expected.shape) if indices else found[0].squeeze()


def shown(value: Tensor) -> str:
    """Some numbers of a value."""
    return f"{[round(number, 4) for number in value.detach().flatten()[:3].tolist()]} of shape {tuple(value.shape)}"


def spellings(path: Path) -> dict[str, list[Spelling]]:
    """The links of a page by the anchor of a heading, none where it has no file; raises `Fault` where they cannot be read."""
    if not path.exists():
        return {}
    try:
        tables = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise Fault(f"{path}:1", f"is not TOML: {error}", "correct it") from error
    found: dict[str, list[Spelling]] = {}
    for anchor, told in tables.items():
        for parts in told if isinstance(told, list) else [told]:
            texts = [text for part in parts.values() for text in (part.values() if isinstance(part, dict) else [None])]
            if not TABLES.issuperset(parts) or not all(isinstance(text, str) and text.strip() for text in texts):
                raise Fault(f"{path}:1", f"[{anchor}] holds something else than {', '.join(sorted(TABLES))}, with text", "correct it")
            for name in parts.get("given", {}):
                if not SYMBOL.fullmatch(SCRIPT.sub("", name).strip()):
                    raise Fault(f"{path}:1", f"[{anchor}] gives {name!r}, which is more than one symbol", "give each symbol for itself")
            named = [{" ".join(tokens(name)): text for name, text in parts.get(part, {}).items()} for part in ("spelled", "prose")]
            found.setdefault(anchor, []).append(Spelling(parts.get("given", {}), *named))
    return found
