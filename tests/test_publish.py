"""What is made from pages and proofs, and whether the site shows what the rules read."""

import json
import re

import pytest
from planted import PAGE, faults

from torchproof.book import formula
from torchproof.book.book import Book
from torchproof.book.fault import Fault
from torchproof.book.record import Record
from torchproof.publish import claims, search
from torchproof.publish.agree import disagreements
from torchproof.publish.index import index
from torchproof.publish.listing import listed
from torchproof.publish.space import bare, tight, together

HTML = """<article><h1 id="demo">Demo<a class="headerlink" href="#demo">¶</a></h1><p>Twice one is 2.000, as the run says.</p>
<div><pre><code><span>{numbers}</span></code></pre></div><pre><code>twice: 2.000
</code></pre><h2 id="slopes">Slopes</h2><pre><code>{gradient}</code></pre><pre><code>gradient: [2.0, 4.0]
</code></pre><figure><img src="snippets/demo/good.svg"></figure>
<p>See <a href="#slopes">slopes</a>, <a href="demo.html#demo">itself</a> and a census of 1,234
people.<sup id="fnref:census"><a class="footnote-ref" href="#fn:census">1</a></sup></p>
<div class="footnote"><hr><ol><li id="fn:census"><p>Statistics, 1999.&#160;<a class="footnote-backref" href="#fnref:census">↩</a></p></li></ol></div>
<ol class="cards"><li><img src="other.svg"><h3>Other</h3></li></ol></article><h2 id="outside">Outside</h2>"""


@pytest.fixture
def book(tree, good) -> Book:
    """The planted book, its page read."""
    assert faults(tree, PAGE) == []
    return Book(tree, tree / "mkdocs.yml")


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("", "", None, None),
        ("census of 1,234", "census of<br>1,234", None, None),
        ("See <a", "<div>See</div><a", None, None),
        ("as the run says", "as<img src=\"snippets/demo/good.svg\">the run says", 10, "the site shows 'figure snippets/demo/good.svg'"),
        ("twice: 2.000\n", "twice: 2.001\n", 14, "the site shows 'code twice: 2.001'"),
        ("<pre><code>gradient: [2.0, 4.0]\n</code></pre>", "<p>```</p>", 28, "the site shows 'figure snippets/demo/good.svg'"),
        ("h2 id=\"slopes\"", "h3 id=\"slopes\"", 18, "the site shows 'heading of level 3 slopes'"),
        ("id=\"demo\"", "id=\"demo_1\"", 6, "the site shows 'heading of level 1 demo_1'"),
        ("<figure><img src=\"snippets/demo/good.svg\"></figure>", "", 32, "the site shows 'nothing more'"),
        ("<ol class", "<h2 id=\"new\">New</h2><ol class", 32, "the rules read 'nothing more'"),
        ("2.000, as", "2.001, as", 8, "the rules read 'word 2.000,', the site shows 'word 2.001,'"),
        ("as the run says", "<abbr title=\"or not\">as the run</abbr> says", 1, "the site shows it with <abbr>"),
        ("as the run says", "<noscript>as the run says</noscript>", 1, "the site shows it with <noscript>"),
        ("<p>See", "<p hidden>See", 1, "the site shows it with <p hidden>"),
        ("<p>See", "<p style=\"display:none\">See", 1, "the site shows it with <p style>"),
        ("<div class=\"footnote\">", "<p>As others saw.</p><div class=\"footnote\">", 34, "the rules read 'nothing more', the site shows 'word As'"),
        ("fn:census\">1", "fn:other\">1", 34, "the site shows 'word people.[^other]'"),
        ("Statistics, 1999", "Statistics, 1989", 36, "the site shows 'word 1989.'"),
        ("census of 1,234", "census of", 34, "the rules read 'word 1,234', the site shows 'word people.[^census]'"),
    ],
)  # fmt: skip
def test_what_the_site_reads_otherwise_is_found(book, tmp_path, good, old, new, line, says):
    assert old in HTML
    html = HTML.replace(old, new, 1)
    for region in ("numbers", "gradient"):
        html = html.replace(f"{{{region}}}", good.code(region).replace("&", "&amp;").replace("<", "&lt;"))
    (tmp_path / "demo.html").write_text(html, encoding="utf-8")
    (tmp_path / "index.html").write_text('<article><h1 id="home">Home</h1></article>', encoding="utf-8")
    (tmp_path / "snippets/demo").mkdir(parents=True)
    (tmp_path / "snippets/demo/good.svg").touch()
    found = list(disagreements(book, tmp_path))
    if line is None:
        assert found == []
    else:
        (fault,) = found
        assert fault.where.endswith(f"demo.md:{line}") and says in fault.what


