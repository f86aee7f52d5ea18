"""What the source of a page holds and its reader does not see, or what stands outside every rule, is refused."""

import pytest
from planted import GOOD, LANGUAGE, PAGE, faults

from torchproof import rules
from torchproof.book.book import Book
from torchproof.book.fault import Fault
from torchproof.book.text import read_text

CODE = '```python\n--8<-- "demo/good.py:numbers"\n```'
OUT = '```text\n--8<-- "demo/good.out:numbers"\n```'
FIGURE = "![The square of x grows from 0 to 4.](snippets/demo/good.svg)"


def above(text: str) -> str:
    """The page with a text above its first paragraph, on line 8."""
    return PAGE.replace("Twice one is", f"{text}\n\nTwice one is", 1)


def instead(old: str, new: str) -> str:
    """The page with a part of it replaced."""
    assert old in PAGE
    return PAGE.replace(old, new, 1)


BLOCKS = [
    ("~~~python\nprint(1)\n~~~", "the fence begins with ~~~"),
    ("````python\nprint(1)\n````", "the fence begins with ````"),
    ("````text\n```\n````", "the fence begins with ````"),
    ("    print(1)", "code that is only indented"),
    ("```pycon\n>>> 1\n```", "the fence ```pycon is none of"),
    ("```py3\nprint(1)\n```", "the fence ```py3 is none of"),
    ("```ipython\n1\n```", "the fence ```ipython is none of"),
    ("```Python\nprint(1)\n```", "the fence ```Python is none of"),
    ("```\nprint(1)\n```", "the fence names no language"),
    ("``` python\nprint(1)\n```", "the fence ``` python is none of"),
    ("```{ .python }\nprint(1)\n```", "the fence ```{ .python } is none of"),
    ("```python hl_lines=\"1\"\nprint(1)\n```", "none of python, text and sh"),
    ("```pythοn\nprint(1)\n```", "the fence ```pythοn is none of"),  # a Greek o
    ("```tеxt\n0.99\n```", "the fence ```tеxt is none of"),  # a Cyrillic e
    ("```console\n$ python x.py\n```", "the fence ```console is none of"),
    ("```bash\npython x.py\n```", "the fence ```bash is none of"),
    ("```sh\npython -c 'print(1)'\n```", "a command other than pip install"),
    ("```sh\npip install torch; python x.py\n```", "a command other than pip install"),
    ("```sh\npip install torhc\n```", "a command other than pip install"),
    ("```sh\npip install torch\n>>> print(1)\n```", "a command other than pip install"),
    ("```text\naccuracy: 0.99\n```", "text that no run printed"),
    ("```text\nepoch ── loss\n```\n\n```text\nthe loss falls\n```", "text that no run printed"),
    ("```text\n│ accuracy 99\n```", "text that no run printed"),
    ("```text\nprint('a')\n```", "text that no run printed"),
    ("```text\n│ ninety-seven\n```", "text that no run printed"),
    ("```text\n── half of them\n```", "text that no run printed"),
    ("```text\n│ ½\n```", "text that no run printed"),
    ("```text\n│ Ⅸ\n```", "text that no run printed"),
    ("```text\n│ ৯৭\n```", "text that no run printed"),
    ("```text\n```", "an empty block"),
    ("```python\n\n```", "an empty block"),
    ('```text\n--8<-- "demo/good.py:numbers"\n```', "code in a ```text fence"),
    ('```sh\n--8<-- "demo/good.py:numbers"\n```', "code in a ```sh fence"),
    ("!!! note \"A\"\n\n  ```text\n  a ── b\n  ```", "the fence stands at no margin"),
    ("- a\n\n  ```text\n  a ── b\n  ```", "the fence stands at no margin"),
    ("> ```text\n> a ── b\n> ```", "the fence is never closed"),
    ("<pre>print(1)</pre>", "raw HTML: '<pre>"),
    ("<div hidden>\n\nA claim.\n\n</div>", "raw HTML: '<div hidden>"),
    ("<details>\n<summary>a</summary>\n\nb\n\n</details>", "raw HTML: '<details>"),
    ("<!-- pytest-codeblocks:skip -->", "raw HTML: '<!-- pytest"),
    ("a <!-- b --> c", "raw HTML: '<!-- b -->'"),
    ("a <span style=\"display:none\">b</span>", "raw HTML: '<span"),
    ("a <unclosed\n\nb", "'<unclosed' may be read as more than text"),
    ("<?php echo 1 ?>", "raw HTML: '<?php"),
]  # fmt: skip

