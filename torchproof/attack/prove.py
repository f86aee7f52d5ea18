"""Run snippets, attack them, and write beside each what it left (`.out`, `.svg`) and what the attacks found (`.proof`)."""

import datetime
import functools
import sys
import time
from concurrent.futures import Future
from pathlib import Path
from types import ModuleType

from torchproof.attack import applying, attacks, typed
from torchproof.attack.proven import fallen
from torchproof.book import programs, record
from torchproof.book.record import Record
from torchproof.book.snippet import Snippet, select, words
from torchproof.evidence import speed
from torchproof.evidence.compare import compare
from torchproof.evidence.proof import Proof, digest, torch_version, ways
from torchproof.evidence.report import moved, report
from torchproof.run import mnist
from torchproof.run.progress import Progress
from torchproof.run.result import Run
from torchproof.run.runner import Change, Runner

STALE = 60  # seconds; writing a record takes milliseconds
SLOWER = 2  # times, about, on other machines and where every operation passes through Python


def gives_away(snippet: Snippet, old: Record | None, run: Run) -> list[str]:
    """What shows that a run is not the recorded one: claims that are false, why it failed, or the first difference where it must print the same."""
    told = [words(claim) for claim in snippet.claims if claim.lineno in run.false]
    if run.fault:
        return [*told, run.fault.what]
    return told or [fault.what for fault in (compare(snippet, old, run.record) if old else [])[:1]]


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

    What is proven already, of this source and this record, is not run again; so a proof that was broken off goes on. What may print
    typed results is tried for that first, and gets no proof where it does.

    Args:
        root: the folder that holds `snippets/` and `data/`.
        names: pages and snippets, such as `mlp` or `mlp/xor`.
        attacks: names of attacks; none to write records only.
        workers: how many snippets run at a time; None as the runner does.
        anew: whether to try again what was proven under another torch.
        again: whether to try again what a snippet fell to.
        write: False to report only, as under a torch that is not the pinned one.

    Returns:
        The number of snippets that failed, or fell to an attack.

    Raises:
        Fault: a name means nothing, MNIST cannot be put in place, or a file cannot be read or written.
    """
    snippets = programs.every(root)
    chosen, _ = select(snippets, names, [])
    if write:
        clean(root, snippets)
    mnist.ensure(root / "data", chosen)
    for fault in [fault for snippet in chosen for fault in programs.faults(snippet)]:
        raise fault
    proven = [snippet for snippet in chosen if attacks and stands(snippet, anew)]
    untried = {snippet: names for snippet in proven if (names := missing(root, snippet, attacks, anew, again))}
    failures, changes, compute, progress = [], [], 0.0, Progress()
    with Runner(root, chosen, workers) as runner:
        plain = [(snippet, runner.submit(snippet)) for snippet in chosen if snippet not in proven]
        for _, future in plain:
            progress.expect(future, 0.5)
        started = [(snippet, launch(runner, snippet, names, Proof.read(snippet).seconds, progress)) for snippet, names in untried.items()]
        for snippet, future in plain:
            run = future.result()
            compute += run.seconds
            old, new = Record.read(snippet), run.record
            differs = run.fault is None and bool(compare(snippet, old, new))
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
            if write and (told := next(typed.faults(root, runner, snippet), None)):
                failures.append((snippet, told))
                print(f"FAILED {told}", file=sys.stderr, flush=True)
            elif write:
                refresh(snippet, run.seconds)
                started.append((snippet, launch(runner, snippet, missing(root, snippet, attacks, anew, again), run.seconds, progress)))
        for snippet, trials in started:
            for name, tried in trials.items():
                settle(snippet, name, tried)
            fell = list(fallen(root, snippet, Proof.read(snippet))) if attacks else []
            if fell:
                failures.append((snippet, fell[0]))
                print(*(f"FELL   {fault}" for fault in fell), sep="\n", file=sys.stderr, flush=True)
    if len(proven) > len(untried):
        print(f"{len(proven) - len(untried)} snippets were proven already", file=sys.stderr)
    print(f"# torch {torch_version()} against the records\n\n{report(changes, failures, len(plain))}")
    print(f"{compute:.1f} s of compute in plain runs", file=sys.stderr)
    return len(failures)


def stands(snippet: Snippet, anew: bool) -> bool:
    """Whether its proof is of its present program, record and words, and under this torch where that matters."""
    proof = Proof.read(snippet)
    if proof is None or not proof.is_sealed or not proof.is_of(snippet) or proof.claims != list(map(words, snippet.claims)):
        return False
    return not anew or proof.torch == torch_version()


def missing(root: Path, snippet: Snippet, attacks: list[str], anew: bool, again: bool) -> list[str]:
    """Those of the attacks that apply to a snippet and are not in its proof, for its present program and record."""
    proof = Proof.read(snippet)
    stands = proof is not None and proof.is_sealed and proof.is_of(snippet)

    def is_missing(name: str, attack: ModuleType) -> bool:
        if not stands or proof.tried(name) != ways(attack.trials(snippet)) or (anew and proof.tables[name]["torch"] != torch_version()):
            return True
        return again and any(attack.faults(root, snippet, proof.tables[name]))

    return [name for name, attack in applying(snippet).items() if name in attacks and is_missing(name, attack)]


def refresh(snippet: Snippet, seconds: float) -> None:
    """Write the proof of a snippet that has just been run, where it says something else.

    Tables of another program or record go, and those that quote words which a claim no longer has.
    """
    if not stands(snippet, anew=True):
        old = Proof.read(snippet)
        tables = old.tables if old and old.is_sealed and old.is_of(snippet) else {}
        today = datetime.date.today().isoformat()
        claims = list(map(words, snippet.claims))
        gone = set(old.claims) - set(claims) if tables else set()
        tables = {name: table for name, table in tables.items() if not any(said in fell for said in gone for fell in table.get("fell", []))}
        Proof(snippet.digest, digest(snippet), claims, torch_version(), today, round(seconds, 2), tables).write(snippet)


def launch(runner: Runner, snippet: Snippet, names: list[str], seconds: float, progress: Progress) -> dict[str, dict[str, "Future[Run]"]]:
    """Queue every variant of every attack; a variant is ended after three times what its snippet took, and two seconds."""
    found: dict[str, dict[str, Future[Run]]] = {}
    printed = Record.read(snippet).output
    for name in names:
        attack = attacks()[name]
        changes = attack.trials(snippet)
        ends = {"limit": attack.SLOWDOWN * (3 * seconds + 2), "expected": printed if attack.SAME_RECORD else None}
        limited = [Change(**vars(change) | ends) for change in changes.values()]
        mistaken = limited[0].mutation is not None
        enough = functools.partial(attack.enough, snippet) if hasattr(attack, "enough") else None
        futures = runner.sweep(snippet, limited, enough) if mistaken else [runner.submit(snippet, change) for change in limited]
        for future in futures:
            progress.expect(future, seconds / (2 if mistaken else 1) * (SLOWER if attack.SLOWDOWN > 1 else 1) + 0.05)
        found[name] = dict(zip(changes, futures, strict=True))
    return found


def settle(snippet: Snippet, name: str, trials: dict[str, "Future[Run]"]) -> None:
    """Wait for the variants of one attack, and write what they found into the proof as it then is: another run may have added to it."""
    attack = attacks()[name]
    old = Record.read(snippet) if attack.SAME_RECORD else None
    fell = {trial: gives_away(snippet, old, future.result()) for trial, future in trials.items() if future.result()}
    table = attack.verdict(snippet, fell) | {"ways": ways(trials), "torch": torch_version()}
    proof = Proof.read(snippet)
    if proof and proof.is_of(snippet) and proof.tables.get(name) != table:
        proof.tables[name] = table
        proof.write(snippet)
    print(f"{snippet.id}: {name}: {attack.told(table)}", flush=True)


def clean(root: Path, snippets: list[Snippet]) -> None:
    """Remove records whose snippet is gone, and what a run that was killed while it wrote has left."""
    for path in record.orphans(root, snippets):
        path.unlink()
        print(f"removed {path}: its snippet is gone", file=sys.stderr)
    for part in (root / "snippets").glob("*/*.part"):
        if time.time() - part.stat().st_mtime > STALE:
            part.unlink(missing_ok=True)
