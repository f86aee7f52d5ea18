"""The machinery's own tests, tried: one small mistake at a time is planted in `torchproof/`, and a quick test must notice.

    python tests/sabotage.py                       every mistake
    python tests/sabotage.py rules book/form       those of a room or a module
    python tests/sabotage.py --seconds 60          as many as that allows, in an order drawn by the commit

A mistake is a function that does nothing, a comparison or a condition turned, a call or an update dropped, a truth value or a limit
changed. Each is planted in a process of its own that runs the quick tests: those that start no other process. What none of them
notices needs a test, or its reason in `tests/sabotage.txt`.
"""

import argparse
import ast
import functools
import importlib
import importlib.util
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "torchproof"
REASONS = ROOT / "tests/sabotage.txt"
SLOW = ("run/child", "run/figure", "run/noise", "run/rehearsal", "run/runner", "run/server", "evidence/speed")
"""Modules of which only runs of snippets tell anything; their tests need torch and take minutes."""
SITE = tuple(f"publish/{name}" for name in ("figures", "finish", "formulas", "home", "hooks", "notebooks", "pages", "picture", "search"))
"""Modules of which only the built site tells anything."""
TESTS = [
    str(path)
    for path in sorted((ROOT / "tests").glob("test_*.py"))
    if path.stem not in ("test_names", "test_pages", "test_site", "test_snippets")
]
LIMIT, QUICK = 120, 0.5  # seconds for all tests, and for one


def silenced(tree: ast.Module) -> Iterator[tuple[str, Callable[[], None]]]:
    """Every function of a module: its name with that of its class, and what makes it do nothing."""

    def inside(holder: ast.AST, prefix: str) -> Iterator[tuple[str, Callable[[], None]]]:
        for node in ast.iter_child_nodes(holder):
            if isinstance(node, ast.FunctionDef):
                yields = any(isinstance(part, ast.Yield | ast.YieldFrom) for part in ast.walk(node))
                nothing = [ast.Return(), *([ast.Expr(ast.Yield())] if yields else [])]
                yield f"{prefix}{node.name}()", lambda node=node, nothing=nothing: setattr(node, "body", nothing)
            yield from inside(node, f"{prefix}{node.name}." if isinstance(node, ast.FunctionDef | ast.ClassDef) else prefix)

    return inside(tree, "")


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
        yield from ((f"{name} | does nothing", plant) for name, plant in silenced(tree))
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


class Planted:
    """Finds and loads one module, with a mistake in its code."""

    def __init__(self, name: str, code: CodeType, path: Path) -> None:
        self.name, self.code, self.path = name, code, path

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        """The module's place, where it is the one."""
        inside = [str(self.path.parent)] if self.path.stem == "__init__" else None
        found = importlib.util.spec_from_file_location(name, self.path, loader=self, submodule_search_locations=inside)
        return found if name == self.name else None

    def create_module(self, _: ModuleSpec) -> None:
        """As usual."""

    def exec_module(self, module: ModuleType) -> None:
        """Run the code with the mistake."""
        exec(self.code, vars(module))


class Chosen:
    """Runs the named tests, those of a room first; where none are named, notes which are quick and pass though no process may be started."""

    def __init__(self, names: set[str] | None, room: str = "") -> None:
        self.names, self.room, self.passed = names, room, []

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave the chosen tests, or forbid processes."""
        if self.names is None:
            from torchproof.run.runner import Runner

            for kind in (Runner, subprocess.Popen):
                kind.__init__ = lambda *_, **__: pytest.fail("starts another process")
        else:
            items[:] = sorted((item for item in items if item.nodeid in self.names), key=lambda item: self.room not in item.path.stem)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a quick test that passes."""
        if report.when == "call" and report.passed and report.duration < QUICK:
            self.passed.append(report.nodeid)


def forked(work: Callable[[], int]) -> bool:
    """Whether some work ends well in a process of its own, in time and without a word."""
    process = os.fork()
    if process == 0:
        status = 1
        try:
            signal.alarm(LIMIT)
            silence = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silence, 1)
            os.dup2(silence, 2)
            status = int(work())
        finally:
            os._exit(status)
    return os.waitpid(process, 0)[1] == 0


def quick() -> set[str]:
    """The quick tests."""
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as note:

        def work() -> int:
            chosen = Chosen(None)
            pytest.main(TESTS, plugins=[chosen])
            Path(note.name).write_text("\n".join(chosen.passed), encoding="utf-8")
            return 0

        return set(note.read().splitlines()) if forked(work) else set()


def survives(module: str, code: CodeType, names: set[str]) -> bool:
    """Whether no quick test notices a mistake."""

    def work() -> int:
        name = f"torchproof.{module.removesuffix('/__init__').replace('/', '.')}"
        sys.meta_path.insert(0, Planted(name, code, HOUSE / f"{module}.py"))
        return pytest.main(["-x", *TESTS], plugins=[Chosen(names, module.partition("/")[0])])

    return forked(work)


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


def verdict(tried: dict[str, bool], known: set[str], explained: dict[str, str]) -> list[str]:
    """What to mend, of mistakes that were tried (name → whether it survived), all that there are, and those that are explained."""
    found = [f"nothing notices: {name}" for name, alive in tried.items() if alive and name not in explained]
    found += [f"is explained, and noticed: {name}" for name, alive in tried.items() if not alive and name in explained]
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
    importlib.import_module("torchproof.book.markdown")  # with what it needs, which every process then has already
    found, known = every(given.where, mutations), set(every([], mutations)) if given.where else None
    for name in [name for name in sys.modules if name.partition(".")[0] == "torchproof"]:
        del sys.modules[name]
    end, names, order = time.monotonic() + given.seconds, quick(), list(found)
    commit = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True).stdout
    random.Random(commit).shuffle(order)
    tried: dict[str, bool] = {}
    if not names or not survives("book/fault", compile((HOUSE / "book/fault.py").read_text(encoding="utf-8"), "", "exec"), names):
        print("the tests fail without a mistake", file=sys.stderr)
        return 1
    for name in order if given.seconds < float("inf") else found:
        if time.monotonic() > end:
            break
        module, code = found[name]
        tried[name] = survives(module, code(), names)
        if tried[name]:
            print(f"survives: {name}", flush=True)
    wrong = verdict(tried, known or set(found), reasons(REASONS.read_text(encoding="utf-8")))
    print(f"{len(tried)} of {len(found)} mistakes tried with {len(names)} quick tests, {sum(tried.values())} survive")
    print(*wrong, sep="\n", file=sys.stderr)
    return min(1, len(wrong))


if __name__ == "__main__":
    sys.exit(main())
