"""The machinery's own tests, tried: one small mistake at a time is planted in `torchproof/`, and a quick test must notice.

    python tests/sabotage.py                       every mistake
    python tests/sabotage.py rules book/form       those of a room or a module
    python tests/sabotage.py --seconds 60          as many as that allows, in an order drawn by the commit

A mistake is a function that does nothing, a branch that is never taken, a result that is nothing, a comparison or a condition turned, a
call or an update dropped, a truth value or a limit changed. Each is planted in a fork of a process that has collected the tests, and the quick ones run there: those that start no other
process. What none of them notices needs a test, or its reason in `tests/sabotage.txt`.
"""

import argparse
import ast
import functools
import gc
import hashlib
import importlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path
from types import CodeType, FunctionType

import pytest

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "torchproof"
REASONS = ROOT / "tests/sabotage.txt"
SLOW = (
    *("attack/answers", "attack/typed", "evidence/speed"),
    *(f"run/{name}" for name in ("child", "figure", "noise", "rehearsal", "runner", "server", "stir")),
)
"""Modules of which only runs of snippets tell anything; their tests need torch and take minutes."""
SITE = tuple(f"publish/{name}" for name in ("figures", "finish", "formulas", "home", "hooks", "notebooks", "pages", "picture", "styles"))
"""Modules of which only the built site tells anything."""
TESTS = [
    str(path)
    for path in sorted((ROOT / "tests").glob("test_*.py"))
    if path.stem not in ("test_engines", "test_names", "test_notebooks", "test_pages", "test_search", "test_site", "test_snippets")
]
CLOSED = {
    *("rules/links", "rules/tree", "rules/hidden", "rules/claims", "rules/budgets", "rules/addresses", "rules/numbers"),
}
"""Modules of which every survivor was looked through; of the others only functions that do nothing, so far."""
LEAST, ENOUGH = 0.5, 40
"""The share of mistakes that the tests of a room notice at least, where as many were tried."""
SILENT = "does nothing"
LATEST = (" -> never", " -> always", " -> None")
"""The changes whose survivors were looked through in no module yet."""
FIRST = {"rules": "rules", "run": "bounds"}
"""Room → part of the name of the tests that are asked first; of the others it is "strength"."""
LIMIT, QUICK = 300, 2.0  # seconds for all tests, and for one


def silenced(tree: ast.Module) -> Iterator[tuple[str, Callable[[], None]]]:
    """Every function of a module: its name with that of its class, and what makes it do nothing."""

    def inside(holder: ast.AST, prefix: str) -> Iterator[tuple[str, Callable[[], None]]]:
        for node in ast.iter_child_nodes(holder):
            if isinstance(node, ast.FunctionDef):
                nothing = [ast.Return(), *node.body]  # what it yields, and the names that it takes from outside, stay
                yield f"{prefix}{node.name}()", lambda node=node, nothing=nothing: setattr(node, "body", nothing)
            yield from inside(node, f"{prefix}{node.name}." if isinstance(node, ast.FunctionDef | ast.ClassDef) else prefix)

    return inside(tree, "")


def emptied(tree: ast.Module) -> Iterator[tuple[int, str, Callable[[], None]]]:
    """Every branch, never taken, or taken where it should not be, and every result, made nothing: its line, the change, and what plants it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.If | ast.IfExp | ast.comprehension):
            tests = node.ifs if isinstance(node, ast.comprehension) else [node.test]
            for place, test in enumerate(tests):
                for told, new in (("never", ast.Constant(False)), ("always", ast.Constant(True))):

                    def plant(node: ast.AST = node, place: int = place, new: ast.expr = new) -> None:
                        if isinstance(node, ast.comprehension):
                            node.ifs[place] = new
                        else:
                            node.test = new

                    yield test.lineno, f"{ast.unparse(test)} -> {told}", plant
        elif isinstance(node, ast.Return) and node.value and not isinstance(node.value, ast.Constant):
            yield node.lineno, f"{ast.unparse(node.value)} -> None", lambda node=node: setattr(node, "value", ast.Constant(None))


def tells(before: str, after: str, is_setting: bool) -> bool:
    """Whether a mistake is one that a test ought to notice: not another number in a message, or arguments that crash when they are swapped."""
    node = ast.parse(before).body[0]
    node = node.value if isinstance(node, ast.Expr) else node
    if isinstance(node, ast.Constant) and not isinstance(node.value, bool):
        return is_setting
    return not isinstance(node, ast.BinOp) and (not isinstance(node, ast.Call) or after == "pass")


def mistakes(source: str, mutations: Callable) -> dict[str, Callable[[], CodeType]]:
    """Line and change → what compiles the module's code with that mistake planted."""

    def plants(tree: ast.Module) -> Iterator[tuple[str, Callable[[], None]]]:
        yield from ((f"{name} | {SILENT}", plant) for name, plant in silenced(tree))
        yield from ((f"{lines[line - 1].strip()} | {change}", plant) for line, change, plant in emptied(tree))
        settings = {line for node in tree.body if isinstance(node, ast.Assign) for line in range(node.lineno, node.end_lineno + 1)}
        for each in mutations(tree, len(lines)):
            if tells(each.before, each.after, each.line in settings) and not lines[each.line - 1].startswith("@dataclass"):
                yield f"{lines[each.line - 1].strip()} | {each.before} -> {each.after}", each.plant

    def compiled(number: int) -> CodeType:
        tree = ast.parse(source)
        [plant for _, plant in plants(tree)][number]()
        return compile(ast.fix_missing_locations(tree), "<planted>", "exec")

    lines, found, times = source.splitlines(), {}, Counter()
    for number, (name, _) in enumerate(plants(ast.parse(source))):
        times[name] += 1
        found[name if times[name] == 1 else f"{name} (number {times[name]})"] = functools.partial(compiled, number)
    return found


