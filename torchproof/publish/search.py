"""What the site's search knows: every section with what it says, and how its language says things; one script that a page asks for when the box is used."""

import json
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from torchproof.book.book import PASSING, Book, Section
from torchproof.book.page import Box, Passage

NAME = re.compile(r"[A-Za-z_]\w{2,}")


def said(passage: Passage) -> str:
    """The words of a passage: no pictures, no notes, no formulas."""
    return " ".join("".join(piece.text for piece in passage.pieces if piece.kind not in ("image", "note", "formula")).split())


def parts(section: Section) -> Iterator[tuple[int, str, bool]]:
    """What a section says, paragraph by paragraph and row by row: its line, its words, and whether it is what a reader looks for.

    Looked for are titles of boxes, bold words (terms, symptoms and quoted messages), the first cells of rows, and printed messages.
    """
    head = ""  # bold words that stand alone are the head of what follows
    for (line, cells), found in groupby(section.passages, lambda passage: (passage.line, passage.kind == "cell")):
        passages = list(found)
        words = " · ".join(filter(None, map(said, passages)))
        names = [said(passages[0])] if (cells and passages[0].column == 0) or passages[0].kind == "title" else []
        names += [bold for passage in passages for _, bold, _ in passage.bold]
        yield from ((line, name, True) for name in names if name)
        if names == [words]:
            head = f"{words}: "
        elif words:
            yield line, head + words, False
            head = ""
    for block in section.blocks:
        if block.include and block.include[1] == "out":
            yield from ((block.line, line.strip(), True) for line in block.text.splitlines() if spoken(line))


def spoken(line: str) -> bool:
    """Whether a printed line is a message, not a row of numbers or names: five words and more, and letters for the most part."""
    return len(re.findall(r"[A-Za-z]{2,}", line)) > 4 and 2 * sum(map(str.isalpha, line)) > len(line.replace(" ", ""))


def folded(section: Section) -> list[Box]:
    """The boxes of a section that a reader has to open, in order."""
    lines = section.page.lines
    return [
        box for box in section.page.boxes if section.first < box.line <= section.last and lines[box.line - 1].lstrip().startswith("???")
    ]


def entry(section: Section, above: list[str]) -> dict:
    """A section for the index: where it is, the titles above it and its own, what it says with the box that holds it (0 for none), what readers look for, the names in its code."""
    boxes, texts, sought = folded(section), {}, {}
    for line, words, looked_for in parts(section):
        box = next((number for number, box in enumerate(boxes, 1) if box.line <= line <= box.last), 0)
        (sought if looked_for else texts).setdefault(words, box)
    known = set(NAME.findall(" ".join([*texts, *sought])))
    code = " ".join(block.text for block in section.blocks if block.include and block.include[1] == "py")
    names = dict.fromkeys(NAME.findall(re.sub(r"#.*|\"[^\"]*\"", "", code)))
    return {
        "at": f"{section.page.name}.html#{section.anchor}",
        "above": above,
        "title": section.title,
        "texts": list(texts.items()),
        "sought": list(sought.items()),
        "code": " ".join(name for name in names if name not in known),
    }


def entries(book: Book) -> list[dict]:
    """All sections that say something of their own: no lists of sources, aims and summaries."""
    found, above = [], []
    for section in book.sections:
        level = next(heading.level for heading in section.page.headings if heading.line == section.first)
        above = above[: level - 1]
        if section.anchor not in PASSING:
            found.append(entry(section, above))
        above = [*above, section.title]
    return [each for each in found if each["texts"] or each["sought"]]


def index_search(book: Book, site: Path) -> None:
    """Write the index in the place of the one that mkdocs wrote; a script, so that it can be asked for from a disk too."""
    folder = site / "search"
    for path in folder.iterdir():
        path.unlink()
    known = json.dumps({"words": book.language["search"], "entries": entries(book)}, ensure_ascii=False, separators=(",", ":"))
    (folder / "index.js").write_text(f"window.searched = {known};\n", encoding="utf-8")
