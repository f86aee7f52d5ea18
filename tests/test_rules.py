"""Each planted fault of a page is found, with its line and the way to mend it."""

import pytest
from planted import GOOD, LANGUAGE, PAGE, faults

from torchproof import rules
from torchproof.book.book import Book


def test_the_good_page_has_no_fault(tree, good):
    assert faults(tree, PAGE) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("2.000, as", "2.001, as", 8, "the text says '2.001'"),
        ("Twice one is", "By 96 %, one is", 8, "the text says '96 %'"),
        (" 1,234 people.[^census]", " 1,234 people.", 34, "the text says '1,234'"),
        ("```python\n--8<-- \"demo/good.py:numbers", "```python title=\"x\"\n--8<-- \"demo/good.py:numbers", 10, "it would not be tested"),
        ("```python\n--8<-- \"demo/good.py:numbers\"", "```python\nprint(1)", 10, "Python that is in no snippet"),
        ("good.py:numbers", "good.py:number", 11, "includes region 'number'"),
        ("demo/good.py:numbers", "demo/god.py:numbers", 11, "there is no snippets/demo/god.py"),
        ("```text\n--8<-- \"demo/good.out:numbers\"\n```\n", "", 10, "without its output"),
        ("```python\n--8<-- \"demo/good.py:numbers\"\n```\n\n```text\n--8<-- \"demo/good.out:numbers\"\n```\n", "", 17, "does not embed region 'numbers'"),
        ("## Slopes { #slopes }", "```python\n--8<-- \"demo/good.py:numbers\"\n```\n\n## Slopes { #slopes }", 18, "a second time"),
        ("[slopes](#slopes)", "[slopes](#slope)", 34, "leads to no heading"),
        ("See [slopes](#slopes), [itself](demo.md#demo) and a", "Figure 2 and a", 34, "refers to 'Figure 2', and numbers move"),
        ("See [slopes](#slopes), [itself](demo.md#demo) and a", "See the chapter on slopes and a", 34, "refers to 'the chapter on slopes' without"),
        ("[slopes](#slopes)", "**\"gradient: [2.0, … 5.0]\"**", 34, "quotes the message 'gradient: [2.0, … 5.0]'"),
        ("[slopes](#slopes)", "`ValueError: no such thing`", 34, "quotes the message 'ValueError: no such thing'"),
        ("(demo.md#demo)", "(domo.md)", 34, "leads to no file"),
        ("(demo.md#demo)", "(demo.md#nothing)", 34, "leads to no heading"),
        ("![The square of x grows from 0 to 4.]", "![]", 32, "has no alt text"),
        ("![The square of x grows from 0 to 4.]", "![square]", 32, "has the alt text 'square'"),
        ("![The square of x grows from 0 to 4.](snippets/demo/good.svg)", "", 28, "is shown 0 times"),
        ("The square of x grows", "The dashed curve grows", 32, "says 'dashed', and its program leaves that to matplotlib's defaults"),
        ("The square of x grows", "The blue curve grows", 32, "says 'blue', and its program leaves that to matplotlib's defaults"),
        ("See [slopes](#slopes)", "Look at the dotted line of [slopes](#slopes)", 32, "says 'dotted', and its program"),
        ("= 2x\n", "= \\fraq{2}x\n", 20, "does not parse"),
        ("[^census]: Statistics, 1999.", "", 34, "has no text"),
        ("```python\n--8<-- \"demo/good.py:numbers\"\n```", "~~~python\nprint(1)\n~~~", 10, "the fence begins with ~~~"),
        ("Twice one", "    x = 1\n\nTwice one", 8, "code that is only indented"),
        ("Twice one", "<img src=\"a.svg\">\n\nTwice one", 8, "raw HTML: '<img src"),
        ("Twice one", "A <b>word</b>. Twice one", 8, "raw HTML: '<b>'"),
        ("Twice one", "<!-- seen -->\n\nTwice one", 8, "raw HTML: '<!-- seen -->'"),
        ("Twice one", "--8<-- \"demo/other.md\"\n\nTwice one", 8, "includes the whole file 'demo/other.md'"),
        ("[slopes](#slopes)", "[slopes][there]\n\n[there]: domo.md\n\nSee", 34, "the link 'domo.md' leads to no file"),
        ("[slopes](#slopes)", "![A picture of something that no program of this book drew.][there]\n\n[there]: x.svg\n\nSee", 34, "there is no x.svg"),
        ("## Slopes { #slopes }", "## Slopes", 18, "names no anchor"),
        ("## Slopes { #slopes }", "## Slopes { #demo }", 18, "a heading with the anchor 'demo' already"),
        ("1,234 people.[^census]", "people.", 36, "nothing refers to the footnote [^census]"),
        ("Twice one", "!!! note \"By 96 %\"\n\n    Twice one", 8, "the text says '96 %'"),
        ("Twice one", "| a | By 96 % |\n|---|---|\n| b | c |\n\nTwice one", 8, "the text says '96 %'"),
        ("```python\n--8<-- \"demo/good.py:gradient\"", "````python\n--8<-- \"demo/good.py:gradient\"", 24, "the fence begins with ````"),
    ],
)  # fmt: skip
def test_a_planted_fault_of_a_page_is_found(tree, good, old, new, line, says):
    assert old in PAGE
    found = faults(tree, PAGE.replace(old, new, 1))
    assert any(says in fault.what and fault.where.endswith(f"demo.md:{line}") for fault in found), [str(fault) for fault in found]


