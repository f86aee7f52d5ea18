"""What is written beside the pages before mkdocs builds: index, all claims, lines of facts, exercises, traps, notebooks, zips."""

from pathlib import Path

from torchproof.book.book import FACTS, books
from torchproof.book.text import replace
from torchproof.publish import claims, exercises, notebooks, traps
from torchproof.publish.index import index


def write(root: Path) -> None:
    """Write them, for each language, and say how many."""
    for book in books(root):
        found = claims.shown(book)
        for page in dict.fromkeys(each.snippet.page for each in found):
            replace(root / "snippets" / page / FACTS, claims.facts(book, found, page))
        exercises.write(book)
        traps.write(book)
        replace(book.folder / "terms.md", index(book))
        replace(book.folder / "claims.md", claims.summary(book, found))
        folder, own = book.folder / "claims", claims.by_page(found)
        folder.mkdir(exist_ok=True)
        for page, shown in own.items():
            replace(folder / f"{page}.md", claims.chapter(book, shown))
        for path in {*folder.iterdir()} - {folder / f"{page}.md" for page in own}:
            path.unlink()
        count = notebooks.write(book)
        print(f"{book.folder}: the index, the claims of {len(found)} programs, {count} notebooks and zips")
