"""The machinery's own tests, tried: one small mistake at a time is planted in `torchproof/`, and a quick test must notice.

    python tests/sabotage.py                       every mistake
    python tests/sabotage.py rules book/form       those of a room or a module
    python tests/sabotage.py --seconds 40          as many as that allows, in an order drawn by the commit

A mistake is a function that does nothing, a branch that is never taken, a result that is nothing, a comparison or a condition turned, a
call or an update dropped, a truth value or a limit changed. One run of the quick tests, those that start no other program, tells which of them enter which functions.
Then each mistake is planted in a fork of a process that has collected the tests, and those that enter what it changed run there. What none of them notices needs a
test, or its reason in `tests/sabotage.txt`. That the tests pass without a mistake, `nox -s test_machinery` shows.
"""

import argparse
import functools
import hashlib
import importlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import groupby, zip_longest
from pathlib import Path
from types import CodeType

import pytest
from planting import ANY, HOUSE, SILENT, caches, imported, mistakes, plant, plant_probes

ROOT = HOUSE.parent
REASONS = ROOT / "tests/sabotage.txt"
SLOW = (
    *("attack/answers", "attack/typed", "evidence/speed"),
    *(f"run/{name}" for name in ("child", "figure", "noise", "rehearsal", "rounding", "server", "stir")),
)
"""Modules of which only runs of snippets tell anything; their tests need torch and take minutes."""
SITE = tuple(f"publish/{name}" for name in ("figures", "finish", "formulas", "home", "hooks", "notebooks", "pages", "picture", "styles"))
"""Modules of which only the built site tells anything."""
OUTSIDE = ("counts", "house", "sabotage", "sample", "sessions", "workflows")
"""Tests of what is no function of the machinery, or only of other processes."""
TESTS = [line.partition(":")[0] for line in (ROOT / "tests/counts.txt").read_text(encoding="utf-8").splitlines() if line]
TESTS = [path for path in TESTS if not path.endswith(tuple(f"test_{name}.py" for name in OUTSIDE))]
CLOSED = {
    *("rules/links", "rules/tree", "rules/hidden", "rules/claims", "rules/budgets", "rules/addresses", "rules/numbers"),
    *("rules/conclusions", "rules/reading", "publish/agree", "book/nodes", "run/memory"),
}
"""Modules of which every survivor was looked through; of the others only functions that do nothing, so far."""
LEAST, ENOUGH = 0.75, 40
"""The share of mistakes that the tests of a room notice at least, where as many were tried."""
LATEST = (" -> never", " -> always", " -> None")
"""The changes whose survivors were looked through in no module yet."""
QUICK, HANGS = 3.0, 15  # seconds of processor time for a test without a mistake, and with one
ELSEWHERE, UNDECIDED, TOLD = "starts another process", "undecided", "told.json"


def spread(works: Iterable[tuple[str, Callable[[], object]]]) -> Iterator[tuple[str, object]]:
    """Do works that have names in processes of their own, as many at a time as there are cores: the name and what came of it, None where the process died.

    What comes is passed on as JSON. A work is taken when its process begins.

    Raises:
        RuntimeError: a work raised an error.
    """
    running: dict[int, tuple[str, str]] = {}

    def ended() -> tuple[str, object]:
        process, status = os.wait()
        name, folder = running.pop(process)
        note = Path(folder, TOLD)
        told = json.loads(note.read_text(encoding="utf-8")) if status == 0 and note.exists() else {}
        shutil.rmtree(folder, ignore_errors=True)
        if "error" in told:
            raise RuntimeError(f"{name}: {told['error']}")
        return name, told.get("found")

    for name, work in works:
        if len(running) == len(os.sched_getaffinity(0)):
            yield ended()
        folder = tempfile.mkdtemp(prefix="sabotage-")
        running[begun(work, folder)] = name, folder
    while running:
        yield ended()


def begun(work: Callable[[], object], folder: str) -> int:
    """The number of a process that does some work, with a folder of its own."""
    if process := os.fork():
        return process
    os.environ["PYTEST_DEBUG_TEMPROOT"] = folder  # where pytest makes the tests' own folders
    try:
        try:
            told = {"found": work()}
        except Exception:
            told = {"error": traceback.format_exc()}
        Path(folder, TOLD).write_text(json.dumps(told), encoding="utf-8")
    finally:
        os._exit(0)