INCLUDES = [
    '--8<-- "demo/other.md"',
    '--8<-- "demo/good.out"',
    "--8<-- 'demo/other.md'",
    '-8<- "demo/other.md"',
    '----8<---- "demo/other.md"',
    ';--8<-- "demo/other.md"',
    '--8<-- "demo/good.py:numbers"',
    '--8<-- "demo/good.py:1:3"',
    '--8<-- "https://example.org/x.md"',
    "--8<--\ndemo/other.md\n--8<--",
    "--8<--",
    "# --8<-- [start:numbers]",
    'A sentence.\n--8<-- "demo/other.md"',
    'A sentence.\n  -8<- "demo/other.md"',
    '!!! note "A"\n\n    --8<-- "demo/other.md"',
    '- a\n\n    --8<-- "demo/verified.md"',
    '    --8<-- "demo/verified.md"',
    '[^a]: A.\n    --8<-- "demo/other.md"',
    '```text\n--8<-- "demo/other.md"\n```',
    '```text\n-8<- "demo/other.md"\n```',
    '```text\n--8<--\ndemo/other.md\n--8<--\n```',
    '```text\na ── b\n--8<-- "demo/good.out:numbers"\n```',
    '```text\n  --8<-- "demo/good.out:numbers"\n```',
    '```text\n\n--8<-- "demo/good.out:numbers"\n```',
    '```text\n--8<-- "demo/good.out:numbers" \n```',
    '```text\n--8<-- "demo/./good.out:numbers"\n```',
    '```python\n;--8<-- "demo/good.py:numbers"\n```',
]  # fmt: skip

