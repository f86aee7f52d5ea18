"""Rules for the whole book: what lies where."""

from collections.abc import Iterator

from torchproof.book import record
from torchproof.book.book import GENERATED, Book
from torchproof.book.fault import Fault


def pages(book: Book) -> Iterator[Fault]:
    """Every page lies in the folder of its language, not below it, and stands in the navigation.

    The site shows a page in a deeper folder, and no rule reads it.
    """
    for path in sorted(book.folder.rglob("*.md")):
        inside = path.relative_to(book.folder).as_posix()
        if inside.startswith((*GENERATED, "snippets/")):
            continue
        if path.parent != book.folder:
            yield Fault(f"{path}:1", "lies in a deeper folder, where no rule reads it", f"move it to {book.folder}")
        elif path.stem not in book.order:
            yield Fault(f"{path}:1", "stands in no navigation, so no reader finds it", f"name it in {book.config}")


def snippets(book: Book) -> Iterator[Fault]:
    """Every folder of snippets has a page with its name.

    A snippet that no page shows is read by nobody.
    """
    for folder in sorted({snippet.path.parent for snippet in book.snippets.values()}):
        if folder.name not in book.pages:
            yield Fault(
                str(folder), f"holds snippets, and there is no page {book.folder / folder.name}.md", "write it, or rename the folder"
            )


def records(book: Book) -> Iterator[Fault]:
    """Every record and every proof lies beside its snippet.

    One that is left alone proves nothing, and a page could still show it.
    """
    for path in record.orphans(book.root, book.snippets.values()):
        yield Fault(str(path), "is the record of no snippet", "remove it (nox -s figures does), or put its snippet back")
