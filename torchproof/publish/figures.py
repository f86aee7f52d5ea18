"""What the site adds to mkdocs' HTML: figures with their size reserved, the line of facts completed, the landing page arranged."""

import re
from pathlib import Path
from xml.etree import ElementTree

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

from torchproof.book.book import FACTS, INTRODUCTION, Book, of
from torchproof.book.exercise import ANCHOR
from torchproof.book.markdown import MOVING
from torchproof.book.page import element
from torchproof.book.record import Record
from torchproof.book.snippet import Snippet
from torchproof.publish import home
from torchproof.publish.exercises import colab
from torchproof.publish.picture import size

WORDS = 200  # that a reader of English as a second language reads in a minute
STASHED = re.compile(r"\x02wzxhzdk:(\d+)\x03")
SENTENCE = re.compile(r".+?[.!?](?=\s|$)|.+", re.DOTALL)
TAG = re.compile(r"<[^>]+>")


class Figures(Treeprocessor):
    """Makes a paragraph that holds one SVG a `<figure>` with its size reserved and a caption; completes the line of facts; arranges the landing page.

    Attributes:
        folder: where the page's addresses start,
        name: the chapter that it is, or is a notebook of, and
        book: the book that it is of; a page of the site says all three by itself.
    """

    folder: Path | None = None
    name: str | None = None
    book: Book | None = None

    def run(self, root: ElementTree.Element) -> None:
        """Change the tree in place."""
        site = None
        if "relpath" in self.md.treeprocessors:
            site = self.md.treeprocessors["relpath"]
            self.folder, self.name = Path(site.file.abs_src_path).parent, site.file.src_uri.removesuffix(".md")
            self.book = of(Path(site.config.config_file_path))
        for header in root.iter("th"):
            self.name_formula(header)
        for link in root.iter("a"):
            if link.get("class") == "headerlink":  # else every heading is called "…¶"; the table of contents has the same links
                link.attrib |= {"aria-hidden": "true", "tabindex": "-1"}
        self.frame(root)
        facts = self.facts(root)
        if facts is not None:
            facts.set("class", "facts")
        if site:
            if facts is not None:
                complete(facts, self.name, len("".join(root.itertext()).split()), self.book)
            if self.name == INTRODUCTION:
                home.arrange(root, self.book)

    def name_formula(self, header: ElementTree.Element) -> None:
        """Make an empty corner of a table no heading, and give a heading that is only a formula a name."""
        header.tag = "th" if "".join(header.itertext()).strip() else "td"
        if formula := STASHED.fullmatch((header.text or "").strip()):
            stash, number = self.md.htmlStash.rawHtmlBlocks, int(formula[1])
            stash[number] = stash[number].replace("<math", f'<math aria-label="{TAG.sub("", stash[number])}"', 1)

    def frame(self, root: ElementTree.Element) -> None:
        """Make figures of paragraphs; all but the first are fetched when they come near."""
        first = True
        for paragraph in root.iter("p"):
            picture = paragraph[0] if len(paragraph) == 1 and paragraph[0].tag == "img" and not (paragraph.text or "").strip() else None
            file = self.folder / picture.get("src", "") if picture is not None and self.folder else None
            if file and file.suffix == ".svg" and file.exists():  # mkdocs itself warns of a missing file
                width, height = size(file)
                moves = picture.attrib.pop("class", None) == MOVING
                lazy = {} if first or moves else {"loading": "lazy"}  # a still figure is out of sight until it is printed
                picture.attrib.update(width=str(width), height=str(height), decoding="async", **lazy)
                paragraph.tag, first = "figure", False
                if moves:
                    move(paragraph, picture, Record.read(Snippet.read(file.with_suffix(".py"))).above)
                else:
                    button = {"type": "button", "class": "enlarge", "aria-label": self.book.language["figure"]["enlarge"]}
                    ElementTree.SubElement(paragraph, "button", button).text = ""
                caption = SENTENCE.match(picture.get("alt", ""))  # a screen reader has it from the alternative text
                ElementTree.SubElement(paragraph, "figcaption", {"aria-hidden": "true", "data-search-exclude": ""}).text = (
                    caption[0] if caption else ""
                )

    def facts(self, root: ElementTree.Element) -> ElementTree.Element | None:
        """The paragraph that is the chapter's line of facts."""
        file = Path("snippets", self.name or "", FACTS)
        text = file.read_text(encoding="utf-8").strip() if self.name and file.exists() else None
        return next((paragraph for paragraph in root.iter("p") if text and paragraph.text == text), None)


def move(figure: ElementTree.Element, picture: ElementTree.Element, known: str) -> None:
    """Put the picture into the element that moves in its place, with what its run knew, and load what all such elements share, then its own script."""
    name = element(picture.get("src", ""))
    figure.remove(picture)
    ElementTree.SubElement(figure, name, {"class": MOVING} | ({"data-known": known} if known else {})).append(picture)
    for script in ("assets/js/moving.js", f"assets/moving/{name}.js"):
        ElementTree.SubElement(figure, "script", {"src": script, "defer": "defer"}).text = ""


def complete(facts: ElementTree.Element, chapter: str, words: int, book: Book) -> None:
    """Put reading time, what its reader can do there and downloads before the facts that the record states."""
    says, (text, facts.text) = book.language["facts"], (facts.text, "")
    ElementTree.SubElement(facts, "span").text = says["time"].format(max(1, round(words / WORDS)))
    count = sum(found.page == chapter for found in book.exercises.values())
    links = [(f"#{ANCHOR}", says["exercises"][count > 1].format(count))] if count else []
    page = book.pages[chapter]
    if moving := [figure for figure in page.figures if figure.moves]:
        section = [heading for heading in page.headings if heading.anchor and heading.line < moving[0].line][-1]
        links.append((f"#{section.anchor}", says["moving"][len(moving) > 1].format(len(moving))))
    links += [(f"notebooks/{chapter}.ipynb", says["notebook"]), (f"downloads/{chapter}.zip", says["zip"])]
    if run := colab(book, chapter):
        links.insert(-1, (run, says["colab"]))
    for href, label in links:
        ElementTree.SubElement(ElementTree.SubElement(facts, "span"), "a", {"href": href}).text = label
    ElementTree.SubElement(facts, "br").tail = text


class Site(Extension):
    """The Markdown extension `torchproof.publish.figures`."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Add the figures' processor, after the table of contents, before mkdocs rewrites addresses."""
        md.treeprocessors.register(Figures(md), "figures", 4)


def makeExtension(**options) -> Site:
    """What Python-Markdown calls to load `torchproof.publish.figures`."""
    return Site(**options)