HIDDEN = [
    ("A { .hidden }", "'{ .hidden }' may be read as more than text"),
    ("A\n{: .hidden }", "'{: .hidden }' may be read as more than text"),
    ("*A*{ style=\"display:none\" }", "may be read as more than text"),
    ("`A`{ .hidden }", "carries 'class=\"hidden\"'"),
    ("[A](#slopes){ .hidden }", "carries 'class=\"hidden\"'"),
    ("[A](#slopes){ style=\"color:white\" }", "carries 'style=\"color:white\"'"),
    ("[A](#slopes \"with 99 percent\")", "carries 'title=\"with 99 percent\"'"),
    ("| a { .hidden } |\n|---|\n| b |", "may be read as more than text"),
    ("- A\n  { .hidden }", "may be read as more than text"),
    ("[//]: # (a remark)", "carries '[//]: …'"),
    ("[a]: demo.md 'a remark'", "carries '[A]: …'"),
    ("*[ReLU]: best of all", "'*[ReLU]: best of all' may be read as more"),
    ("A.\n*[ReLU]: best of all", "'*[ReLU]: best of all' may be read as more"),
    ("!!! hidden \"A\"\n\n    B", "carries '!!! hidden"),
    ("!!! note hidden \"A\"\n\n    B", "carries '!!! note hidden"),
    ("!!! note inline end \"A\"\n\n    B", "carries '!!! note inline"),
    ("!!! cards \"A\"\n\n    B", "carries '!!! cards"),
    ("??? note\n\n    B", "carries '??? note'"),
    ("??? note \"A\" hidden\n\n    B", "carries '??? note \"A\" hidden'"),
    ("!!! note \"A\" \"B\"\n\n    B", "carries '!!! note"),
    ("[a](snippets/demo/good.svg)", "leads to what no rule reads"),
    ("[a](assets/favicon.svg)", "leads to what no rule reads"),
    ("l.97 of them", "holds letters that look like others"),
    ("O.97 of them", "holds letters that look like others"),
    ("1,O00 of them", "holds letters that look like others"),
    ("p\u1d00ge", "holds letters that look like others"),  # a small capital A
    ("w\u0131de", "holds letters that look like others"),  # an i without its dot
    ("l\u0251test", "holds letters that look like others"),  # a script a
    ("XII percent", "is no number in digits"),
    ("IV of them", "is no number in digits"),
    ("!!! note \"\"\n\n    B", "carries '!!! note \"\"'"),
    ("A.[^a]\n\n[^a]: A.\n\n    A second paragraph.", "is more than one paragraph"),
    ("A.[^a]\n\n[^a]: A.\n\n    ```text\n    a ── b\n    ```", "is more than one paragraph"),
    ("A $$x = 2$$ formula", "has one $ on each side"),
    ("$$\nx = 2\n$$ (1)", "may be read as more than text"),
    ("pаge", "holds letters that look like others"),  # a Cyrillic a
    ("９５", "holds letters that look like others"),
    ("٣ of them", "holds letters that look like others"),
    ("𝐖𝐢𝐝𝐞 nets", "holds letters that look like others"),
    ("!!! note\n\n    B", "carries '!!! note'"),
    ("# Another { #another }", "does not begin with its one heading"),
    ("a&#8203;b", "holds a character that nobody sees"),
    ("a&shy;b", "holds a character that nobody sees"),
    ("a&#x202E;b", "holds a character that nobody sees"),
    ("`a&#8203;` &ZeroWidthSpace;", "holds a character that nobody sees"),
    ("A\n[TOC]", "'[TOC]' may be read as more than text"),
    ("[](#slopes)", "carries 'a link without words'"),
    ("[\u00a0](#slopes)", "leads nowhere, or shows nothing"),
    ("A [\u00a0](#slopes) and [b](#demo).", "leads nowhere, or shows nothing"),
    ("[a]()", "leads nowhere, or shows nothing"),
    ("[a](#)", "leads nowhere, or shows nothing"),
    ("| a |\n|---|\n| <!-- b --> |", "raw HTML: '<!-- b -->'"),
    ("[comment]: <> (a remark)", "carries '[COMMENT]: …'"),
    ("A.[^a]\n\n[^a]: A.\n[^b]: B.", "nothing refers to the footnote [^b]"),
    ("Term\n:   Definition of 91 %", "says '91 %'"),
    ("9&#53; %", "says '95 %'"),
    ("&frac12; of it", "says '½'"),
    ("\u0435 of them", "holds letters that look like others"),  # a Cyrillic e alone
    ("五 of them", "holds letters that look like others"),
    ("9O % of them", "holds letters that look like others"),
    ("l00 % of them", "holds letters that look like others"),
    ("Ⅸ of them", "is no number in digits"),
    ("⑨ of them", "is no number in digits"),
    ("⁹⁵ % of them", "is no number in digits"),
    ("₉₅ % of them", "is no number in digits"),
]  # fmt: skip


@pytest.mark.parametrize(("block", "says"), BLOCKS)
def test_code_outside_the_rules_is_found(tree, good, block, says):
    found = faults(tree, above(block))
    assert any(says in fault.what for fault in found), [str(fault) for fault in found]


@pytest.mark.parametrize("include", INCLUDES)
def test_an_include_of_another_form_is_found(tree, good, include):
    found = faults(tree, above(include))
    says = ("include", "is only indented")
    assert any(any(word in fault.what for word in says) for fault in found), [str(fault) for fault in found]


