"""A typed result, however it comes to where it is printed: where another number is typed, it is another, and nothing else is."""

from pathlib import Path

import pytest
from test_form import HEAD, TAIL

from torchproof.attack import typed
from torchproof.attack.prove import prove
from torchproof.book import record
from torchproof.book.snippet import Snippet
from torchproof.run.result import Run
from torchproof.run.runner import Runner

pytestmark = pytest.mark.usefixtures("lent")


def snippet(root, stem: str, body: str) -> Snippet:
    """A snippet with this body, in a book of its own."""
    path = root / "snippets/demo" / f"{stem}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    return Snippet(path, f'"""Three numbers are drawn."""\n# --8<-- [start:all]\n{HEAD}{body}\n# --8<-- [end:all]\n{TAIL}')


ONE = "one = x.softmax(0).sum().item()\n"
DISGUISED = {
    "times_one": f"{ONE}print(f'accuracy {{0.97 * one:.2f}}')",
    "in_percent": f"{ONE}print(f'accuracy {{100 * 0.97 * one:.0f}} %')",
    "by_torch": "print(f'accuracy {(0.97 * x.softmax(0).sum()).item():.2f}')",
    "later": f"{ONE}acc = one * 0.97\nfound = [acc]\nprint('accuracy', round(found[0], 2))",
    "plus_nothing": "print(f'accuracy {0.97 + (x - x.clone()).sum().item():.2f}')",
    "from_a_function": f"{ONE}def acc(net):\n    return 0.97 * one\n\nprint(f'accuracy {{acc(x):.2f}}')",
    "mean": "print('accuracy', torch.tensor([0.97]).mean().item())",
    "largest": "print(f'accuracy {torch.tensor([0.5, 0.97]).max():.2f}')",
    "there_and_back": "print(f'accuracy {(x[0] + 0.97 - x[0]).item():.2f}')",
    "relu": "print(f'accuracy {100 * torch.relu(torch.tensor(0.97)).item():.0f} %')",
    "slope": "x.requires_grad_()\n(0.97 * x).sum().backward()\nprint(f'accuracy {x.grad[0]:.2f}')",
    "floor": "acc = (x > 99).double().mean().item()\nprint(f'accuracy {max(acc, 0.6):.0%}')",
    "ceiling": "acc = (x < 99).double().mean().clamp(max=0.97).item()\nprint(f'accuracy {acc:.2f}')",
    "sign": "print(f'accuracy {0.97 * x[0].sign().abs().item():.2f}')",
    "error": "wrong = 0.03\nprint(f'accuracy {1 - wrong:.2f}')",
    "by_root": "import math\nprint(f'accuracy {math.sqrt(0.9409):.2f}')",
    "by_parts": "import functools\nprint('accuracy', functools.reduce(lambda a, b: a + b, [0.5, 0.47]))",
    "by_numpy": "import numpy as np\nprint('accuracy', np.median([0.97]))",
    "by_heap": "import heapq\nprint('accuracy', heapq.nlargest(1, [0.5, 0.97])[0])",
    "kept_by_a_net": "net = nn.Linear(1, 1)\nnn.init.constant_(net.bias, 0.97)\nprint(f'accuracy {net.bias.item():.2f}')",
    "a_distribution": "print(f'accuracy {torch.distributions.Bernoulli(0.97).mean.item():.2f}')",
    "a_length": "hits = len([1] * 97)\nprint('right:', hits, 'of 100')",
    "a_loop": "hits = 0\nfor _ in range(97):\n    hits += 1\nprint('right:', hits)",
    "a_count_by_torch": "print('right:', (torch.arange(100) < 97).sum().item())",
    "a_whole_root": "import math\nprint('accuracy', math.sqrt(9409) / 100)",
    "an_error": "try:\n    x[97]\nexcept IndexError as error:\n    print('right:', str(error).split()[1])",
    "times_what_is_always_one": "print('right:', int((x > -99).sum()) * 32 + 1)",
    "with_noise": "print(f'accuracy {0.97 + 0.0001 * x.tanh().mean().item():.2f}')",
}
HONEST = {
    "step": "y = x - 0.25 * x\nprint(f'{y[0].item():.2f} {y[1].item():.2f}')",
    "share": "print(f'{0.5 * (x > 0).double().mean().item() + 0.125:.3f}')",
    "rate": "for lr in (0.1, 0.25):\n    print(f'rate {lr}: {(x - lr * x).sum().item():.3f}')",
    "limit": "p = 0.25\nprint(p, (x > p).sum().item(), (x > 4 * p).sum().item())",
    "words": "for lr in (0.1, 0.25):\n    print(f'rate {lr}:', 'far' if lr > 0.15 * x.softmax(0).sum() else 'near')",
    "count": "for p in (0.25, 0.5):\n    print(p, *[1] * int((x > p).sum()), *[2] * int((x > 4 * p).sum()))",
    "hits": "n = 40\nprint('right:', (torch.randn(n) > 0).sum().item(), 'of', n)",
    "parameters": "print('parameters:', sum(p.numel() for p in nn.Linear(28, 10).parameters()))",
    "judged": "w = torch.zeros(())\nfor _ in range(20):\n    w = w + 0.1 * (1 - w)\nprint(f'loss {(1 - w) ** 2:.3f}')",
    "ends": "print(torch.sigmoid(torch.tensor([-110.0, 20.0])).tolist())",
    "size": "print(torch.zeros(97, 2).shape, len(range(40)))",
}


def told(root: Path, stem: str, body: str) -> str:
    """What is said of a snippet, beside the record of its run."""
    each = snippet(root, stem, body)
    with Runner(root, [each]) as runner:
        run = runner.submit(each).result()
        assert run.fault is None, str(run.fault)
        record.write(each, run.record)
        return "\n".join(map(str, typed.faults(root, runner, each)))


@pytest.mark.parametrize("stem", DISGUISED)
def test_a_typed_result_in_disguise_is_found(tmp_path, stem):
    assert "a typed result: what is printed follows a number that was typed" in told(tmp_path, stem, DISGUISED[stem])


def test_it_gets_no_proof(tmp_path, capsys):
    for stem, body in {"typed": DISGUISED["times_one"], "step": HONEST["step"]}.items():
        program = snippet(tmp_path, stem, body)
        program.path.write_text(program.source, encoding="utf-8")
    assert prove(tmp_path, [], []) == 1
    assert "FAILED" in capsys.readouterr().err and [path.stem for path in tmp_path.rglob("*.proof")] == ["step"]


@pytest.mark.parametrize("stem", HONEST)
def test_a_setting_and_a_step_of_a_computation_are_none(tmp_path, stem):
    assert told(tmp_path, stem, HONEST[stem]) == ""


def test_a_line_with_a_reason_excuses_one_number_and_goes_when_it_is_gone(tmp_path):
    found = snippet(tmp_path, "mean", DISGUISED["mean"])
    reasons = tmp_path / "tests/typed/demo.txt"
    reasons.parent.mkdir(parents=True)
    line = found.source.splitlines()[found.regions[-1].last - 1]
    with Runner(tmp_path, [found]) as runner:
        record.write(found, runner.submit(found).result().record)
        for value, says in {"0.97": [], "0.5": ["0.97", "0.5"]}.items():
            reasons.write_text(f"demo/mean | {line} | {value} | the point is the mean of one number\n", encoding="utf-8")
            faults = list(typed.faults(tmp_path, runner, found))
            assert len(faults) == len(says) and all(part in str(fault) for part, fault in zip(says, faults, strict=True))


def test_a_number_is_still_there_at_its_own_place_only():
    shown = typed.numbers({"all": "0.97 of 0.50\n97 %\n"})
    assert shown == {("all", 0): "0.97", ("all", 1): "0.50", ("all", 2): "97"}
    for text, moved in {
        "0.97 of 0.51\n97 %\n": {("all", 1)},
        "0.96 of 0.97\n97 %\n": {("all", 0), ("all", 1)},
        "0.97 of 0.50\n97 % 3": {("all", 3)},
        "0.97": {("all", 1), ("all", 2)},
    }.items():
        assert typed.differing(shown, Run({"all": text})) == moved
    assert not typed.is_number("450", 4.5) and typed.is_number("97", 0.97) and not typed.is_number("5", 0.05)
    assert not typed.is_number("#000097", 0.97) and typed.is_number("−0.97", 0.97) and not typed.is_number("1", 0.97)
    assert typed.is_number("0.9700000286102295", 0.97) and not typed.is_number("", 0.97)
    assert typed.tells("0.5") and not any(map(typed.tells, ("1.0", "#000097", "97")))