def plant(module: str, code: CodeType) -> None:
    """Put a mistake into a module that is imported already: into its functions, and into its settings wherever they were imported to.

    Args:
        module: its room and name, "rules/links".
        code: the module's code with the mistake.
    """
    live = importlib.import_module(f"torchproof.{module.removesuffix('/__init__').replace('/', '.')}")
    fresh = {name: value for name, value in vars(live).items() if name.startswith("__")}
    exec(code, fresh)
    own = [found for found in gc.get_objects() if type(found) is FunctionType]  # some pose as another class, and warn
    changed = {place(found): found.__code__ for found in own if found.__globals__ is fresh}
    for found in own:
        if found.__globals__ is vars(live) and place(found) in changed:
            found.__code__ = changed[place(found)]
    for name in [name for name, value in fresh.items() if isinstance(value, bool | int | float) and value != getattr(live, name)]:
        for other in [other for other in sys.modules.values() if getattr(other, name, None) is getattr(live, name) and other is not live]:
            setattr(other, name, fresh[name])
        setattr(live, name, fresh[name])


def place(function: FunctionType) -> tuple[str, int]:
    """What tells a function of a module from the others: its name with that of its class, and its line."""
    return function.__code__.co_qualname, function.__code__.co_firstlineno


def forked(work: Callable[[], int]) -> bool:
    """Whether some work ends well in a process of its own, in time and without a word."""
    process = os.fork()
    if process == 0:
        status = 1
        try:
            signal.alarm(LIMIT)
            status = int(work())
        finally:
            os._exit(status)
    return os.waitpid(process, 0)[1] == 0


class Sabotage:
    """Runs the collected tests again and again, as a plugin of pytest: once for each mistake, in a fork in which it is planted.

    Args:
        found: name → module and what compiles its code, of every mistake.
        seconds: for how long.
    """

    def __init__(self, found: dict[str, tuple[str, Callable[[], CodeType]]], seconds: float) -> None:
        self.found, self.seconds = found, seconds
        self.passed: list[str] = []
        self.failed: list[str] = []
        self.noticed: Counter = Counter()
        self.tried: dict[str, bool] = {}
        self.screen = os.dup(1)

    def say(self, text: str) -> None:
        """Tell at once, past what pytest keeps."""
        os.write(self.screen, f"{text}\n".encode())

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note what fails, and what passes quickly."""
        if report.failed:
            self.failed.append(report.nodeid)
        elif report.when == "call" and report.duration < QUICK:
            self.passed.append(report.nodeid)

    def forked(self, work: Callable[[], list[str]]) -> list[str]:
        """The names of tests that some work in a fork finds; a fork that dies, or takes too long, finds "death"."""
        with tempfile.NamedTemporaryFile("r", encoding="utf-8") as note:

            def told() -> int:
                Path(note.name).write_text("".join(f"{name}\n" for name in work()), encoding="utf-8")
                return 0

            return note.read().splitlines() if forked(told) else ["death"]

    def fail(self, items: list[pytest.Item]) -> list[str]:
        """Run tests, up to the first that fails: its name."""
        for item, following in zip_longest(items, items[1:]):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.failed:
                break
        return self.failed[:1]

    def quick(self, items: list[pytest.Item]) -> list[pytest.Item]:
        """The tests that pass in no time where no process may be started."""

        def work() -> list[str]:
            for kind in (importlib.import_module("torchproof.run.runner").Runner, subprocess.Popen):
                kind.__init__ = lambda *_, **__: pytest.fail("starts another process")
            for item, following in zip_longest(items, items[1:]):
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            return self.passed

        names = set(self.forked(work))
        return [item for item in items if item.nodeid in names]

    def survives(self, name: str, items: list[pytest.Item]) -> bool:
        """Whether no test notices a mistake; those that noticed the most are asked first, then those of its room."""
        module, code = self.found[name]
        first = FIRST.get(module.partition("/")[0], "strength")
        order = sorted(items, key=lambda item: (-self.noticed[item.nodeid], first not in item.path.stem))

        def work() -> list[str]:
            plant(module, code())
            return self.fail(order)

        told = self.forked(work)
        self.noticed.update(told)
        return not told

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try the mistakes; the tests must pass without one."""
        session.config.pluginmanager.unregister(name="terminalreporter")
        items = self.quick(session.items)

        def without() -> list[str]:
            for module in dict.fromkeys(module for module, _ in self.found.values()):
                plant(module, compile((HOUSE / f"{module}.py").read_text(encoding="utf-8"), "<as it is>", "exec"))
            return self.fail(items)

        if wrong := self.forked(without) if items else ["no test is quick"]:
            raise pytest.UsageError(f"without a mistake: {wrong[0]}")
        self.say(f"{len(items)} quick tests, {len(self.found)} mistakes")
        end = time.monotonic() + self.seconds
        for name in self.found:
            if time.monotonic() > end:
                break
            self.tried[name] = self.survives(name, items)
            if self.tried[name]:
                self.say(f"survives: {name}")
        return True


