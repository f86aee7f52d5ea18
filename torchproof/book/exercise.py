"""An exercise as its author wrote it: what is given, a stub, a solution, wrong answers with the message that each must get, and a checker."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from torchproof.book import seeding, teaching
from torchproof.book.fault import Fault
from torchproof.book.form import COLUMNS, REGION_LINES
from torchproof.book.nodes import walk
from torchproof.book.snippet import Region, Snippet

ANCHOR = "exercises"
"""The anchor of the section of a page that shows its exercises."""
STARS = 3
SOLVED = "solved"
"""What a checker prints in the end."""
EFFORT = re.compile(rf"(?P<hint>\S.*)\n\nDifficulty (?P<stars>[1-{STARS}]) of {STARS}, about (?P<minutes>\d+) minutes\.", re.DOTALL)
MARKED = re.compile(r"[\d*_\[\]<>#$|~\\]")
"""What is more than words in a hint: no rule reads a hint, so it tells no number."""
ORDER = re.compile(r"given stub solution( wrong(-[a-z0-9]+)+){2,} checker")
GETS = "# gets: "


class Program(Snippet):
    """The file of an exercise, or a program out of it: what is given, an answer, and the checker.

    The one with the solution is run and attacked as snippets are, and has a record and a proof.
    """

    @property
    def page(self) -> str:
        """The name of the page that shows it."""
        return self.path.parent.parent.name

    @property
    def id(self) -> str:
        """The name of the exercise everywhere: `autograd/exercises/division`."""
        return f"{self.page}/{self.path.parent.name}/{self.path.stem}"

    @property
    def attacked(self) -> range:
        """The lines of the answer."""
        _, answer, _ = self.regions
        return range(answer.first, answer.last + 1)


@dataclass(frozen=True)
class Exercise:
    """One exercise, `snippets/<page>/exercises/<stem>.py`: a docstring with a hint and the effort, and the parts as regions.

    The parts stand in this order: given, stub, solution, wrong-…, wrong-…, checker. A program is what is given, the stub or an answer, and
    the checker; readers copy the one with the stub, and write their answer into it.
    """

    file: Program

    @classmethod
    def read(cls, path: Path) -> "Exercise":
        """Read one exercise from its file; raises `Fault` where the file is not plain text."""
        return cls(Program.read(path))

    @property
    def page(self) -> str:
        """The name of the page that shows it."""
        return self.file.page

    @property
    def id(self) -> str:
        """Its name everywhere: `autograd/exercises/division`."""
        return self.file.id

    @property
    def include(self) -> str:
        """The line by which its page shows it."""
        return f'--8<-- "{self.id}.md"'

    @cached_property
    def parts(self) -> dict[str, Region]:
        """Its parts by name, in order; raises `Fault` where regions are not well formed, or a part is missing or out of order."""
        found = {region.name: region for region in self.file.regions}
        if not ORDER.fullmatch(" ".join(found)):
            mend = "write given, stub, solution, at least two wrong-… and checker, in this order"
            raise Fault(f"{self.file.path}:1", f"has the parts {', '.join(found) or 'of no exercise'}", mend)
        return found

    @cached_property
    def told(self) -> re.Match:
        """What its docstring says, hint, stars and minutes; raises `Fault` where it says something else."""
        found = EFFORT.fullmatch((ast.get_docstring(self.file.tree) or "").strip())
        if not found:
            mend = f"begin with a docstring: the hint, a blank line, Difficulty 2 of {STARS}, about 10 minutes."
            raise Fault(f"{self.file.path}:1", "does not begin with a hint and the effort", mend)
        return found

    @property
    def hint(self) -> str:
        """Its hint: words, and code in backticks."""
        return " ".join(self.told["hint"].split())

    @property
    def stars(self) -> str:
        """Its difficulty, as stars."""
        return "★" * int(self.told["stars"]) + "☆" * (STARS - int(self.told["stars"]))

    @property
    def task(self) -> str:
        """What a reader copies: what is given, the stub and the checker."""
        return "\n".join(self.file.code(name).strip("\n") + "\n" for name in ("given", "stub", "checker"))

    @property
    def solution(self) -> str:
        """What stands in the stub's place in the end."""
        return self.file.code("solution").strip("\n") + "\n"

    @cached_property
    def wrong(self) -> dict[str, str]:
        """The wrong answers by name, each with the message that it must get: the comment at its head; empty where it has none."""
        found = {}
        for name in self.parts:
            if name.startswith("wrong-"):
                comment = re.match(rf"{GETS}(.*\n(?:# .*\n)*)", self.file.code(name))
                found[name] = " ".join(comment[1].replace("\n# ", "\n").split()) if comment else ""
        return found

    @cached_property
    def programs(self) -> dict[str, Program]:
        """The stub and each answer by name, as a program: what is given, the answer, and the checker, each on the lines where its file has it."""
        found = {}
        for answer in ("stub", "solution", *self.wrong):
            kept = [self.parts[name] for name in ("given", answer, "checker")]
            shown = {line for region in kept for line in range(region.first - 1, region.last + 2)}  # with its markers
            lines = [line if number in shown else "" for number, line in enumerate(self.file.lines, 1)]
            found[answer] = Program(self.file.path, "\n".join(lines) + "\n")
        return found