def test_the_words_of_what_a_page_includes_are_compared_too(tree, good, tmp_path):
    page = (
        '# Demo { #demo }\n\nOne.[^a]\n\n--8<-- "demo/verified.md"\n\n--8<-- "demo/traps.md"\n\nTwo.[^b]\n\n[^a]: First.\n\n[^b]: Second.\n'
    )
    (tree / "docs/en/demo.md").write_text(page, encoding="utf-8")
    (tmp_path / "index.html").write_text('<article><h1 id="home">Home</h1></article>', encoding="utf-8")
    made = {"verified.md": "Nine programs.", "traps.md": "| a | b |\n|---|---|\n| c | d |\n"}
    for name, text in made.items():
        (tree / "snippets/demo" / name).write_text(text, encoding="utf-8")
    marks = {name: f'<sup><a class="footnote-ref" href="#fn:{name}">1</a></sup>' for name in "ab"}
    html = f"""<article><h1 id="demo">Demo</h1><p>One.{marks["a"]}</p><p class="facts">Nine programs, and more</p><table><tr><th>a</th><th>b</th></tr>
<tr><td>c</td><td>d</td></tr></table><p>Two.{marks["b"]}</p><ol><li id="fn:a"><p>First.</p></li><li id="fn:b"><p>Second.</p></li></ol></article>"""
    try:
        for old, new, says in (
            ("", "", None),
            ("<td>d", "<td>e", "the rules read 'word d', the site shows 'word e'"),
            ("Second", "Third", "the rules read 'word Second.', the site shows 'word Third.'"),
            ("<th>b</th>", "", "the rules read 'word b', the site shows 'word c'"),
        ):
            (tmp_path / "demo.html").write_text(html.replace(old, new), encoding="utf-8")
            found = [fault.what for fault in disagreements(Book(tree, tree / "mkdocs.yml"), tmp_path)]
            assert found == [says] if says else not found, found
    finally:
        for name in made:
            (tree / "snippets/demo" / name).unlink()


def test_a_figure_that_the_site_lacks_is_found(book, tmp_path, good):
    html = HTML.replace("{numbers}", good.code("numbers")).replace("{gradient}", good.code("gradient"))
    (tmp_path / "demo.html").write_text(html, encoding="utf-8")
    (tmp_path / "index.html").write_text('<article><h1 id="home">Home</h1></article>', encoding="utf-8")
    (fault,) = disagreements(book, tmp_path)
    assert fault.what == "the site lacks 'snippets/demo/good.svg'" and fault.where.rpartition(":")[2] == str(
        book.pages["demo"].figures[0].line
    )


def test_all_claims_are_listed_with_what_was_tried(book, good):
    found = claims.shown(book)
    summary, page = claims.summary(book, found), claims.chapter(book, claims.by_page(found)["demo"])
    assert "1 claims of 1 programs" in summary and "| [Demo](claims/demo.md) | 1 | 1 | 20 of 20 |" in summary
    assert "the slope of x² at 1 is 2" not in summary and "- the slope of x² at 1 is 2" in page
    assert "[Demo](../demo.md#demo)" in page and "4 of 4 machines · 20 of 20 mistakes noticed" in page
    assert claims.facts(book, claims.shown(book), "demo").startswith("1 snippet verified · torch 2.15.0 on the CPU · 2026-11-26")


def test_the_index_leads_to_where_names_run(book):
    assert "- `torch.tensor` [Demo](demo.md#demo)" in index(book)


SAYS = {"python": "Code", "text": "Output", "whole": "Copy"}
LONG = 'f<span class="p">(</span><span class="s2">"&lt;'


def listing(language: str, code: str) -> str:
    """A listing as mkdocs builds it."""
    return f'<div class="language-{language} highlight"><pre><span></span><code>{code}</code></pre></div>'


