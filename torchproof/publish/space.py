"""What is weight that no reader sees, white space between elements and what only explains scripts and styles; and the spaces at which no line may end."""

import re

SEEN = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2>)|\s*\n\s*", re.DOTALL)
"""White space that counts, as a group of its own; and the rest."""
ASIDE = re.compile(r"^[ \t]*(?:(?://.*|/\*[^*\n]*\*/)?\n)?", re.MULTILINE)
"""Indentation, and lines that are empty or only explain; a licence has several."""
BACK = re.compile(r"(?:&#160;|\xa0)(?=<a class=\"footnote-backref\")")
"""The space before the way back from a footnote, which is out of sight: it would take a line of its own where the text before it fills one."""
WHOLE = r"(?<=\d) (?=%)|(?<=\d) × (?=\d)|\d(?:\.\d+)?e-\d+|\d{4}-\d\d-\d\d"
KEPT = re.compile(rf"(<(pre|code|script|style|math|title)\b.*?</\2>|<[^>]*>)|{WHOLE}", re.DOTALL)
"""What is no text, as a group of its own; and where a line must not end: before a unit, beside a times sign, in a number with an exponent or a date."""


def tight(text: str) -> str:
    """An HTML page without indentation, empty lines and spaces before what is out of sight; code and scripts keep theirs."""
    return SEEN.sub(lambda found: found[1] or "\n", BACK.sub("", text))


def together(text: str) -> str:
    """An HTML page in which a number stays on one line, with its unit."""

    def keep(found: re.Match) -> str:
        return found[1] or (found[0].replace(" ", "\N{NO-BREAK SPACE}") if " " in found[0] else f'<span class="whole">{found[0]}</span>')

    return KEPT.sub(keep, text)


def bare(text: str) -> str:
    """A script or a style sheet of the book without indentation and without the lines that explain it; those stand in its source."""
    return ASIDE.sub("", text)
