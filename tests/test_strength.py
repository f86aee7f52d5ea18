"""What the machinery does, function by function, on things made up by hand, so that no part of it can do nothing unnoticed."""

import ast
import base64
import io
from concurrent.futures import Future
from pathlib import Path

import pytest
from planted import DRAWN, GOOD, LANGUAGE, PRINTED, plant, proven

from torchproof import rules
from torchproof.attack import accelerator, applying, attacks, budgets, mistakes, placement, prove, sample, seeds, vacuity
from torchproof.attack import proven as proven_module
from torchproof.attack.reasons import Reasons
from torchproof.attack.seeds import ENOUGH, SHIFTS
from torchproof.book import record
from torchproof.book.book import Book, books
from torchproof.book.fault import Fault
from torchproof.book.record import Record
from torchproof.book.snippet import Snippet
from torchproof.evidence import proof, report
from torchproof.evidence.compare import compare
from torchproof.evidence.proof import Proof
from torchproof.publish import claims
from torchproof.publish.index import index
from torchproof.run import variants
from torchproof.run.result import Run
from torchproof.run.runner import PLAIN, Change

TRAINS = plant("""import torch
device = "cuda" if torch.cuda.is_available() else "cpu"
torch.manual_seed(0)
net = torch.nn.Linear(2, 1).to(device)
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
optimizer.step()
print(len(list(net.parameters())))""").replace('assert repr, "nothing"', 'assert net.bias.numel() == 1, "it has one bias"')


def snippet(root: Path, stem: str, source: str, output: dict[str, str] | None = None, figure: str | None = None) -> Snippet:
    """A snippet of the page `demo` on the disk, with a record where one is given."""
    found = Snippet(root / f"snippets/demo/{stem}.py", source)
    found.path.parent.mkdir(parents=True, exist_ok=True)
    found.path.write_text(source, encoding="utf-8")
    if output is not None:
        record.write(found, Record(output, figure))
    return found


@pytest.fixture
def own(tmp_path) -> Snippet:
    """The good snippet in a tree of its own, with its record and no proof."""
    return snippet(tmp_path, "good", GOOD, PRINTED, DRAWN)


def test_a_snippet_knows_its_lines_and_what_it_uses(own):
    assert [own.region_at(line) for line in (1, 2, 3, 7, 8, 10, 15, 18)] == [
        None,
        None,
        "numbers",
        "numbers",
        None,
        "gradient",
        "gradient",
        None,
    ]
    trains = Snippet(Path("snippets/demo/trains.py"), TRAINS)
    assert (own.uses_device, trains.uses_device) == (False, True)
    assert (seeds.applies(own), seeds.applies(trains), seeds.trains(trains)) == (False, True, True)
    assert not seeds.trains(Snippet(trains.path, TRAINS.replace("optimizer.step()", "")))
    assert not seeds.trains(Snippet(trains.path, TRAINS.replace("torch.manual_seed(0)\n", "")))
    for updates in ("net.fit(x, y)", "w -= lr * g", "w -=  lr * g"):
        assert seeds.trains(Snippet(trains.path, TRAINS.replace("optimizer.step()", updates))), updates


def test_each_attack_applies_where_it_has_something_to_try(own):
    trains = Snippet(Path("snippets/demo/trains.py"), TRAINS)
    assert list(applying(own)) == ["machines", "mistakes", "vacuity"]
    assert list(applying(trains)) == ["machines", "mistakes", "placement", "seeds", "vacuity"]
    assert list(placement.trials(trains)) == [
        "demo/trains | net = torch.nn.Linear(2, 1).to(device) | torch.nn.Linear(2, 1).to(device) -> torch.nn.Linear(2, 1)"
    ]
    assert [(change.mutation, change.device) for change in placement.trials(trains).values()] == [(0, "rehearsal")]
    assert [change.shift for change in seeds.trials(trains).values()] == [1000 * number for number in range(SHIFTS)], (
        "no two loops over seeds meet"
    )
    assert [change.mutation for change in mistakes.trials(own).values()] == list(range(len(mistakes.trials(own))))


