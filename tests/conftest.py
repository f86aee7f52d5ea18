"""Options shared by the tests of snippets and pages, and the report at their end."""

import contextlib
import gc
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from torchproof.attack import accelerator, answers, sample
from torchproof.book.book import Book, books
from torchproof.book.exercise import Exercise
from torchproof.book.fault import Fault
from torchproof.book.page import Page
from torchproof.book.snippet import Snippet, select
from torchproof.evidence.report import report
from torchproof.run import mnist
from torchproof.run.memory import keep
from torchproof.run.runner import Runner

pytest_plugins = ["planted"]
pytest.register_assert_rewrite("reader")  # which the tests of the site import before they name it as a plugin
ROOT = Path(os.path.relpath(Path(__file__).parent.parent))
BOOKS = books(ROOT)
SECONDS: dict[str, float] = {}
REHEARSED = 5  # times as long, about, where every operation passes through Python twice
ANSWERS: list[float] = []
MOVED: list[tuple[Snippet, list[str]]] = []
SEEN: Counter[str] = Counter()  # how many of what the tests of the site looked at; of what begins with "bytes", the most


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare --only, --device, --drawn and --record."""
    parser.addoption("--only", nargs="*", default=[], help="pages and snippets, such as mlp or mlp/xor")
    parser.addoption("--device", default="cpu", choices=["cpu", "cuda", "rehearsal"], help="where snippets run; cuda fails without one")
    parser.addoption(
        "--drawn",
        default="",
        help="try only a sample of what would be rehearsed, of the notebooks, or of the pages that are made, that this text draws",
    )
    parser.addoption("--record", action="store_true", help="write what the accelerator showed into the proofs")


def pytest_configure(config: pytest.Config) -> None:
    """Resolve --only once; a name that means nothing ends the run."""
    try:
        names = sorted({path.stem for book in BOOKS for path in book.paths})
        config.chosen = select([*BOOKS[0].snippets.values()], config.getoption("only"), names)
    except Fault as fault:
        raise pytest.UsageError(str(fault)) from fault
    if config.getoption("device") == "rehearsal":  # what uses no device leaves nothing on a wrong one
        snippets, pages = config.chosen
        config.chosen = [snippet for snippet in snippets if snippet.uses_device], pages
        if not config.chosen[0]:
            raise pytest.UsageError("none of these snippets uses a device; there is nothing to rehearse")
        if commit := config.getoption("drawn"):
            costs = {snippet.id: REHEARSED * sample.seconds([snippet]) for snippet in config.chosen[0]}
            names = set(sample.drawn(costs, commit))
            config.chosen = [snippet for snippet in config.chosen[0] if snippet.id in names], pages


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test for each chosen snippet, one for each chosen page, and one for each exercise of these."""
    snippets, pages = metafunc.config.chosen
    if "snippet" in metafunc.fixturenames:
        metafunc.parametrize("snippet", snippets, ids=[snippet.id for snippet in snippets])
    if "exercise" in metafunc.fixturenames:
        exercises = chosen_exercises(metafunc.config)
        metafunc.parametrize("exercise", exercises, ids=[exercise.id for exercise in exercises])
    if "page_path" in metafunc.fixturenames:
        chosen = {f"{path.parent.name}/{path.stem}": (book, path) for book in BOOKS for path in book.paths if path.stem in pages}
        metafunc.parametrize("page_path", chosen.values(), ids=chosen)


def chosen_exercises(config: pytest.Config) -> list[Exercise]:
    """The exercises of the chosen pages."""
    return [exercise for exercise in BOOKS[0].exercises.values() if exercise.page in config.chosen[1]]


@pytest.fixture
def book(page_path: tuple[Book, Path]) -> Book:
    """The book that the page is of."""
    return page_path[0]


@pytest.fixture
def page(page_path: tuple[Book, Path]) -> Page:
    """The page, parsed."""
    return page_path[0].pages[page_path[1].stem]


@pytest.fixture(scope="session")
def runner(request: pytest.FixtureRequest) -> Iterator[Runner]:
    """What runs snippets; torch is being imported from here on."""
    programs = [*request.config.chosen[0], *(exercise.file for exercise in chosen_exercises(request.config))]
    with Runner(ROOT, programs, device=request.config.getoption("device")) as found:
        yield found


@pytest.fixture(scope="session")
def runs(request: pytest.FixtureRequest, runner: Runner) -> Iterator[dict]:
    """Snippet id → the future of its run; all chosen snippets are queued at once, the longest first."""
    snippets, _ = request.config.chosen
    mnist.ensure(ROOT / "data", snippets)
    futures = {
        snippet.id: runner.submit(snippet)
        for snippet in sorted(snippets, key=lambda snippet: (-(snippet.about_seconds or 0), "MNIST(" not in snippet.source))
    }
    yield futures
    SECONDS.update({name: future.result().seconds for name, future in futures.items() if future.done()})


@pytest.fixture(scope="session")
def answered(request: pytest.FixtureRequest, runner: Runner) -> Iterator[dict[str, dict]]:
    """Exercise id → the futures of its answers, all queued at once; none of an exercise that has not its parts."""
    found = {}
    for exercise in chosen_exercises(request.config):
        with contextlib.suppress(Fault):  # its test says why
            found[exercise.id] = answers.submit(runner, exercise)
    yield found
    ANSWERS.extend(future.result().seconds for futures in found.values() for future in futures.values() if future.done())


@pytest.fixture(scope="session", autouse=True)
def begin(request: pytest.FixtureRequest) -> Iterator[None]:
    """Snippets run from the first test on, beside the tests of the pages, and behind them the answers to exercises."""
    needed = {name for item in request.session.items for name in getattr(item, "fixturenames", ())}  # a block of README has none
    for name in ("runs", "answered"):
        if name in needed:
            keep()
            request.getfixturevalue(name)
    yield
    gc.freeze()  # nor does pytest, at its end, look through what stands


@pytest.fixture(scope="session")
def card(runner: Runner) -> str:
    """The name of the accelerator."""
    return accelerator.card(runner)


@pytest.fixture(scope="session", autouse=True)
def hand_over(request: pytest.FixtureRequest) -> Iterator[None]:
    """What this process saw goes to the one that started it, where tests are spread over several."""
    yield
    if hasattr(request.config, "workeroutput"):
        request.config.workeroutput["seen"] = dict(SEEN)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    """Add up what the processes saw."""
    for what, number in getattr(node, "workeroutput", {}).get("seen", {}).items():
        SEEN[what] = max(SEEN[what], number) if what.startswith("bytes") else SEEN[what] + number


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the ten slowest snippets and the sum of their compute, what differs from the records on the accelerator, and what was seen of the site."""
    if MOVED:
        terminalreporter.section("values that differ on this device or this torch, where every claim holds")
        terminalreporter.line(report(MOVED, [], len(SECONDS)))
    if SECONDS:
        terminalreporter.section("slowest snippets")
        for name, seconds in sorted(SECONDS.items(), key=lambda item: -item[1])[:10]:
            terminalreporter.line(f"{seconds:6.2f} s  {name}")
        terminalreporter.line(f"{sum(SECONDS.values()):6.2f} s  of compute in {len(SECONDS)} snippets")
    if ANSWERS:
        terminalreporter.line(f"{sum(ANSWERS):6.2f} s  of compute in {len(ANSWERS)} answers to exercises")
    if SEEN:
        terminalreporter.section("seen")
        terminalreporter.line(", ".join(f"{number:,} {what}" for what, number in SEEN.items()))
