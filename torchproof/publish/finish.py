"""What is left to do after mkdocs has built the site."""

import sys
from pathlib import Path

from torchproof.book.book import INTRODUCTION, Book, books
from torchproof.publish import styles
from torchproof.publish.agree import disagreements
from torchproof.publish.exercises import listings
from torchproof.publish.listing import listed
from torchproof.publish.notebooks import archive
from torchproof.publish.picture import themed
from torchproof.publish.search import index_search
from torchproof.publish.space import bare, tight, together

COPY = "torchproof.zip"
REDIRECT = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<title>Torchproof</title>
<link rel="icon" href="{language}/assets/favicon.svg">
<meta http-equiv="refresh" content="0; url={language}/index.html">
<p><a href="{language}/index.html">Torchproof: {title}</a></p>
</html>
"""


def show_code(book: Book, site: Path) -> None:
    """Name the listings of every page, and make them ready for a narrow screen."""
    repository = book.settings.get("repo_url")
    for path in site.rglob("*.html"):
        page = book.pages.get(path.stem) if path.parent == site else None
        sources = f"{repository}/blob/main/snippets/" if repository else "snippets/"
        text = listed(path.read_text(encoding="utf-8"), listings(page, book) if page else [], book.language["listing"], sources)
        path.write_text(together(tight(text)), encoding="utf-8")


def finish(root: Path) -> int:
    """Hold the built pages against the parse, then finish each language's site; how many pages disagree."""
    built = [(book, root / book.settings["site_dir"]) for book in books(root)]
    found = [fault for book, site in built for fault in disagreements(book, site)]
    for fault in found:
        print(fault, file=sys.stderr)
    for book, site in built if not found else ():
        finish_language(book, site)
    return len(found)


def finish_language(book: Book, site: Path) -> None:
    """Code, styles, search, the way from / to the language, 404, robots.txt, a copy to read offline."""
    show_code(book, site)
    styles.lighten(site)
    for kind in ("css/*.css", "js/*.js", "moving/*.js"):
        for path in (site / "assets").glob(kind):
            path.write_text(bare(path.read_text(encoding="utf-8")), encoding="utf-8")
    for path in sorted((site / "snippets").rglob("*.svg")):
        path.write_text(themed(path.read_text(encoding="utf-8")), encoding="utf-8")
    index_search(book, site)
    title = book.pages[INTRODUCTION].headings[0].words
    (site.parent / "index.html").write_text(REDIRECT.format(language=site.name, title=title), encoding="utf-8")
    (site.parent / "404.html").write_text((site / "404.html").read_text(encoding="utf-8"), encoding="utf-8")
    (site.parent / "robots.txt").write_text(f"User-agent: *\nAllow: /\nSitemap: {book.url}sitemap.xml\n", encoding="utf-8")
    files = [path for path in sorted(site.rglob("*")) if path.is_file() and path.suffix not in (".map", ".gz") and path.name != COPY]
    archive(site / COPY, {path.relative_to(site).as_posix(): path.read_bytes() for path in files})
    print(f"the site stands in {site.parent}: {len(files)} files in the copy to read offline")
