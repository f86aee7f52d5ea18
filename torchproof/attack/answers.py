"""The answers to an exercise, each run with its checker: only the solution passes, and every other answer is told what is wrong.

With other seeds, on other machines and with a small mistake the solution is tried as snippets are, once, for its proof.
"""

from collections.abc import Iterator

from torchproof.book.exercise import SOLVED, Exercise
from torchproof.book.fault import Fault
from torchproof.run.result import Run
from torchproof.run.runner import Runner

KIND = "AssertionError: "
"""What stands before the message of a failed assert."""


def faults(runner: Runner, exercise: Exercise) -> Iterator[Fault]:
    """What the runs show: of the stub, of each wrong answer, and of the solution."""
    path, solved = exercise.file.path, runner.submit(exercise.program("solution"))
    answers = {name: runner.submit(exercise.program(name)) for name in ("stub", *exercise.wrong)}
    got = {name: message(exercise, future.result()) for name, future in answers.items()}
    for name, said in got.items():
        where, wanted = f"{path}:{exercise.parts[name].first}", exercise.wrong.get(name)
        if said is None:
            fault = answers[name].result().fault
            what = f"{name} passes" if fault is None else f"{name} is told by no assert of the checker: {fault.what}"
            yield Fault(where, what, "let the checker meet it with an assert whose message says what to do")
        elif wanted is not None and said != wanted:
            yield Fault(where, f"{name} is told {said!r}", f"let it be told {wanted!r}, or correct its comment")
        elif wanted is None and said in exercise.wrong.values():
            yield Fault(where, f"the {name} is told of a mistake: {said!r}", "let the checker say first what to write")
    run = solved.result()
    if run.fault or run.output != {"checker": f"{SOLVED}\n"}:
        what = run.fault.what if run.fault else f"prints {run.output}"
        yield Fault(f"{path}:{exercise.parts['solution'].first}", f"the solution: {what}", "correct it, or the checker")


def message(exercise: Exercise, run: Run) -> str | None:
    """The message of the checker's assert that ended a run, None where something else did, or nothing."""
    checker = exercise.parts["checker"]
    line = int(run.fault.where.rpartition(":")[2]) if run.fault and run.fault.what.startswith(KIND) else 0
    return run.fault.what.removeprefix(KIND) if checker.first <= line <= checker.last else None
