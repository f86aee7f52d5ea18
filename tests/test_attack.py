"""The attacks find what they look for, and what is not proven is refused."""

import ast

import pytest
from planted import GOOD, plant, proven

from torchproof.attack import accelerator, attacks, budgets, machines, mistakes, seeds, vacuity
from torchproof.attack.prove import gives_away
from torchproof.attack.proven import faults
from torchproof.book.fault import Fault
from torchproof.book.record import Record
from torchproof.book.snippet import Snippet, every
from torchproof.evidence.compare import compare
from torchproof.evidence.proof import Proof, ways
from torchproof.run import budget, variants
from torchproof.run.runner import Change, Runner

pytestmark = pytest.mark.usefixtures("lent")


def test_every_kind_of_mutation_is_planted_once_and_noticed(tree, recorded):
    planted = variants.mutations(recorded.tree, recorded.regions[-1].last)
    assert {(found.before, found.after) for found in planted} >= {
        ("2.0", "4.0"),
        ("x * x", "x / x"),
        ("True", "False"),
        ("0", "1"),
        ("plt.show()", "pass"),
    }
    assert not any(found.line > 16 for found in planted), "claims are no place for mistakes"
    tail = ast.parse("x = 1\nassert [a for a in zip(b, c) if a > 1], 'in a comprehension'")
    assert [found.line for found in variants.mutations(tail, 1)] == [1]
    with Runner(tree, [recorded]) as runner:
        futures = runner.sweep(recorded, [Change(mutation=number) for number in range(len(planted))])
        unnoticed = [
            found.before
            for found, future in zip(planted, futures, strict=True)
            if not future.result().fault and not compare(recorded, Record.read(recorded), future.result().record)
        ]
    assert unnoticed == ["2 * x[0].item()"], "2 · 1 is 2 / 1: a survivor that makes no difference"


def test_survivors_need_a_reason_and_are_named_once(tmp_path):
    path = tmp_path / mistakes.REASONS.path("demo")
    path.parent.mkdir(parents=True)
    line = "demo/good | x = 1 | 1 -> 2 | it is never used"
    path.write_text(f"# why\n{line}\n", encoding="utf-8")
    assert mistakes.REASONS.read(tmp_path, "demo") == {"demo/good | x = 1 | 1 -> 2": "it is never used"}
    for bad in (f"{line}\n{line}", "demo/good | x = 1 | 1 -> 2 | ", "demo/good | 1 -> 2", line.replace("demo/", "other/")):
        path.write_text(bad + "\n", encoding="utf-8")
        with pytest.raises(Fault, match=r"demo.txt:\d: is not 'page/stem"):
            mistakes.REASONS.read(tmp_path, "demo")


MACHINE = {
    "equal": 6,
    "of": 7,
    "fell": ["SSE4.1: the record says '0.3', a new run says '0.5'"],
    "ways": ways(machines.trials(None)),
    "torch": "2.15.0",
}


SURVIVOR = 'demo/good | print(f"twice: {2 * x[0].item():.3f}") | 2 * x[0].item() -> 2 / x[0].item()'


@pytest.mark.parametrize(
    ("old", "new", "tables", "line", "says"),
    [
        ("x² at 1 is 2", "x² is 2", {}, 18, "the claim said 'the slope of x² at 1 is 2' when it was proven, and says 'the slope of x² is 2' now"),
        ("x.grad[0] == 2,", "x.grad[0] > 1,", {}, 1, "has changed since it was proven"),
        ("print(f", "print( f", {}, 1, "has changed since it was proven"),
        ("", "", {"mistakes": None}, 1, "the attack 'mistakes' was not tried on it"),
        ("", "", {"machines": None}, 1, "the attack 'machines' was not tried on it"),
        ("", "", {"machines": MACHINE}, 1, "another machine shows something else: SSE4.1: the record says '0.3', a new run says '0.5'"),
        ("", "", {"machines": MACHINE | {"ways": "0", "fell": []}}, 1, "the attack 'machines' was tried in other ways than it has now"),
        ("", "", {"vacuity": None}, 1, "the attack 'vacuity' was not tried on it"),
    ],
)  # fmt: skip
def test_what_is_not_proven_is_refused(tree, good, old, new, tables, line, says):
    changed = Snippet(good.path, good.source.replace(old, new))
    (fault,) = faults(tree, changed, proven(good, **tables))
    assert (fault.where, fault.what) == (f"{good.path}:{line}", says)
    assert "nox -s prove -- demo/good" in fault.mend


