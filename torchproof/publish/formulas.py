"""LaTeX to MathML at build: a Markdown extension for inline `$…$` and display `$$…$$` on lines of its own."""

import re

from markdown import Extension, Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import InlineProcessor
from mkdocs.exceptions import BuildError

from torchproof.book.formula import LatexError, mathml

INLINE = r"(?<![\\$])\$(?![\s$])((?:\\.|[^\\$])+?)(?<!\s)\$(?![\d$])([.,;:!?)]*)"
DISPLAY = re.compile(r"(?:^|(?<=\n)) {0,3}\$\$(.+?)\$\$ *(?:\n|$)", re.DOTALL)


class Formulas:
    """What both processors share: conversion."""

    def mathml(self, latex: str, display: bool) -> str:
        """The formula's MathML; stops the build where the formula does not parse."""
        try:
            return mathml(latex, display)
        except LatexError as error:
            raise stop(latex, f"does not parse (at character {error})") from error


def stop(latex: str, why: str) -> BuildError:
    """The error that stops the build; the page rules name the line too."""
    return BuildError(f"the formula\n    {latex.strip()}\n{why}; nox -s test_snippets says where it is, or write \\$ for a dollar sign")


class Inline(InlineProcessor, Formulas):
    """`$…$` inside a line of text; code is already out of the way."""

    def handleMatch(self, match: re.Match, data: str) -> tuple[str, int, int]:
        """The formula's placeholder and the span that it replaces; punctuation stays on the line of its formula."""
        if match[2]:
            found = self.md.htmlStash.store(f'<span class="whole">{self.mathml(match[1], display=False)}{match[2]}</span>')
        else:
            found = self.md.htmlStash.store(self.mathml(match[1], display=False))
        return found, match.start(0), match.end(0)


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
            raise stop(block, "has no closing $$ before the next blank line")
        before, after = block[: found.start()].rstrip("\n"), block[found.end() :].lstrip("\n")
        blocks[:0] = [part for part in (before, self.md.htmlStash.store(self.mathml(found[1], display=True)), after) if part.strip()]
        if not before.strip():
            self.parser.parseBlocks(parent, [blocks.pop(0)])


class Maths(Extension):
    """Registers the processors: after code, before escapes and before every other block."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Add maths to a Markdown converter."""
        md.ESCAPED_CHARS.append("$")
        md.inlinePatterns.register(Inline(INLINE, md), "maths", 185)
        md.parser.blockprocessors.register(Display(md), "maths", 99)


def makeExtension(**options) -> Maths:
    """What Python-Markdown calls to load `torchproof.publish.formulas`."""
    return Maths(**options)