def test_code_has_no_more_spans_than_colours():
    code = '<span class="kn">from</span> <span class="nn">a</span> <span class="kn">import</span> b <span class="o">=</span> <span class="s2">"c </span>'
    shown = listed(listing("python", f'{code}<span class="si">{{</span><span class="n">d</span><span class="si">}}</span>'), [], SAYS, "")
    assert shown.partition("<code>")[2].partition("</code>")[0] == (
        '<i class=k>from</i> <i class=nf>a</i> <i class=k>import</i> b = <i class=s2>"c {</i>d<i class=s2>}</i>'
    )


def test_a_listing_is_named_and_leads_to_its_program(book):
    blocks = book.pages["demo"].blocks
    page = "<p>".join(listing(block.info, f"a {number}\n") for number, block in enumerate(blocks))
    first, printed, second, _ = listed(page, blocks, SAYS, "there/").split("<p>")
    assert first.startswith(
        '<div class="language-python highlight" role="group" aria-label="Code"><div class="bar"><a href="there/demo/good.py">good.py</a></div>'
    )
    assert second.count('good.py</a><button type="button">Copy</button></div><pre><code>a 2\n</code>') == 1
    assert printed == '<div class="language-text highlight" role="group" aria-label="Output"><pre><code>a 1\n</code></pre></div>'
    assert "bar" not in listed(page, [], SAYS, "there/"), "a notebook's code has no file"


@pytest.mark.parametrize(
    ("language", "code", "long"),
    [
        ("python", f"    {LONG}{'x' * 32}</span>\n", []),
        ("python", f"a\n    {LONG}{'x' * 33}</span>\nb\n", [4]),
        ("python", f"{'x' * 60}\n{'y' * 60}", [0, 0]),
        ("python", f"a  b\nc  d{'x' * 60}\n", [0]),
        ("text", f"a  b\nc  d{'x' * 60}\n", []),
        ("text", f"a  b\nc d{'x' * 60}\n", [0]),
    ],
)
def test_a_long_line_may_wrap_below_its_indent_unless_it_is_of_a_table(language, code, long):
    shown = listed(listing(language, code), [], SAYS, "")
    assert [int(number or 0) for number in re.findall(r"<b(?: style=--i:(\d+)ch)?>", shown)] == long
    assert all(shown.count(f"<{tag}") == shown.count(f"</{tag}>") for tag in ("b", "i"))
    assert re.sub(r"<[^>]+>", "", shown) == re.sub(r"<[^>]+>", "", code)


def test_a_table_says_its_columns_if_they_are_many():
    rows = f"a  b{'x' * 36}\n" * 2
    assert " style=--c:41><pre><code>a  b" in listed(listing("text", rows.replace("x", "xx", 1)), [], SAYS, "")
    assert "<pre><code>a  b" in listed(listing("text", rows), [], SAYS, "")
    assert " style=--c:41><pre><code>a  &lt;" in listed(listing("text", rows.replace("b", "&lt;x")), [], SAYS, "")


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (f"a.b{'c' * 30}(d(e), f())", f"a.b{'c' * 30}(<wbr>d(<wbr>e), f())"),
        (f'a.b{"c" * 30}(<span class="nb">d</span>)', f"a.b{'c' * 30}(<wbr><i class=nb>d</i>)"),
        (f"a.b{'c' * 30}()", None),
        ("a(b, c(d, e(f, g(h, i(j, k(l, m(n, o(p)))))))))", None),
        (f"a(b){'c' * 20}", None),
    ],
)
def test_only_a_word_too_long_for_a_line_goes_on_behind_its_brackets(line, shown):
    found = listed(listing("python", f"{line}  # {'x' * 30}"), [], SAYS, "")
    assert f">{shown or line}  #" in found
    assert "<wbr>" not in listed(listing("python", "a(b)"), [], SAYS, "")


def test_a_deep_indent_is_cut_where_there_is_no_room():
    inside, outside = (listed(listing("python", f"{' ' * deep}{'x' * 30}"), [], SAYS, "") for deep in (16, 18))
    assert f"<b style=--i:16ch>{' ' * 16}xxx" in inside
    assert f"<b style=--i:16ch><i class=deep>  </i>{' ' * 16}xxx" in outside


def test_the_line_in_which_a_reader_writes_is_marked():
    shown = listed(listing("python", f"a = ...\n    ...  # b\n    ...{'x' * 60}\n"), [], SAYS, "")
    assert shown.count("hole") == 2
    assert "<code>a = ...\n<b class=hole>    ...  # b\n</b><b class=hole style=--i:4ch>    ...xx" in shown


