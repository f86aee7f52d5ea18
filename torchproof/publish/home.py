"""The landing page: what the book is beside one proven claim, totals from the proofs, and a card for each chapter."""

from xml.etree.ElementTree import Element, SubElement

from torchproof.book.book import Book
from torchproof.publish import claims
from torchproof.publish.picture import size

CHAPTERS = "chapters"
"""The anchor of the section that the cards stand in."""


def arrange(root: Element, book: Book) -> None:
    """Put what stands above the first section beside it, the totals below it, and the cards into the section of the chapters.

    Args:
        root: the page's HTML, changed in place.
        book: the book.
    """
    parts, hero = [[]], Element("div", {"class": "hero"})
    for element in list(root):
        if element.tag == "h2":
            parts.append([])
        parts[-1].append(element)
        root.remove(element)
    for part in parts[:2]:
        SubElement(hero, "div").extend(part)
    totals(hero[0], book)
    root.append(hero)
    for part in parts[2:]:
        root.extend(part)
        if part[0].get("id") == CHAPTERS:
            cards(root, book)


def totals(parent: Element, book: Book) -> None:
    """A paragraph of totals: snippets, chapters, claims, planted mistakes, torch, date."""
    says, found = book.language["home"], claims.shown(book)
    proofs = [each.proof for each in found if each.snippet.page in book.chapters]
    paragraph = SubElement(parent, "p", {"class": "total"})
    strong = SubElement(paragraph, "strong")
    strong.text, strong.tail = says["snippets"].format(len(proofs)), f" {says['chapters'].format(len(book.chapters))}"
    SubElement(paragraph, "br")
    link = SubElement(paragraph, "a", {"href": "claims.md"})
    link.text = says["claims"].format(sum(len(each.snippet.claims) for each in found))
    planted = sum(table["of"] for table in claims.tables(found, "mistakes"))
    link.tail = f", {says['mistakes'].format(planted)}"
    date = says["date"].format(torch=max(proof.torch for proof in proofs), date=max(proof.date for proof in proofs))
    SubElement(paragraph, "br").tail = date


def cards(parent: Element, book: Book) -> None:
    """A list with a card for each chapter: its first figure, its title, its description."""
    found = SubElement(parent, "ol", {"class": "cards"})
    for page in (book.pages[name] for name in book.chapters):
        card = SubElement(found, "li", {"class": "card"})
        if page.figures:
            target = page.figures[0].target
            width, height = map(str, size(page.path.parent / target))
            lazy = {"loading": "lazy", "decoding": "async"}
            SubElement(card, "img", {"alt": "", "src": target, "width": width, "height": height} | lazy)
        SubElement(SubElement(card, "h3"), "a", {"href": f"{page.name}.md"}).text = page.headings[0].words
        SubElement(card, "p").text = page.meta["description"]