def test_a_message_that_was_printed_may_be_quoted(tree, good):
    assert faults(tree, PAGE.replace("[slopes](#slopes)", '**"gradient: [2.0, … 4.0]"**')) == []


def test_regions_out_of_order_are_found(tree, good):
    first = PAGE[PAGE.index("```python") : PAGE.index("## Slopes")]
    second = PAGE[PAGE.index("```python", PAGE.index("## Slopes")) : PAGE.index("![The")]
    text = PAGE.replace(first, "FIRST").replace(second, first).replace("FIRST", second)
    assert any("put them into that order" in fault.mend for fault in faults(tree, text))


def test_a_derivative_that_no_code_checks_is_found(tree, good):
    text = PAGE.replace("## Slopes { #slopes }", "## Alone\n\n$$\n\\frac{\\partial x}{\\partial x} = 1\n$$\n\n## Slopes { #slopes }")
    assert any("is not checked in its section" in fault.what for fault in faults(tree, text))


def test_a_term_before_its_definition_is_found(tmp_path):
    for name in ("docs/en", "snippets"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "docs/en/language.toml").write_text(LANGUAGE, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("docs_dir: docs/en\nnav:\n  - Home: index.md\n  - first.md\n  - second.md\n", encoding="utf-8")
    (tmp_path / "docs/en/index.md").write_text("# Home { #home }\n\nThe stride.\n", encoding="utf-8")
    (tmp_path / "docs/en/second.md").write_text(
        "# Second { #second }\n\n## Steps { #steps }\n\nThe **stride** is the step. A stride of one.\n", encoding="utf-8"
    )

    def early(first: str) -> list[str]:
        text = f"# First {{ #first }}\n\nAbout stride.\n\n## Start {{ #start }}\n\n{first}\n"
        (tmp_path / "docs/en/first.md").write_text(text, encoding="utf-8")
        book = Book(tmp_path, tmp_path / "mkdocs.yml")
        return [str(fault) for page in book.pages.values() for fault in rules.check(page, book)]

    for used in ("Long strides.", "Long\nStrides, at once.", "A [stride](#start)?\n\nThe stride."):
        (found,) = early(used)
        assert "the term 'stride' is used, but first defined in second.md#steps" in found
        assert "[stride](second.md#steps)" in found
    for harmless in (
        "Long [strides](second.md#steps), and a stride.",
        "The `stride` and $stride$.",
        "A **stride** is a step.",
        "| stride |\n|---|\n| stride |",
        "Other words.",
    ):
        assert early(harmless) == [], harmless


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("docs/en/deep/hidden.md", "lies in a deeper folder"),
        ("docs/en/lost.md", "stands in no navigation"),
        ("snippets/lost/good.py", "holds snippets, and there is no page"),
        ("snippets/demo/gone.out", "is the record of no snippet"),
        ("snippets/demo/deep/good.proof", "is the record of no snippet"),
    ],
)
def test_what_lies_in_the_wrong_place_is_found(tmp_path, path, says):
    for file, text in {
        "docs/en/language.toml": LANGUAGE,
        "mkdocs.yml": "docs_dir: docs/en\nnav:\n  - Home: index.md\n  - demo.md\n",
        "docs/en/index.md": "# Home { #home }\n",
        "docs/en/demo.md": "# Demo { #demo }\n",
        "snippets/demo/good.py": GOOD,
        "snippets/demo/good.out": "",
    }.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
    assert rules.check_book(Book(tmp_path, tmp_path / "mkdocs.yml")) == []
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text(GOOD if path.endswith(".py") else "", encoding="utf-8")
    (fault,) = rules.check_book(Book(tmp_path, tmp_path / "mkdocs.yml"))
    assert says in fault.what and fault.mend
