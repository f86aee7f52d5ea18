"""What is queued is run once, in its own folder and on its machine, and each run gets its own result; no torch is needed to see that."""

import json
import threading
from pathlib import Path

import pytest
from planted import GOOD

from torchproof.book.fault import Fault
from torchproof.book.snippet import Snippet
from torchproof.run import runner
from torchproof.run.runner import Change, Runner

SNIPPET = Snippet(Path("snippets/demo/good.py"), GOOD)
FAR = 90  # the first mistake that the program does not get to
WAIT = 60  # seconds for what takes none


class Machine:
    """Stands for a server: keeps what it is told, and leaves in each folder what a run would, the number of its mistake."""

    made: list["Machine"]
    raises: Exception | None

    def __init__(self, environment: dict[str, str], preload: list[str]) -> None:
        self.environment, self.preload, self.jobs, self.is_open = environment, preload, [], True
        self.made.append(self)

    def run(self, job: dict) -> int:
        """One job."""
        if self.raises:
            raise self.raises
        found = [path.name for path in Path(job["folder"], "work").iterdir()]
        self.jobs.append(job | {"found": found})
        for number, folder in job["branches"] or [(None, job["folder"])]:
            if (number or 0) < FAR:
                result = {"output": {job["regions"][0][0]: f"{number}"}, "figure": None, "figure_region": None, "seconds": 1.5}
                result |= {"false": [], "error": None, "line": None, "idle": False}
                Path(folder, "result.json").write_text(json.dumps(result), encoding="utf-8")
                Path(folder, "status").write_text("0", encoding="utf-8")
                assert Path(folder, "work").is_dir()
        return 0

    def close(self) -> None:
        """The end."""
        self.is_open = False


@pytest.fixture
def made(monkeypatch) -> list[Machine]:
    """The machines that are started, instead of processes."""
    found: list[Machine] = []
    monkeypatch.setattr(Machine, "made", found, raising=False)
    monkeypatch.setattr(Machine, "raises", None, raising=False)
    monkeypatch.setattr(runner, "Server", Machine)
    return found


def mistaken(*numbers: int) -> list[Change]:
    """Runs that differ by a mistake."""
    return [Change(mutation=number) for number in numbers]


def numbers(job: dict) -> list[int]:
    """Which mistakes a job tries."""
    return [number for number, _ in job["branches"]]


def test_the_mistakes_of_a_snippet_are_shared_by_the_workers(tmp_path, made):
    with Runner(tmp_path, [], workers=2) as queue:
        runs = [future.result(WAIT) for future in queue.sweep(SNIPPET, mistaken(10, 11, 12, 13, 14))]
    assert [run.output["numbers"] for run in runs] == ["10", "11", "12", "13", "14"] and runs[0].seconds == 1.5
    assert sorted(map(numbers, made[0].jobs)) == [[10, 12, 14], [11, 13]]
    assert not any(Path(job["folder"]).exists() for job in made[0].jobs)


def test_what_is_enough_is_asked_between_portions(tmp_path, made):
    asked = []

    def enough(runs: list) -> bool:
        asked.append([run.output["numbers"] for run in runs])
        return len(runs) > 8

    with Runner(tmp_path, [], workers=1) as queue:
        found = [future.result(WAIT) for future in queue.sweep(SNIPPET, mistaken(*range(30)), enough)]
    assert [run and run.output["numbers"] for run in found] == [*map(str, range(16)), *14 * [None]]
    assert [numbers(job) for job in made[0].jobs] == [[*range(8)], [*range(8, 16)]]
    assert asked == [[], [*map(str, range(8))], *2 * [[*map(str, range(16))]]]


def test_a_mistake_that_is_never_reached_says_so_and_counts_for_nothing(tmp_path, made):
    asked = []
    with Runner(tmp_path, [], workers=1) as queue:
        first, far, *_, last = queue.sweep(SNIPPET, mistaken(0, FAR, *range(2, 9)), lambda runs: bool(asked.append(len(runs))))
        assert first.result(WAIT).output and last.result(WAIT).output
        assert f"did not get as far as its mistake {FAR}" in far.exception(WAIT).what
    assert asked == [0, 7]


def test_a_question_is_a_program_of_its_own(tmp_path, made):
    with Runner(tmp_path, []) as queue:
        assert queue.ask("print(6 * 7)") == "None"
    assert "print(6 * 7)" in made[0].jobs[0]["source"].splitlines()


