"""The mistakes that are planted in the machinery are mistakes, and what comes of them is judged rightly."""

import os
import sys
from pathlib import Path

import planting
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
    assert sorted(planting.mistakes(SOURCE, mutations)) == sorted(NAMES)
    twice = planting.mistakes("def f(a):\n    g(a)\n\n\ndef h(a):\n    g(a)\n", mutations)
    assert "g(a) | g(a) -> pass (number 2)" in twice


def test_what_is_planted_is_there():
    def planted(name: str) -> dict:
        found: dict = {}
        exec(planting.mistakes(SOURCE, mutations)[name](), found)
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


def alone(work) -> object:
    """What comes of some work in a process of its own."""
    ((_, told),) = sabotage.spread([("", work)])
    return told


@pytest.mark.parametrize(
    ("module", "name", "changed", "told"),
    [
        ("rules/links", "name() | does nothing", "torchproof.rules.links:11", (0, True, 20)),
        ("attack/seeds", "trains() | does nothing", "torchproof.attack.seeds:25", (1, None, 20)),
        ("attack/seeds", "SHIFTS, ENOUGH = 20, 18 | 20 -> 21", planting.ANY, (1, True, 21)),
    ],
)
def test_a_mistake_is_planted_in_what_is_imported(module, name, changed, told):
    source = (planting.HOUSE / f"{module}.py").read_text(encoding="utf-8")
    code = planting.mistakes(source, mutations)[name]()

    def tell() -> tuple:
        return len(list(links.name(CAPITAL, None))), trains(SEEDED), SHIFTS

    def work() -> list:
        return [*planting.plant(module, code), *tell()]

    assert tell() == (1, True, 20)
    assert alone(work) == [changed, *told]
    assert tell() == (1, True, 20), "it stays in its process"


def test_a_branch_is_never_taken_or_always():
    def planted(change: str) -> list:
        source = "def f(found):\n    if found:\n        return [a for a in found if a > 1]\n    return 7\n"
        space: dict = {}
        exec(next(code for name, code in planting.mistakes(source, mutations).items() if name.endswith(change))(), space)
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
    few = {f"rules/other | {number}": number >= 30 for number in range(sabotage.ENOUGH)}
    assert sabotage.shares(few) == {"rules": (30, 40)} and sabotage.verdict(few, set(few), {}) == []
    assert sabotage.verdict({"rules/other | f() | does nothing": True}, set(), {}) == ["nothing notices: rules/other | f() | does nothing"]
    weak = {name: number >= 29 for number, name in enumerate(few)}
    assert sabotage.verdict(weak, set(few), {}) == ["the tests of rules notice 29 of 40 mistakes, fewer than 75%"]
    assert sabotage.verdict({"rules/tree | a | a -> never": True}, set(), {}) == []
    assert sabotage.verdict(dict([*weak.items()][1:]), set(few), {}) == [], "too few to tell"


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
    assert all((planting.HOUSE / f"{module}.py").exists() for module in (*sabotage.SLOW, *sabotage.SITE))
    assert set(sabotage.every(["rules/links"], mutations)) == {name for name in found if name.startswith("rules/links | ")}
    assert set(sabotage.every(["attack"], mutations)) == {name for name in found if name.startswith("attack/")}


def test_what_an_import_only_does_changes_nothing():
    source = "def f():\n    return 1\n\n\nKNOWN = [a for a in (1, 2) if a]\n"
    code = next(code for name, code in planting.mistakes(source, mutations).items() if name.endswith("a -> never"))
    assert alone(lambda: sorted(planting.plant("rules/links", code()))) == []


NAMED = f"torchproof.rules.links:{links.name.__code__.co_firstlineno}"


def test_every_function_tells_that_it_is_entered():
    entered: set[str] = set()

    def work() -> list:
        planting.plant_probes(entered.add)
        return [sorted(entered), len(list(links.name(CAPITAL, None))), sorted(entered)]

    before, count, after = alone(work)
    assert (before, count) == ([], 1) and [name for name in after if ".rules." in name] == [NAMED]


def test_what_was_kept_is_made_anew():
    from torchproof import rules

    rules.rules()
    assert rules.rules.cache_info().currsize == 1
    assert alone(lambda: [len([cache.cache_clear() for cache in planting.caches()]) > 5, rules.rules.cache_info().currsize]) == [True, 0]


def test_processes_do_works_and_one_that_dies_gives_nothing():
    works = {"one": lambda: 1, "text": lambda: ["a"], "exits": lambda: sys.exit(0), "dies": lambda: os._exit(0)}
    assert dict(sabotage.spread(works.items())) == {"one": 1, "text": ["a"]} | dict.fromkeys(("exits", "dies"))
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        alone(lambda: 1 / 0)
    folders = [alone(lambda: os.environ["PYTEST_DEBUG_TEMPROOT"]) for _ in range(2)]
    assert folders[0] != folders[1] and not any(Path(folder).exists() for folder in folders)


SUITE = """
import subprocess
from pathlib import Path

import pytest

from torchproof.book.page import Page
from torchproof.rules import links

PAGE = Page(Path("Demo.md"), "# Demo { #demo }\\n", {})


@pytest.fixture(scope="module")
def told():
    return list(links.name(PAGE, None))


def test_asks_first(told):
    assert PAGE.source


def test_looks_at_it(told):
    assert len(told) == 1


def test_sees_nothing():
    list(links.anchors(PAGE, None))


def test_starts_a_process():
    subprocess.run(["true"])
    assert not list(links.footnotes(PAGE, None))
"""
PLANTED = ["name() | does nothing", "anchors() | does nothing", "footnotes() | does nothing"]


@pytest.mark.parametrize(
    ("suite", "seconds", "found", "ended"),
    [
        (SUITE, 60.0, dict(zip(PLANTED, (False, True, True), strict=True)), 0),
        (SUITE, 0.0, {}, 0),
        (SUITE.replace("== 1", "== 2"), 60.0, {}, 4),
        (
            SUITE.replace("== 1", "== 1\n    Path(__file__).with_name('once').mkdir()"),
            60.0,
            dict(zip(PLANTED, (False, True, True), strict=True)),
            4,
        ),
    ],
)
def test_the_tests_that_enter_a_function_are_asked(tmp_path, suite, seconds, found, ended):
    def work() -> list:
        (tmp_path / "test_demo.py").write_text(suite, encoding="utf-8")
        every = sabotage.every(["rules/links"], mutations)
        plugin = sabotage.Sabotage({name: every[f"rules/links | {name}"] for name in PLANTED}, seconds)
        return [pytest.main(["-q", f"--rootdir={tmp_path}", "-c", os.devnull, str(tmp_path)], plugins=[plugin]), plugin.tried]

    (tmp_path / "test_demo.py").write_text(suite, encoding="utf-8")
    assert alone(work) == [ended, found]
