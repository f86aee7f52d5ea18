"""The table of all traps: every box that shows what is wrong, with its section, and nothing else."""

import pytest

from torchproof.book.book import Book
from torchproof.publish import traps
from torchproof.publish.notebooks import Notebook

SHOWN = """# Shapes { #shapes }

!!! failure "Wrong: before any section"
    A box.

## Rows { #rows }

!!! note "Wrong: a note, no trap"
    A box.

### Deeper { #deeper }

??? failure "Wrong, and silent: `a.T` and (N, 1): two"
    A box.

## After { #after }

Text.
"""
LISTS = """# All traps { #all }

!!! failure "Wrong, but noticed: on the page that lists"
    A box.

See [rows](shapes.md#rows).

--8<-- "all/traps.md"
"""
HEAD = "| trap | chapter |\n|---|---|\n"
TABLE = HEAD + (
    "| [before any section](shapes.md#shapes) | Shapes |\n"
    "| [`a.T` and (N, 1): two](shapes.md#deeper) | Shapes |\n"
    "| [on the page that lists](all.md#all) | All traps |\n"
)


@pytest.fixture
def trapped(tmp_path) -> Book:
    """A book of two pages with traps, of which the second lists all."""
    files = {
        "mkdocs.yml": "docs_dir: docs\nsite_url: https://a.org/\nnav:\n  - shapes.md\n  - all.md\n",
        "docs/language.toml": f'[traps]\ntable = """\n{HEAD}"""\n[notebook]\nabout = "See {{url}}."\n',
        "docs/shapes.md": SHOWN,
        "docs/all.md": LISTS,
    }
    for file, text in files.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
    for page in ("shapes", "all"):
        (tmp_path / "snippets" / page).mkdir(parents=True)
    return Book(tmp_path, tmp_path / "mkdocs.yml")


def test_all_traps_stand_in_one_table_where_a_page_asks_for_it(trapped):
    traps.write(trapped)
    assert (trapped.root / "snippets/all/traps.md").read_text(encoding="utf-8") == TABLE
    assert not (trapped.root / "snippets/shapes/traps.md").exists()


def test_in_a_notebook_the_table_leads_to_the_published_book(trapped):
    traps.write(trapped)
    text = "\n".join(cell["source"] for cell in Notebook(trapped.pages["all"], trapped).cells)
    assert "[before any section](https://a.org/shapes.html#shapes) | Shapes |" in text and ".md#" not in text
