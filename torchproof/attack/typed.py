"""Typed results, however they are carried to where they are printed: a number on the page follows one that was typed, and nothing else does."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from torchproof.attack.reasons import Reasons
from torchproof.book.equal import NUMBER, unit
from torchproof.book.fault import Fault
from torchproof.book.record import Record
from torchproof.book.snippet import Snippet
from torchproof.run.constants import constants
from torchproof.run.result import Run
from torchproof.run.runner import Change, Runner

REASONS = Reasons("typed", "page/stem | line | number")
FACTORS = (0.8, 1.25), (0.5, 2.0)
"""What a typed number is multiplied by: little, so that the program still suits it; then much, so that what it decides is seen."""
LIMIT = 60.0
"""Seconds of processor time after which such a run is ended."""
PERCENT, SINGLE = 10, 1e-6
"""What is less than the first may be anything, not only a share in per cent; as exact, relatively, are torch's numbers."""
JUDGES = re.compile(r"\b(accura\w+|right|correct|wrong|errors?|loss(es)?|solved|hits|misses|score|best)\b", re.IGNORECASE)
"""Words for how good something is: what is printed beside them is no size, and follows no whole number that was typed."""
SAYS = "a typed result: what is printed follows a number that was typed, and nothing that is computed follows it:"
MEND = "compute it, and print what the program found"

Place = tuple[str, int]


def faults(root: Path, runner: Runner, snippet: Snippet) -> Iterator[Fault]:
    """A typed number that is printed, or made into what is printed, and not used, and that no line explains; or a line that explains another."""
    found = Printed(runner, snippet).followed()
    names = (f"{snippet.id} | {snippet.lines[node.lineno - 1].strip()} | {node.value!r}" for node in found)
    yield from REASONS.disagree(root, snippet, dict.fromkeys(names), SAYS, MEND)


class Printed:
    """What a snippet prints, and what of it follows the numbers that it was typed with.

    Attributes:
        shown: the numbers, by their places.
        typed: the numbers of the program that may be results.
        left: the places of the decimals that are none of its decimals.
        judging: the places on lines that say how good something is.
        still: the places that show the same though torch computes something else, where anything is left.
    """

    def __init__(self, runner: Runner, snippet: Snippet) -> None:
        self.runner, self.snippet, self.output = runner, snippet, Record.read(snippet).output
        self.shown = numbers(self.output)
        self.typed = constants(snippet.tree, snippet.regions[-1].last)
        self.left = {place for place, text in self.shown.items() if tells(text) and not self.is_typed(text)} if self.typed else set()
        self.judging = {place for place, line in lines(self.output).items() if JUDGES.search(line)} if self.typed else set()
        self.still = self.unmoved() if self.left | self.judging else set()

    def is_typed(self, text: str) -> bool:
        """Whether a printed number is one of the typed decimals."""
        return any(is_number(text, node.value) for node in self.typed if isinstance(node.value, float))

    def followed(self) -> Iterator[ast.Constant]:
        """The typed numbers with which the program does nothing but to print them, or to make of them what it prints whatever torch computes."""
        for number, node in enumerate(self.typed):
            decimal = isinstance(node.value, float)
            shows = decimal and any(is_number(text, node.value) for text in self.shown.values())
            suspect = self.still & (self.left if decimal else self.judging)
            if (shows or suspect) and self.follows(number, node.value, suspect):
                yield node

    def follows(self, number: int, value: float, suspect: set[Place]) -> bool:
        """Whether all that is another where a typed number is another is it itself, if that is a decimal, or was still, and some of it is suspect."""
        moved: set[Place] = set()
        same: set[Place] = set()
        for factors in FACTORS:
            changes = [Change(constant=(number, factor), judged=True, limit=LIMIT) for factor in factors]
            for change, run in self.tried(changes).items():
                if words(run.output) != words(self.output):
                    return False
                new, differs, typed = numbers(run.output), differing(self.shown, run), value * change.constant[1]
                moved |= differs
                same |= {place for place in differs if is_number(self.shown.get(place, ""), value) and is_number(new.get(place, ""), typed)}
            is_itself = isinstance(value, float) and moved == same
            if moved and not (is_itself or (moved <= self.still and moved & suspect)):
                return False
        return bool(moved)

    def unmoved(self) -> set[Place]:
        """What is printed as before though torch computes something else; nothing where no such run succeeds."""
        changes = [Change(shift=1000 * seed, data=seed, stir=seed, judged=True, limit=LIMIT) for seed in (1, 2)]
        runs = self.tried(changes).values()
        return set(self.shown).difference(*(differing(self.shown, run) for run in runs)) if runs else set()

    def tried(self, changes: list[Change]) -> dict[Change, Run]:
        """The runs that succeed: one that fails tells nothing, for another value need not suit a program."""
        futures = {change: self.runner.submit(self.snippet, change) for change in changes}
        return {change: run for change, future in futures.items() if not (run := future.result()).fault}


def words(output: dict[str, str]) -> dict[str, str]:
    """What was printed, by region, without its numbers."""
    return {region: " ".join(NUMBER.sub("", said).split()) for region, said in output.items()}


def numbers(output: dict[str, str]) -> dict[Place, str]:
    """The numbers that were printed, by region and place in it."""
    return {(region, place): text for region, said in output.items() for place, text in enumerate(NUMBER.findall(said))}


def lines(output: dict[str, str]) -> dict[Place, str]:
    """The line on which each of the `numbers` stands."""
    found = {region: [line for line in said.splitlines() for _ in NUMBER.findall(line)] for region, said in output.items()}
    return {(region, place): line for region, told in found.items() for place, line in enumerate(told)}


def differing(shown: dict[Place, str], run: Run) -> set[Place]:
    """The places at which a run prints another number, or none."""
    new = numbers(run.output)
    return {place for place, text in shown.items() if new.get(place) != text} | (new.keys() - shown.keys())


def tells(text: str) -> bool:
    """Whether a printed number is a decimal that is no whole number: 0.0 and 1.0 are what many a function ends at."""
    return not text.startswith("#") and not float(text.replace("−", "-")).is_integer()


def is_number(printed: str, value: float) -> bool:
    """Whether a printed number is a typed one, or that in per cent, to its digits; a whole number is only what is one."""
    if not printed or printed.startswith("#"):
        return False
    told, value = abs(float(printed.replace("−", "-"))), abs(value)
    room = max(unit(printed) / 2 if re.search(r"[.eE]", printed) else 1e-9, SINGLE * value)
    return abs(told - value) <= room or (value < 1 and told >= PERCENT and abs(told - 100 * value) <= max(room, unit(printed) / 2))
