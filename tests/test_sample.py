"""A sample of the proofs is held against a new run, and nothing is changed by it."""

import shutil

import pytest
from planted import plant

from torchproof.attack import attacks, sample
from torchproof.attack.prove import prove
from torchproof.book.snippet import every
from torchproof.evidence.proof import Proof

pytestmark = pytest.mark.usefixtures("lent")


@pytest.fixture(scope="module")
def proven_book(tmp_path_factory, lend):
    """A book of one small program that is proven."""
    root = tmp_path_factory.mktemp("sampled")
    (root / "snippets/demo").mkdir(parents=True)
    (root / "tests").mkdir()
    source = plant("x = 2\ny = 3 * x\nprint(y)").replace('assert repr, "nothing"', 'assert y > 5, "y is above five"')
    (root / "snippets/demo/small.py").write_text(source, encoding="utf-8")
    with lend():
        assert prove(root, [], [name for name in attacks() if name != "machines"]) == 0  # each of which imports torch anew
    return root


def test_a_proof_that_a_new_run_does_not_repeat_is_found(proven_book, tmp_path):
    root = tmp_path / "book"
    shutil.copytree(proven_book, root)
    (snippet,) = every(root)
    assert sample.again(root, "abc") == []
    proof = Proof.read(snippet)
    proof.tables["mistakes"]["noticed"] -= 1
    proof.write(snippet)  # sealed, as if a run had found it
    before = {path: path.read_bytes() for path in (root / "snippets").rglob("*.*")}
    (fault,) = sample.again(root, "abc")
    assert "the attack 'mistakes' found noticed =" in fault.what and fault.mend == "nox -s prove -- demo/small mistakes"
    assert before == {path: path.read_bytes() for path in (root / "snippets").rglob("*.*")}


def test_every_pair_is_chosen_within_some_tens_of_commits(proven_book, monkeypatch):
    snippets = every(proven_book)
    everything = {(snippet, name) for snippet in snippets for name in Proof.read(snippet).tables}
    assert set(sample.chosen(snippets, "abc")) == everything, "all that the time allows"
    monkeypatch.setattr(sample, "SECONDS", 0.0)
    few = [list(sample.chosen(snippets, f"commit {number}")) for number in range(40)]
    assert {len(pairs) for pairs in few} == {1} and {pair for pairs in few for pair in pairs} == everything


def test_what_costs_more_than_a_sample_is_drawn_only_where_it_comes_first():
    costs = {"large": 10 * sample.SECONDS} | {f"small {number}": sample.SECONDS / 4 for number in range(9)}
    samples = [list(sample.drawn(costs, f"commit {number}")) for number in range(80)]
    assert {names.index("large") for names in samples if "large" in names} == {0}
    assert {name for names in samples for name in names} == set(costs)
    assert all(sample.SECONDS < sum(costs[name] for name in names) < 2 * sample.SECONDS for names in samples if "large" not in names)
