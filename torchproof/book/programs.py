"""All that is run and attacked: the snippets, and the solutions of the exercises."""

from pathlib import Path

from torchproof.book import exercise, form, snippet
from torchproof.book.fault import Fault
from torchproof.book.snippet import Snippet


def every(root: Path) -> list[Snippet]:
    """All programs below `root/snippets`, the snippets first; raises `Fault` where an exercise has not its parts."""
    return [*snippet.every(root), *(found.programs["solution"] for found in exercise.every(root))]


def faults(program: Snippet) -> list[Fault]:
    """What breaks the rules of form, of a snippet or of the whole exercise."""
    return exercise.faults(exercise.Exercise.read(program.path)) if isinstance(program, exercise.Program) else form.faults(program)
