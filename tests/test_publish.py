"""What is made from pages and proofs, and whether the site shows what the rules read."""

import pytest
from planted import PAGE, faults

from torchproof.book.book import Book
from torchproof.publish import claims
from torchproof.publish.agree import disagreements
from torchproof.publish.index import index

HTML = """<article><h1 id="demo">Demo<a href="#demo">¶</a></h1><p>Twice one is 2.000.</p>
<div><pre><code><span>{numbers}</span></code></pre></div><pre><code>twice: 2.000
</code></pre><h2 id="slopes">Slopes</h2><pre><code>{gradient}</code></pre><pre><code>gradient: [2.0, 4.0]
</code></pre><figure><img src="snippets/demo/good.svg"></figure>
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
        ("twice: 2.000\n", "twice: 2.001\n", 14, "the site shows 'code twice: 2.001'"),
        ("<pre><code>gradient: [2.0, 4.0]\n</code></pre>", "<p>```</p>", 28, "the site shows 'figure snippets/demo/good.svg'"),
        ("h2 id=\"slopes\"", "h3 id=\"slopes\"", 18, "the site shows 'heading of level 3 slopes'"),
        ("id=\"demo\"", "id=\"demo_1\"", 6, "the site shows 'heading of level 1 demo_1'"),
        ("<figure><img src=\"snippets/demo/good.svg\"></figure>", "", 32, "the site shows 'nothing more'"),
        ("<ol class", "<h2 id=\"new\">New</h2><ol class", 32, "the rules read 'nothing more'"),
    ],
)  # fmt: skip
def test_what_the_site_reads_otherwise_is_found(book, tmp_path, good, old, new, line, says):
    assert old in HTML
    html = HTML.replace(old, new, 1)
    for region in ("numbers", "gradient"):
        html = html.replace(f"{{{region}}}", good.code(region).replace("&", "&amp;").replace("<", "&lt;"))
    (tmp_path / "demo.html").write_text(html, encoding="utf-8")
    (tmp_path / "index.html").write_text('<article><h1 id="home">Home</h1></article>', encoding="utf-8")
    found = list(disagreements(book, tmp_path))
    if line is None:
        assert found == []
    else:
        (fault,) = found
        assert fault.where.endswith(f"demo.md:{line}") and says in fault.what


def test_all_claims_are_listed_with_what_was_tried(book, good):
    page = claims.claims(book, claims.shown(book))
    assert "1 claims of 1 programs" in page and "- the slope of x² at 1 is 2" in page
    assert "7 of 7 machines · 20 of 20 mistakes noticed" in page
    assert claims.facts(book, claims.shown(book), "demo").startswith("1 snippet verified · torch 2.15.0 on the CPU · 2026-11-26")


def test_the_index_leads_to_where_names_run(book):
    assert "- `torch.tensor` [Demo](demo.md#demo)" in index(book)