def test_what_is_proven_is_not_refused(tree, good):
    assert Proof.read(good) == proven(good), "what was written is what is read"
    assert list(faults(tree, good, Proof.read(good))) == []
    assert [fault.what for fault in faults(tree, good, None)] == ["has no proof"]


def test_a_proof_changed_by_hand_is_refused(tree, good):
    path = good.path.with_suffix(".proof")
    before = path.read_text(encoding="utf-8")
    for old, new in (
        ("noticed = ", "noticed = 1"),
        ('date = "', 'date = "1'),
        ("seal = ", "seal = 'no' #"),
        ("survivors = []", 'survivors = ["x"]'),
    ):
        path.write_text(before.replace(old, new, 1), encoding="utf-8")
        found = [fault.what for fault in faults(tree, good, Proof.read(good))]
        path.write_text(before, encoding="utf-8")
        assert found == ["was changed by hand since a run wrote it"], old


def test_a_record_changed_by_hand_is_refused(tree, good):
    path = good.path.with_suffix(".out")
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("2.000", "2.001"), encoding="utf-8")
    found = [str(fault) for fault in faults(tree, good, Proof.read(good))]
    path.write_text(before, encoding="utf-8")
    assert len(found) == 1 and "good.out:1: is not the record that was proven" in found[0]


def test_survivors_and_reasons_must_agree(tree, good):
    table = Proof.read(good).tables["mistakes"]
    path = tree / mistakes.REASONS.path("demo")
    path.parent.mkdir(parents=True, exist_ok=True)
    survived = proven(good, mistakes=table | {"noticed": table["of"] - 1, "survivors": [SURVIVOR]})
    (fault,) = faults(tree, good, survived)
    assert f"nothing notices the mistake {SURVIVOR!r}" in fault.what
    path.write_text(f"{SURVIVOR} | twice one is two halves of one\n", encoding="utf-8")
    assert list(faults(tree, good, survived)) == []
    (fault,) = faults(tree, good, Proof.read(good))
    path.unlink()
    assert "which is not so any more" in fault.what and fault.mend == "remove the line"


def test_too_few_seeds_are_refused(tree, good):
    seeded = Snippet(good.path, good.source.replace("x = torch.tensor", "torch.manual_seed(0)\nx = torch.tensor"))
    for held, says in ((17, ["it holds in 17 of 20 seeds; seeds + 3: the claim is false"]), (18, [])):
        table = {"held": held, "of": 20, "fell": ["seeds + 3: the claim is false"] * (20 - held)}
        table |= {"ways": ways(seeds.trials(seeded)), "torch": "2.15.0"}
        assert [fault.what for fault in faults(tree, seeded, proven(seeded, seeds=table))] == says


def test_a_loop_over_seeds_is_tried_with_other_seeds_each_time(good):
    shifts = [change.shift for change in seeds.trials(good).values()]
    assert len({seed + shift for shift in shifts for seed in range(20)}) == 20 * len(shifts) == 400


TRAINS = """import torch
lr, steps = 0.1, 40
w = torch.tensor(1.0, requires_grad=True)
for step in range(steps):
    loss = w * w
    loss.backward()
    with torch.no_grad():
        w -= lr * w.grad
        w.grad.zero_()
print(f"{w:.4f}", w < 9)"""