def test_each_attack_counts_what_fell_and_tells_it(own):
    fell = {"a": [], "b": ["the claim is false: c"], "d": []}
    told = {
        "budgets": "2 of 3 budgets",
        "placement": "1 of 3 misplaced tensors noticed",
        "machines": "2 of 3 machines",
        "mistakes": "1 of 3 mistakes noticed",
        "seeds": "2 of 3 seeds",
        "vacuity": "0 of 1 claims fall to a mistake",
    }
    assert {name: attack.told(attack.verdict(own, fell)) for name, attack in attacks().items()} == told
    for name in ("machines", "seeds"):
        assert attacks()[name].verdict(own, fell)["fell"] == ["b: the claim is false: c"]
    for name in ("mistakes", "placement"):
        assert attacks()[name].verdict(own, fell)["survivors"] == ["a", "d"]


def test_a_misplacement_that_nothing_notices_needs_a_reason(tmp_path):
    trains = snippet(tmp_path, "trains", TRAINS)
    (name,) = placement.trials(trains)
    table = placement.verdict(trains, {name: []})
    (fault,) = placement.faults(tmp_path, trains, table)
    assert f"nothing notices the mistake {name!r}" in fault.what and "misplaced/demo.txt" in fault.mend
    (tmp_path / "tests/misplaced").mkdir(parents=True)
    (tmp_path / "tests/misplaced/demo.txt").write_text(f"{name} | a reason\n", encoding="utf-8")
    assert list(placement.faults(tmp_path, trains, table)) == []
    (fault,) = placement.faults(tmp_path, trains, placement.verdict(trains, {name: ["noticed"]}))
    assert "which is not so any more" in fault.what


def test_a_card_tells_its_name():
    class Card:
        def ask(self, program: str) -> str:
            assert "torch.cuda.get_device_name()" in program
            return "NVIDIA H200\n"

    assert accelerator.card(Card()) == "NVIDIA H200"


def test_a_book_that_is_not_proven_says_where(tmp_path, own):
    assert [(fault.where, fault.what) for fault in proven_module.unproven(tmp_path)] == [(f"{own.path}:1", "has no proof")]
    proven(own).write(own)
    assert list(proven_module.unproven(tmp_path)) == []
    snippet(tmp_path, "bad", GOOD.replace("assert x.grad[0] == 2", "assert True"), PRINTED, DRAWN)
    assert ["a claim that cannot fail" in fault.what for fault in proven_module.unproven(tmp_path)] == [True], "its form first"


def picture(colour: tuple[int, ...], size: tuple[int, int] = (4, 3)) -> str:
    """An SVG that holds a picture of one colour."""
    from PIL import Image

    held = io.BytesIO()
    Image.new("RGBA", size, colour).save(held, "PNG")
    return f'<svg><image href="data:image/png;base64,{base64.b64encode(held.getvalue()).decode()}"/></svg>\n'


def test_what_differs_from_a_record_is_told_with_its_line(own):
    def found(output: dict[str, str] | None = None, figure: str | None = DRAWN) -> list[tuple[str, str]]:
        return [(fault.where, fault.what) for fault in compare(own, Record.read(own), Record(PRINTED | (output or {}), figure))]

    out, svg = record.files(own)
    assert found() == []
    assert found({"gradient": "gradient: [2.0, 5.0]\n"}) == [
        (f"{out}:5", "region 'gradient': the record says 'gradient: [2.0, 4.0]', a new run says 'gradient: [2.0, 5.0]'")
    ]
    assert found({"numbers": "twice: 2.000\nand more\n"})[0][0] == f"{out}:3"
    assert found({"new": "more\n"}) == [(f"{out}:1", "region 'new': the record says '(nothing)', a new run says 'more'")]
    assert found(figure=DRAWN.replace(">x<", ">y<"))[0][0] == f"{svg}:1"
    assert len(found(figure=None)) == 1
    (fault,) = compare(own, Record(PRINTED, DRAWN), Record(dict(reversed(PRINTED.items())), DRAWN))
    assert "the regions are in the order ['numbers', 'gradient'], a new run printed ['gradient', 'numbers']" in fault.what
    out.unlink()
    assert compare(own, Record({}, None), Record({"numbers": "1\n"}, None))[0].where == f"{out}:1"


