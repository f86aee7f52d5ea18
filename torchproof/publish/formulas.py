"""LaTeX to MathML at build: a Markdown extension for inline `$…$` and display `$$…$$` on lines of its own."""

import re

from markdown import Extension, Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from mkdocs.exceptions import BuildError

from torchproof.book.formula import LatexError, mathml

INLINE = r"(?<![\\$])\$(?![\s$])((?:\\.|[^\\$])+?)(?<!\s)\$(?![\d$])"
DISPLAY = re.compile(r"(?:^|(?<=\n)) {0,3}\$\$(.+?)\$\$ *(?:\n|$)", re.DOTALL)


class Formulas:
    """What both processors share: conversion, and a message that names file, line and formula."""

    md: Markdown

    def store(self, latex: str, display: bool) -> str:
        """A placeholder for the formula's MathML; stops the build where the formula does not parse."""
        try:
            return self.md.htmlStash.store(mathml(latex, display))
        except LatexError as error:
            self.stop(latex, f"does not parse (at character {error})")

    def stop(self, latex: str, why: str) -> None:
        """Stop the build with a message that says where the formula is and what to do."""
        file = getattr(self.md.treeprocessors["relpath"], "file", None) if "relpath" in self.md.treeprocessors else None
        first = latex.strip().partition("\n")[0]
        line = next((number for number, text in enumerate(self.md.source_lines, 1) if first in text), 0)
        raise BuildError(
            f"{file.src_uri if file else 'formula'}, line {line or 'unknown'}: the formula\n    {latex.strip()}\n{why}\n"
            "Mend the LaTeX there (MathML Core has no \\tag, \\substack, split, \\newcommand), or write \\$ for a dollar sign."
        )


class Source(Preprocessor):
    """Keeps the page's lines as written, for messages."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines, unchanged."""
        self.md.source_lines = list(lines)
        return lines


class Inline(InlineProcessor, Formulas):
    """`$…$` inside a line of text; code is already out of the way."""

    def handleMatch(self, match: re.Match, data: str) -> tuple[str, int, int]:
        """The formula's placeholder and the span that it replaces."""
        return self.store(match[1], display=False), match.start(0), match.end(0)


class Display(BlockProcessor, Formulas):
    """`$$…$$` that begins and ends a line; text right above or below is kept."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md.parser)
        self.md = md

    def test(self, parent, block: str) -> bool:
        """Whether a line of this block starts a display formula."""
        return re.search(r"^ {0,3}\$\$", block, re.MULTILINE) is not None

    def run(self, parent, blocks: list[str]) -> None:
        """Replace the first formula by a block of its own and put the rest back."""
        block = blocks.pop(0)
        found = DISPLAY.search(block)
        if not found:
            self.stop(block, "has no closing $$ before the next blank line")
        before, after = block[: found.start()].rstrip("\n"), block[found.end() :].lstrip("\n")
        blocks[:0] = [part for part in (before, self.store(found[1], display=True), after) if part.strip()]
        if not before.strip():
            self.parser.parseBlocks(parent, [blocks.pop(0)])


class Maths(Extension):
    """Registers the processors: after code, before escapes and before every other block."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Add maths to a Markdown converter."""
        md.source_lines = []
        md.ESCAPED_CHARS.append("$")
        md.preprocessors.register(Source(md), "maths-source", 1000)
        md.inlinePatterns.register(Inline(INLINE, md), "maths", 185)
        md.parser.blockprocessors.register(Display(md), "maths", 99)


def makeExtension(**options) -> Maths:
    """What Python-Markdown calls to load `torchproof.publish.formulas`."""
    return Maths(**options)
