"""Run snippets, attack them, and write beside each what it left (`.out`, `.svg`) and what the attacks found (`.proof`)."""

import datetime
import sys
import time
from concurrent.futures import Future
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

from torchproof import mnist, record, speed
from torchproof.proof import Proof, applying, digest, faults, words
from torchproof.record import Record
from torchproof.report import moved, report
from torchproof.runner import Change, Run, Runner
from torchproof.snippet import Snippet, every, select

STALE = 60  # seconds; writing a record takes milliseconds
OFTEN, SELDOM = 1.0, 30.0  # seconds between two lines of progress, on a screen and in a log


class Progress:
    """How many runs are done, how many are left, and when they will end, on stderr."""

    def __init__(self) -> None:
        self.runs, self.done, self.weight, self.past = 0, 0, 0.0, 0.0
        self.start = self.last = time.monotonic()

    def expect(self, future: "Future[Run]", weight: float) -> None:
        """Count one more run; its `weight` is about how long it takes."""
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


def prove(
    root: Path,
    names: list[str],
    attacks: list[str],
    workers: int | None = None,
    anew: bool = False,
    again: bool = False,
    write: bool = True,
) -> int:
    """Run the named snippets (all where none is named), rewrite records that differ, and try attacks that were not tried yet.

    What is proven already, of this source and this record, is not run again; so a proof that was broken off goes on.

    Args:
        root: the folder that holds `snippets/` and `data/`.
        names: pages and snippets, such as `mlp` or `mlp/xor`.
        attacks: names of `torchproof.attack.ATTACKS`; none to write records only.
        workers: how many snippets run at a time; by default the number of cores.
        anew: whether to try again what was proven under another torch.
        again: whether to try again what a snippet fell to.
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
    idle = [snippet for snippet in chosen if attacks and stands(snippet, anew) and not missing(root, snippet, attacks, anew, again)]
    failures, changes, compute, progress = [], [], 0.0, Progress()
    with Runner(root, chosen, workers) as runner:
        plain = [(snippet, runner.submit(snippet)) for snippet in chosen if snippet not in idle]
        for _, future in plain:
            progress.expect(future, 0.5)
        started = []
        for snippet, future in plain:
            run = future.result()
            compute += run.seconds
            old, new = Record.read(snippet), Record.of(run)
            differs = run.fault is None and bool(record.compare(snippet, old, new))
            fault = run.fault or (speed.too_long(snippet, run.seconds, lambda: speed.unit(runner)) if differs and write else None)
            if fault:
                failures.append((snippet, fault))
                print(f"FAILED {fault}", file=sys.stderr, flush=True)
                continue
            if differs:
                changes.append((snippet, moved(old, new)))
                if write:
                    record.write(snippet, new)
                    print(f"wrote  {snippet.id}", file=sys.stderr, flush=True)
            if write:
                refresh(snippet, run.seconds)
                started.append((snippet, launch(runner, snippet, missing(root, snippet, attacks, anew, again), run.seconds, progress)))
        for snippet, trials in started:
            for name, tried in trials.items():
                settle(snippet, name, tried)
            fell = [fault for fault in faults(root, snippet, Proof.read(snippet)) if attacks and "was not tried" not in fault.what]
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


def missing(root: Path, snippet: Snippet, attacks: list[str], anew: bool, again: bool) -> list[str]:
    """Those of the attacks that apply to a snippet and are not in its proof, for its present program and record."""
    proof = Proof.read(snippet)
    done = proof.tables if proof and proof.is_of(snippet) else {}

    def is_missing(name: str, attack: ModuleType) -> bool:
        table = done.get(name, {})
        if table.get("of") != len(attack.trials(snippet)) or (anew and table["torch"] != torch_version()):
            return True
        return again and any(attack.faults(root, snippet, table))

    return [name for name, attack in applying(snippet).items() if name in attacks and is_missing(name, attack)]


def refresh(snippet: Snippet, seconds: float) -> None:
    """Write the proof of a snippet that has just been run, where it says something else; tables of another program or record go."""
    if not stands(snippet, anew=True):
        old = Proof.read(snippet)
        tables = old.tables if old and old.is_of(snippet) else {}
        today = datetime.date.today().isoformat()
        claims = list(map(words, snippet.claims))
        Proof(snippet.digest, digest(snippet), claims, torch_version(), today, round(seconds, 2), tables).write(snippet)


def launch(runner: Runner, snippet: Snippet, attacks: list[str], seconds: float, progress: Progress) -> dict[str, dict[str, "Future[Run]"]]:
    """Queue every variant of every attack; a variant is ended after three times what its snippet took, and two seconds."""
    found: dict[str, dict[str, Future[Run]]] = {}
    printed = Record.read(snippet).output
    for name in attacks:
        changes = applying(snippet)[name].trials(snippet)
        slow = 40 if name in ("machines", "devices") else 1  # with noise, and in a rehearsal, every operation passes through Python
        ends = {"limit": slow * (3 * seconds + 2), "expected": None if name == "seeds" else printed}
        limited = [Change(**vars(change) | ends) for change in changes.values()]
        mistaken = limited[0].mutation is not None
        futures = runner.sweep(snippet, limited) if mistaken else [runner.submit(snippet, change) for change in limited]
        for future in futures:
            progress.expect(future, seconds / (2 if mistaken else 1) * (3 if slow > 1 else 1) + 0.05)
        found[name] = dict(zip(changes, futures, strict=True))
    return found


def settle(snippet: Snippet, name: str, trials: dict[str, "Future[Run]"]) -> None:
    """Wait for the variants of one attack, and write what they found into the proof as it then is: another run may have added to it."""
    old, runs = Record.read(snippet), {trial: future.result() for trial, future in trials.items()}
    if name == "seeds":  # another seed prints something else
        fell = {trial: run.fault.what if run.fault else None for trial, run in runs.items()}
    else:
        fell = {trial: gives_away(snippet, old, run) for trial, run in runs.items()}
    table = applying(snippet)[name].verdict(snippet, fell) | {"torch": torch_version()}
    proof = Proof.read(snippet)
    if proof and proof.is_of(snippet) and proof.tables.get(name) != table:
        proof.tables[name] = table
        proof.write(snippet)
    counts = {key: value for key, value in table.items() if isinstance(value, int)}
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