def every(where: list[str], mutations: Callable) -> dict[str, tuple[str, Callable[[], CodeType]]]:
    """Name → module, and what compiles its code, of every mistake of the given rooms and modules, of all where none is given."""
    found = {}
    for path in sorted(HOUSE.glob("*/*.py")):
        module = path.relative_to(HOUSE).with_suffix("").as_posix()
        if module not in SLOW + SITE and (not where or module in where or module.partition("/")[0] in where):
            planted = mistakes(path.read_text(encoding="utf-8"), mutations)
            found |= {f"{module} | {name}": (module, code) for name, code in planted.items()}
    return found


def reasons(text: str) -> dict[str, str]:
    """Name → reason of each mistake that may survive: lines `module | source line | change | reason`."""
    return {name: why for name, _, why in (line.rpartition(" | ") for line in text.splitlines() if line and not line.startswith("#"))}


def is_closed(name: str) -> bool:
    """Whether a mistake may not survive without a reason."""
    return (name.partition(" | ")[0] in CLOSED and not name.endswith(LATEST)) or name.endswith(f" | {SILENT}")


def shares(tried: dict[str, bool]) -> dict[str, tuple[int, int]]:
    """Room → how many mistakes were noticed, and how many were tried."""
    found: dict[str, tuple[int, int]] = {}
    for name, alive in tried.items():
        noticed, of = found.get(name.partition("/")[0], (0, 0))
        found[name.partition("/")[0]] = noticed + (not alive), of + 1
    return found


def verdict(tried: dict[str, bool], known: set[str], explained: dict[str, str]) -> list[str]:
    """What to mend, of mistakes that were tried (name → whether it survived), all that there are, and those that are explained."""
    found = [f"nothing notices: {name}" for name, alive in tried.items() if alive and is_closed(name) and name not in explained]
    found += [f"is explained, and noticed: {name}" for name, alive in tried.items() if not alive and name in explained]
    weak = [(room, noticed, of) for room, (noticed, of) in shares(tried).items() if of >= ENOUGH and noticed < LEAST * of]
    found += [f"the tests of {room} notice {noticed} of {of} mistakes, fewer than {LEAST:.0%}" for room, noticed, of in weak]
    return found + [f"is explained, and gone: {name}" for name in explained if name not in known]


def main() -> int:
    """Plant, and tell what survives; 1 where something does that has no reason."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("where", nargs="*", help="rooms and modules, such as rules or book/form; all where none is given")
    parser.add_argument(
        "--seconds", type=float, default=float("inf"), help="try only as many as this allows, in an order drawn by the commit"
    )
    given = parser.parse_args()
    os.chdir(ROOT)
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    mutations = importlib.import_module("torchproof.run.variants").mutations
    found, known = every(given.where, mutations), every([], mutations)
    if given.seconds < float("inf"):
        commit = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True).stdout
        found = dict(sorted(found.items(), key=lambda item: hashlib.sha256(f"{commit} {item[0]}".encode()).digest()))
    sabotage = Sabotage(found, given.seconds)
    if pytest.main(["-q", *TESTS], plugins=[sabotage]) not in (0, pytest.ExitCode.NO_TESTS_COLLECTED):
        return 1
    wrong = verdict(sabotage.tried, set(known), reasons(REASONS.read_text(encoding="utf-8")))
    print(f"{len(sabotage.tried)} of {len(found)} mistakes tried, {sum(sabotage.tried.values())} survive")
    print(*(f"{room}: {noticed} of {of} noticed" for room, (noticed, of) in sorted(shares(sabotage.tried).items())), sep="\n")
    print(*wrong, sep="\n", file=sys.stderr)
    return min(1, len(wrong))


if __name__ == "__main__":
    sys.exit(main())
