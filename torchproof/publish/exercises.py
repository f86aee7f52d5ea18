"""Exercises as readers get them: a block to copy and run, with hint and solution folded below."""

import textwrap
from pathlib import Path

from torchproof.book.book import Book
from torchproof.book.exercise import STARS, Exercise
from torchproof.book.page import Block, Page
from torchproof.book.text import replace
from torchproof.publish import solved

GITHUB, COLAB = "https://github.com/", "https://colab.research.google.com/github/"  # which opens notebooks from a branch


def colab(book: Book, chapter: str) -> str:
    """Where a chapter's notebook is opened to be run, on a phone too; empty where the book has no repository."""
    repository = book.settings.get("repo_url") or ""
    return f"{COLAB}{repository.removeprefix(GITHUB)}/blob/notebooks/{chapter}.ipynb" if repository.startswith(GITHUB) else ""


def effort(exercise: Exercise, says: dict[str, str]) -> str:
    """The line above an exercise: how hard it is, and how long it takes."""
    told = {"stars": exercise.stars, "difficulty": exercise.stars.count("★"), "most": STARS, "minutes": exercise.told["minutes"]}
    return says["effort"].format(**told)


def folded(exercise: Exercise, book: Book) -> str:
    """An exercise as Markdown of the site, `snippets/<page>/exercises/<stem>.md`, which its page includes."""
    says, run = book.language["exercise"], colab(book, exercise.page)

    def box(kind: str, title: str, text: str) -> str:
        return f'??? {kind} "{title}"\n\n{textwrap.indent(text, "    ")}'

    def fence(code: str) -> str:
        return f"```python\n{code}```"

    hint, solution = box("tip", says["hint"], exercise.hint), box("success", says["solution"], fence(exercise.solution))
    above = effort(exercise, says) + (f" · [{book.language['facts']['colab']}]({run})" if run else "")
    return "\n\n".join([above, fence(exercise.task), hint, solution, ""])


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
        replace(path, folded(exercise, book))
    for path in {*(book.root / "snippets").glob("*/exercises/*.md")} - {*written}:
        path.unlink()
