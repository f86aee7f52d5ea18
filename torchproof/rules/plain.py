"""Rules for what is not plain text: what a reader does not see, and no rule reads."""

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from torchproof.book import markdown
from torchproof.book.book import FACTS, TRAPS, Book
from torchproof.book.fault import Fault
from torchproof.book.page import Page, Piece
from torchproof.book.text import unseen

NUMERALS = re.compile(
    r"[\u2160-\u218b\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3220-\u3247\u3280-\u32bf\U0001f100-\U0001f10c]|(?<![\w)\]}⁻])[⁰¹²³⁴-⁹₀-₉]+"
    r"|\b(?=[IVX]{2})X*(?:IX|IV|V?I*)\b"
)
"""What shows a number, and is no digit: Roman, circled; raised or lowered where it stands alone."""
LOOKS = re.compile(r"(?<![\w.,])(?=[\d.,]*[OolI])(?=[OolI.,]*\d)[OolI\d.,]*[OolI\d](?!\w)")
"""A word of digits, and of letters that look like some, with points or without."""
LATIN = "ßæøđłœþð"
"""Latin letters that are no letter of ASCII with a mark, and look like none."""
META = {"title", "description", "hide"}
PLACES = {"navigation", "toc"}
"""What a page may leave out around its text."""
RAW = re.compile(r"\{|<[A-Za-z/!?]|\$\$|^\*\[|^\[TOC\]$", re.IGNORECASE)
"""What the site may read as attributes, HTML, a formula, an abbreviation or a list of headings though it stands in text."""


def html(page: Page, book: Book) -> Iterator[Fault]:
    """No raw HTML stands on a page.

    What is not Markdown is read by no rule.
    """
    for line, text in page.html:
        yield page.fault(line, f"raw HTML: {text.splitlines()[0][:60]!r}", "say it in Markdown")


def includes(page: Page, book: Book) -> Iterator[Fault]:
    """A page includes regions, each alone in its fence, its own line of facts, its own exercises and the table of traps, and nothing in another way.

    What is included otherwise is shown, and read by no rule.
    """
    regions = {block.line + 1 for block in page.blocks if block.include}
    wholes = dict(page.wholes)
    own = {found.include for found in book.exercises.values() if found.page == page.name}
    own |= {f'--8<-- "{page.name}/{name}"' for name in (FACTS, TRAPS)} if page.own else set()
    for line, text in enumerate(page.lines, 1):
        if line in wholes and text in own:
            continue
        if line in wholes:
            yield page.fault(line, f"includes the whole file {wholes[line]!r}", "include regions, in fences")
        elif markdown.MARKER in text and line not in regions:
            yield page.fault(
                line, f"the include {text.strip()!r} is not of one region", 'write --8<-- "page/stem.py:region", alone in a fence'
            )
    for block in page.blocks:
        if block.include and markdown.MARKER in block.text:
            yield page.fault(block.line, f"{block.include[0]} holds {markdown.MARKER!r}, which would include more", "write it otherwise")


def hidden(page: Page, book: Book) -> Iterator[Fault]:
    """Nothing on a page is out of its reader's sight: no attributes in braces but anchors, buttons and figures that move, no titles of links, no boxes of other kinds, no footnotes of several paragraphs.

    What only the source shows is checked by no reader.
    """
    for line, text in page.hidden:
        yield page.fault(
            line, f"carries {text!r}, which no reader sees", "remove it; write the address at the link, and say the rest in the text"
        )
    for passage in page.passages:
        for before, piece in pairwise([Piece(0, "break", "", None, False), *passage.pieces]):
            dollars = before.text[-1:] + piece.text[:1] if {before.kind, piece.kind} == {"text", "formula"} else ""
            if found := RAW.search(piece.text) if piece.kind == "text" else None:
                yield page.fault(
                    piece.line, f"{piece.text[found.start() :][:40]!r} may be read as more than text", "say it in words, or in backticks"
                )
            elif "$" in dollars:
                yield page.fault(piece.line, "a formula in the middle of a line has one $ on each side", "give $$…$$ lines of its own")
    for name, (first, last) in page.footnotes.items():
        inside = [passage for passage in page.passages if first <= passage.line <= last]
        if len(inside) > 1 or any(first <= block.line <= last for block in page.blocks):
            yield page.fault(
                first, f"the footnote [^{name}] is more than one paragraph", "name the source, and move the rest into the text"
            )