def tried(root, snippet, attack) -> dict:
    """The table that an attack leaves of a snippet."""
    with Runner(root, [snippet]) as runner:
        changes = attack.trials(snippet)
        if attack is vacuity:
            found = runner.sweep(snippet, list(changes.values()), lambda runs: vacuity.enough(snippet, runs))
        else:
            found = [runner.submit(snippet, change) for change in changes.values()]
        pairs = zip(changes, [future.result() for future in found], strict=True)
        return attack.verdict(snippet, {name: gives_away(snippet, None, run) for name, run in pairs if run})


def test_a_claim_that_hangs_on_the_budget_is_found_and_must_be_named(tmp_path, tree):
    source = plant(TRAINS).replace('assert repr, "nothing"', 'assert w < 0.01, "w is small"\nassert w > 1e-5, "w is not that small"')
    snippet = Snippet(tree / "snippets/demo/trains.py", source)
    table = tried(tree, snippet, budgets)
    fell = [
        "rate / 2 | w is small",
        "rate * 2 | w is not that small",
        "length * 2 | w is not that small",
        "length * 5 | w is not that small",
    ]
    assert table == {"held": 0, "of": 4, "fell": fell}
    assert [fault.what for fault in budgets.faults(tmp_path, snippet, table)] == [
        f"falls with another budget: 'demo/trains | {name}'" for name in fell
    ]
    path = tmp_path / budgets.REASONS.path("demo")
    path.parent.mkdir(parents=True)
    path.write_text("".join(f"demo/trains | {name} | after 40 steps\n" for name in fell), encoding="utf-8")
    assert list(budgets.faults(tmp_path, snippet, table)) == []
    (fault,) = budgets.faults(tmp_path, snippet, table | {"fell": fell[1:]})
    assert "which is not so any more" in fault.what and fault.mend == "remove the line"


@pytest.mark.parametrize(
    ("program", "rates", "lengths"),
    [
        (TRAINS, ["0.1"], ["40"]),
        ("opt = torch.optim.SGD(w, 0.5)\nfor _ in range(1, 31):\n    opt.step()", ["0.5"], ["31"]),
        ("opt = optim.SGD(w, 0.5)\ns = optim.lr_scheduler.ExponentialLR(opt, 0.9)\nfor _ in range(9):\n    opt.step()", ["0.5"], ["9"]),
        ("for lr in (0.1, 1):\n    opt = SGD(w, lr=lr)\n    for b in range(9):\n        opt.step()", ["0.1", "1"], ["9"]),
        ("rates = [0.1, 1]\nfor rate in rates:\n    o = SGD(w, lr=rate)\n    for b in range(9):\n        o.step()", ["0.1", "1"], ["9"]),
        ("def f(lr, n=30):\n    for e in range(n):\n        for x in loader:\n            opt.step()\nf(0.2)\nf(lr=0.3, n=50)", ["0.2", "0.3"], ["30", "50"]),
        ("def f(*sizes, lr=0.2, steps):\n    for e in range(steps):\n        opt.step()\nf(4, steps=30)", ["0.2"], ["30"]),
        ("def go():\n    opt.step()\nfor seed in range(5):\n    for e in range(8):\n        go()", [], ["8"]),
        ("lrs, best = (0.1, 1), {}\nfor lr in lrs:\n    for e in range(8):\n        opt.step()", ["0.1", "1"], ["8"]),
        ("r = {'SGD': 0.1, 'Adam': 1}\nfor name, rate in r.items():\n    o = SGD(w, lr=rate)\n    o.step()", ["0.1", "1"], []),
        ("for rows in (r for _ in range(8) for r in order.split(64)):\n    opt.step()", [], ["8"]),
        ("for a in range(0, 1344, 64):\n    opt.step()", [], []),
        ("steps = 0\nwhile steps < 9:\n    steps += 1", [], []),
        ("for i in range(9):\n    print(i)", [], []),
    ],
)  # fmt: skip
def test_rates_and_lengths_are_found(program, rates, lengths):
    tree = ast.parse(program)
    assert [sorted(ast.unparse(found.value) for found in find(tree)) for find in (budget.rates, budget.lengths)] == [
        sorted(rates),
        sorted(lengths),
    ]
    longer = ast.unparse(budget.changed(ast.parse(program), "steps", 2))
    assert "range(1, (31 - 1) * 2 + 1)" in longer or "31" not in program
    assert "SGD(w, 0.5 * 3)" in ast.unparse(budget.changed(ast.parse(program), "lr", 3)) or "0.5)" not in program