@pytest.mark.parametrize(("text", "says"), HIDDEN)
def test_what_no_reader_sees_is_found(tree, good, text, says):
    found = faults(tree, above(text))
    assert any(says in fault.what for fault in found), [str(fault) for fault in found]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("# Demo { #demo }", "# Demo { #demo .hidden }", "may be read as more than text"),
        ("title: Demo\n", "title: Demo\nnote: best of all\n", "the front matter holds 'note'"),
        ("title: Demo\n", "title: [Demo]\n", "says ['Demo'] for 'title'"),
        ("title: Demo\n", "title: Demo\nhide: [content]\n", "says ['content'] for 'hide'"),
        ("title: Demo\n", "title: Demo, right in 99.5 % of runs\n", "the front matter says '99.5'"),
        ("title: Demo\n", "title: Demo: again\n", "no table of YAML: mapping values"),
        ("title: Demo\ndescription: A page for the tests of the checks.\n", "- Demo\n", "no table of YAML: ['Demo']"),
        ("# Demo { #demo }", "A word before.\n\n# Demo { #demo }", "does not begin with its one heading"),
        ("# Demo { #demo }", "## Demo { #demo }", "does not begin with its one heading"),
        ("---\ntitle: Demo\ndescription: A page for the tests of the checks.\n---\n", "Secret: text\n", "does not begin with its one"),
        (FIGURE, "", "is shown 0 times"),
        (f"\n{FIGURE}\n", f"\n{FIGURE}\n\n{FIGURE}\n", "is shown 2 times"),
        (FIGURE, f"{FIGURE[:-1]} \"best of all\")", "carries 'title=\"best of all\"'"),
        (FIGURE, f"{FIGURE}{{ .hidden }}", "carries 'class=\"hidden\"'"),
        ("snippets/demo/good.svg", "snippets/demo/../demo/good.svg", "is of no snippet of this page"),
        ("snippets/demo/good.svg", "https://example.org/good.svg", "there is no https://example.org"),
        ("snippets/demo/good.svg", "snippets/demo/good.svg#only-dark", "there is no snippets/demo/good.svg#only-dark"),
        ("snippets/demo/good.svg", "assets/favicon.svg", "there is no assets/favicon.svg"),
        (OUT, OUT.replace("text", "python"), "Python that is in no snippet"),
        (OUT, OUT.replace("numbers", "gradient"), "does not stand right under its code"),
        (CODE, CODE.replace("demo/good", "forms/too_long"), "includes region"),
        (CODE, f"{CODE}\n\nA word between.", "does not stand right under its code"),
    ],
)  # fmt: skip
def test_a_changed_part_of_a_page_is_found(tree, good, old, new, says):
    found = faults(tree, instead(old, new))
    assert any(says in fault.what for fault in found), [str(fault) for fault in found]


def test_a_figure_above_the_code_that_shows_it_is_found(tree, good):
    without = PAGE.replace(f"{FIGURE}\n", "")
    for place in ("## Slopes", "$$"):  # the second in the same section, but its code in no box
        found = faults(tree, without.replace(place, f"{FIGURE}\n\n{place}", 1))
        assert any("stands above the code that shows it" in fault.what for fault in found)


def test_a_figure_may_stand_above_the_box_that_holds_its_code(tree, good):
    code = '```python\n--8<-- "demo/good.py:gradient"\n```\n\n```text\n--8<-- "demo/good.out:gradient"\n```\n'
    box = '??? note "The code of the figure"\n\n' + "".join(f"    {line}\n" if line else "\n" for line in code.splitlines())
    below = PAGE.replace(f"{FIGURE}\n", "")
    assert faults(tree, below.replace(code, f"{FIGURE}\n\n{box}")) == []
    found = faults(tree, below.replace("## Slopes", f"{FIGURE}\n\n## Slopes").replace(code, box))
    assert any("stands above the code that shows it" in fault.what for fault in found)


@pytest.mark.parametrize(
    "text",
    [
        "```text\nall data ─┬─ test set\n          └─ rest\n```",
        "```sh\npip install torch scikit-learn\n```",
        '??? success "Answer"\n\n    Twice one.',
        "[A](#slopes){ .button } and [b](#slopes){ .button .plain }",
        "Twice.\u00a0A thin\u2009blank, and\u202fanother; 2⁻³ and e².",
        "The slope $\\{x\\}$ and `{x}` and $x < y$ and 1 < 2; λ, Δx and μm, x², naïve.",
        "Where $x_1 \\text{ or } x_{2} \\to x_3$.",
        "| a | b |\n|:--|--:|\n| c | d |",
        "2. A list from two.",
        "Schrödinger, Łojasiewicz, Ångström and Gauß; I, O. and l, MIX, DIV, and x.",
    ],
)
def test_plain_text_passes(tree, good, text):
    assert faults(tree, above(text)) == []


def test_a_printed_include_is_found(tree, good):
    path = tree / "snippets/demo/good.out"
    kept = path.read_text(encoding="utf-8")
    try:
        path.write_text(kept.replace("twice", '-8<- "demo/good.py"\ntwice'), encoding="utf-8")
        assert any("would include more" in fault.what for fault in faults(tree, PAGE))
    finally:
        path.write_text(kept, encoding="utf-8")


