"""A page of the book: its blocks, figures, headings, links, formulas, boxes and passages, each with its lines."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from torchproof.book.fault import Fault
from torchproof.book.snippet import Snippet


@dataclass(frozen=True)
class Block:
    """Code on a page: its first and last line, what its fence says (None where it is only indented), its text, and its include, if any.

    An include is the stem, "py" or "out", and the region: ("mlp/xor", "py", "train").
    """

    line: int
    last: int
    info: str | None
    text: str
    include: tuple[str, str, str] | None


@dataclass(frozen=True)
class Heading:
    """A heading: its line, its level from 1, its words without markup, and its anchor, empty where the page gives it none."""

    line: int
    level: int
    words: str
    anchor: str


@dataclass(frozen=True)
class Figure:
    """An image: its line, its alternative text, the address of its file, and whether it moves."""

    line: int
    alt: str
    target: str
    moves: bool


def element(target: str) -> str:
    """The name of the element that a figure becomes which moves: `mlp-xor` for `snippets/mlp/xor.svg`."""
    return "-".join(Path(target).with_suffix("").parts[-2:])


@dataclass(frozen=True)
class Box:
    """A box, `!!!` or `???`: its first and last line, its kind (note, failure, …), and its title."""

    line: int
    last: int
    kind: str
    title: str


@dataclass(frozen=True)
class Formula:
    """A formula: its line, its LaTeX, and whether it is displayed."""

    line: int
    latex: str
    display: bool


@dataclass(frozen=True)
class Piece:
    """A part of a passage: its line, its kind (text, code, formula, image, note, html, break), its text, the address that it links to, whether it is bold."""

    line: int
    kind: str
    text: str
    link: str | None
    bold: bool


@dataclass(frozen=True)
class Passage:
    """Text that is read in one go: its line, its kind (paragraph, heading, cell, title, or note for a footnote's text), its pieces; of a cell, its column."""

    line: int
    kind: str
    pieces: list[Piece]
    column: int | None = None

    @cached_property
    def text(self) -> str:
        """What it says, without markup; a footnote's mark as [^name]."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def links(self) -> list[str]:
        """The addresses that it links to."""
        return list(dict.fromkeys(piece.link for piece in self.pieces if piece.link is not None))

    def line_at(self, position: int) -> int:
        """The line of a character of its text."""
        for piece in self.pieces:
            if position < len(piece.text):
                return piece.line
            position -= len(piece.text)
        return self.line

    def only(self, *kinds: str) -> Iterator[Piece]:
        """Its pieces of these kinds."""
        return (piece for piece in self.pieces if piece.kind in kinds)

    @cached_property
    def bold(self) -> list[tuple[int, str, str]]:
        """Its bold words: the line, the words, and the character that follows."""
        found: list[tuple[int, str, str]] = []
        held: list[Piece] = []
        for piece in [*self.pieces, Piece(0, "text", "", None, False)]:
            if piece.bold:
                held.append(piece)
            elif held:
                found.append((held[0].line, "".join(part.text for part in held), piece.text[:1]))
                held = []
        return found


@dataclass(frozen=True, eq=False)
class Page:
    """One page, `docs/<language>/<name>.md`, and the snippets of the book by id.

    Attributes:
        meta: its front matter, such as title and description.
        blocks, headings, boxes, passages: in the order of the page.
        displayed: the displayed formulas.
        html: the lines of raw HTML, with it; comments too.
        hidden: the lines that carry what no reader sees, with it: attributes, titles of links, definitions of addresses.
        moving: the addresses of the figures that move.
        wholes: the lines that include a whole file, with its name.
        footnotes: name → first and last line.
        broken: why it cannot be read whole: a fence that is never closed, an include that leads nowhere.
    """

    path: Path
    source: str
    snippets: dict[str, Snippet]
    meta: dict[str, object] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    displayed: list[Formula] = field(default_factory=list)
    html: list[tuple[int, str]] = field(default_factory=list)
    hidden: list[tuple[int, str]] = field(default_factory=list)
    moving: set[str] = field(default_factory=set)
    wholes: list[tuple[int, str]] = field(default_factory=list)
    footnotes: dict[str, tuple[int, int]] = field(default_factory=dict)
    broken: list[Fault] = field(default_factory=list)

    @cached_property
    def name(self) -> str:
        """Its name, which its snippets' folder shares."""
        return self.path.stem

    @cached_property
    def lines(self) -> list[str]:
        """Its source, line by line."""
        return self.source.splitlines()

    def branch(self, anchor: str) -> Iterator[int]:
        """The lines of a heading and of those below it."""
        level = None
        for heading in self.headings:
            if level is not None and heading.level <= level:
                return
            if heading.anchor == anchor:
                level = heading.level
            if level is not None:
                yield heading.line

    @cached_property
    def own(self) -> list[Snippet]:
        """The snippets that it must show: those of the folder with its name."""
        return [snippet for snippet in self.snippets.values() if snippet.page == self.name]

    @cached_property
    def anchors(self) -> set[str]:
        """The anchors of its headings."""
        return {heading.anchor for heading in self.headings}

    @cached_property
    def figures(self) -> list[Figure]:
        """Its images in order."""
        pieces = (piece for passage in self.passages for piece in passage.only("image"))
        return [Figure(piece.line, piece.text, piece.link, piece.link in self.moving) for piece in pieces]

    @cached_property
    def formulas(self) -> list[Formula]:
        """Its formulas, the inline ones before the displayed ones."""
        inline = [Formula(piece.line, piece.text, False) for passage in self.passages for piece in passage.only("formula")]
        return inline + self.displayed

    def fault(self, line: int, what: str, mend: str) -> Fault:
        """A fault on a line of this page."""
        return Fault(f"{self.path}:{line}", what, mend)

    def includes(self, kind: str) -> list[tuple[Block, str, str]]:
        """Its blocks that show code ("py") or output ("out"), each with stem and region."""
        return [(block, block.include[0], block.include[2]) for block in self.blocks if block.include and block.include[1] == kind]
