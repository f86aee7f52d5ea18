"""The index of the book, made from its pages (`python -m torchproof.terms`): terms where they are defined and used, and torch's names where they run."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from torchproof import GENERATED
from torchproof.fault import Fault
from torchproof.pages import Page
from torchproof.snippet import every, read_text

BOLD = re.compile(r"\*\*([^\W\d_][^*\n]{1,40}[\w)])\*\*(?![:?])")
CODE = re.compile(r"`[\w.]*?(\w+)(?:\(.*?\))?`")
SILENT = re.compile(r"`[^`]*`|\$\$[^$]*\$\$|\$[^$]*\$|!?\[[^\]]*\]\([^)]*\)|^ *(?:\?\?\?\+?|!!!).*$|^ *\|.*$", re.MULTILINE)
EMPHASIS = {"all", "always", "and", "cause", "fix", "never", "no", "not", "only", "or", "symptom", "yes"}
PASSING = {"check-yourself", "sources", "summary", "you-will-be-able-to"}
HEAD = """---
title: Index
description: Every term of the book with the place that defines it and those that use it, and every name of PyTorch with the places where it runs.
search:
  exclude: true
---
# Index

Every term where it is defined, and where else it is used; every name of PyTorch where it runs.
"""


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

    @property
    def prose(self) -> str:
        """Its lines outside fences."""
        return "".join(line + "\n" for number, line in self.page.prose if self.first < number <= self.last)

    @property
    def regions(self) -> list[tuple[str, str]]:
        """The regions that it shows: stem and name of each."""
        includes = [block.include for block in self.page.blocks if self.first < block.line <= self.last and block.include]
        return [(stem, region) for stem, kind, region in includes if kind == "py"]

    @property
    def paragraphs(self) -> list[tuple[int, str]]:
        """Its paragraphs, with the line of each; footnotes left out."""
        return [(line, text) for line, text in self.page.paragraphs if self.first < line <= self.last]


def order(root: Path) -> list[str]:
    """The names of the pages that a reader goes through, in the order of the navigation."""
    names = re.findall(r"^ +- (?:[^:\n]+: )?([\w-]+)\.md$", read_text(root / "mkdocs.yml"), re.MULTILINE)
    return [name for name in names if f"{name}.md" not in ("index.md", *GENERATED)]


def sections(root: Path, *before: str) -> list[Section]:
    """The sections of all pages, in the order of the book, behind those of the pages named `before`."""
    snippets, found = every(root), []
    for name in (*before, *order(root)):
        page = Page.read(root / "docs" / "en" / f"{name}.md", snippets)
        ends = [heading.line - 1 for heading in page.headings[1:]] + [len(page.lines)]
        chapter = page.headings[0].words
        found += [Section(page, at.anchor, chapter, at.words, at.line, end) for at, end in zip(page.headings, ends, strict=True)]
    return found


def defined(book: list[Section]) -> dict[str, tuple[str, Section]]:
    """Each bold term in small letters → the term as written, and the section that defines it: the first that has it in bold."""
    found: dict[str, tuple[str, Section]] = {}
    for section in book:
        for term in BOLD.findall(section.prose) if not section.passing else ():
            if len(term.split()) <= 4 and term.casefold() not in EMPHASIS:
                found.setdefault(term.casefold(), (term, section))
    return found


def early(book: list[Section]) -> Iterator[Fault]:
    """Uses of a term in sections before the one that defines it whose paragraph has no link to it; the first on each page.

    A paragraph uses a term where its text holds it outside code, formulas, links, tables and titles of boxes. Sections that only
    announce or sum up use none.
    """
    for key, (term, home) in defined(book).items():
        word = re.compile(rf"\b{re.escape(key)}s?\b", re.IGNORECASE)
        told: set[str] = set()
        for section in book[: book.index(home)]:
            file = "" if section.page is home.page else f"{home.page.name}.md"
            for line, text in section.paragraphs if not section.passing else ():
                if section.page.name in told or not word.search(text):
                    continue
                if f"]({file}#" in text or f"]({file})" in text:
                    told.add(section.page.name)
                elif word.search(SILENT.sub("", text)):
                    told.add(section.page.name)
                    yield section.page.fault(
                        line,
                        f"the term {term!r} is used, but first defined in {home.page.name}.md#{home.anchor}",
                        f"link it there, [{term}]({file}#{home.anchor}), define it here in bold, or say it in other words",
                    )


def names(code: str, modules: dict[str, str]) -> Iterator[str]:
    """The names of torch that a piece of code uses, in full (`torch.nn.Linear`), and the methods that it calls (`.backward`)."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and ast.unparse(node.func).split(".")[0] not in modules:
            yield f".{node.func.attr}"
        parts = []
        while isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        if isinstance(node, ast.Name) and node.id in modules and (parts or modules[node.id].count(".") > 1):
            yield ".".join([modules[node.id], *reversed(parts)])


