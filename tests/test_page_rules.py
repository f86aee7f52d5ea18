"""What each rule of a page holds and what it lets be, on a page with two snippets and another page beside it."""

from pathlib import Path

import pytest
from planted import DRAWN, FORMULAS, GOOD, LANGUAGE, PRINTED, plant, proven

from torchproof import rules
from torchproof.book import record
from torchproof.book.book import Book
from torchproof.book.fault import Fault
from torchproof.book.record import Record
from torchproof.book.snippet import Snippet
from torchproof.rules.figures import ALT_LENGTH, moving

TWO = '''"""Two regions."""
# --8<-- [start:one]
x = 1
# --8<-- [end:one]
# --8<-- [start:two]
print(x)
# --8<-- [end:two]

assert x == 1, "one is one"
'''
TRAINS = plant("import torch\ntorch.manual_seed(0)\nw = torch.randn(2)\nlr = 0.1\nw -= lr * w\nprint(1)").replace(
    "nothing", "the weight shrinks"
)
SOURCES = {
    "demo/good": (GOOD, PRINTED, DRAWN),
    "demo/two": (TWO, {"two": "1\n"}, None),
    "other/more": (plant("print(2)"), {"all": "2\n"}, None),
    "other/drawn": (plant("import matplotlib.pyplot as plt\nplt.plot([1])\nplt.show()\nprint(3)"), {"all": "3\n"}, DRAWN),
    "train/run": (TRAINS, {"all": "1\n"}, None),
}


def code(stem: str, region: str) -> str:
    """A fence with a region."""
    return f'```python\n--8<-- "{stem}.py:{region}"\n```\n\n'


def out(stem: str, region: str) -> str:
    """A fence with what a region printed."""
    return f'```text\n--8<-- "{stem}.out:{region}"\n```\n\n'


GOOD_PARTS = {
    "title": "# Demo { #demo }\n\nA line.\n\n",
    "numbers": code("demo/good", "numbers") + out("demo/good", "numbers"),
    "slopes": "## Slopes { #slopes }\n\n$$\n\\frac{\\partial x^2}{\\partial x} = 2x\n$$\n\n",
    "gradient": code("demo/good", "gradient") + out("demo/good", "gradient"),
    "figure": "![The square of x grows from 0 to 4.](snippets/demo/good.svg)\n\n",
    "two": "## Two { #two }\n\n" + code("demo/two", "one") + code("demo/two", "two") + out("demo/two", "two"),
    "end": "The end.\n",
}
OTHER = "# Other { #other }\n\n## Part { #part }\n\n" + "".join(
    code(f"other/{stem}", "all") + out(f"other/{stem}", "all") for stem in ("drawn", "more")
)
TRAIN = "# Train { #train }\n\n" + code("train/run", "all") + out("train/run", "all")


@pytest.fixture
def check(tmp_path):
    """The faults of the page `demo`, made of its good parts with some of them changed, or of another page; each as rule-free text."""
    (tmp_path / "docs/en").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(
        "docs_dir: docs/en\nnav:\n  - Home: index.md\n  - Chapters: [demo.md, other.md, train.md]\n", encoding="utf-8"
    )
    (tmp_path / "docs/en/language.toml").write_text(LANGUAGE, encoding="utf-8")
    (tmp_path / "docs/en/snippets").symlink_to(tmp_path / "snippets")
    (tmp_path / "tests/formulas").mkdir(parents=True)
    (tmp_path / "tests/formulas/demo.toml").write_text(FORMULAS, encoding="utf-8")
    for stem, (source, output, figure) in SOURCES.items():
        path = tmp_path / f"snippets/{stem}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
        record.write(Snippet(path, source), Record(output, figure))

    def found(page: str = "demo", text: str | None = None, **parts: str) -> list[Fault]:
        figure = "![A drawing that says what it has to say.](snippets/other/drawn.svg)\n"
        pages = {"index": "# Home { #home }\n", "demo": "".join((GOOD_PARTS | parts).values()), "other": OTHER + figure, "train": TRAIN}
        if text is not None:
            pages[page] = text
        for name, says in pages.items():
            (tmp_path / f"docs/en/{name}.md").write_text(says, encoding="utf-8")
        book = Book(tmp_path, tmp_path / "mkdocs.yml")
        return rules.check(book.pages[page], book)

    found.root = tmp_path
    return found


def told(faults: list[Fault]) -> list[str]:
    """What faults say, each with its line."""
    return [f"{fault.where.rpartition(':')[2]}: {fault.what}" for fault in faults]


