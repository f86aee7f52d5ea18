"""Run snippets, attack them, and write beside each what it left (`.out`, `.svg`) and what the attacks found (`.proof`)."""

import datetime
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from importlib.metadata import version
from pathlib import Path

from torchproof import mnist, record, speed
from torchproof.proof import Proof, applying, digest, faults, words
from torchproof.record import Record
from torchproof.report import moved, report
from torchproof.runner import Change, Run, Runner
from torchproof.snippet import Snippet, every, select

STALE = 60  # seconds; writing a record takes milliseconds
OFTEN, SELDOM = 1.0, 30.0  # seconds between two lines of progress, on a screen and in a log


class Progress:
    """How many runs are done, how many are left, and when they will end, on stderr.

    Args:
        weight: what a run of a snippet weighs, from the seconds of its plain run.
    """

    def __init__(self) -> None:
        self.runs, self.done, self.weight, self.past = 0, 0, 0.0, 0.0
        self.start = self.last = time.monotonic()

    def expect(self, future: "Future[Run]", weight: float) -> None:
        """Count one more run."""
        self.runs, self.weight = self.runs + 1, self.weight + weight
        future.add_done_callback(lambda _: self.count(weight))

    def count(self, weight: float) -> None:
        """One run is done."""
        self.done, self.past, now = self.done + 1, self.past + weight, time.monotonic()
        screen = sys.stderr.isatty()
        if now - self.last > (OFTEN if screen else SELDOM):
            self.last = now
            left = (now - self.start) * (self.weight / self.past - 1)
            end = (datetime.datetime.now() + datetime.timedelta(seconds=left)).strftime("%H:%M")
            text = f"{self.done:,} of {self.runs:,} runs done, {self.runs - self.done:,} left, about {left / 60:.0f} min, until {end}"
            print(f"\r{text}\033[K" if screen else text, end="" if screen else "\n", file=sys.stderr, flush=True)


def gives_away(snippet: Snippet, old: Record, run: Run) -> str | None:
    """What shows that a run is not the recorded one: why it failed, or the first difference; None where nothing does."""
    if run.fault:
        return run.fault.what
    found = record.compare(snippet, old, Record.of(run))
    return found[0].what if found else None


def prove(root: Path, names: list[str], attacks: list[str], workers: int | None = None, anew: bool = False, write: bool = True) -> int:
    """Run the named snippets (all where none is named), rewrite records that differ, and try attacks that were not tried yet.

    What is proven already, of this source and this record, is not run again; so a proof that was broken off goes on.

    Args:
        root: the folder that holds `snippets/` and `data/`.
        names: pages and snippets, such as `mlp` or `mlp/xor`.
        attacks: names of `torchproof.attack.ATTACKS`; none to write records only.
        workers: how many snippets run at a time; by default the number of cores.
        anew: whether to try again what was proven under another torch.
        write: False to report only, as under a torch that is not the pinned one.

    Returns:
        The number of snippets that failed, or fell to an attack.

    Raises:
        Fault: a name means nothing, MNIST cannot be put in place, or a file cannot be read or written.
    """
    snippets = every(root)
    chosen, _ = select(snippets, names, [])
    if write:
        clean(root, snippets)
    mnist.ensure(root / "data", chosen)
    for fault in [fault for snippet in chosen for fault in snippet.faults()]:
        raise fault
    idle = [snippet for snippet in chosen if attacks and stands(snippet, anew) and not missing(snippet, attacks, anew)]
    failures, changes, compute, progress = [], [], 0.0, Progress()
    with Runner(root, chosen, workers) as runner:
        unit = speed.unit(runner) if write else None
        plain = [(snippet, runner.submit(snippet)) for snippet in chosen if snippet not in idle]
        for _, future in plain:
            progress.expect(future, 0.5)
        started = []
        for snippet, future in plain:
            run = future.result()
            compute += run.seconds
            fault = run.fault or (speed.too_long(snippet, run.seconds, unit) if unit else None)
            if fault:
                failures.append((snippet, fault))
                print(f"FAILED {fault}", file=sys.stderr, flush=True)
                continue
            old, new = Record.read(snippet), Record.of(run)
            if record.compare(snippet, old, new):
                changes.append((snippet, moved(old, new)))
                if write:
                    record.write(snippet, new)
                    print(f"wrote  {snippet.id}", file=sys.stderr, flush=True)
            if write:
                proof = fresh(snippet, run.seconds)
                trials = launch(runner, snippet, missing(snippet, attacks, anew), run.seconds, progress)
                started.append((snippet, proof, trials))
        for snippet, proof, trials in started:
            for name, tried in trials.items():
                settle(snippet, proof, name, tried)
            fell = [fault for fault in faults(root, snippet, proof) if attacks and "was not tried" not in fault.what]
            if fell:
                failures.append((snippet, fell[0]))
                print(*(f"FELL   {fault}" for fault in fell), sep="\n", file=sys.stderr, flush=True)
    if idle:
        print(f"{len(idle)} snippets were proven already", file=sys.stderr)
    print(f"# torch {version('torch')} against the records\n\n{report(changes, failures, len(plain))}")
    print(f"{compute:.1f} s of compute in plain runs", file=sys.stderr)
    return len(failures)


