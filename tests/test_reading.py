"""All that a reader sees was read as it stands: what changes afterwards is found, with its place."""

import pytest
from planted import GOOD, PAGE, SETTINGS

from torchproof.book.book import Book
from torchproof.rules import reading

CHANGES = [
    ("docs/en/demo.md", "as the run says", "as the run denies", "docs/en/demo.md:6", "docs/en/demo.md#demo"),
    ("docs/en/demo.md", "title: Demo", "title: Demos", "docs/en/demo.md:1", "docs/en/demo.md#"),
    ("docs/en/demo.md", "= 2x", "= 3x", "docs/en/demo.md:18", "docs/en/demo.md#slopes"),
    ("docs/en/demo.md", "grows from 0 to 4", "falls from 4 to 0", "docs/en/demo.md:18", "docs/en/demo.md#slopes"),
    ("docs/en/demo.md", "    Inside.", "Inside.", "docs/en/demo.md:18", "docs/en/demo.md#slopes"),
    ("snippets/demo/good.py", "a line is drawn", "no line is drawn", "snippets/demo/good.py:1", "snippets/demo/good.py"),
    ("README.md", "It runs.", "It ran.", "README.md:1", "README.md"),
    ("docs/theme/main.html", "<p>", "<p hidden>", "docs/theme/main.html:1", "docs/theme/main.html"),
    ("docs/en/assets/css/site.css", "red", "blue", "docs/en/assets/css/site.css:1", "docs/en/assets/css/site.css"),
    ("tests/facts/demo.txt", "so it is", "so it was", "tests/facts/demo.txt:1", "tests/facts/demo.txt"),
]
REST = {"README.md", "docs/theme/main.html", "docs/en/assets/css/site.css"}


@pytest.fixture
def root(tmp_path):
    """A book of one page, with what stands beside it."""
    files = {
        "snippets/demo/good.py": GOOD,
        "README.md": "It runs.\n",
        "docs/theme/main.html": "<p>\n",
        "docs/theme/partials/logo.html": "",
        "mkdocs.yml": SETTINGS,
    }
    files |= {"docs/en/assets/css/site.css": "red\n", "docs/en/language.toml": "", "tests/facts/demo.txt": "so it is\n"}
    files |= {"docs/en/demo.md": f'{PAGE}\n!!! note "A box"\n\n    Inside.\n', "docs/en/index.md": "# Home { #home }\n"}
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def unread(root, *names: str) -> list:
    """What of some pages, or of all, was not read."""
    book = Book(root, root / "mkdocs.yml")
    return list(reading.unread(book, names or [*book.pages, reading.REST]))


def read(root, *names: str) -> None:
    """Say that some pages, or all, were read."""
    book = Book(root, root / "mkdocs.yml")
    reading.write(book, names or [*book.pages, reading.REST])


def change(root, name: str, old: str, new: str) -> None:
    """Put one text in the place of another."""
    text = (root / name).read_text(encoding="utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(("name", "old", "new", "where", "what"), CHANGES)
def test_what_has_changed_since_it_was_read_is_found_in_its_place(root, name, old, new, where, what):
    read(root)
    assert unread(root) == []
    change(root, name, old, new)
    [fault] = unread(root)
    page = "rest" if name in REST else "demo"
    assert fault.where in (where, f"{root}/{where}") and fault.what == f"{what} has changed since it was read"
    assert fault.mend.endswith(f"python -m torchproof sentences --read {page}")
    assert len(unread(root, page)) == 1 and unread(root, "index") == []
    read(root, "index")
    assert len(unread(root)) == 1, "another page was read"
    read(root, page)
    assert unread(root) == []


def test_all_is_unread_where_nothing_was_read(root):
    read(root, "index")
    lines = reading.path(Book(root, root / "mkdocs.yml")).read_text(encoding="utf-8").splitlines()
    assert [line.partition(" | ")[2] for line in lines] == ["docs/en/index.md#", "docs/en/index.md#home"]
    assert {fault.what.partition(" ")[0] for fault in unread(root)} > {change[-1] for change in CHANGES}


def test_what_was_read_and_is_there_no_more_is_found(root):
    read(root)
    change(root, "docs/en/demo.md", "## Slopes { #slopes }", "## Slopes { #slope }")
    gone = [fault for fault in unread(root) if "is there no more" in fault.what]
    assert len(gone) == 1 and "'docs/en/demo.md#slopes' was read" in gone[0].what and "en.txt:" in gone[0].where
    read(root, "demo")
    assert unread(root) == []


def test_where_a_line_ends_on_another_system_says_nothing(root):
    read(root)
    (root / "README.md").write_bytes(b"It runs.\r\n")
    assert unread(root) == []
