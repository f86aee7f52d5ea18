"""Records are compared, reports and proofs written."""

from pathlib import Path

import pytest
from planted import GOOD

from torchproof.book.fault import Fault
from torchproof.book.record import Record
from torchproof.book.snippet import Snippet
from torchproof.evidence import report, speed
from torchproof.evidence.compare import compare
from torchproof.evidence.proof import Proof


@pytest.mark.parametrize(
    ("suffix", "old", "new", "line"),
    [(".out", "2.000", "2.100", 2), (".out", "[2.0, 4.0]", "[2.0, 5.0]", 5), (".out", "twice", "thrice", 2), (".svg", None, None, None)],
)
def test_a_changed_record_is_found(recorded, outcomes, suffix, old, new, line):
    path = recorded.path.with_suffix(suffix)
    text = path.read_text(encoding="utf-8")
    if old is None:  # move one point of the curve
        at = text.index('clip-path="url(')
        start = text.rindex("L ", 0, at)
        old, new = text[start:at], "L 300 20\n" + text[start:at].partition("\n")[2]
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    faults = compare(recorded, Record.read(recorded), outcomes["good"].record)
    path.write_text(text, encoding="utf-8")
    assert len(faults) == 1
    assert suffix in faults[0].where and faults[0].mend.startswith("nox -s figures -- demo/good")
    assert line is None or faults[0].where.endswith(f":{line}")
    assert compare(recorded, Record.read(recorded), outcomes["good"].record) == []


def test_a_report_names_what_moved_by_page(good, outcomes):
    old = outcomes["good"].record
    new = Record({**old.output, "numbers": "twice: 2.500\n"}, old.figure.replace(">x</text>", ">z</text>"))
    assert report.moved(old, old) == []
    assert report.moved(old, new) == [
        "region `numbers`, line 1: was `twice: 2.000`, is `twice: 2.500`",
        "figure: 1 lines differ, 1 of them text: `x` is `z`",
    ]
    fault = Fault("snippets/demo/bad.py:3", "the claim is false: so it is", "correct it")
    bad = Snippet(Path("snippets/demo/bad.py"), GOOD)
    text = report.report([(good, report.moved(old, new))], [(bad, fault)], 3)
    assert text.startswith(
        "3 snippets run: 1 equal their records, 1 moved, 1 failed.\n\n## demo\n\n- **demo/bad fails**: the claim is false"
    )
    assert text.endswith(
        "- **demo/good**\n    - region `numbers`, line 1: was `twice: 2.000`, is `twice: 2.500`\n    - figure: 1 lines differ, 1 of them text: `x` is `z`"
    )


@pytest.mark.parametrize(
    ("text", "says"), [("source = ", "the proof is not TOML"), ('source = "a"\n', "the proof does not say its record"), ("\r\n", "CRLF")]
)
def test_a_proof_that_cannot_be_read_says_how_to_write_it_anew(tree, good, text, says):
    path = good.path.with_suffix(".proof")
    before = path.read_bytes()
    path.write_bytes(text.encode())
    with pytest.raises(Fault, match=says) as caught:
        Proof.read(good)
    path.write_bytes(before)
    assert "then nox -s prove -- demo/good" in caught.value.mend


def test_time_is_told_in_units_of_work(good):
    slow = speed.too_long(good, 25.0, lambda: 2.0)
    assert "took 12.5 s, measured in units of work; 10 s are allowed" in slow.what
    assert speed.too_long(good, 25.0, lambda: 3.0) is None, "on a machine that is three times slower"
    assert speed.too_long(good, 9.0, lambda: 0.1) is None, "the limit never shrinks"
    declared = Snippet(good.path, good.source.replace("drawn.", "drawn (about 30 s)."))
    assert speed.too_long(declared, 44.0, lambda: 1.0) is None and speed.too_long(declared, 46.0, lambda: 1.0)
