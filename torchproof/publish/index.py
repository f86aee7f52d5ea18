"""The index of the book: terms where they are defined and used, and torch's names where they run."""

import ast
import re
from collections.abc import Iterator

from torchproof.book.book import INTRODUCTION, Book, Section
from torchproof.rules.words import defined, tells

CODE = re.compile(r"[\w.]*?(\w+)(?:\(.*?\))?")


def index(book: Book) -> str:
    """The page `terms.md`."""
    head = book.language["index"]["head"]
    lines = [head, f"## {book.language['index']['terms']} {{ #terms }}", "", *terms(book), ""]
    return "\n".join([*lines, f"## {book.language['index']['names']} {{ #api }}", "", *interface(book), ""])


def terms(book: Book) -> Iterator[str]:
    """A line for each bold term: where it is defined, and the first place of each other page that uses it."""
    known, users = defined(book), {}
    for section in book.sections:
        for passage in section.passages if tells(section) else ():
            for key in known.used(passage.text):
                if section.page is not known.homes[key][1].page:
                    users.setdefault(key, {}).setdefault(section.page.name, section)
    for key, (term, home, _) in sorted(known.homes.items(), key=lambda item: item[1][0].casefold()):
        also = [section.link() for section in users.get(key, {}).values()]
        yield f"- **{term}** {home.link(full=True)}" + (f"; {book.language['index']['also']} {', '.join(also)}" if also else "")


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


def spoken(section: Section) -> set[str]:
    """The last parts of the names that a section speaks of in its text."""
    pieces = (piece.text for passage in section.passages for piece in passage.only("code"))
    return {found[1] for text in pieces if (found := CODE.fullmatch(text))}


def interface(book: Book) -> Iterator[str]:
    """A line for each name of torch: in each page that runs it, the first place whose text speaks of it, else the first. Of methods, those that are spoken of."""
    places: dict[str, list[Section]] = {}
    for section in book.sections:
        for stem, region in section.regions if section.page.name != INTRODUCTION else ():
            snippet = book.snippets[stem]
            first, last = next((part.first, part.last) for part in snippet.regions if part.name == region)
            code = "\n".join("" if not first <= number <= last else line for number, line in enumerate(snippet.lines, 1))
            for name in names(code, modules(snippet.tree)):
                places.setdefault(name, []).append(section)
    speaks = {id(section): spoken(section) for section in book.sections}
    whole = {".".join(name.split(".")[:length]) for name in places for length in range(1, name.count(".") + 1)}
    for name, found in sorted(places.items(), key=lambda item: item[0].lstrip(".").casefold()):
        last = name.rpartition(".")[2]
        telling = [section for section in found if last in speaks[id(section)]]
        if name not in whole and (telling or not name.startswith(".")):
            best = {section.page.name: section for section in reversed([*telling, *found])}
            links = [best[page].link() for page in dict.fromkeys(section.page.name for section in found)]
            yield f"- `{name}{'()' if name.startswith('.') else ''}` {', '.join(links)}"
