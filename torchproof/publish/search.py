"""What the site's search knows: every section with what it says, and how its language says things; one script that a page asks for when the box is used."""

import json
import re
import shutil
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from torchproof.book import formula
from torchproof.book.book import LANGUAGE, PASSING, Book, Section
from torchproof.book.fault import Fault
from torchproof.book.page import Passage
from torchproof.rules.words import defined

NAME = re.compile(r"[A-Za-z_]\w{2,}")


def said(passage: Passage) -> str:
    """The words of a passage, formulas in plain text: no pictures, no notes."""
    pieces = [piece for piece in passage.pieces if piece.kind not in ("image", "note")]
    return " ".join("".join(formula.plain(piece.text) if piece.kind == "formula" else piece.text for piece in pieces).split())


def groups(section: Section) -> Iterator[list[Passage]]:
    """Paragraphs and rows; a paragraph of bold words alone is the head of the next one."""
    head: list[Passage] = []
    for (_, cells), found in groupby(section.passages, lambda passage: (passage.line, passage.kind == "cell")):
        passages = [*head, *found]
        head = passages if not cells and all(piece.bold for passage in passages for piece in passage.pieces) else []
        if not head:
            yield passages
    yield head


def target(section: Section, passages: list[Passage]) -> str:
    """Where the first cell of a row leads to if it is a link: there stands what the row announces; empty otherwise."""
    links = {piece.link for piece in passages[0].pieces if piece.text.strip()} if passages and passages[0].column == 0 else set()
    page, mark, anchor = (links.pop() or "").partition("#") if len(links) == 1 else ("", "", "")
    return f"{page.removesuffix('.md') or section.page.name}#{anchor}" if mark else ""


def spoken(line: str) -> bool:
    """Whether a printed line is a message, not a row of numbers or names: five words and more, and letters for the most part."""
    return len(re.findall(r"[A-Za-z]{2,}", line)) > 4 and 2 * sum(map(str.isalpha, line)) > len(line.replace(" ", ""))


def parts(section: Section) -> Iterator[tuple[int, str, bool]]:
    """What a section says, paragraph by paragraph and row by row: its line, its words, and whether it is what a reader looks for.

    Looked for are titles of boxes, bold words (terms, symptoms and quoted messages), the first cells of rows, and printed messages.
    """
    for passages in groups(section):
        if passages and not target(section, passages):
            first, line = passages[0], passages[-1].line
            names = [said(first)] if first.column == 0 or first.kind == "title" else []
            names += [bold for passage in passages for _, bold, _ in passage.bold if not bold.endswith(":")]
            yield line, " · ".join(filter(None, map(said, passages))), False
            yield from ((line, name, True) for name in names)
    for block in section.blocks:
        if block.include and block.include[1] == "out":
            yield from ((block.line, line.strip(), True) for line in block.text.splitlines() if spoken(line))


def entry(section: Section, above: list[str], asked: list[str]) -> dict:
    """A section for the index.

    Args:
        section: it.
        above: the titles above it.
        asked: how else people ask for it; the terms that it defines are such words too.

    Returns:
        Where it is, the titles, what it says and what readers look for, both with the number of the folded box that holds it (0 for none),
        the titles of these boxes, how people ask, the names in its code.
    """
    lines, texts, sought = section.page.lines, {}, {}
    boxes = [
        box for box in section.page.boxes if section.first < box.line <= section.last and lines[box.line - 1].lstrip().startswith("???")
    ]
    for line, words, looked_for in parts(section):
        box = next((number for number, box in enumerate(boxes, 1) if box.line <= line <= box.last), 0)
        if words:
            (sought if looked_for else texts).setdefault(words, box)
    titles = {passage.line: said(passage) for passage in section.passages if passage.kind == "title"}
    known = set(NAME.findall(" ".join([*texts, *sought])))
    code = " ".join(block.text for block in section.blocks if block.include and block.include[1] == "py")
    names = dict.fromkeys(NAME.findall(re.sub(r"#.*|\"[^\"]*\"", "", code)))
    return {
        "at": f"{section.page.name}.html#{section.anchor}",
        "above": above,
        "title": section.title,
        "asked": asked,
        "boxes": [titles.get(box.line, box.title) for box in boxes],
        "texts": list(texts.items()),
        "sought": list(sought.items()),
        "code": " ".join(name for name in names if name not in known),
    }


def entries(book: Book) -> list[dict]:
    """All sections that say something of their own, without lists of sources, aims and summaries; raises `Fault` where the language asks for one that is not there."""
    found, above, asked = {}, [], dict(book.language["search"]["asked"])
    for section in book.sections:
        level = next(heading.level for heading in section.page.headings if heading.line == section.first)
        above = [*above[: level - 1], section.title]
        if section.anchor not in PASSING:
            name = f"{section.page.name}#{section.anchor}"
            found[name] = entry(section, above[:-1], [*asked.pop(name, [])])
    for term, home, _ in defined(book).homes.values():
        if (name := f"{home.page.name}#{home.anchor}") in found:
            found[name]["asked"].append(term)
    for name in asked:
        raise Fault(str(book.folder / LANGUAGE), f"search.asked: there is no section {name}", "correct the name, or remove the line")
    for section in book.sections:
        for passages in groups(section):
            if (place := target(section, passages)) in found:
                found[place]["texts"].append((" · ".join(filter(None, map(said, passages))), 0))
    return [each for each in found.values() if each["texts"] or each["sought"]]


def index_search(book: Book, site: Path) -> None:
    """Write the index in the place of all that the theme brings for its own search; a script, so that it can be asked for from a disk too."""
    words = {name: value for name, value in book.language["search"].items() if name != "asked"}
    known = json.dumps({"words": words, "entries": entries(book)}, ensure_ascii=False, separators=(",", ":"))
    for path in ("search", "assets/javascripts/lunr", "assets/javascripts/workers"):
        shutil.rmtree(site / path, ignore_errors=True)  # gone already where the last step runs again
    (site / "search").mkdir()
    (site / "search" / "index.js").write_text(f"window.searched = {known};\n", encoding="utf-8")