def torch_version() -> str:
    """The version of torch, without what it was built for."""
    return version("torch").partition("+")[0]


def stands(snippet: Snippet, anew: bool) -> bool:
    """Whether its proof is of its present program, record and words, and under this torch where that matters."""
    proof = Proof.read(snippet)
    if proof is None or not proof.is_of(snippet) or proof.claims != list(map(words, snippet.claims)):
        return False
    return not anew or proof.torch == torch_version()


def missing(snippet: Snippet, attacks: list[str], anew: bool) -> list[str]:
    """Those of the attacks that apply to a snippet and are not in its proof, for its present program and record."""
    proof = Proof.read(snippet)
    done = proof.tables if proof and proof.is_of(snippet) else {}

    def is_missing(name: str, trials: int) -> bool:
        table = done.get(name, {})
        return table.get("of") != trials or (anew and table["torch"] != torch_version())

    wanted = {name: attack for name, attack in applying(snippet).items() if name in attacks}
    return [name for name, attack in wanted.items() if is_missing(name, len(attack.trials(snippet)))]


def fresh(snippet: Snippet, seconds: float) -> Proof:
    """The proof of a snippet that has just been run, written where it says something else: tables of another program or record go."""
    old = Proof.read(snippet)
    tables = old.tables if old and old.is_of(snippet) else {}
    today = datetime.date.today().isoformat()
    new = Proof(snippet.digest, digest(snippet), list(map(words, snippet.claims)), torch_version(), today, round(seconds, 2), tables)
    if old is not None and stands(snippet, anew=True):
        return old
    new.write(snippet)
    return new


def launch(runner: Runner, snippet: Snippet, attacks: list[str], seconds: float, progress: Progress) -> dict[str, dict[str, "Future[Run]"]]:
    """Queue every variant of every attack; a variant is ended after three times what its snippet took, and two seconds."""
    found: dict[str, dict[str, Future[Run]]] = {}
    for name in attacks:
        for trial, change in applying(snippet)[name].trials(snippet).items():
            slow = 40 if change.noise is not None or change.device else 1  # every operation passes through Python
            limited = Change(**vars(change) | {"limit": slow * (3 * seconds + 2)})
            found.setdefault(name, {})[trial] = future = runner.submit(snippet, limited)
            progress.expect(future, seconds * (3 if slow > 1 else 1) + 0.05)
    return found


def settle(snippet: Snippet, proof: Proof, name: str, trials: dict[str, "Future[Run]"]) -> None:
    """Wait for the variants of one attack, and write what they found."""
    verdict: Callable = applying(snippet)[name].verdict
    old, runs = Record.read(snippet), {trial: future.result() for trial, future in trials.items()}
    if name == "seeds":  # another seed prints something else
        fell = {trial: run.fault.what if run.fault else None for trial, run in runs.items()}
    else:
        fell = {trial: gives_away(snippet, old, run) for trial, run in runs.items()}
    table = verdict(snippet, fell) | {"torch": torch_version()}
    if proof.tables.get(name) != table:
        proof.tables[name] = table
        proof.write(snippet)
    counts = Counter({key: value for key, value in table.items() if isinstance(value, int)})
    print(f"{snippet.id}: {name}: {', '.join(f'{key} {value}' for key, value in counts.items())}", flush=True)


def clean(root: Path, snippets: list[Snippet]) -> None:
    """Remove records whose snippet is gone, and what a run that was killed while it wrote has left."""
    stems = {snippet.path.with_suffix("") for snippet in snippets}
    for pattern in ("*/*.out", "*/*.svg", "*/*.proof"):
        for path in sorted((root / "snippets").glob(pattern)):
            if path.with_suffix("") not in stems:
                path.unlink()
                print(f"removed {path}: its snippet is gone", file=sys.stderr)
    for part in (root / "snippets").glob("*/*.part"):
        if time.time() - part.stat().st_mtime > STALE:
            part.unlink(missing_ok=True)