@pytest.mark.parametrize(
    ("code", "marked"),
    [
        ("import a\n\ndef f():\n    b\n\n# The check: c\nd\n", ["def f():\n"]),
        ("a = {b: ...}\n# c\n\n# The check: d\n", ["a = {b: ...}\n"]),
        ("def f():\n    ...\n\n# The check: c\n", ["    ...\n"]),
        ("def f():\n    b\n", []),
        ("# The check: c\nd\n", []),
    ],
)
def test_what_is_to_be_repaired_is_marked_by_its_head(code, marked):
    assert re.findall(r"<b class=hole>(.*?)</b>", listed(listing("python", code), [], SAYS, ""), re.DOTALL) == marked


def test_only_a_comment_behind_the_code_of_a_long_line_goes_below_it_whole():
    comment = f'<span class="c1"># {"x" * 40}</span>'
    for line, tag in ((f"a  {comment}", "i"), (f"    {comment}", "span")):
        assert f"<{tag} class=c1># {'x' * 40}</{tag}></b>" in listed(listing("python", line), [], SAYS, "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<p>97 % of 14 × 14 % a</p>", "<p>97\xa0% of 14\xa0×\xa014\xa0% a</p>"),
        ("<b>1</b> %, a % and a × b", "<b>1</b> %, a % and a × b"),
        ("3e-08 and 1.5e-3, e-4", '<span class="whole">3e-08</span> and <span class="whole">1.5e-3</span>, e-4'),
        ("on 2026-11-27", 'on <span class="whole">2026-11-27</span>'),
        ('<pre>1 %</pre><code>1 %</code><img alt="1 %"><math>1 %</math><title>1 %</title>', None),
    ],
)
def test_a_number_stays_beside_its_unit(text, shown):
    assert together(text) == (shown or text)


SOUGHT = """# Losses { #losses }

What a *loss* is,[^note] and its formula $a$.

| message | cause |
|---|---|
| ["Target … is out of bounds"](#target) | counting from 1 |
| silent: the loss swings | clearing forgotten |

## Target { #target }

??? note "A `box` of $x$"

    **Cause:** it tells of **mass**.

    **The loss stays**
    :   Rate too small.

### Twice { #twice }

Here `zero_grad` stands.

!!! note "Open"

    In sight.

??? note "Closed"

    Out of sight.

## Sources { #sources }

A list.

[^note]: Told elsewhere.
"""


