"""What is weight that no reader sees: the white space that templates leave between a page's elements, and what in scripts and styles only explains them."""

import re

SEEN = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2>)|\s*\n\s*", re.DOTALL)
"""White space that counts, as a group of its own; and the rest."""
ASIDE = re.compile(r"^[ \t]*(?:(?://.*|/\*[^*\n]*\*/)?\n)?", re.MULTILINE)
"""Indentation, and lines that are empty or only explain; a licence has several."""


def tight(text: str) -> str:
    """An HTML page without indentation and empty lines; code and scripts keep theirs."""
    return SEEN.sub(lambda found: found[1] or "\n", text)


def bare(text: str) -> str:
    """A script or a style sheet of the book without indentation and without the lines that explain it; those stand in its source."""
    return ASIDE.sub("", text)
