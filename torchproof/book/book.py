"""The whole book in one language: its pages in the order of the navigation, its snippets, and the words of its language."""

import os
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import yaml

from torchproof.book import exercise, markdown
from torchproof.book.fault import Fault
from torchproof.book.page import Block, Page, Passage
from torchproof.book.record import Record
from torchproof.book.snippet import Snippet, every
from torchproof.book.text import read_text

GENERATED = ("terms.md", "claims.md", "claims/", "notebooks/", "downloads/")
"""What is written beside the pages when the site is built."""
INTRODUCTION = "index"
FACTS = "verified.md"
"""The line of facts below a page's title, written beside its snippets when the site is built."""
TRAPS = "traps.md"
"""The table that a page may include, written beside its snippets when the site is built."""
PASSING = {"check-yourself", "sources", "summary", "you-will-be-able-to"}
LANGUAGE = "language.toml"


class Settings(yaml.SafeLoader):
    """Reads mkdocs' settings, as mkdocs does: `!ENV [NAME, default]` is a variable of the environment."""

    def environment(self, node: yaml.SequenceNode) -> object:
        """The first of the named variables that is set, else the default, which stands last."""
        *names, default = self.construct_sequence(node)
        return next((os.environ[name] for name in names if name in os.environ), default)


Settings.add_constructor("!ENV", Settings.environment)


@dataclass(frozen=True)
class Section:
    """A part of a page under one heading: its chapter's title, its own, the anchor that a link leads to, and its lines."""

    page: Page
    anchor: str
    chapter: str
    title: str
    first: int
    last: int

    def link(self, full: bool = False) -> str:
        """A Markdown link to it, with the words of its page, in full those of its heading too."""
        return f"[{self.chapter}{f' › {self.title}' if full and self.title != self.chapter else ''}]({self.page.name}.md#{self.anchor})"

    @property
    def passing(self) -> bool:
        """Whether it only announces or sums up what other sections say."""
        return self.anchor in PASSING or self.title == self.chapter

    @cached_property
    def passages(self) -> list[Passage]:
        """Its text below its heading, footnotes left out."""
        return [found for found in self.page.passages if self.first < found.line <= self.last and found.kind != "note"]

    @cached_property
    def blocks(self) -> list[Block]:
        """Its code."""
        return [block for block in self.page.blocks if self.first < block.line <= self.last]

    @property
    def regions(self) -> list[tuple[str, str]]:
        """The regions that it shows: stem and name of each."""
        return [(block.include[0], block.include[2]) for block in self.blocks if block.include and block.include[1] == "py"]


@dataclass(frozen=True, eq=False)
class Book:
    """The book in one language.

    Attributes:
        root: the work tree.
        config: the mkdocs settings of this language, `mkdocs.yml` or `mkdocs.<language>.yml`.
    """

    root: Path
    config: Path

    @cached_property
    def settings(self) -> dict:
        """What mkdocs is told."""
        return yaml.load(read_text(self.config), Settings)

    @cached_property
    def folder(self) -> Path:
        """Where its pages lie."""
        return self.root / self.settings["docs_dir"]

    @property
    def url(self) -> str:
        """The address of its published site."""
        return self.settings["site_url"]

    @cached_property
    def language(self) -> dict:
        """The words of its language that the machinery looks for or writes (`language.toml` beside the pages)."""
        path = self.folder / LANGUAGE
        try:
            return tomllib.loads(read_text(path))
        except tomllib.TOMLDecodeError as error:
            raise Fault(str(path), f"is not TOML: {error}", "correct it") from error

    @cached_property
    def snippets(self) -> dict[str, Snippet]:
        """The snippets by id, which all languages share."""
        return {snippet.id: snippet for snippet in every(self.root)}

    @cached_property
    def exercises(self) -> dict[str, exercise.Exercise]:
        """The exercises by id, which all languages share."""
        return {found.id: found for found in exercise.every(self.root)}

    def shown(self, page: Page) -> dict[int, exercise.Exercise]:
        """The exercises that a page includes, by line."""
        known = {f"{name}.md": found for name, found in self.exercises.items()}
        return {line: known[name] for line, name in page.wholes if name in known}

    @cached_property
    def printed(self) -> str:
        """All that the snippets printed, in one line."""
        return " ".join(
            word for snippet in self.snippets.values() for text in Record.read(snippet).output.values() for word in text.split()
        )

    @cached_property
    def paths(self) -> list[Path]:
        """The files of its pages, without those that are generated."""
        return [path for path in sorted(self.folder.glob("*.md")) if path.name not in GENERATED]

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Every page that people write, by name."""
        return {path.stem: markdown.read(path, self.snippets) for path in self.paths}

    @cached_property
    def order(self) -> list[str]:
        """The names of the pages that a reader goes through, in the order of the navigation, the landing page first."""
        return [name for name in leaves(self.settings["nav"]) if f"{name}.md" not in GENERATED]

    @cached_property
    def chapters(self) -> list[str]:
        """The names of the chapters, in order: the pages of the groups in the navigation, without the last, which is for reference."""
        groups = [part for entry in self.settings["nav"] if isinstance(entry, dict) for part in entry.values() if isinstance(part, list)]
        return leaves(groups[:-1] or groups)

    @cached_property
    def sections(self) -> list[Section]:
        """The sections of all pages, in the order of the book."""
        found = []
        for page in (self.pages[name] for name in self.order):
            ends = [heading.line - 1 for heading in page.headings[1:]] + [len(page.lines)]
            chapter = page.headings[0].words
            found += [Section(page, at.anchor, chapter, at.words, at.line, end) for at, end in zip(page.headings, ends, strict=True)]
        return found


def leaves(nav: object) -> list[str]:
    """The names of the pages in a part of the navigation, in order."""
    parts = nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else None
    return [str(nav).removesuffix(".md")] if parts is None else [name for part in parts for name in leaves(part)]


def books(root: Path) -> list[Book]:
    """The book in each of its languages: one for each `mkdocs*.yml`."""
    return [Book(root, config) for config in sorted(root.glob("mkdocs*.yml"))]


@cache
def of(config: Path) -> Book:
    """The book of a file of settings in the folder at work, read once for a build of the site."""
    return Book(Path(), config)
