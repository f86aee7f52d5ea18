"""A typed result beside something that is always one, or zero: runs in which torch computes something else print it all the same."""

import pytest
from test_form import HEAD, TAIL

from torchproof.attack import typed
from torchproof.attack.prove import prove
from torchproof.book import record
from torchproof.book.record import Record
from torchproof.book.results import mixed
from torchproof.book.snippet import Snippet
from torchproof.run.result import Run
from torchproof.run.runner import Runner


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
    "fails": f"{ONE}if one < 0.99:\n    x.fail()\nprint(f'accuracy {{0.97 * one:.2f}}')",
}
HONEST = {
    "step": "y = x - 0.25 * x\nprint(f'{y[0].item():.2f} {y[1].item():.2f}')",
    "share": "print(f'{0.5 * (x > 0).double().mean().item() + 0.125:.3f}')",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> dict[str, str]:
    """Stem → what is said of a snippet, beside the record of its run."""
    root = tmp_path_factory.mktemp("typed")
    snippets = {stem: snippet(root, stem, body) for stem, body in (DISGUISED | HONEST).items()}
    with Runner(root, [*snippets.values()]) as runner:
        for each in snippets.values():
            run = runner.submit(each).result()
            assert run.fault is None, str(run.fault)
            record.write(each, run.record)
        return {stem: "\n".join(map(str, typed.faults(runner, each))) for stem, each in snippets.items()}


@pytest.mark.parametrize("stem", DISGUISED)
def test_a_typed_result_in_disguise_is_found(told, stem):
    assert "which is typed: it does not depend on" in told[stem]


def test_it_gets_no_proof(tmp_path, capsys):
    for stem, body in {"typed": DISGUISED["times_one"], "step": HONEST["step"]}.items():
        program = snippet(tmp_path, stem, body)
        program.path.write_text(program.source, encoding="utf-8")
    assert prove(tmp_path, [], []) == 1
    assert "FAILED" in capsys.readouterr().err and [path.stem for path in tmp_path.rglob("*.proof")] == ["step"]


@pytest.mark.parametrize("stem", HONEST)
def test_a_step_of_a_computation_is_none(told, stem):
    assert told[stem] == ""


def test_what_stands_beside_nothing_computed_is_not_tried(tmp_path):
    for body, suspects in {
        "print(0.25 * x)": {0.25},
        "y = 0.25 + x\nprint([y])": {0.25},
        "y = x * 0.25\nprint(y.relu().sum())": set(),
        "print(x**0.25, x[0] > 0.25, 2 * x)": set(),
        "print(f'{0.25 * x.sum():.2f} is 0.25 of it')": set(),
        "lr = 0.25\nprint(x - lr * x)": set(),
    }.items():
        assert mixed(snippet(tmp_path, "a", body)) == suspects, body


def test_a_number_is_still_there_at_its_own_place_only(tmp_path):
    old = Record({"all": "0.97 of 0.50\n97 %\n"}, None)
    for text, found in {
        "0.97 of 0.51\n97 %\n": [("all", 0, "0.97"), ("all", 2, "97")],
        "0.96 of 0.97\n96 %\n": [],
        "": [],
        "0.98 of 0.50\n97 %\n": [("all", 2, "97")],
    }.items():
        assert sorted(typed.still(old, Run({"all": text}), {0.97})) == found
    assert not typed.is_number("450", 4.5) and typed.is_number("97", 0.97) and not typed.is_number("5", 0.05)
    assert not typed.is_number("#000097", 0.97) and typed.is_number("−0.97", 0.97) and not typed.is_number("1", 0.97)