def test_the_good_pages_have_no_fault(check):
    assert told(check()) == told(check("other")) == []


def parts(**changes: str) -> dict[str, str]:
    """Changed parts of the page."""
    return changes


NUMBERS, GRADIENT, TWO_PARTS = GOOD_PARTS["numbers"], GOOD_PARTS["gradient"], GOOD_PARTS["two"]
FIGURE = GOOD_PARTS["figure"]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (parts(numbers=code("demo/good", "numbers") + "It prints:\n\n" + out("demo/good", "numbers")), "11: the output of demo/good:numbers does not stand right under"),
        (parts(title=GOOD_PARTS["title"] + out("demo/good", "numbers")), "5: the output of demo/good:numbers does not stand right under"),
        (parts(numbers=code("demo/good", "numbers") + out("demo/good", "gradient")), "9: the output of demo/good:gradient does not stand right under"),
        (parts(numbers=code("demo/good", "numbers") + out("demo/two", "two")), "9: the output of demo/two:two does not stand right under"),
        (parts(numbers=NUMBERS.replace("```text", "```sh")), "9: output in a ```sh fence"),
        (parts(numbers=NUMBERS.replace("```text", "```python")), "9: Python that is in no snippet"),
        (parts(numbers=code("demo/good", "numbers")), "5: shows demo/good:numbers without its output"),
        (parts(end=code("other/more", "all") + out("other/more", "all")), "43: embeds other/more, a snippet of another page"),
        (parts(end=NUMBERS), "43: embeds demo/good:numbers a second time"),
        (parts(numbers=NUMBERS + code("demo/two", "one"), two=TWO_PARTS.replace(code("demo/two", "one"), "")), "23: goes on with demo/good after another snippet has begun"),
        (parts(two=""), "1: does not embed region 'one' of demo/two"),
        (parts(two=TWO_PARTS.replace(code("demo/two", "one"), "")), "31: does not embed region 'one' of demo/two"),
        (parts(two="## Two { #two }\n\n" + code("demo/two", "two") + out("demo/two", "two") + code("demo/two", "one")), "39: embeds the regions of demo/two as ['two', 'one']; in the snippet they are ['one', 'two']"),
        (parts(two=TWO_PARTS.replace(code("demo/two", "two"), "<!--pytest-codeblocks:cont-->\n\n" + code("demo/two", "two"))), "35: raw HTML: '<!--pytest-codeblocks:cont-->'"),
        (parts(two=TWO_PARTS.replace(code("demo/two", "one"), "")), "31: the blocks of demo/two, put together, are not the snippet"),
        (parts(end="```\na\n```\n"), "43: the fence names no language"),
        (parts(end="```pycon\na\n```\n"), "43: the fence ```pycon is none of python, text and sh"),
        (parts(figure=FIGURE + FIGURE), "23: the figure snippets/demo/good.svg is shown 2 times"),
        (parts(figure="", numbers=FIGURE + NUMBERS), "25: the figure snippets/demo/good.svg is shown 1 times"),
        (parts(figure=FIGURE.replace("demo/good", "other/drawn")), "27: the figure snippets/other/drawn.svg is of no snippet of this page"),
        (parts(figure=FIGURE.replace("demo/good", "demo/gone")), "27: there is no snippets/demo/gone.svg"),
        (parts(figure=FIGURE.replace("The square of x grows from 0 to 4.", "x" * (ALT_LENGTH - 1))), "27: the figure snippets/demo/good.svg has the alt text"),
        (parts(figure="Look at the dashed line.\n\n" + FIGURE), "29: the text on snippets/demo/good.svg says 'dashed'"),
        (parts(figure=FIGURE + "Look at the dashed line.\n\n"), "27: the text on snippets/demo/good.svg says 'dashed'"),
        (parts(figure="Look at the dashed line.\n\n#### Fine { #fine }\n\n" + FIGURE), "31: the text on snippets/demo/good.svg says 'dashed'"),
        (parts(slopes=GOOD_PARTS["slopes"] + "## After { #after }\n\n"), "15: the derivative '\\\\frac{\\\\partial x^2}{\\\\partial x} = 2x' is not checked in its section"),
        (parts(end="$$\ny' = f'(x)\n$$\n"), "43: the derivative \"y' = f'(x)\" is not checked"),
        (parts(end="$$\n\\nabla y = 2\n$$\n"), "43: the derivative '\\\\nabla y = 2' is not checked"),
        (parts(end="$$\n\\frac{\\mathrm{d}y}{\\mathrm{d}x} = 2\n$$\n"), "43: the derivative "),
        (parts(end="So $x^$ is.\n"), "43: the formula 'x^' does not parse"),
        (parts(end="[a](other.md#none)\n"), "43: the link 'other.md#none' leads to no heading"),
        (parts(end="[a](other.md#demo)\n"), "43: the link 'other.md#demo' leads to no heading"),
        (parts(end="[a](#part)\n"), "43: the link '#part' leads to no heading"),
        (parts(end="[a](gone.md)\n"), "43: the link 'gone.md' leads to no file"),
        (parts(end="[a](language.toml#words)\n"), "43: the link 'language.toml#words' leads to no heading"),
        (parts(end="A mark.[^gone]\n"), "43: the footnote [^gone] has no text"),
        (parts(end="A mark.[^here] Another.[^gone]\n\n[^here]: Here.\n"), "43: the footnote [^gone] has no text"),
        (parts(end="A mark.[^here]\n\n[^here]: Here.\n[^lost]: Lost.\n"), "46: nothing refers to the footnote [^lost]"),
        (parts(end="A <b>word</b>.\n"), "43: raw HTML: '<b>'"),
        (parts(end='--8<-- "other/verified.md"\n'), "43: includes the whole file 'other/verified.md'"),
        (parts(end='--8<-- "other/traps.md"\n'), "43: includes the whole file 'other/traps.md'"),
        (parts(title="# Demo { #Demo }\n\nA line.\n\n"), "1: the heading 'Demo' names no anchor"),
        (parts(end="## Two again { #two }\n"), "43: there is a heading with the anchor 'two' already"),
        (parts(end="See section 4.\n"), "43: refers to 'section 4', and numbers move"),
        (parts(end="See the chapter on slopes.\n"), "43: refers to 'the chapter on slopes' without a link"),
        (parts(end="## Figure 2 { #figure }\n"), "43: refers to 'Figure 2', and numbers move"),
        (parts(end="> Look at **\"gradient: [2.0, 5.0]\"**.\n"), "43: quotes the message 'gradient: [2.0, 5.0]'"),
        (parts(end="| a | b |\n|---|---|\n| \"no such thing\" | c |\n"), "45: quotes the message 'no such thing'"),
        (parts(end='| a | b |\n|---|---|\n| ["gradient: [2.0, 4.0]"](#two) | c |\n'), "45: '\"gradient: [2.0, 4.0]\"' leads to '#two', which does not speak of it"),
        (parts(slopes=GOOD_PARTS["slopes"] + "A **widget** is small.\n\n", end="A [widget](other.md#part) again.\n"), "45: 'widget' leads to 'other.md#part', which does not"),
        (parts(end="## \"no such thing\" { #said }\n"), "43: quotes the message 'no such thing'"),
        (parts(end="Look at `RuntimeWarning: no such thing`.\n"), "43: quotes the message 'RuntimeWarning: no such thing'"),
    ],
)  # fmt: skip
def test_a_fault_is_told_at_its_line(check, changes, says):
    found = check(**changes)
    assert any(said.startswith(says) for said in told(found)), told(found)
    assert all(fault.mend for fault in found)
    lines = [int(fault.where.rpartition(":")[2]) for fault in found]
    assert lines == sorted(lines), "from the first line to the last"


