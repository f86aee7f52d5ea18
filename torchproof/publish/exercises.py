"""Exercises as readers get them: a block to copy and run, with hint and solution folded below."""

import textwrap
from pathlib import Path

from torchproof.book.book import Book
from torchproof.book.exercise import STARS, Exercise
from torchproof.book.page import Block, Page
from torchproof.book.text import replace
from torchproof.publish import solved


def effort(exercise: Exercise, says: dict[str, str]) -> str:
    """The line above an exercise: how hard it is, and how long it takes."""
    told = {"stars": exercise.stars, "difficulty": exercise.stars.count("★"), "most": STARS, "minutes": exercise.told["minutes"]}
    return says["effort"].format(**told)


def folded(exercise: Exercise, says: dict[str, str]) -> str:
    """An exercise as Markdown of the site, `snippets/<page>/exercises/<stem>.md`, which its page includes."""

    def box(kind: str, title: str, text: str) -> str:
        return f'??? {kind} "{title}"\n\n{textwrap.indent(text, "    ")}'

    def fence(code: str) -> str:
        return f"```python\n{code}```"

    hint, solution = box("tip", says["hint"], exercise.hint), box("success", says["solution"], fence(exercise.solution))
    return "\n\n".join([effort(exercise, says), fence(exercise.task), hint, solution, ""])


def listings(page: Page, book: Book) -> list[Block]:
    """The code of a page in order, with that of its exercises."""
    found = [*page.blocks]
    for line, exercise in book.shown(page).items():
        found += [Block(line, line, "python", code, None) for code in (exercise.task, exercise.solution)]
    return sorted(found, key=lambda block: block.line)


def bundle(book: Book) -> dict[str, bytes]:
    """The files of a zip of all exercises, as readers copy them, with the program that says which are solved."""
    tasks = {f"{exercise.page}/{exercise.file.path.name}": exercise.task.encode() for exercise in book.exercises.values()}
    return tasks | {Path(solved.__file__).name: Path(solved.__file__).read_bytes()}


def write(book: Book) -> None:
    """Write every exercise as its page includes it, and remove those that are gone."""
    written = {exercise.file.path.with_suffix(".md"): exercise for exercise in book.exercises.values()}
    for path, exercise in written.items():
        replace(path, folded(exercise, book.language["exercise"]))
    for path in {*(book.root / "snippets").glob("*/exercises/*.md")} - {*written}:
        path.unlink()