def modules(tree: ast.Module) -> dict[str, str]:
    """What a snippet's names stand for, of torch: {"nn": "torch.nn"}."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            prefix = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
            found |= {
                alias.asname or alias.name.split(".")[0]: prefix + (alias.name if alias.asname or prefix else alias.name.split(".")[0])
                for alias in node.names
            }
    return {name: full for name, full in found.items() if full.split(".")[0] in ("torch", "torchvision")}


def terms(book: list[Section]) -> Iterator[str]:
    """A line for each bold term: where it is defined, and the first place of each other page that uses it."""
    for key, (term, home) in sorted(defined(book).items()):
        word = re.compile(rf"\b{re.escape(key)}\b", re.IGNORECASE)
        users = {
            section.page.name: section
            for section in reversed(book)
            if section.page.name != home.page.name and not section.passing and word.search(section.prose)
        }
        also = [section.link() for section in book if users.get(section.page.name) is section]
        yield f"- **{term}** {home.link(full=True)}" + (f"; also {', '.join(also)}" if also else "")


def interface(book: list[Section]) -> Iterator[str]:
    """A line for each name of torch: in each page that runs it, the first place whose text speaks of it, else the first. Of methods, those that are spoken of."""
    spoken = {id(section): set(CODE.findall(section.prose)) for section in book}
    found: dict[str, list[Section]] = {}
    for section in book:
        for stem, region in section.regions:
            snippet = section.page.snippets[stem]
            first, last = next((part.first, part.last) for part in snippet.regions if part.name == region)
            code = "\n".join("" if not first <= number <= last else line for number, line in enumerate(snippet.lines, 1))
            for name in names(code, modules(snippet.tree)):
                found.setdefault(name, []).append(section)
    for name, places in sorted(found.items(), key=lambda item: item[0].lstrip(".").casefold()):
        last = name.rpartition(".")[2]
        if any(other.startswith(f"{name}.") for other in found) or (
            name.startswith(".") and not any(last in spoken[id(section)] for section in places)
        ):
            continue
        best = {section.page.name: section for section in reversed(places)}
        best |= {section.page.name: section for section in reversed(places) if last in spoken[id(section)]}
        links = [best[page].link() for page in dict.fromkeys(section.page.name for section in places)]
        yield f"- `{name}{'()' if name.startswith('.') else ''}` {', '.join(links)}"


def main() -> None:
    """Write `terms.md` beside the pages, in the order of the navigation."""
    book = sections(Path())
    words, calls = list(terms(book)), list(interface(book))
    body = "\n".join([HEAD, "## Terms", "", *words, "", "## Names of PyTorch { #api }", "", *calls, ""])
    Path("docs/en/terms.md").write_text(body, encoding="utf-8")
    print(f"{len(words)} terms and {len(calls)} names indexed")


if __name__ == "__main__":
    main()