@pytest.fixture
def sought(tmp_path) -> Book:
    """A book of one page to be searched."""
    (tmp_path / "mkdocs.yml").write_text("docs_dir: docs\nnav:\n  - losses.md\n", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    words = '[emphasis]\nwords = []\n[search]\nstop = "a the"\n[search.asked]\n"losses#twice" = ["clear the gradients"]\n'
    (tmp_path / "docs/language.toml").write_text(words, encoding="utf-8")
    (tmp_path / "docs/losses.md").write_text(SOUGHT, encoding="utf-8")
    return Book(tmp_path, tmp_path / "mkdocs.yml")


def test_sections_are_indexed_with_the_box_that_answers(sought):
    top, target, twice = search.entries(sought)
    assert [each["at"] for each in (top, target, twice)] == ["losses.html#losses", "losses.html#target", "losses.html#twice"]
    assert [each["above"] for each in (top, target, twice)] == [[], ["Losses"], ["Losses", "Target"]]
    assert top["texts"] == [
        ("What a loss is, and its formula a.", 0),
        ("message · cause", 0),
        ("silent: the loss swings · clearing forgotten", 0),
    ]
    assert top["sought"] == [("message", 0), ("silent: the loss swings", 0)]
    led = ('"Target … is out of bounds" · counting from 1', 0)
    assert target["texts"] == [("A box of x", 1), ("Cause: it tells of mass.", 1), ("The loss stays · Rate too small.", 1), led]
    assert target["sought"] == [("A box of x", 1), ("mass", 1), ("The loss stays", 1)] and target["boxes"] == ["A box of x"]
    assert twice["texts"] == [("Here zero_grad stands.", 0), ("Open", 0), ("In sight.", 0), ("Closed", 1), ("Out of sight.", 1)]
    assert twice["asked"] == ["clear the gradients"] and target["asked"] == ["mass", "The loss stays"]


@pytest.mark.parametrize(
    ("latex", "said"),
    [
        (r"\sigma(x_1) \le \ln 2", "σ(x_1)≤ln 2"),
        (r"\frac{1}{1 + e^{-x}}", "1/(1+e^(−x))"),
        (r"\mathbf{z}^{[1]} = W\mathbf{x}", "𝐳^([1])=W𝐱"),
        (r"10^{-3}", "10^(−3)"),
        (r"f'(w)", "f′(w)"),
        (r"\sqrt{d}", "√d"),
        (r"\sqrt{2n}", "√(2n)"),
        (r"x_i^2", "x_i^2"),
        (r"\hat{y}", "y\u0302"),
    ],
)
def test_a_formula_in_a_result_of_the_search_is_plain_text(latex, said):
    assert formula.plain(latex) == said


def test_names_and_printed_messages_are_indexed(book, monkeypatch):
    monkeypatch.setitem(book.language, "search", {"asked": {}})
    found = {each["at"]: each for each in search.entries(book)}
    assert found["demo.html#demo"]["code"] == "import matplotlib pyplot plt torch tensor requires_grad True print"
    assert found["demo.html#slopes"]["texts"][-1][0].startswith("See slopes") and "grows" not in json.dumps(list(found.values()))
    for line, message in (("twice: 2.000", False), ("mat1 and mat2 shapes cannot be multiplied (5x10 and 20x10)", True)):
        assert search.spoken(line) == message
    assert not search.spoken("one two three four five 0.123456 0.123456 0.123456 0.123456")


def test_an_index_is_a_script_in_the_place_of_the_theme_s(sought, tmp_path):
    for path in ("search", "assets/javascripts/lunr", "assets/javascripts/workers"):
        (tmp_path / path).mkdir(parents=True)
        (tmp_path / path / "old").write_text("", encoding="utf-8")
    search.index_search(sought, tmp_path)
    assert [path.name for path in tmp_path.rglob("*") if path.name == "old"] == []
    known = json.loads((tmp_path / "search/index.js").read_text(encoding="utf-8").removeprefix("window.searched = ").removesuffix(";\n"))
    assert known["words"] == {"stop": "a the"} and len(known["entries"]) == 3


def test_a_section_that_nobody_can_ask_for_is_a_fault(sought):
    sought.language["search"]["asked"]["losses#gone"] = ["gone"]
    with pytest.raises(Fault, match="there is no section losses#gone"):
        search.entries(sought)


def test_a_figure_that_moves_is_given_what_its_run_printed_above_its_cases():
    printed = {"weights": "1  2\n3 4\n", "images": "ab\n", "cases": "x 1: 5\n"}
    assert Record(printed, None).above == "1  2\n3 4\nab\n"
    assert Record({"cases": printed["cases"]}, None).above == Record({}, None).above == ""


def test_a_page_keeps_the_white_space_that_readers_see():
    code = "<pre><code>for x in y:\n\n    <span>print</span>\n    <span>pass</span></code></pre>"
    script = "<script>a = `\n\n  b`</script>"
    page = f"<p>\n  One <b>two</b>\n\n\n   <i>three</i>\n</p>\n\n  {code}\n    <pre>\n  x</pre>\n\n{script}\n"
    assert tight(page) == f"<p>\nOne <b>two</b>\n<i>three</i>\n</p>\n{code}\n<pre>\n  x</pre>\n{script}\n"
    back = '<a class="footnote-backref" href="#a">b</a>'
    assert tight(f"<p>c.&#160;{back}\N{NO-BREAK SPACE}{back}&#160;d</p>") == f"<p>c.{back}{back}&#160;d</p>"


def test_scripts_and_styles_lose_what_explains_them_and_keep_their_licence():
    script = "/* A licence\n * of two lines. */\n// Explains.\nfor (const x of y) {\n  // and why\n  run(x); // here\n\n}\n"
    assert bare(script) == "/* A licence\n* of two lines. */\nfor (const x of y) {\nrun(x); // here\n}\n"
    assert bare("/* Figures */\n@media print {\n  p { margin: 0; } /* none */\n}\n") == "@media print {\np { margin: 0; } /* none */\n}\n"