@pytest.mark.parametrize(
    ("new", "same"),
    [
        (picture((10, 20, 30, 255)), True),
        (picture((13, 17, 30, 255)), True),
        (picture((14, 20, 30, 255)), False),
        (picture((10, 20, 30, 251)), False),
        (picture((10, 20, 30, 255), (3, 4)), False),
        ("<svg></svg>\n", False),
    ],
)
def test_pictures_are_compared_point_by_point(own, new, same):
    assert (compare(own, Record({}, picture((10, 20, 30, 255))), Record({}, new)) == []) == same


def test_what_moved_is_reported_page_by_page(own):
    old, new = Record(PRINTED, DRAWN), Record(PRINTED | {"numbers": "twice: 2.500\n"}, DRAWN.replace(">x<", ">z<"))
    moved = ["region `numbers`, line 1: was `twice: 2.000`, is `twice: 2.500`", "figure: 1 lines differ, 1 of them text: `x` is `z`"]
    assert (report.moved(old, old), report.moved(old, new)) == ([], moved)
    assert report.moved(old, Record(PRINTED, DRAWN.replace("324", "325"))) == ["figure: 1 lines differ, 0 of them text"]
    bad = Snippet(Path("snippets/other/bad.py"), GOOD)
    assert report.report([(own, moved)], [(bad, Fault("bad.py:3", "so it is", "mend"))], 5).splitlines() == [
        "5 snippets run: 3 equal their records, 1 moved, 1 failed.",
        *("", "## other", "", "- **other/bad fails**: so it is"),
        *("", "## demo", "", "- **demo/good**", f"    - {moved[0]}", f"    - {moved[1]}"),
    ]


class Done:
    """Stands for a runner: gives each run of a snippet from a function of the change, and notes the changes."""

    def __init__(self, answer) -> None:
        self.answer, self.asked = answer, []

    def __call__(self, *_) -> "Done":
        return self

    def __enter__(self) -> "Done":
        return self

    def __exit__(self, *_) -> None:
        pass

    def submit(self, of: Snippet, change: Change = PLAIN) -> Future:
        """One run."""
        self.asked.append(change)
        done: Future = Future()
        done.set_result(self.answer(of, change))
        return done

    def sweep(self, of: Snippet, changes: list[Change], enough: object = None) -> list[Future]:
        """Several."""
        return [self.submit(of, change) for change in changes]


def falls(why: str, *false: int) -> Run:
    """A run that failed, and the lines of its false claims."""
    return Run(false=false, fault=Fault("good.py:18", why, "mend"))


def run(of: Snippet, change: Change) -> Run:
    """The good snippet's run; every mistake is noticed by its claim."""
    return falls("the claim is false", 18) if change.mutation is not None else Run(PRINTED, DRAWN, "gradient", 0.1)


@pytest.fixture
def tried(tmp_path, monkeypatch):
    """Prove the small book with made-up runs; what was asked, and what was told."""

    def prove_it(names=(), which=(), answer=run, **options) -> tuple[int, list[Change]]:
        runner = Done(answer)
        monkeypatch.setattr(prove, "Runner", runner)
        return prove.prove(tmp_path, list(names), list(which), **options), runner.asked

    return prove_it