def test_a_claim_that_no_mistake_makes_false_is_found(tree, tmp_path):
    source = (
        GOOD
        + 'assert x.grad[0] + x.grad[1] < 1e9, "the slopes are finite"\nfor k in (0, 1):\n    assert x.grad[k] > k, "each slope is above"\n'
    )
    snippet = Snippet(tree / "snippets/demo/vacuous.py", source)
    table = tried(tree, snippet, vacuity)
    assert (table["never"], table["could"], table["claims"]) == ([2], 2, 3)
    (fault,) = vacuity.faults(tree, snippet, table)
    assert "mistakes in its program makes false the claim 'demo/vacuous | the slopes are finite'" in fault.what
    path = tmp_path / vacuity.REASONS.path("demo")
    path.parent.mkdir(parents=True)
    path.write_text("demo/vacuous | the slopes are finite | float32 has no larger numbers here\n", encoding="utf-8")
    assert list(vacuity.faults(tmp_path, snippet, table)) == []
    (fault,) = vacuity.faults(tmp_path, snippet, table | {"never": []})
    assert "which is not so any more" in fault.what


def test_a_claim_of_a_training_that_holds_where_nothing_is_learnt_is_found(tree):
    """And the mistake that leaves the training out is tried first."""
    source = plant(TRAINS).replace('assert repr, "nothing"', 'assert w < 0.01, "w is small"\nassert loss >= 0, "no square is below 0"')
    snippet = Snippet(tree / "snippets/demo/trains.py", source)
    assert vacuity.applies(snippet) and next(iter(vacuity.trials(snippet))).endswith("-> pass")
    table = tried(tree, snippet, vacuity)
    assert (table["never"], table["could"], table["claims"]) == ([2], 1, 2)


def test_every_attack_has_its_parts():
    assert list(attacks()) == ["budgets", "machines", "mistakes", "placement", "seeds", "vacuity"]
    for name, attack in attacks().items():
        for part in ("applies", "trials", "verdict", "faults", "told"):
            assert callable(getattr(attack, part, None)), f"{name} has no {part}"
        assert attack.SLOWDOWN >= 1 and attack.SAME_RECORD in (True, False)