def test_a_server_that_dies_is_the_fault_of_every_run(tmp_path, made, monkeypatch, capsys):
    monkeypatch.setattr(Machine, "raises", Fault("server.py", "it died", "mend"))
    with Runner(tmp_path, []) as queue:
        assert queue.submit(SNIPPET).result(WAIT).fault.what == "it died"
        assert [type(future.exception(WAIT)) for future in queue.sweep(SNIPPET, mistaken(1, 2))] == [Fault, Fault]
        with pytest.raises(Fault, match="it died"):
            queue.ask("print(1)")
        assert "it died" in capsys.readouterr().err
        monkeypatch.setattr(Machine, "raises", OSError("no room"))
        assert queue.submit(SNIPPET).result(WAIT).fault.what == "cannot be run: no room"


def test_each_kind_of_machine_is_started_once_and_ended(tmp_path, made):
    other = Change(machine=(("ATEN_CPU_CAPABILITY", "default"),))
    with Runner(tmp_path, [], workers=1) as queue:
        assert [machine.environment for machine in made] == [{"CUDA_VISIBLE_DEVICES": ""}], "torch is imported at once"
        for change in (other, Change(), Change(shift=1000), other):
            queue.submit(SNIPPET, change).result(WAIT)
        queue.sweep(SNIPPET, [Change(mutation=1, machine=other.machine)])[0].result(WAIT)
        assert all(machine.is_open for machine in made)
    assert [machine.environment for machine in made[1:]] == [{"CUDA_VISIBLE_DEVICES": "", "ATEN_CPU_CAPABILITY": "default"}]
    assert [[job["shift"] for job in machine.jobs] for machine in made] == [[None, 1000], [None, None, None]]
    assert not any(machine.is_open for machine in made)
    with Runner(tmp_path, [], device="cuda"):
        assert made[-1].environment == {}


def test_what_is_still_queued_at_the_end_is_not_run(tmp_path, made, monkeypatch):
    begun, go, ended = threading.Event(), threading.Event(), []
    monkeypatch.setattr(Machine, "close", lambda machine: go.set())
    monkeypatch.setattr(Machine, "run", lambda machine, job: [begun.set(), ended.append(go.wait(WAIT))] and 1)
    with Runner(tmp_path, [], workers=1) as queue:
        first, second = queue.submit(SNIPPET), queue.submit(SNIPPET)
        begun.wait(WAIT)
    assert first.result(WAIT).fault and second.cancelled()
    assert ended == [True], "what runs is ended with its server, not awaited"


def test_a_job_says_where_and_within_which_limits_it_runs(tmp_path, made):
    (tmp_path / "data").mkdir()
    with Runner(tmp_path, [], device="rehearsal", memory=7, hang=3.0) as queue:
        assert queue.submit(SNIPPET, Change(limit=2.1)).result(WAIT).output
        assert queue.submit(SNIPPET, Change(device="cpu")).result(WAIT).output
    with Runner(tmp_path / "data", [], device="cuda") as queue:
        assert queue.submit(SNIPPET).result(WAIT).output
    (first, second), (third,) = (machine.jobs for machine in made)
    assert [(job["device"], job["memory"], job["limit"]) for job in (first, second, third)] == [
        ("rehearsal", 7, 3),
        ("cpu", 7, None),
        ("cuda", None, None),
    ]
    assert (first["hang"], first["found"], third["found"]) == (3.0, ["data"], [])
    assert first["regions"] == [("numbers", 3, 7), ("gradient", 10, 15)]


def test_one_more_runs_at_a_time_than_the_process_may_use_cores(monkeypatch):
    monkeypatch.setattr(runner.os, "sched_getaffinity", lambda _: {2, 5, 7}, raising=False)
    monkeypatch.setattr(runner.os, "cpu_count", lambda: 64)
    assert (Runner(Path(), []).workers, Runner(Path(), [], workers=2).workers) == (4, 2)
    monkeypatch.delattr(runner.os, "sched_getaffinity")
    assert Runner(Path(), []).workers == 65
    monkeypatch.setattr(runner.os, "cpu_count", lambda: None)
    assert Runner(Path(), []).workers == 2


def test_what_no_snippet_mentions_is_not_imported():
    plain = Runner(Path(), [SNIPPET]).preload
    assert plain == ["torch", "matplotlib.pyplot", "matplotlib.backends.backend_svg"]
    assert Runner(Path(), []).preload == plain[:2] and len(Runner(Path()).preload) > 8