@pytest.mark.parametrize(
    "sign",
    [*"\u200b\u00ad\u202e\u2066\u2028\u000c\u0085\u001b\ue000\u2060", *"\u034f\u115f\u3164\uffa0\u2800\ufe0f\u2003\u3000\u0338\u0332"],
)
def test_an_unseen_character_is_found(tmp_path, sign):
    path = tmp_path / "page.md"
    path.write_text(f"# A\n\nb{sign}c\n", encoding="utf-8")
    with pytest.raises(Fault) as caught:
        read_text(path)
    assert caught.value.where == f"{path}:3" and "nobody sees" in caught.value.what


STRAY = {
    "docs/en/deep/hidden.md": "lies in a deeper folder",
    "docs/en/notebooks/hand.md": "lies in a deeper folder",
    "docs/en/claims/hand.md": "lies in a deeper folder",
    "docs/en/hand.ipynb": "is a file that no rule reads",
    "docs/en/hand.html": "is a file that no rule reads",
    "docs/en/deep/hand.markdown": "is a file that no rule reads",
    "docs/en/hand.svg": "is a file that no rule reads",
    "docs/en/hand.js": "is a file that no rule reads",
    "docs/en/assets/hand.png": "is a file that no rule reads",
    "docs/en/assets/js/deep/hand.js": "is a file that no rule reads",
    "docs/en/downloads/hand.exe": "is a file that no rule reads",
    "snippets/hand.py": "is a file that no rule reads",
    "snippets/demo/deep/hand.py": "is a file that no rule reads",
    "snippets/demo/hand.md": "is a file that no rule reads",
    "snippets/demo/hand.ipynb": "is a file that no rule reads",
    "snippets/demo/hand.svg": "is the record of no snippet",
    "snippets/hand.out": "is the record of no snippet",
    "tests/formulas/hand.toml": "is of no page",
    "tests/formulas/demo.txt": "is of no page",
    "snippets/lost/hand.py": "holds snippets, and there is no page",
}


@pytest.fixture
def bare(tmp_path):
    """A tree with one page, one snippet, and its link."""
    for file, text in {
        "docs/en/language.toml": LANGUAGE,
        "docs/en/assets/css/site.css": "",
        "mkdocs.yml": "docs_dir: docs/en\nnav:\n  - Home: index.md\n  - demo.md\n",
        "docs/en/index.md": "# Home { #home }\n",
        "docs/en/demo.md": "# Demo { #demo }\n",
        "docs/en/terms.md": "# Index\n",
        "tests/formulas/demo.toml": "",
        "docs/en/notebooks/demo.ipynb": "{}",
        "snippets/demo/good.py": GOOD,
        "snippets/demo/verified.md": "",
        "snippets/demo/traps.md": "",
        "snippets/demo/good.out.1.2.part": "",
    }.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
    (tmp_path / "docs/en/snippets").symlink_to("../../snippets")
    return tmp_path


@pytest.mark.parametrize("path", STRAY)
def test_a_file_that_no_rule_reads_is_found(bare, path):
    assert rules.check_book(Book(bare, bare / "mkdocs.yml")) == []
    (bare / path).parent.mkdir(parents=True, exist_ok=True)
    (bare / path).write_text(GOOD, encoding="utf-8")
    (fault,) = rules.check_book(Book(bare, bare / "mkdocs.yml"))
    assert STRAY[path] in fault.what


@pytest.mark.parametrize(("name", "to"), [("docs/en/more", "../../elsewhere"), ("docs/en/more.md", "demo.md"), ("snippets/more", "demo")])
def test_a_link_to_another_folder_is_found(bare, name, to):
    (bare / "elsewhere").mkdir()
    (bare / name).symlink_to(to)
    assert any("is a file that no rule reads" in fault.what for fault in rules.check_book(Book(bare, bare / "mkdocs.yml")))


def test_a_link_of_the_snippets_to_another_folder_is_found(bare):
    (bare / "docs/en/snippets").unlink()
    (bare / "docs/en/snippets").symlink_to("..")
    assert any("leads to .." in fault.what for fault in rules.check_book(Book(bare, bare / "mkdocs.yml")))
