"""The white space of a built page: what templates leave between its elements is weight that no reader sees."""

import re

SEEN = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2>)|\s*\n\s*", re.DOTALL)
"""White space that counts, as a group of its own; and the rest."""


def tight(text: str) -> str:
    """An HTML page without indentation and empty lines; code and scripts keep theirs."""
    return SEEN.sub(lambda found: found[1] or "\n", text)
