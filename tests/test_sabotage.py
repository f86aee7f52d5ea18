"""The mistakes that are planted in the machinery are mistakes, and what comes of them is judged rightly."""

import sys
from pathlib import Path

import pytest
import sabotage
from planted import plant

from torchproof.attack.seeds import SHIFTS, trains
from torchproof.book.page import Page
from torchproof.book.snippet import Snippet
from torchproof.rules import links
from torchproof.run.variants import mutations

SOURCE = '''"""A module."""

LIMIT = 3


class Thing:
    """Holds."""

    def grow(self, by: int) -> int:
        """Count up."""
        self.count += by
        return self.count if by > 0 and not self.fixed else 7


def some():
    """Yield."""
    list.append([], 1)
    yield 1
'''
CAPITAL = Page(Path("Demo.md"), "", {})
SEEDED = Snippet(Path("snippets/demo/a.py"), plant("torch.manual_seed(0)\noptimizer.step()"))
NAMES = [
    "Thing.grow() | does nothing",
    "some() | does nothing",
    "LIMIT = 3 | 3 -> 4",
    "self.count += by | self.count += by -> pass",
    "self.count += by | self.count += by -> self.count -= by",
    "list.append([], 1) | list.append([], 1) -> pass",
    "return self.count if by > 0 and not self.fixed else 7 | by > 0 and (not self.fixed) -> by > 0 or not self.fixed",
    "return self.count if by > 0 and not self.fixed else 7 | by > 0 -> by <= 0",
    "return self.count if by > 0 and not self.fixed else 7 | not self.fixed -> self.fixed",
    "return self.count if by > 0 and not self.fixed else 7 | by > 0 and (not self.fixed) -> never",
    "return self.count if by > 0 and not self.fixed else 7 | by > 0 and (not self.fixed) -> always",
    "return self.count if by > 0 and not self.fixed else 7 | self.count if by > 0 and (not self.fixed) else 7 -> None",
]


def test_the_mistakes_of_a_module_are_these():
    assert sorted(sabotage.mistakes(SOURCE, mutations)) == sorted(NAMES)
    twice = sabotage.mistakes("def f(a):\n    g(a)\n\n\ndef h(a):\n    g(a)\n", mutations)
    assert "g(a) | g(a) -> pass (number 2)" in twice


def test_what_is_planted_is_there():
    def planted(name: str) -> dict:
        found: dict = {}
        exec(sabotage.mistakes(SOURCE, mutations)[name](), found)
        return found

    assert planted("LIMIT = 3 | 3 -> 4")["LIMIT"] == 4
    assert list(planted("LIMIT = 3 | 3 -> 4")["some"]()) == [1]
    assert list(planted("some() | does nothing")["some"]()) == [], "it still yields"
    thing = planted("Thing.grow() | does nothing")["Thing"]()
    thing.count = 1
    assert thing.grow(1) is None and thing.count == 1
    other = planted("self.count += by | self.count += by -> pass")["Thing"]()
    other.count, other.fixed = 1, False
    assert other.grow(1) == 1


@pytest.mark.parametrize(
    ("module", "name", "told"),
    [
        ("rules/links", "name() | does nothing", (0, True, 20)),
        ("attack/seeds", "trains() | does nothing", (1, None, 20)),
        ("attack/seeds", "SHIFTS, ENOUGH = 20, 18 | 20 -> 21", (1, True, 21)),
    ],
)
def test_a_mistake_is_planted_in_what_is_imported(module, name, told):
    source = (sabotage.HOUSE / f"{module}.py").read_text(encoding="utf-8")
    code = sabotage.mistakes(source, mutations)[name]()

    def tell() -> tuple:
        return len(list(links.name(CAPITAL, None))), trains(SEEDED), SHIFTS

    def work() -> bool:
        sabotage.plant(module, code)
        return tell() != told

    assert tell() == (1, True, 20)
    assert sabotage.forked(work), "in a fork, so that it stays there"


def test_a_branch_is_never_taken_or_always():
    def planted(change: str) -> list:
        source = "def f(found):\n    if found:\n        return [a for a in found if a > 1]\n    return 7\n"
        space: dict = {}
        exec(next(code for name, code in sabotage.mistakes(source, mutations).items() if name.endswith(change))(), space)
        return [space["f"]([1, 2]), space["f"]([])]

    assert planted("found -> never") == [7, 7] and planted("found -> always") == [[2], []]
    assert planted("a > 1 -> never") == [[], 7] and planted("a > 1 -> always") == [[1, 2], 7]
    assert planted("[a for a in found if a > 1] -> None") == [None, 7]


def test_a_mistake_that_survives_needs_its_reason_and_no_other():
    a, b, c, d, e = (f"rules/tree | {name}" for name in "abcde")
    tried, known = {a: True, b: True, c: False, d: False}, {a, b, c, d}
    reasons = sabotage.reasons(f"# why\n\n{b} | it makes no difference\n{d} | so it was\n{e} | so it was\n")
    assert reasons == {b: "it makes no difference", d: "so it was", e: "so it was"}
    told = [f"nothing notices: {a}", f"is explained, and noticed: {d}", f"is explained, and gone: {e}"]
    assert sabotage.verdict(tried, known, reasons) == told


def test_where_not_every_survivor_was_looked_through_functions_and_the_share_count():
    few = {f"rules/other | {number}": number >= 21 for number in range(sabotage.ENOUGH)}
    assert sabotage.shares(few) == {"rules": (21, 40)} and sabotage.verdict(few, set(few), {}) == []
    assert sabotage.verdict({"rules/other | f() | does nothing": True}, set(), {}) == ["nothing notices: rules/other | f() | does nothing"]
    weak = {name: number >= 19 for number, name in enumerate(few)}
    assert sabotage.verdict(weak, set(few), {}) == ["the tests of rules notice 19 of 40 mistakes, fewer than 50%"]
    assert sabotage.verdict({"rules/tree | a | a -> never": True}, set(), {}) == []
    assert sabotage.verdict(dict([*weak.items()][13:]), set(few), {}) == [], "too few to tell"


@pytest.fixture(scope="module")
def found() -> dict:
    """Every mistake of the machinery."""
    return sabotage.every([], mutations)


def test_every_reason_is_of_a_mistake_and_says_something(found):
    reasons = sabotage.reasons(sabotage.REASONS.read_text(encoding="utf-8"))
    assert set(reasons) <= set(found), "remove those that are gone"
    assert all(name.count(" | ") >= 2 and len(why) > 10 for name, why in reasons.items())


def test_the_rooms_are_tried_but_for_what_needs_torch_or_the_site(found):
    rooms = {name.partition("/")[0] for name in found}
    assert rooms == {"book", "run", "evidence", "attack", "rules", "publish"}
    assert all((sabotage.HOUSE / f"{module}.py").exists() for module in (*sabotage.SLOW, *sabotage.SITE))
    assert set(sabotage.every(["rules/links"], mutations)) == {name for name in found if name.startswith("rules/links | ")}
    assert set(sabotage.every(["attack"], mutations)) == {name for name in found if name.startswith("attack/")}


def test_a_process_that_fails_or_dies_has_noticed():
    assert sabotage.forked(lambda: 0)
    assert not sabotage.forked(lambda: 1)
    assert not sabotage.forked(lambda: sys.exit(0) or 1 / 0)
    assert not sabotage.forked(lambda: 1 / 0)
