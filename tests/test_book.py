"""What lies in the tree is read, or refused with a plain error."""

import ast
import os
import subprocess
import sys

import pytest
from conftest import ROOT
from planted import FORMS

from torchproof.book import form, text
from torchproof.book.fault import Fault
from torchproof.book.nodes import walk
from torchproof.book.snippet import Snippet, every, select
from torchproof.evidence.compare import first_difference


@pytest.mark.parametrize("stem", FORMS)
def test_a_planted_fault_of_form_is_found(stem, tree):
    _, line, says = FORMS[stem]
    found = {(fault.where.rpartition(":")[2], fault.what) for fault in form.faults(Snippet.read(tree / f"snippets/forms/{stem}.py"))}
    assert any(says in what and line in (None, int(where)) for where, what in found), found


def test_nodes_come_in_the_order_of_ast_and_without_its_marks():
    tree = ast.parse("def f(a, *, b=(1, 2), **c):\n    return {a: -b[0], **c} if a < b else [x for x in c if x]\nf(*d, e=f'{g!r:>{h}}')")
    assert walk(tree) == [node for node in ast.walk(tree) if not isinstance(node, ast.expr_context)]
    assert len(walk(tree)) > 40


@pytest.mark.parametrize(
    ("bad", "says"), [("a\r\n", "CRLF"), ("\ufeffa", "byte order mark"), ("a\n\tb", "a tab"), (b"\xff", "is not UTF-8")]
)
def test_files_that_are_not_plain_text_are_refused(tmp_path, bad, says):
    (tmp_path / "a.py").write_bytes(bad if isinstance(bad, bytes) else bad.encode())
    with pytest.raises(Fault, match=says):
        Snippet.read(tmp_path / "a.py")


def test_a_mistyped_name_lists_the_nearest(tree):
    with pytest.raises(Fault, match="demo/good"):
        select(every(tree), ["demo/god"], [])


@pytest.mark.parametrize("session", ["test_snippets", "prove"])
def test_a_mistyped_name_fails_on_the_command_line(session):
    command = (
        ["-m", "torchproof", "prove", "no/such"] if session == "prove" else ["-m", "pytest", "tests/test_snippets.py", "--only", "no/such"]
    )
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode != 0
    assert "no/such" in done.stderr and "did you mean" in done.stderr


def test_a_record_is_replaced_whole_or_not_at_all(good, monkeypatch):
    path = good.path.with_suffix(".out")
    before = path.read_text(encoding="utf-8")
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(Fault, match=r"good.out: cannot be written, and is as it was: No space left"):
        text.replace(path, "half")
    assert path.read_text(encoding="utf-8") == before
    assert not list(path.parent.glob("*.part"))


def test_a_digest_forgets_only_the_words_of_claims(good):
    def digest(old: str, new: str) -> str:
        assert old in good.source
        return Snippet(good.path, good.source.replace(old, new)).digest

    assert digest("the slope of x² at 1 is 2", "at 1, x² has the slope 2") == good.digest
    assert digest("x.grad[0] == 2", "x.grad[0] == 2.0") != good.digest
    assert digest("print(f", "print( f") != good.digest


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("0.2500", "0.2501", True), ("0.2500", "0.2502", False), ("0.0004", "0.0006", False), ("97.1 %", "97.2 %", True), ("97.1 %", "97.6 %", False),
        ("9.08e-05", "9.09e-05", True), ("9.08e-05", "9.16e-05", False), ("9.08e-05", "9.08e-06", False), ("1e-07", "2e-07", True), ("1e-07", "3e-07", False),
        ("202.7", "202.8", True), ("202.7", "204.4", False), ("199210", "199211", False), ("199,210", "199,310", False), ("12.0", "12.1", True), ("12", "13", False),
        ("-0.0", "0.1", True), ("loss 0.5", "Loss 0.5", False), ("inf", "nan", False), ("-0.5", "0.5", False), ("−0.5", "−0.6", True),
        ("#101010", "#111111", True), ("#101010", "#141010", False), ("1 2.0", "1 2.0 3", False), ("2.14.1", "2.15.0", False),
    ],
)  # fmt: skip
def test_the_comparator(old, new, same):
    assert (first_difference(old, new) is None) == same