@pytest.mark.parametrize(
    "changes",
    [
        parts(title=GOOD_PARTS["title"] + "The dashed line is of another section.\n\n"),
        parts(end="## Lines { #lines }\n\nThe dashed line is of another section.\n"),
        parts(end="The dashed word is of no line.\n"),
        parts(figure=FIGURE.replace("The square of x grows from 0 to 4.", "x" * ALT_LENGTH)),
        parts(slopes="#" + GOOD_PARTS["slopes"]),
        parts(end="## After { #after }\n\nText.\n"),
        parts(end="[a](other.md#part), [b](#slopes), [c](other.md), [d](claims.md#all), [e](language.toml), [f](https://a.org/).\n"),
        parts(end="A mark.[^here]\n\n[^here]: Here.\n"),
        parts(end='--8<-- "demo/verified.md"\n'),
        parts(end='--8<-- "demo/traps.md"\n'),
        parts(
            end="See the chapter on [slopes](#slopes).\n\n## The chapter on slopes { #on }\n\n## Sources { #sources }\n\nA book, section 4.\n"
        ),
        parts(end="A mark.[^here]\n\n[^here]: A book, section 4.\n"),
        parts(
            end='Look at **"gradient: [2.0, … 4.0]"**, **"**, **word**, **"half** and "no message".\n\n| a | b |\n|---|---|\n| c | "no" |\n'
        ),
        parts(end='| a | b |\n|---|---|\n| ["gradient: [2.0, … 4.0]"](#slopes) | c |\n'),
        parts(
            slopes=GOOD_PARTS["slopes"] + "A **widget** is small.\n\n",
            end="A [widget](#slopes) again, and [widgets that grow](other.md#part).\n",
        ),
        parts(end="```text\na ──► b\n```\n"),
        parts(end="```sh\npip install torch\n```\n"),
    ],
)
def test_what_a_page_may_say(check, changes):
    assert told(check(**changes)) == []