def every(root: Path) -> list[Exercise]:
    """All exercises below `root/snippets`, sorted by their paths."""
    return [Exercise.read(path) for path in sorted((root / "snippets").glob("*/exercises/*.py"))]


def faults(exercise: Exercise) -> list[Fault]:
    """What breaks the rules of form: parts, hint, lines, messages, and what the programs contain."""
    path = exercise.file.path
    try:
        found = [Fault(f"{path}:{line}", what, mend) for line, what, mend in broken(exercise)]
        found += [fault for program in exercise.programs.values() for part in (teaching, seeding) for fault in part.faults(program)]
    except Fault as fault:
        return [fault]
    return list({str(fault): fault for fault in found}.values())  # programs share what is given and the checker


def broken(exercise: Exercise) -> Iterator[tuple[int, str, str]]:
    """What breaks them in the file itself: its line, what, and how to mend it."""
    file, parts, checker = exercise.file, exercise.parts, exercise.parts["checker"]
    if not re.fullmatch(r"[a-z][a-z0-9_]*", file.path.stem):
        yield 1, f"the name {file.path.stem!r} is not snake_case", "rename the file"
    if found := MARKED.search(re.sub(r"`[^`\n]+`", "", exercise.hint)):
        yield 1, f"the hint holds {found[0]!r}", "write words, and code in backticks: no rule reads a hint"
    marks = {line for region in parts.values() for line in (region.first - 1, region.last + 1)}
    for number, line in enumerate(file.lines, 1):
        if len(line) > COLUMNS:
            yield number, f"has {len(line)} columns, at most {COLUMNS} are allowed", "break the line"
        if line.strip() and number > file.tree.body[0].end_lineno and number not in marks and file.region_at(number) is None:
            yield number, f"{line.strip()!r} is in no part, so nothing runs it", "move it into a part"
    for region in parts.values():
        if region.last - region.first + 1 > REGION_LINES:
            yield region.first, f"the part {region.name!r} has more than {REGION_LINES} lines", "make it smaller"
    for name, message in exercise.wrong.items():
        if not message:
            yield parts[name].first, f"{name} says no message that it must get", f"begin it with a comment: {GETS}the checker's words"
        elif [*exercise.wrong.values()].index(message) != [*exercise.wrong].index(name):
            yield parts[name].first, f"{name} gets the message of another wrong answer", "let the checker tell the two mistakes apart"
    inside = [node for node in walk(file.tree) if checker.first <= getattr(node, "lineno", 0) <= checker.last]
    if not any(isinstance(node, ast.Call) and file.names.full(node.func) == "torch.manual_seed" for node in inside):
        yield checker.first, "the checker draws no inputs", "try several random ones, after torch.manual_seed(0), against torch"
    for node in inside:
        if isinstance(node, ast.Assert) and node.msg is None:
            yield node.lineno, "an assert without a message", "say which mistake makes it fail, and what to do"
    if file.lines[checker.last - 1] != f'print("{SOLVED}")':
        yield checker.last, f"the checker does not end by printing {SOLVED!r}", f'end it with print("{SOLVED}")'
