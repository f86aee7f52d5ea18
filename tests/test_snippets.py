"""Every snippet, run anew: it follows the rules, its claims hold, it leaves what its record says, and its proof is of it; and every exercise."""

import pytest
from conftest import BOOKS, MOVED, ROOT

from torchproof.attack import accelerator, answers, proven
from torchproof.book import exercise as exercises
from torchproof.book import form
from torchproof.book.record import Record
from torchproof.evidence.compare import compare
from torchproof.evidence.proof import Proof, torch_version
from torchproof.evidence.report import moved
from torchproof.run.environment import pinned


def test_snippet(snippet, runs, request):
    shape = form.faults(snippet)
    run = runs[snippet.id].result()
    if shape or run.fault:
        pytest.fail("\n".join(map(str, shape or [run.fault])), pytrace=False)
    device, old, new = request.config.getoption("device"), Record.read(snippet), run.record
    faults = compare(snippet, old, new)
    lines = moved(old, new) if faults else []
    if faults and device == "cuda" and (snippet.uses_device or torch_version() != pinned(ROOT)):
        MOVED.append(
            (snippet, lines)
        )  # sums come in another order there, or the version shows; the claims hold, and the report shows what differs
        faults = []
    if device == "cpu":
        faults += proven.faults(ROOT, snippet, Proof.read(snippet))
    if faults:
        pytest.fail("\n".join(map(str, faults)), pytrace=False)
    if request.config.getoption("record"):
        accelerator.write(snippet, request.getfixturevalue("card"), lines)


def test_nothing_that_is_chosen_is_left_out(request):
    given = [item.callspec.params for item in request.session.items if hasattr(item, "callspec")]
    tried = {name: [params[name].id for params in given if name in params] for name in ("snippet", "exercise")}
    snippets, pages = request.config.chosen
    exercises = [exercise.id for exercise in BOOKS[0].exercises.values() if exercise.page in pages]
    assert tried == {"snippet": [snippet.id for snippet in snippets], "exercise": exercises}


def test_exercise(exercise, answered):
    faults = exercises.faults(exercise)
    if not faults:
        runs = {name: future.result() for name, future in answered[exercise.id].items()}
        solution = exercise.programs["solution"]
        faults = [*answers.faults(exercise, runs), *proven.faults(ROOT, solution, Proof.read(solution))]
    if faults:
        pytest.fail("\n".join(map(str, faults)), pytrace=False)
