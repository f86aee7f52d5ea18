"""Code on a built page, as a reader meets it: named, under its file and a way to copy its program, its long lines ready to wrap on a phone."""

import html
import re

from torchproof.book.page import Block

LISTING = re.compile(r'<div class="language-(\w+) highlight"><pre>(?:<span></span>)?<code>(.*?)</code></pre></div>', re.DOTALL)
SPAN = re.compile(r'<span class="(\w+)">([^<]*)</span>')
SAME = re.compile(r'(<span class="(\w+)">[^<]*)</span>( *)<span class="\2">')
COLOURS = {"c1": "c1", "k": "k", "kn": "k", "mf": "mi", "mi": "mi", "nb": "nb", "bp": "nb", "nc": "nf", "ne": "nf", "nf": "nf", "nn": "nf"}
COLOURS |= {"nd": "k", "ow": "ow", "s1": "s2", "s2": "s2", "se": "se", "si": "s2"}
"""Class of a span → the one that stands for its colour; the rest have the colour of text."""
TAG = re.compile(r"<[^>]+>")
ALIGNED = re.compile(r"\S {2,}\S.*\n.*\S {2,}\S")  # in two lines, one below the other
NARROW = 40  # columns that every phone shows, in a box too
HOLE = re.compile(r"\s*\.\.\.")  # where a reader of an exercise writes
CHECK = "# The check"  # where it begins to be what a reader leaves as it is
HEAD = re.compile(r"[^\s#]")  # a statement that stands in nothing
WORD = re.compile(r"(?:<[^>]+>|[^\s<]){30,}")  # without a space, and too long for what is left of a narrow line
DEEP = 16  # columns of indent that a narrow screen has room for
OPENED = re.compile(r"(?<=\()(?=[^)])")  # where such a word goes on below


def listed(page: str, blocks: list[Block], says: dict[str, str], sources: str) -> str:
    """A page's HTML with its listings so.

    Args:
        page: the HTML.
        blocks: the page's code in order; none for a page whose code has no parse, which gets no files.
        says: what listings are called, and what the buttons say.
        sources: the address that a snippet's file name follows.
    """
    waiting, shown = iter(blocks), set()

    def show(found: re.Match) -> str:
        language, code = found.groups()
        include = getattr(next(waiting, None), "include", None)
        name, bar = says.get(language, ""), ""
        if include and language == "python":
            file = include[0].partition("/")[2] + ".py"
            again = f'<button type="button">{says["whole"]}</button>' if include[0] in shown else ""
            bar = f'<div class="bar"><a href="{sources}{include[0]}.py">{file}</a>{again}</div>'
            shown.add(include[0])
        table = language != "python" and is_table(code)
        lines = code if table else wrapped(coloured(code))
        columns = max(map(len, html.unescape(TAG.sub("", code)).splitlines())) if table else 0
        wide = f" style=--c:{columns}" if columns > NARROW else ""  # a phone shows it in smaller letters
        group = f'<div class="language-{language} highlight" role="group" aria-label="{name}"{wide}>'
        return f"{group}{bar}<pre><code>{lines}</code></pre></div>"

    return LISTING.sub(show, page)


def coloured(code: str) -> str:
    """Code in no more spans than its colours need; they are most of a chapter's elements."""
    shorter = SPAN.sub(lambda found: f'<span class="{COLOURS[found[1]]}">{found[2]}</span>' if found[1] in COLOURS else found[2], code)
    while code != shorter:
        code, shorter = shorter, SAME.sub(r"\1\3", shorter)
    return SPAN.sub(r"<i class=\1>\2</i>", code)  # a shorter name and no quotes, two thousand times a page


def is_table(code: str) -> bool:
    """Whether something printed has aligned columns, which would be lost if lines were broken."""
    return bool(ALIGNED.search(TAG.sub("", code)))


def wrapped(code: str) -> str:
    """Code in which each line longer than a narrow screen says by how much it is indented, so that its rest can hang below it.

    The lines in which a reader writes are marked. A comment behind the code of a long line goes below it whole, for it is an `i`;
    one that fills its line is a `span`.
    """
    lines = code.splitlines(keepends=True)
    texts = [html.unescape(TAG.sub("", line)).rstrip() for line in lines]
    holes = written(texts)

    def long(number: int) -> str:
        line, text = lines[number], texts[number]
        indent = len(text) - len(text.lstrip())
        is_long, is_hole = len(text) > NARROW, number in holes
        if is_long:
            line = line.replace("<i class=c1>", "<span class=c1>").replace("</i>", "</span>") if text[indent] == "#" else line
            line = WORD.sub(lambda word: OPENED.sub("<wbr>", word[0]), line)
            line = f"<i class=deep>{line[DEEP:indent]}</i>{line[:DEEP]}{line[indent:]}" if indent > DEEP else line
        hang = f" style=--i:{min(indent, DEEP)}ch" if indent and is_long else ""
        return f"<b{' class=hole' * is_hole}{hang}>{line}</b>" if is_long or is_hole else line

    return "".join(map(long, range(len(lines))))


def written(lines: list[str]) -> set[int]:
    """The numbers of the lines in which a reader of an exercise writes: those with dots; where none has, the head of what is to be repaired above the check."""
    holes = {number for number, line in enumerate(lines) if HOLE.match(line)}
    check = next((number for number, line in enumerate(lines) if line.startswith(CHECK)), 0)
    return holes or set([number for number in range(check) if HEAD.match(lines[number])][-1:])