def test_proving_writes_record_and_proof_once(tmp_path, tried, capfd):
    good = snippet(tmp_path, "good", GOOD)
    failed, asked = tried(which=attacks())
    assert failed == 0 and len(asked) == 1 + 4 + 2 * len(mistakes.trials(good))
    found = Proof.read(good)
    assert Record.read(good) == Record(PRINTED, DRAWN) and found.is_of(good) and found.claims == ["the slope of x² at 1 is 2"]
    assert found.tables["machines"] == {
        "equal": 4,
        "of": 4,
        "fell": [],
        "ways": proof.ways(attacks()["machines"].trials(good)),
        "torch": proof.torch_version(),
    }
    assert found.tables["mistakes"]["noticed"] == found.tables["mistakes"]["of"] == len(mistakes.trials(good))
    said = capfd.readouterr()
    assert "demo/good: machines: 4 of 4 machines" in said.out and "wrote  demo/good" in said.err and "1 snippets run" in said.out
    assert tried(which=attacks()) == (0, []), "what is proven is not run again"
    assert "1 snippets were proven already" in capfd.readouterr().err
    for which in ([], ["machines"]):
        assert len(tried(which=which, anew=True)[1]) == (0 if which else 1), "of the same torch"


def test_another_torch_proves_anew(tmp_path, tried, monkeypatch):
    snippet(tmp_path, "good", GOOD)
    tried(which=["machines"])
    monkeypatch.setattr(prove, "torch_version", lambda: "99.0")
    assert tried(which=["machines"])[1] == []
    assert len(tried(which=["machines", "mistakes"])[1]) == len(mistakes.trials(snippet(tmp_path, "good", GOOD))), (
        "no plain run of what is proven"
    )
    assert len(tried(which=["machines"], anew=True)[1]) == 1 + 4


def test_a_variant_is_held_to_the_record_and_ended_in_time(tmp_path, tried):
    snippet(tmp_path, "good", GOOD)
    asked = tried(which=["machines"])[1][1:]
    assert {change.limit for change in asked} == {40 * (3 * 0.1 + 2)}
    assert all(change.expected == PRINTED for change in asked)
    trains = snippet(tmp_path, "trains", TRAINS)
    asked = tried([trains.id], ["seeds"], lambda *_: Run({"all": "1\n"}, None, None, 0.1))[1][1:]
    assert {change.limit for change in asked} == {3 * 0.1 + 2} and {change.expected for change in asked} == {None}


def test_what_fell_is_told_and_tried_again(tmp_path, tried, capfd):
    good = snippet(tmp_path, "good", GOOD)

    def frail(of: Snippet, change: Change) -> Run:
        return Run(PRINTED | {"numbers": "twice: 2.500\n"}, DRAWN) if change.noise == 1 else run(of, change)

    assert tried(which=["machines"], answer=frail)[0] == 1
    assert "FELL" in capfd.readouterr().err
    (why,) = Proof.read(good).tables["machines"]["fell"]
    assert why.startswith("last-bit noise 1: region 'numbers': the record says 'twice: 2.000'")
    assert tried(which=["machines"]) == (0, []), "what was tried is not tried again by itself"
    assert tried(which=["machines"], again=True)[0] == 0 and Proof.read(good).tables["machines"]["fell"] == []


def test_a_false_claim_writes_nothing(tmp_path, tried, capfd):
    good = snippet(tmp_path, "good", GOOD)
    assert tried(which=attacks(), answer=lambda *_: falls("the claim is false"))[0] == 1
    assert [path.name for path in good.path.parent.iterdir()] == ["good.py"]
    said = capfd.readouterr()
    assert "FAILED good.py:18: the claim is false" in said.err and "1 failed" in said.out


def test_a_report_alone_writes_nothing(tmp_path, tried, capfd):
    good = snippet(tmp_path, "good", GOOD, PRINTED | {"numbers": "twice: 2.500\n"}, DRAWN)
    assert tried(write=False)[0] == 0
    assert Record.read(good).output["numbers"] == "twice: 2.500\n" and Proof.read(good) is None
    assert "1 moved" in capfd.readouterr().out


