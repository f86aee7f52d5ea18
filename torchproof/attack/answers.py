"""The answers to an exercise, each run with its checker: only the solution passes, on every try, and every other answer is told what is wrong."""

from collections.abc import Iterator

from torchproof.attack import machines, seeds
from torchproof.book.exercise import SOLVED, Exercise
from torchproof.book.fault import Fault
from torchproof.run import variants
from torchproof.run.result import Run
from torchproof.run.runner import Change, Runner

KIND = "AssertionError: "
"""What stands before the message of a failed assert."""
SHIFTS = 5
"""With as many seeds a solution is tried; it is no conclusion from chance, and must pass with each."""
LIMIT = 10.0
"""Seconds of processor time after which a mistaken solution is ended."""


def faults(runner: Runner, exercise: Exercise) -> Iterator[Fault]:
    """What the runs show: of the stub, of each wrong answer, and of the solution as it is and under attack."""
    path, solution = exercise.file.path, exercise.program("solution")
    answers = {name: runner.submit(exercise.program(name)) for name in ("stub", *exercise.wrong)}
    tries = dict([*seeds.trials(solution).items()][:SHIFTS]) | {"last-bit noise": Change(noise=machines.NOISES[0])}
    tried = {name: runner.submit(solution, change) for name, change in tries.items()}
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
    for name, future in tried.items():
        run = future.result()
        if run.fault or run.output != {"checker": f"{SOLVED}\n"}:
            what = run.fault.what if run.fault else f"prints {run.output}"
            yield Fault(f"{path}:{exercise.parts['solution'].first}", f"the solution, {name}: {what}", "correct it, or the checker")
            return
    yield from unnoticed(runner, exercise)


def message(exercise: Exercise, run: Run) -> str | None:
    """The message of the checker's assert that ended a run, None where something else did, or nothing."""
    checker = exercise.parts["checker"]
    line = int(run.fault.where.rpartition(":")[2]) if run.fault and run.fault.what.startswith(KIND) else 0
    return run.fault.what.removeprefix(KIND) if checker.first <= line <= checker.last else None


def unnoticed(runner: Runner, exercise: Exercise) -> Iterator[Fault]:
    """The small mistakes in the solution that the checker lets pass."""
    solution, part = exercise.program("solution"), exercise.parts["solution"]
    planted = enumerate(variants.mutations(solution.tree, solution.regions[-1].last))
    found = {number: mutation for number, mutation in planted if part.first <= mutation.line <= part.last}
    runs = runner.sweep(solution, [Change(mutation=number, limit=LIMIT) for number in found])
    for mutation, run in zip(found.values(), runs, strict=True):
        if run.result().fault is None:
            what = f"the checker lets a mistake in the solution pass: {mutation.before} -> {mutation.after}"
            yield Fault(
                f"{exercise.file.path}:{mutation.line}", what, "let it ask for more, or write the solution without what makes no difference"
            )