class Sabotage:
    """Runs the collected tests again and again, as a plugin of pytest: once for each mistake, in a process in which it is planted.

    Args:
        found: name → module and what compiles its code, of every mistake.
        seconds: for how long, when it has learnt which tests enter which functions; a quarter of that for one mistake at most.
    """

    def __init__(self, found: dict[str, tuple[str, Callable[[], CodeType]]], seconds: float) -> None:
        self.found, self.seconds = found, seconds
        self.entered: set[str] = set()
        self.shared: set[str] = set()
        self.reports: list[pytest.TestReport] = []
        self.enters: dict[pytest.Item, set[str]] = {}
        self.noticed: Counter = Counter()
        self.tried: dict[str, bool] = {}
        self.screen = os.dup(1)

    def say(self, text: str) -> None:
        """Tell at once, past what pytest keeps."""
        os.write(self.screen, f"{text}\n".encode())

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note how the parts of a test end."""
        self.reports.append(report)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef) -> Generator[None, object, object]:
        """Note what is entered for several tests at once."""
        found = yield
        if fixturedef.scope != "function":
            self.shared |= self.entered
        return found

    def failures(self, items: list[pytest.Item], limit: int = 0) -> Iterator[tuple[pytest.Item, list[pytest.TestReport]]]:
        """Run tests, and give each with the reports of what failed; one that takes longer than a limit of seconds ends the process."""
        for item, following in zip_longest(items, items[1:]):
            self.reports.clear()
            signal.setitimer(signal.ITIMER_PROF, limit)
            signal.alarm(20 * limit)
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            yield item, [report for report in self.reports if report.failed]

    def learn(self, items: list[pytest.Item]) -> dict[str, list[str] | None]:
        """The quick tests of a file, each with the functions that it enters; None for one that fails but for starting a process."""
        self.entered.clear()
        enters, began, kept = {}, time.process_time(), caches()
        for item, failed in self.failures(items):
            if any(ELSEWHERE not in report.longreprtext for report in failed):
                enters[item.nodeid] = None
            elif not failed and time.process_time() - began < QUICK:
                enters[item.nodeid] = sorted(self.entered)
            self.entered.clear()
            began = time.process_time()
            for cache in kept:
                cache.cache_clear()
        return {name: None if found is None else sorted({*found, *self.shared}) for name, found in enters.items()}

    def learn_all(self, items: list[pytest.Item]) -> dict[str, list[str] | None]:
        """The same of all tests, where no process may be started."""
        for kind in (importlib.import_module("torchproof.run.server").Server, subprocess.Popen):
            kind.__init__ = lambda *_, **__: pytest.fail(ELSEWHERE)
        plant_probes(self.entered.add)
        os.register_at_fork(before=lambda: self.entered.add(ANY))  # what a child enters is not seen
        files = groupby(items, key=lambda item: item.path.name)
        told = dict(spread((name, functools.partial(self.learn, list(found))) for name, found in files))
        if died := [name for name, enters in told.items() if enters is None]:
            return dict.fromkeys(died)
        return {name: found for enters in told.values() for name, found in enters.items()}

    def ask(self, name: str, end: float) -> str:
        """The test that notices a mistake, "" if none does; `UNDECIDED` if that takes too long, or the mistake is in what only an import does."""
        module, code = self.found[name]
        try:
            changed = plant(module, code())
        except Exception:
            return "its import"
        asked = [item for item, entered in self.enters.items() if ANY in changed or {ANY, *changed} & entered]
        far = {item for item in asked if not any(entered.startswith(f"{imported(module)}:") for entered in self.enters[item])}
        asked.sort(key=lambda item: (-self.noticed[module, item.nodeid], item in far, len(self.enters[item])))
        for item, failed in self.failures(asked, HANGS):
            if failed:
                return item.nodeid
            if time.monotonic() > end:
                return UNDECIDED
        return "" if changed else UNDECIDED

    def fails(self, item: pytest.Item) -> bool:
        """Whether a test fails."""
        return any(failed for _, failed in self.failures([item]))

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Learn, then try the mistakes; what noticed one must pass where there is none."""
        session.config.pluginmanager.unregister(name="terminalreporter")
        began = time.monotonic()
        for module in {module for module, _ in self.found.values()}:
            importlib.import_module(imported(module))
        (_, told), *_ = spread([("", functools.partial(self.learn_all, session.items))])
        if wrong := [name for name, enters in (told or {"learning": None}).items() if enters is None]:
            raise pytest.UsageError(f"without a mistake: {wrong[0]}")
        self.enters = {item: set(told[item.nodeid]) for item in session.items if item.nodeid in told}
        end = time.monotonic() + self.seconds
        self.say(f"{len(self.enters)} quick tests in {time.monotonic() - began:.0f} s, {len(self.found)} mistakes")

        def asking() -> Iterator[tuple[str, Callable[[], str | None]]]:
            for name in self.found:
                if (now := time.monotonic()) > end:
                    return
                yield name, functools.partial(self.ask, name, now + self.seconds / 4)

        for name, told in spread(asking()):
            self.noticed[self.found[name][0], told] += 1
            if told != UNDECIDED:
                self.tried[name] = told == ""
            if told == "":
                self.say(f"survives: {name}")
        asked = [item for item in self.enters if any(name == item.nodeid for _, name in self.noticed)]
        for name, told in spread((item.nodeid, functools.partial(self.fails, item)) for item in asked):
            if told is not False:
                raise pytest.UsageError(f"without a mistake: {name}")
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