def test_a_snippet_of_bad_form_is_not_run(tmp_path, tried):
    snippet(tmp_path, "bad", GOOD.replace(', "the slope of x² at 1 is 2"', ""))
    with pytest.raises(Fault, match="a claim without a message"):
        tried()


def test_a_run_that_takes_too_long_is_refused(tmp_path, tried):
    good = snippet(tmp_path, "good", GOOD)
    assert tried(answer=lambda of, _: Run(PRINTED, DRAWN, "gradient", 0.5 if of.page == "unit" else 99.0))[0] == 1
    assert Proof.read(good) is None and not record.files(good)[0].exists()


def test_other_words_of_a_claim_need_a_run_and_no_attack(tmp_path, tried):
    snippet(tmp_path, "good", GOOD)
    tried(which=["machines"])
    good = snippet(tmp_path, "good", GOOD.replace("at 1 is 2", "at 1 is two"))
    assert not prove.stands(good, anew=False)
    assert len(tried(which=["machines"])[1]) == 1
    assert Proof.read(good).claims == ["the slope of x² at 1 is two"] and "machines" in Proof.read(good).tables


def test_the_proof_of_another_program_is_worth_nothing(tmp_path, tried):
    snippet(tmp_path, "good", GOOD)
    tried(which=["machines"])
    good = snippet(tmp_path, "good", GOOD.replace("[1.0, 2.0]", "[1.0, 2.5]"))
    tried()
    assert Proof.read(good).tables == {} and Proof.read(good).is_of(good)


def test_what_gives_a_run_away(own):
    old = Record.read(own)
    assert prove.gives_away(own, old, run(own, PLAIN)) == []
    assert prove.gives_away(own, None, Run({"numbers": "3\n"})) == [], "a run of other seeds may print what it will"
    assert prove.gives_away(own, None, falls("so it is")) == ["so it is"]
    assert prove.gives_away(own, None, falls("so it is", 18)) == ["the slope of x² at 1 is 2", "so it is"]
    assert prove.gives_away(own, None, Run(PRINTED, false=(18,))) == ["the slope of x² at 1 is 2"]
    (told,) = prove.gives_away(own, old, Run({"numbers": "3\n"}))
    assert "the record says 'twice: 2.000'" in told


SETTINGS = """site_url: !ENV [TORCHPROOF_NOWHERE, TORCHPROOF_HERE, "http://here/"]
docs_dir: docs/en
nav:
  - Home: index.md
  - Chapters:
      - demo.md
      - more.md
  - Reference:
      - claims.md
      - notes.md
"""