FRAIL = {  # what another machine shows otherwise: (body, whether the attack must find it)
    "training": ("""import torch
torch.manual_seed(0)
y = torch.arange(150) // 50
x = torch.randn(150, 4) + y[:, None]
net = torch.nn.Sequential(
    torch.nn.Linear(4, 32), torch.nn.ReLU(), torch.nn.Linear(32, 3))
optimizer = torch.optim.Adam(net.parameters(), lr=0.1)
for epoch in range(150):
    loss = torch.nn.functional.cross_entropy(net(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(f"{1000 * loss:.3f}")""", True),
    "order": ("""import torch
torch.manual_seed(0)
x = torch.randn(1000)
print(torch.equal(x.sum(), x.view(10, 100).sum(1).sum()),
      (x @ x).item() == (x * x).sum().item(), f"{x.sum():.7f}")""", True),
    "exp": ("import torch\nprint(torch.linspace(0.1, 0.9, 9).exp().log().tolist())", True),
    "limit": ("import torch\nx = torch.linspace(0, 20, 2001)\nprint(f'tanh(x) is 1 from x = {x[x.tanh() == 1].min():.1f}')", True),
    "whole": ("""import torch
print(torch.tensor([0.0, 30.0]).tanh().tolist(), torch.zeros(2).exp().tolist(), torch.tensor([0.0, 40.0]).sigmoid().tolist())
x = torch.arange(12.0).reshape(3, 4)
print((x @ x.T).tolist(), x.sum().item(), (x * 0.5).tolist())
print(torch.equal(2 * x, x + x), (x == x * 1).all().item())""", False),
    "alike": ("""import torch
torch.manual_seed(0)
x = torch.randn(50).expand(16, 50).clone()
print([torch.equal(f(x), f(x)[:1].expand(16, 50)) for f in (torch.exp, torch.sigmoid, lambda x: x * x + 0.1)])""", False),
    "double": ("""import torch
torch.manual_seed(0)
x = torch.randn(1000, dtype=torch.float64)
print(f"{x.sum():.6f} {x.exp().mean():.6f} {(x @ x):.4f}")""", False),
    "equal": ("""import torch
torch.manual_seed(0)
x = torch.randn(50, 4)
print(torch.equal(x @ x.T, x @ x.T), torch.equal(2 * x / 2, x))
print(torch.equal(torch.nn.Linear(4, 2)(x), torch.nn.Linear(4, 2)(x)))""", False),
    "large": ("""import torch
torch.manual_seed(0)
x = torch.randn(300, 400)
print(torch.equal(x + torch.zeros(400), x), torch.equal(torch.ones(300, 1) * x, x), torch.equal(2 * x / 2, x))
print(torch.equal((x * 3)[-1], x[-1] * 3), (70000 + torch.zeros(300, 400) + 1).unique().tolist())""", False),
    "sees": ("""import torch
from torch.utils._python_dispatch import TorchDispatchMode
class Count(TorchDispatchMode):
    n = 0
    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        self.n += 1
        return func(*args, **(kwargs or {}))
with Count() as count:
    torch.ones(3, 2).t().relu().mul_(2)
x = torch.rand(50)
print(count.n, "operations", torch.equal(x, x.clone().add_(0)))""", False),
    "last": ("""import torch
torch.manual_seed(0)
x = torch.randn(300, 400)
print((x / 3)[-1, -9:].tolist())""", True),
}  # fmt: skip


def test_the_attack_on_machines_finds_what_hangs_on_one(tmp_path):
    folder = tmp_path / "snippets" / "frail"
    folder.mkdir(parents=True)
    found = {}
    for stem, (body, _) in FRAIL.items():
        (folder / f"{stem}.py").write_text(plant(body), encoding="utf-8")
    snippets = every(tmp_path)
    with Runner(tmp_path, snippets) as runner:
        plain = {snippet: runner.submit(snippet) for snippet in snippets}
        tried = {s: {name: runner.submit(s, change) for name, change in machines.trials(s).items()} for s in snippets}
        for snippet in snippets:
            assert plain[snippet].result().fault is None, str(plain[snippet].result().fault)
            old = plain[snippet].result().record
            fell = {name: gives_away(snippet, old, future.result()) for name, future in tried[snippet].items()}
            found[snippet.path.stem] = machines.verdict(snippet, fell)
    for stem, (_, frail) in FRAIL.items():
        assert bool(found[stem]["fell"]) == frail, (stem, found[stem])
        assert found[stem]["equal"] + len(found[stem]["fell"]) == found[stem]["of"] == 4


def test_what_an_accelerator_showed_is_kept_in_the_proof(good):
    before = good.path.with_suffix(".proof").read_text(encoding="utf-8")
    accelerator.write(good, "NVIDIA H200", ["figure: 3 lines differ, 0 of them text"])
    proof_of_card = Proof.read(good).tables["accelerator"]
    other = Snippet(good.path, good.source.replace("1.0, 2.0", "1.0, 3.0"))
    with pytest.raises(Fault, match="its proof is of another program"):
        accelerator.write(other, "NVIDIA H200", [])
    good.path.with_suffix(".proof").write_text(before, encoding="utf-8")
    assert proof_of_card["card"] == "NVIDIA H200" and proof_of_card["moved"] == ["figure: 3 lines differ, 0 of them text"]
