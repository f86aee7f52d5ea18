"""The attack "machines": the same program on other computers. Its record must be equal and its claims must hold on every one.

What a processor, its libraries and its number of cores change is the last place of a result. Here libraries are told to use less of
this processor than they could, or other threads; and last-bit noise stands for the machines that nobody has at hand.
"""

from collections.abc import Iterator
from pathlib import Path

from torchproof.book.fault import Fault
from torchproof.book.snippet import Snippet
from torchproof.run.runner import Change

FOUR = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "4")
MACHINES = {
    "AVX2": {"ATEN_CPU_CAPABILITY": "avx2", "ONEDNN_MAX_CPU_ISA": "AVX2", "MKL_CBWR": "AVX2"},
    "SSE4.1 with four threads": {"ATEN_CPU_CAPABILITY": "default", "ONEDNN_MAX_CPU_ISA": "SSE41", "MKL_CBWR": "COMPATIBLE"} | FOUR,
}
NOISES = (1, 2)
SLOWDOWN, SAME_RECORD = 40, True  # with noise, every operation that rounds passes through Python


def applies(snippet: Snippet) -> bool:
    """Always: readers have all kinds of machines."""
    return True


def trials(snippet: Snippet) -> dict[str, Change]:
    """Each machine, and last-bit noise with two seeds."""
    machines = {name: Change(machine=tuple(says.items())) for name, says in MACHINES.items()}
    return machines | {f"last-bit noise {seed}": Change(noise=seed) for seed in NOISES}


def verdict(snippet: Snippet, fell: dict[str, list[str]]) -> dict:
    """On how many machines the record was equal and all claims held; what differed on the others."""
    why = [f"{name}: {what[0]}" for name, what in fell.items() if what]
    return {"equal": len(fell) - len(why), "of": len(fell), "fell": why}


def told(table: dict) -> str:
    """On how many machines everything was equal."""
    return f"{table['equal']} of {table['of']} machines"


def faults(root: Path, snippet: Snippet, table: dict) -> Iterator[Fault]:
    """A machine on which something differs."""
    for why in table["fell"]:
        mend = f"print fewer digits, an ordering, a count or a mean, or compute in float64; then nox -s prove -- {snippet.id} machines"
        yield Fault(f"{snippet.path}:1", f"another machine shows something else: {why}", mend)
