"""The answers to an exercise, each run with its checker: only the solution passes, and every other answer is told what is wrong.

With other seeds, on other machines and with a small mistake the solution is tried as snippets are, once, for its proof.
"""

from collections.abc import Iterator
from concurrent.futures import Future

from torchproof.book.exercise import SOLVED, Exercise
from torchproof.book.fault import Fault
from torchproof.run.result import Run
from torchproof.run.runner import Runner

KIND = "AssertionError: "
"""What stands before the message of a failed assert."""


def submit(runner: Runner, exercise: Exercise) -> "dict[str, Future[Run]]":
    """Queue the runs of the stub, of each wrong answer, and of the solution; raises `Fault` where the exercise has not its parts."""
    return {name: runner.submit(program) for name, program in exercise.programs.items()}


def faults(exercise: Exercise, runs: dict[str, Run]) -> Iterator[Fault]:
    """What the runs show: of the stub, of each wrong answer, and of the solution."""
    path = exercise.file.path
    for name in ("stub", *exercise.wrong):
        said = message(exercise, runs[name])
        where, wanted = f"{path}:{exercise.parts[name].first}", exercise.wrong.get(name)
        if said is None:
            fault = runs[name].fault
            what = f"{name} passes" if fault is None else f"{name} is told by no assert of the checker: {fault.what}"
            yield Fault(where, what, "let the checker meet it with an assert whose message says what to do")
        elif wanted is not None and said != wanted:
            yield Fault(where, f"{name} is told {said!r}", f"let it be told {wanted!r}, or correct its comment")
        elif wanted is None and said in exercise.wrong.values():
            yield Fault(where, f"the {name} is told of a mistake: {said!r}", "let the checker say first what to write")
    run = runs["solution"]
    if run.fault or run.output != {"checker": f"{SOLVED}\n"}:
        what = run.fault.what if run.fault else f"prints {run.output}"
        yield Fault(f"{path}:{exercise.parts['solution'].first}", f"the solution: {what}", "correct it, or the checker")


def message(exercise: Exercise, run: Run) -> str | None:
    """The message of the checker's assert that ended a run, None where something else did, or nothing."""
    checker = exercise.parts["checker"]
    line = int(run.fault.where.rpartition(":")[2]) if run.fault and run.fault.what.startswith(KIND) else 0
    return run.fault.what.removeprefix(KIND) if checker.first <= line <= checker.last else None
