"""Rules for the whole book: what lies where."""

import re
from collections.abc import Iterator

from torchproof.book import record
from torchproof.book.book import GENERATED, Book
from torchproof.book.fault import Fault

# what may lie below docs/<language>/ and below snippets/; other rules ask where pages and records lie
BESIDE = re.compile(
    r".+\.md|language\.toml|assets/favicon\.svg|assets/(?:css/[\w-]+\.css|js/[\w-]+\.js|moving/\w+-\w+\.js|fonts/[\w-]+\.(?:woff2|txt))"
    r"|notebooks/\w+\.ipynb|downloads/(?:\w+\.zip|\w+\.mplstyle)"
)
PROGRAMS = re.compile(r"\w+/(?:(?:exercises/)?\w+\.py|[\w.]+\.part|(?:verified|traps)\.md|exercises/\w+\.md)|.+\.(?:out|svg|proof)")


def pages(book: Book) -> Iterator[Fault]:
    """Every page lies in the folder of its language, not below it, and stands in the navigation.

    The site shows a page in a deeper folder, and no rule reads it.
    """
    made = {*GENERATED, *(f"claims/{page}.md" for page in book.pages)}
    for path in sorted(book.folder.rglob("*.md")):
        inside = path.relative_to(book.folder).as_posix()
        if inside in made or inside.startswith("snippets/"):
            continue
        if path.parent != book.folder:
            yield Fault(f"{path}:1", "lies in a deeper folder, where no rule reads it", f"move it to {book.folder}")
        elif path.stem not in book.order:
            yield Fault(f"{path}:1", "stands in no navigation, so no reader finds it", f"name it in {book.config}")


def snippets(book: Book) -> Iterator[Fault]:
    """Every folder of snippets has a page with its name.

    A snippet that no page shows is read by nobody.
    """
    folders = {snippet.path.parent for snippet in book.snippets.values()}
    folders |= {exercise.file.path.parents[1] for exercise in book.exercises.values()}
    for folder in sorted(folders):
        if folder.name not in book.pages:
            yield Fault(
                str(folder), f"holds snippets, and there is no page {book.folder / folder.name}.md", "write it, or rename the folder"
            )


def files(book: Book) -> Iterator[Fault]:
    """Beside the pages lie only the words of their language, style, script, fonts and pictures of the site, and what is generated; below `snippets/` only programs with their records and proofs, and exercises, each in the folder of a page.

    A file of another kind, or at another depth, would be shown or run by something, and read by no rule.
    """
    linked = book.folder / "snippets"
    for top, known in ((book.folder, BESIDE), (book.root / "snippets", PROGRAMS)):
        for path in sorted(top.rglob("*")):
            inside = path.relative_to(top).as_posix()
            if path == linked or "__pycache__" in path.parts:
                continue
            if path.is_symlink() or (path.is_file() and not known.fullmatch(inside)):
                yield Fault(str(path), "is a file that no rule reads", "remove it, or put it where the files of its kind lie")
    if linked.is_symlink() and linked.resolve() != (book.root / "snippets").resolve():
        yield Fault(str(linked), f"leads to {linked.readlink()}", "link it to the folder of the snippets")


def records(book: Book) -> Iterator[Fault]:
    """Every record and every proof lies beside its snippet, or its exercise.

    One that is left alone proves nothing, and a page could still show it.
    """
    programs = [*book.snippets.values(), *(exercise.file for exercise in book.exercises.values())]
    for path in record.orphans(book.root, programs):
        yield Fault(str(path), "is the record of no snippet", "remove it (nox -s figures does), or put its snippet back")
