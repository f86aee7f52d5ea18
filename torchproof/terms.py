"""The index of the book, made from its pages (`python -m torchproof.terms`): terms where they are defined and used, and torch's names where they run."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from markdown.extensions.toc import slugify, unique
from mkdocs.config import load_config

from torchproof.snippet import Snippet

HEADING = re.compile(r"^(#{1,6}) +(.*?)(?: *\{ *#([\w-]+)[^}]*\})? *$")
BOLD = re.compile(r"\*\*([^\W\d_][^*\n]{1,40}[\w)])\*\*(?![:.?])")
CODE = re.compile(r"`[\w.]*?(\w+)(?:\(.*?\))?`")
EMPHASIS = {"all", "always", "and", "cause", "fix", "never", "no", "not", "only", "or", "symptom", "yes"}
PASSING = {"check-yourself", "sources", "summary", "you-will-be-able-to"}
REGION = re.compile(r'--8<-- "([\w/-]+)\.py:([\w-]+)"')
HEAD = """---
title: Index
description: Every term of the book with the place that defines it and those that use it, and every name of PyTorch with the places where it runs.
search:
  exclude: true
---
# Index

Every term where it is defined, and where else it is used; every name of PyTorch where it runs.
"""


@dataclass
class Section:
    """A part of a page under one heading: where a link leads, the words above it, its prose, and the regions that it shows."""

    page: str
    anchor: str
    chapter: str
    title: str
    prose: str = ""
    regions: list[tuple[str, str]] = field(default_factory=list)

    def link(self, full: bool = False) -> str:
        """A Markdown link to it, with the words of its page, in full those of its heading too."""
        return f"[{self.chapter}{f' › {self.title}' if full and self.title != self.chapter else ''}]({self.page}.md#{self.anchor})"


def sections(page: Path) -> Iterator[Section]:
    """The sections of a page, in order."""
    used: set[str] = set()
    name, section, fence = page.stem, None, False
    for line in page.read_text(encoding="utf-8").splitlines():
        heading = None if fence else HEADING.match(line)
        if line.lstrip().startswith("```"):
            fence = not fence
        elif heading:
            if section:
                yield section
            text = re.sub(r"\[([^\]]*)\]\([^)]*\)|[`*$]", r"\1", heading[2])
            name = text if len(heading[1]) == 1 else name
            section = Section(page.stem, unique(heading[3] or slugify(text, "-"), used), name, text)
        elif section and (found := REGION.search(line)):
            section.regions.append(found.groups())
        elif section and not fence:
            section.prose += line + "\n"
    if section:
        yield section


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
    found: dict[str, tuple[str, Section]] = {}
    for section in book:
        for term in BOLD.findall(section.prose):
            if len(term.split()) <= 4 and term.casefold() not in EMPHASIS and section.anchor not in PASSING:
                found.setdefault(term.casefold(), (term, section))
    for key, (term, home) in sorted(found.items()):
        word = re.compile(rf"\b{re.escape(key)}\b", re.IGNORECASE)
        users = {
            section.page: section
            for section in reversed(book)
            if section.page != home.page and section.anchor not in PASSING and word.search(section.prose)
        }
        also = [section.link() for section in book if users.get(section.page) is section]
        yield f"- **{term}** {home.link(full=True)}" + (f"; also {', '.join(also)}" if also else "")


def interface(book: list[Section], snippets: Path) -> Iterator[str]:
    """A line for each name of torch: in each page that runs it, the first place whose text speaks of it, else the first. Of methods, those that are spoken of."""
    spoken = {id(section): set(CODE.findall(section.prose)) for section in book}
    found: dict[str, list[Section]] = {}
    for section in book:
        for stem, region in section.regions:
            snippet = Snippet.read(snippets / f"{stem}.py")
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
        best = {section.page: section for section in reversed(places)}
        best |= {section.page: section for section in reversed(places) if last in spoken[id(section)]}
        yield f"- `{name}{'()' if name.startswith('.') else ''}` {', '.join(best[page].link() for page in dict.fromkeys(section.page for section in places))}"


def main() -> None:
    """Write `terms.md` beside the pages, in the order of the navigation."""
    config = load_config()
    docs = Path(config.docs_dir)
    order = re.findall(r"([\w-]+)\.md", str(config.nav))
    pages = [docs / f"{name}.md" for name in order if name not in ("index", "terms") and (docs / f"{name}.md").exists()]
    book = [section for page in pages for section in sections(page)]
    words, calls = list(terms(book)), list(interface(book, Path("snippets")))
    body = "\n".join([HEAD, "## Terms", "", *words, "", "## Names of PyTorch { #api }", "", *calls, ""])
    (docs / "terms.md").write_text(body, encoding="utf-8")
    print(f"{len(words)} terms and {len(calls)} names indexed")


if __name__ == "__main__":
    main()