def pages(root: Path, **texts: str) -> Book:
    """A book with these pages beside the landing page, empty where none is given."""
    (root / "docs/en").mkdir(parents=True, exist_ok=True)
    (root / "snippets").mkdir(exist_ok=True)
    (root / "docs/en/language.toml").write_text(LANGUAGE, encoding="utf-8")
    (root / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    for name in ("index", "demo", "more", "notes"):
        text = texts.get(name, "")
        (root / f"docs/en/{name}.md").write_text(f"# {name.title()} {{ #{name} }}\n\n{text}", encoding="utf-8")
    (found,) = books(root)
    return found


def test_a_book_reads_its_settings(tmp_path, monkeypatch):
    found = pages(tmp_path)
    assert found.url == "http://here/"
    assert (found.order, found.chapters) == (["index", "demo", "more", "notes"], ["demo", "more"])
    found.config.write_text(SETTINGS.replace("      - more.md\n", "  - Further:\n      - more.md\n"), encoding="utf-8")
    assert Book(tmp_path, found.config).chapters == ["demo", "more"], "all groups but the last"
    found.config.write_text(SETTINGS.partition("  - Reference")[0], encoding="utf-8")
    assert Book(tmp_path, found.config).chapters == ["demo", "more"], "or the only one"
    monkeypatch.setenv("TORCHPROOF_HERE", "https://there/")
    assert Book(tmp_path, found.config).url == "https://there/"


def test_the_index_names_where_a_term_is_defined_and_used(tmp_path):
    found = pages(
        tmp_path,
        index="Strides and nets.\n",
        demo="## Steps { #steps }\n\nThe **stride** is a step, **Note:** no term. A **net** is one.\n",
        more="## Uses { #uses }\n\nTwo strides, one net.\n\n## Again { #again }\n\nA stride.\n",
    )
    lines = index(found).splitlines()
    terms = [line for line in lines[lines.index("## Terms { #terms }") :] if line.startswith("- ")]
    assert terms == ["- **net** [Demo › Steps](demo.md#steps); also [More](more.md#uses)", "- **stride** [Demo › Steps](demo.md#steps); also [More](more.md#uses)"]  # fmt: skip


def test_the_index_leads_to_where_a_name_of_torch_is_spoken_of(tmp_path):
    regions = [f"# --8<-- [start:{name}]\nx = torch.relu(torch.ones(1))\nx.item()\n# --8<-- [end:{name}]" for name in ("first", "second")]
    snippet(tmp_path, "twice", "\n".join(['"""Twice."""', "import torch", *regions]))
    first, second = (f'```python\n--8<-- "demo/twice.py:{name}"\n```\n' for name in ("first", "second"))
    told = "It is `torch.relu(x)`, and `item()` reads it."
    found = pages(tmp_path, demo=f"## First {{ #first }}\n\n{first}\n## Second {{ #second }}\n\n{told}\n\n{second}")
    lines = index(found).partition("{ #api }")[2].split("\n")
    assert [line for line in lines if line] == [
        "- `.item()` [Demo](demo.md#second)",
        "- `torch.ones` [Demo](demo.md#first)",
        "- `torch.relu` [Demo](demo.md#second)",
    ]


def test_all_claims_name_the_cards_and_the_mistakes_that_make_no_difference(tmp_path):
    found = pages(tmp_path)
    (tmp_path / "tests/survivors").mkdir(parents=True)
    list_of = tmp_path / "tests/survivors/demo.txt"
    assert list(claims.survivors(found, "demo")) == []
    list_of.write_text("demo/good | x = 1 | 1 -> 2 (number 2) | it is *never* used\n", encoding="utf-8")
    assert list(claims.survivors(found, "demo")) == [
        '??? note "1 mistake that makes no difference, and why"\n',
        "    - `good`, in ``x = 1``: ``1 -> 2`` (number 2 of these). It is \\*never\\* used.",
        "",
    ]
    ran = {"card": "NVIDIA H200", "torch": "2.11.0", "date": "2026-11-26"}
    told = claims.cards(found, [ran | {"moved": []}, ran | {"moved": ["one"]}, ran | {"moved": []}])
    assert told.startswith(" 3 programs ran on one NVIDIA H200 with torch 2.11.0, on 2026-11-26: ")
    assert "2 records were equal, and in 1 some values moved" in told
    assert claims.cards(found, []) == ""


def test_too_few_seeds_and_enough():
    trains = Snippet(Path("snippets/demo/trains.py"), TRAINS)
    for held, count in ((ENOUGH, 0), (ENOUGH - 1, 1)):
        table = {"held": held, "of": SHIFTS, "fell": ["seeds + 3: so"]}
        assert len(list(seeds.faults(Path(), trains, table))) == count
    assert (ENOUGH, SHIFTS) == (18, 20)


LOOPS = plant("""import torch
torch.manual_seed(0)
lr = 0.1
w = torch.randn(2)
for step in range(50):
    w -= lr * w
print(1)""")


def test_each_budget_is_tried_where_a_program_sets_one():
    loops = Snippet(Path("snippets/demo/loops.py"), LOOPS)
    assert "budgets" in applying(loops) and "budgets" not in applying(Snippet(loops.path, GOOD))
    tried = {name: (change.budget, change.judged) for name, change in budgets.trials(loops).items()}
    assert tried == {
        "rate / 2": (("lr", 0.5), True),
        "rate * 2": (("lr", 2), True),
        "length * 2": (("steps", 2), True),
        "length * 5": (("steps", 5), True),
    }
    given = Snippet(loops.path, LOOPS.replace("lr = 0.1", "lr = float('0.1')"))
    assert list(budgets.trials(given)) == ["length * 2", "length * 5"], "a rate that is computed is no setting"
    assert not budgets.applies(Snippet(loops.path, LOOPS.replace("    w -= lr * w", "    w = w * 2")))


def test_a_claim_that_falls_with_another_budget_needs_a_reason(tmp_path):
    loops = snippet(tmp_path, "loops", LOOPS)
    table = budgets.verdict(loops, {"rate / 2": ["it learns"], "rate * 2": [], "length * 2": ["it learns", "it is even"]})
    assert table == {"held": 1, "of": 3, "fell": ["rate / 2 | it learns", "length * 2 | it learns", "length * 2 | it is even"]}
    found = [fault.what for fault in budgets.faults(tmp_path, loops, table)]
    assert found == [f"falls with another budget: 'demo/loops | {fell}'" for fell in table["fell"]]
    (tmp_path / "tests/limits").mkdir(parents=True)
    lines = [f"demo/loops | {fell} | after 50 steps\n" for fell in [*table["fell"], "rate * 2 | it learns"]]
    (tmp_path / "tests/limits/demo.txt").write_text("".join(lines), encoding="utf-8")
    (fault,) = budgets.faults(tmp_path, loops, table)
    assert "explains 'demo/loops | rate * 2 | it learns', which is not so any more" in fault.what
    assert list(claims.limits(pages(tmp_path), "demo"))[1].startswith("    - `loops`, rate / 2: it learns. After 50 steps.")


def test_a_claim_that_no_mistake_makes_false_is_refused(own):
    name = next(iter(vacuity.trials(own)))
    claim = "the slope of x² at 1 is 2"
    assert list(vacuity.faults(Path(), own, vacuity.verdict(own, {name: [claim]}))) == []
    table = vacuity.verdict(own, {name: ["RuntimeError: so"]})
    assert table == {"could": 0, "claims": 1, "of": len(mistakes.trials(own)), "never": [1]}
    (fault,) = vacuity.faults(Path(), own, table)
    assert f"makes false the claim 'demo/good | {claim}'" in fault.what and fault.where.startswith(str(own.path))
    assert vacuity.enough(own, [Run(false=(18,))]) and not vacuity.enough(own, [Run(false=(17,))]) and not vacuity.enough(own, [])
    assert all(change.judged for change in vacuity.trials(own).values()) and sorted(vacuity.trials(own)) == sorted(mistakes.trials(own))


def test_mistakes_that_cost_least_are_tried_first(own):
    looped = TRAINS.replace("optimizer.step()", "for _ in range(3):\n    optimizer.zero_grad()\n    optimizer.step()")

    def order(of: Snippet) -> list[tuple[bool, int]]:
        planted = variants.mutations(of.tree, of.regions[-1].last)
        tried = [planted[change.mutation] for change in vacuity.trials(of).values()]
        return [(mistake.after != "pass", -mistake.line) for mistake in tried]

    training, other = order(Snippet(Path("snippets/demo/looped.py"), looped)), order(own)
    assert training == sorted(training) and training[0] < training[-1], "of a training, first what is not done at all"
    assert other == sorted(other, key=lambda found: found[1]) and other != sorted(other)


def test_a_list_of_reasons_is_held_to_its_form(tmp_path):
    kept = Reasons("facts", "a | b")
    path = tmp_path / kept.path("demo")
    path.parent.mkdir(parents=True)
    assert kept.read(tmp_path, "demo") == {}
    good = "demo/x | line | why"
    for text, found in ((f"# note\n\n{good}\n", {"demo/x | line": "why"}), ("demo/x | a | b | why\n", {"demo/x | a | b": "why"})):
        path.write_text(text, encoding="utf-8")
        assert kept.read(tmp_path, "demo") == found
    for bad in (f"{good}\n{good}\n", "demo/x | why\n", "demo/x | line |  \n", "other/x | line | why\n", "demo\n"):
        path.write_text(bad, encoding="utf-8")
        with pytest.raises(Fault, match=r"demo.txt:\d: is not 'a \| b \| reason', or stands there twice"):
            kept.read(tmp_path, "demo")


def test_a_proof_is_sealed(own):
    proven(own).write(own)
    assert Proof.read(own).is_sealed
    path = own.path.with_suffix(".proof")
    path.write_text(path.read_text(encoding="utf-8").replace("equal = 4", "equal = 3"), encoding="utf-8")
    assert not Proof.read(own).is_sealed and not prove.stands(own, anew=False)
    assert prove.missing(own.path.parent, own, ["machines"], False, False) == ["machines"], "what it says is worth nothing"
    assert proof.ways(["a", "b"]) != proof.ways(["b", "a"]) and proof.ways(["ab"]) != proof.ways(["a", "b"])
    assert (Proof.read(own).tried("machines") == proof.ways(attacks()["machines"].trials(own)), Proof.read(own).tried("none")) == (
        True,
        None,
    )


def test_a_sample_of_the_proofs_is_held_against_a_new_run(tmp_path, tried, monkeypatch):
    good = snippet(tmp_path, "good", GOOD)
    (tmp_path / "tests").mkdir()
    assert tried(which=attacks())[0] == 0
    assert sample.again(tmp_path, "abc") == []
    found = Proof.read(good)
    found.tables["mistakes"]["noticed"] -= 1
    found.write(good)
    (fault,) = sample.again(tmp_path, "abc")
    assert "the attack 'mistakes' found noticed = 19 when it was proven, and finds 20 now" in fault.what
    assert Proof.read(good).tables["mistakes"]["noticed"] == 19, "the proofs stay as they are"
    assert sample.cost(good, "machines") == pytest.approx(4 * (2 * 0.1 + 0.1)) and sample.cost(good, "mistakes") == pytest.approx(20 * 0.2)
    assert set(sample.chosen([good], "abc")) == {(good, "machines"), (good, "mistakes"), (good, "vacuity")}
    monkeypatch.setattr(sample, "SECONDS", 0.0)
    few = [list(sample.chosen([good], f"commit {number}")) for number in range(40)]
    assert {len(pairs) for pairs in few} == {1} and len({name for ((_, name),) in few}) == 3


def test_what_only_announces_or_sums_up_may_use_a_term_early(tmp_path):
    steps = "## Steps { #steps }\n\nThe **stride** is a step.\n"
    early = "A stride.\n\n## Summary { #summary }\n\nTwo strides.\n\n## Part { #part }\n\n"
    for part, lines in (("Other.\n", []), ("A stride.\n", ["11"])):
        found = pages(tmp_path, demo=early + part, more=steps)
        assert [fault.where.rpartition(":")[2] for fault in rules.check(found.pages["demo"], found)] == lines


def test_each_claim_is_judged_for_itself():
    source = "x = 1\nassert x > 1, 'shown'\nassert x > 2, 'one'\nfor y in (1, 3):\n    assert x == y, 'two'\nassert x, 'three'\nx = 2\n"
    tree, false = ast.parse(source), []
    variants.judged(tree, 2)
    names = {variants.JUDGE: false.append}
    with pytest.raises(AssertionError, match="shown"):
        exec(compile(tree, "judged", "exec"), names)
    tree.body.pop(1)
    exec(compile(tree, "judged", "exec"), names)
    assert (false, names["x"]) == ([3, 5], 2)
