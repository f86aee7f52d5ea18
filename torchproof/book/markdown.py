"""A page is parsed once, by a library that knows Markdown: CommonMark, with what the site adds to it."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import yaml
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from torchproof.book.fault import Fault
from torchproof.book.page import Block, Box, Formula, Heading, Page, Passage, Piece
from torchproof.book.record import Record
from torchproof.book.snippet import Snippet
from torchproof.book.text import read_text

MARKER = "8<-"
"""What every line that includes something holds, however it is written."""
INCLUDE = re.compile(r'--8<-- "([\w/-]+)\.(py|out):([\w-]+)"')
WHOLE = re.compile(r'--8<-- "([\w/.-]+)"')
ATTRIBUTES = re.compile(r" *\{ *#([\w-]+) *\} *$")
SHOWN = {  # the attributes of a token that its reader sees
    "heading_open": {"id"},
    "link_open": {"href"},
    "image": {"src", "alt"},
    "admonition_open": {"class"},
    "admonition_title_open": {"class"},
    "ordered_list_open": {"start"},
    "th_open": {"style"},
    "td_open": {"style"},
}
BUTTONS = ("button", "button plain")
MOVING = "moving"
"""The class of a figure that moves, `![…](….svg){ .moving }`."""
BOXES = ("note", "quote", "success", "failure", "warning")
PASSAGES = {  # what the text inside a token is
    "heading_open": "heading",
    "admonition_title_open": "title",
    "th_open": "cell",
    "td_open": "cell",
    "footnote_reference_open": "note",
}
KINDS = {"code_inline": "code", "math_inline": "formula", "image": "image", "footnote_ref": "note", "html_inline": "html"}


def parser() -> MarkdownIt:
    """CommonMark with what the site adds: front matter, tables, boxes, footnotes, formulas, definition lists, attributes in braces."""
    found = MarkdownIt("commonmark").enable("table")
    for plugin in (front_matter_plugin, admon_plugin, footnote_plugin, deflist_plugin, attrs_plugin):
        found.use(plugin)
    found.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_blank_lines=False)
    found.core.ruler.disable("footnote_tail")  # footnotes stay where they are written
    found.core.ruler.before("inline", "anchors", take_anchors)
    return found


def take_anchors(state: StateCore) -> None:
    """Turn the `{ #anchor }` at the end of a heading into its id."""
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type == "heading_open" and (found := ATTRIBUTES.search(inline.content)):
            opening.attrSet("id", found[1])
            inline.content = inline.content[: found.start()]


PARSER = parser()


def read(path: Path, snippets: dict[str, Snippet]) -> Page:
    """Read a page from its file; raises `Fault` where it is not plain text."""
    page = Page(path, read_text(path), snippets)
    kind, heading, column = "paragraph", None, None
    parsed: dict = {}
    for token in PARSER.parse(page.source, parsed):
        line, last = (token.map[0] + 1, token.map[1]) if token.map else (0, 0)
        if token.type in PASSAGES:
            kind = PASSAGES[token.type]
        elif token.type.replace("_close", "_open") in PASSAGES:
            kind = "paragraph"
        page.hidden.extend((line, told) for told in hidden(token))
        match token.type:
            case "front_matter":
                page.meta.update(front_matter(page, token.content))
            case "heading_open":
                heading = token
            case "admonition_open":
                while not page.lines[last - 1].strip():
                    last -= 1
                page.boxes.append(Box(line, last, token.info.split()[0], token.content))
            case "tr_open":
                column = -1
            case "th_open" | "td_open":
                column += 1
            case "footnote_reference_open":
                page.footnotes[token.meta["label"]] = (line, last)
            case "math_block":
                page.displayed.append(Formula(line, token.content, True))
            case "html_block":
                page.html.append((line, token.content.strip()))
            case "code_block":
                page.blocks.append(Block(line, last, None, token.content, None))
            case "fence":
                try:
                    page.blocks.append(block(page, line, last, token))
                except Fault as fault:
                    page.broken.append(fault)
            case "inline":
                if whole := WHOLE.fullmatch(token.content.strip()):
                    page.wholes.append((line, whole[1]))
                    continue
                passage = Passage(line, kind, pieces(token), column if kind == "cell" else None)
                page.passages.append(passage)
                page.html.extend((piece.line, piece.text) for piece in passage.only("html"))
                page.moving.update(str(child.attrs["src"]) for child in token.children if child.attrs.get("class") == MOVING)
                page.hidden.extend((line, told) for child in token.children for told in hidden(child))
                ends = pairwise(child.type for child in token.children)
                page.hidden.extend((line, "a link without words") for pair in ends if pair == ("link_open", "link_close"))
                if kind == "heading":
                    page.headings.append(Heading(line, int(heading.tag[1:]), passage.text, str(heading.attrs.get("id", ""))))
    page.hidden.extend((found["map"][0] + 1, f"[{label}]: …") for label, found in parsed.get("references", {}).items())
    return page


def front_matter(page: Page, content: str) -> dict[str, object]:
    """The front matter of a page, read; none, and the page is broken, where it is no table of YAML."""
    try:
        found = yaml.safe_load(content)
    except yaml.YAMLError as error:
        found = str(error).splitlines()[0]
    if not isinstance(found, dict):
        page.broken.append(page.fault(1, f"the front matter is no table of YAML: {found}", "write title: … and description: …"))
        return {}
    return found


def hidden(token: Token) -> Iterator[str]:
    """What a token carries that no reader sees: attributes in braces, the title of a link, a box of a kind of its own."""
    for name, value in token.attrs.items():
        classes = {"link_open": BUTTONS, "image": (MOVING,)}.get(token.type, ()) if name == "class" else ()
        if name not in SHOWN.get(token.type, ()) and value not in classes:
            yield f'{name}="{value}"'
    if token.type == "admonition_open" and not re.fullmatch(rf'\s*(?:{"|".join(BOXES)})\s+"[^"]+"\s*', token.info):
        yield f"{token.markup}{token.info}"


def block(page: Page, line: int, last: int, token: Token) -> Block:
    """The fenced block of a token; raises `Fault` where it is never closed, or its include leads nowhere."""
    if token.markup != "```":
        raise page.fault(line, f"the fence begins with {token.markup}, which not every tool reads", "begin and end it with ```")
    if last == line or page.lines[last - 1].strip() != token.markup:
        raise page.fault(line, "the fence is never closed", f"close it with {token.markup}")
    if (len(page.lines[line - 1]) - len(page.lines[line - 1].lstrip())) % 4:
        raise page.fault(line, "the fence stands at no margin", "indent it by four spaces for each box or list around it")
    marked = [number for number, code in enumerate(token.content.splitlines(), line + 1) if MARKER in code]
    if not marked:
        return Block(line, last, token.info, token.content, None)
    found = INCLUDE.fullmatch(token.content.removesuffix("\n"))
    if not found:
        what = f"the include {page.lines[marked[0] - 1].strip()!r} is not of one region, alone in its fence"
        raise page.fault(marked[0], what, 'write --8<-- "page/stem.py:region"')
    return Block(line, last, token.info, included(page, line + 1, *found.groups()), found.groups())


def included(page: Page, line: int, stem: str, kind: str, region: str) -> str:
    """The text that an include of one region stands for; raises `Fault` where there is none."""
    snippet = page.snippets.get(stem)
    if snippet is None:
        raise page.fault(line, f"includes {stem}.{kind}, but there is no snippets/{stem}.py", "correct the name")
    has = {found.name: snippet.code(found.name) for found in snippet.regions} if kind == "py" else Record.read(snippet).output
    if region not in has:
        mend = "correct the name" + (f", or nox -s figures -- {stem}" if kind == "out" else "")
        raise page.fault(line, f"includes region {region!r} of {stem}.{kind}, which has {', '.join(has) or 'nothing'}", mend)
    return has[region]


def pieces(inline: Token) -> list[Piece]:
    """The pieces of an inline token, each with its line, which is looked for in the source behind the piece before it."""
    flat, at, found = inline.content.replace("\n", " "), 0, []
    first, link, bold = inline.map[0] + 1, None, False
    for token in inline.children or []:
        if token.type in ("link_open", "link_close"):
            link = str(token.attrs.get("href", "")) if token.nesting == 1 else None
        elif token.type in ("strong_open", "strong_close"):
            bold = token.nesting == 1
        kind = KINDS.get(token.type, "break" if token.type in ("softbreak", "hardbreak") else "text")
        text = "\n" if kind == "break" else f"[^{token.meta['label']}]" if kind == "note" else token.content
        place = inline.content.find("\n", at) if kind == "break" else flat.find(text.replace("\n", " "), at)
        if text and place >= 0:
            line, at = first + inline.content.count("\n", 0, place), place + len(text)
        else:
            line = first + inline.content.count("\n", 0, at)
        if kind == "image":
            found.append(Piece(line, kind, text, str(token.attrs["src"]), bold))
        elif text:
            found.append(Piece(line, kind, text, link, bold))
    return found
