"""Options shared by the tests of snippets and pages, and the report at their end."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from torchproof import GENERATED
from torchproof.report import report
from torchproof.runner import Runner
from torchproof.snippet import Snippet, every, select

ROOT = Path(os.path.relpath(Path(__file__).parent.parent))
PAGES = {f"{path.parent.name}/{path.stem}": path for path in sorted((ROOT / "docs").glob("??/*.md")) if path.name not in GENERATED}
SECONDS: dict[str, float] = {}
MOVED: list[tuple[Snippet, list[str]]] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare --only, --device and --record."""
    parser.addoption("--only", nargs="*", default=[], help="pages and snippets, such as mlp or mlp/xor")
    parser.addoption("--device", default="cpu", choices=["cpu", "cuda", "rehearsal"], help="where snippets run; cuda fails without one")
    parser.addoption("--record", action="store_true", help="write what the accelerator showed into the proofs")


def pytest_configure(config: pytest.Config) -> None:
    """Resolve --only once; a name that means nothing ends the run."""
    from torchproof.fault import Fault

    try:
        config.chosen = select(every(ROOT), config.getoption("only"), sorted({path.stem for path in PAGES.values()}))
    except Fault as fault:
        raise pytest.UsageError(str(fault)) from fault


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test for each chosen snippet, and one for each chosen page."""
    snippets, pages = metafunc.config.chosen
    if "snippet" in metafunc.fixturenames:
        metafunc.parametrize("snippet", snippets, ids=[snippet.id for snippet in snippets])
    if "page_path" in metafunc.fixturenames:
        chosen = {name: path for name, path in PAGES.items() if path.stem in pages}
        metafunc.parametrize("page_path", chosen.values(), ids=chosen)


@pytest.fixture(scope="session")
def runner(request: pytest.FixtureRequest) -> Iterator[Runner]:
    """What runs snippets; torch is being imported from here on."""
    with Runner(ROOT, request.config.chosen[0], device=request.config.getoption("device")) as found:
        yield found


@pytest.fixture(scope="session")
def runs(request: pytest.FixtureRequest, runner: Runner) -> Iterator[dict]:
    """Snippet id → the future of its run; all chosen snippets are queued at once, the longest first."""
    from torchproof import mnist

    snippets, _ = request.config.chosen
    mnist.ensure(ROOT / "data", snippets)
    futures = {
        snippet.id: runner.submit(snippet)
        for snippet in sorted(snippets, key=lambda snippet: (-(snippet.about_seconds or 0), "MNIST(" not in snippet.source))
    }
    yield futures
    SECONDS.update({name: future.result().seconds for name, future in futures.items() if future.done()})


@pytest.fixture(scope="session", autouse=True)
def begin(request: pytest.FixtureRequest) -> None:
    """Snippets run from the first test on, beside the tests of the pages."""
    if any("runs" in item.fixturenames for item in request.session.items):
        request.getfixturevalue("runs")


@pytest.fixture(scope="session")
def card(runner: Runner) -> str:
    """The name of the accelerator."""
    from torchproof import accelerator

    return accelerator.card(runner)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the ten slowest snippets and the sum of their compute, and what differs from the records on the accelerator."""
    if MOVED:
        terminalreporter.section("values that differ on this device or this torch, where every claim holds")
        terminalreporter.line(report(MOVED, [], len(SECONDS)))
    if SECONDS:
        terminalreporter.section("slowest snippets")
        for name, seconds in sorted(SECONDS.items(), key=lambda item: -item[1])[:10]:
            terminalreporter.line(f"{seconds:6.2f} s  {name}")
        terminalreporter.line(f"{sum(SECONDS.values()):6.2f} s  of compute in {len(SECONDS)} snippets")