def test_the_seeds_of_a_training_are_told_and_true(check):
    trains = Snippet.read(check.root / "snippets/train/run.py")

    def with_seeds(sentence: str, held: int | None = 19) -> list[str]:
        table = held and {"held": held, "of": 20, "fell": [], "torch": "2.15.0"}
        proven(trains, seeds=table).write(trains)
        return told(check("train", TRAIN + sentence))

    assert with_seeds("The weight shrinks (19 of 20 seeds).\n") == []
    (says,) = with_seeds("The weight shrinks (20 of 20 seeds).\n")
    assert says.startswith("11: the text says '20 of 20 seeds', the proof of train/run says '19 of 20 seeds'")
    (says,) = with_seeds("The weight shrinks.\n")
    assert says.startswith("7: no sentence says in how many seeds the claims of train/run hold") or says.startswith("3: no sentence")
    (says,) = with_seeds("The weight shrinks (19 of 20 seeds).\n", None)
    assert "the proof of train/run says 'nothing'" in says


def test_a_page_that_cannot_be_read_whole_says_only_that(check):
    (fault,) = check(end="```text\nopen\n")
    assert fault.what == "the fence is never closed" and fault.where.endswith("demo.md:43")
    (fault,) = check(two=TWO_PARTS.replace("two.out:two", "two.out:three"))
    assert "includes region 'three' of demo/two.out, which has two" in fault.what
    (fault,) = check(end='```python\n--8<-- "demo/two.py:one"\nprint(1)\n```\n')
    assert "is not of one region, alone in its fence" in fault.what


def test_a_proof_that_cannot_be_read_is_the_fault_of_the_page(check):
    Path(check.root / "snippets/train/run.proof").write_text("no TOML", encoding="utf-8")
    (fault,) = check("train", TRAIN + "The weight shrinks (19 of 20 seeds).\n")
    assert "the proof is not TOML" in fault.what


def test_every_rule_stands_in_the_table():
    lines = rules.table().splitlines()
    assert lines[:2] == ["| rule | what holds | why |", "|---|---|---|"] and len(lines) == 2 + len(rules.rules())
    assert all(f"`{name}`" in line for name, line in zip(rules.rules(), lines[2:], strict=True))
    names = set(rules.rules())
    assert names >= {"code.source", "figures.drawn", "links.links", "seeds.counts", "tree.pages", "words.terms", "addresses.form"}
    assert not names & {"words.defined", "words.quotes", "addresses.outside"}, "helpers are no rules"


def test_a_figure_that_moves_has_its_script(check):
    """A mark without a script, a script that defines another element, and a script without a mark are found."""
    scripts = check.root / "docs/en/assets/moving"
    scripts.mkdir(parents=True)
    script = scripts / "demo-good.js"
    moves = FIGURE.replace(".svg)", ".svg){ .moving }")

    def found(figure: str) -> list[str]:
        assert told(check(figure=figure)) == []
        return told(moving(Book(check.root, check.root / "mkdocs.yml")))

    assert found(FIGURE) == []
    (fault,) = found(moves)
    assert fault.startswith("27: the figure snippets/demo/good.svg is to move, and there is no ")
    script.write_text('customElements.define("demo-good", class extends HTMLElement {});', encoding="utf-8")
    assert found(moves) == []
    assert found(FIGURE) == ["1: is the script of no figure that moves"]
    script.write_text('customElements.define("demo-other", class extends HTMLElement {});', encoding="utf-8")
    assert found(moves) == ["1: does not define the element demo-good"]


def test_a_figure_has_no_other_mark(check):
    for mark in (".wide", ".moving .wide", "#moving", "moving=1"):
        assert told(check(figure=FIGURE.replace(".svg)", f".svg){{ {mark} }}"))), mark