def front(page: Page, book: Book) -> Iterator[Fault]:
    """A page begins with its front matter, which is a title and a description whose numbers the text has too, and with its heading.

    What stands there is read by machines only.
    """
    for key, value in page.meta.items():
        if key not in META:
            yield page.fault(1, f"the front matter holds {key!r}", f"keep {', '.join(sorted(META))}")
        elif (key == "hide" and not (isinstance(value, list) and PLACES.issuperset(value))) or (
            key != "hide" and not isinstance(value, str)
        ):
            yield page.fault(1, f"the front matter says {value!r} for {key!r}", "write a line of text; hide: [navigation, toc]")
    text = " ".join(passage.text for passage in page.passages)
    for value in (page.meta.get(key) for key in ("title", "description")):
        for number in re.findall(r"\d+(?:[.,]\d+)*", str(value or "")):
            if not re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d]|[.,]\d)", text):
                yield page.fault(1, f"the front matter says {number!r}, and the text does not", "say what the text says")
    title = page.headings[0].line if page.headings else len(page.lines)
    parts = [page.passages, page.blocks, page.displayed, page.boxes]
    if [heading.level for heading in page.headings].count(1) != 1 or any(part.line < title for found in parts for part in found):
        yield page.fault(
            title, "the page does not begin with its one heading of the first level", "write # Title { #title } above all else"
        )


@functools.cache
def script(sign: str) -> str:
    """The alphabet of a letter."""
    return unicodedata.name(sign, "?").split()[0]


def marked(sign: str) -> bool:
    """Whether a Latin letter is one of ASCII, perhaps with a mark, or one of a language that looks like no other."""
    return unicodedata.normalize("NFD", sign)[0].isascii() or sign.lower() in LATIN


def letters(page: Page, book: Book) -> Iterator[Fault]:
    """Letters and digits are what they look like: no word mixes alphabets, no digit is of another script, and nothing is out of sight.

    A rule that looks for a word would not find it, nor would a reader.
    """
    rendered = [(piece.line, piece.text) for passage in page.passages for piece in passage.only("text", "code", "image")]
    for line, text in rendered:  # where &shy; and the like have become what they mean
        for place in unseen(text):
            yield page.fault(line, f"holds a character that nobody sees, {text[place]!a}", "delete it")
    alphabets = Counter()
    for sign, times in Counter("".join(text for _, text in rendered)).items():
        if sign.isalpha():
            alphabets[script(sign)] += times
    main = max(alphabets, key=alphabets.__getitem__, default="")
    for number, line in enumerate(page.lines, 1):
        for found in NUMERALS.findall(line):
            yield page.fault(number, f"{found!r} is no number in digits", "write 0 to 9")
        for word in LOOKS.findall(line):
            yield page.fault(number, f"{word!r} holds letters that look like others: {word!a}", "type them anew")
        for word in re.findall(r"\w+", line):
            if deceives(word, main):
                yield page.fault(number, f"{word!r} holds letters that look like others: {word!a}", "type them anew")


@functools.cache  # words come again and again
def deceives(word: str, main: str) -> bool:
    """Whether a word holds letters or digits that look like others, in a text that is mostly in one alphabet, if in any."""
    scripts = {script(sign) for sign in word if sign.isalpha()} - {"GREEK"}
    odd = any(
        unicodedata.category(sign) in ("Lu", "Ll", "Nd") and not sign.isascii() and unicodedata.normalize("NFKC", sign) != sign
        for sign in word
    )
    digit = any(sign.isdecimal() and not sign.isascii() for sign in word)
    alike = any(script(sign) == "LATIN" and not marked(sign) for sign in word if sign.isalpha())
    return odd or digit or alike or len(scripts) > 1 or bool(main and scripts - {main})
