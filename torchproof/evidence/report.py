"""What moved between the records and a new run, by page, in Markdown: what the reviewer of a torch upgrade reads."""

import re
from itertools import zip_longest

from torchproof.book.equal import same_line
from torchproof.book.fault import Fault
from torchproof.book.record import Record
from torchproof.book.snippet import Snippet

WORDS = re.compile(r"<(?:text|tspan)\b[^>]*>([^<]*)</")
SHOWN = 6


def lines(old: str, new: str) -> list[tuple[int, str, str]]:
    """The lines, counted from 1, in which two texts differ, with both versions."""
    pairs = zip_longest(old.splitlines(), new.splitlines(), fillvalue="(nothing)")
    return [(number, *pair) for number, pair in enumerate(pairs, 1) if not same_line(*pair)]


def moved(old: Record, new: Record) -> list[str]:
    """One line of Markdown for each printed line that differs, and for the figure."""
    found = []
    for region in dict.fromkeys([*old.output, *new.output]):
        for number, was, now in lines(old.output.get(region, ""), new.output.get(region, "")):
            found.append(f"region `{region}`, line {number}: was `{was.strip()}`, is `{now.strip()}`")
    differ = lines(old.figure or "", new.figure or "")
    if differ:
        words = lines("\n".join(WORDS.findall(old.figure or "")), "\n".join(WORDS.findall(new.figure or "")))
        text = "; ".join(f"`{was}` is `{now}`" for _, was, now in words[:SHOWN])
        found.append(f"figure: {len(differ)} lines differ, {len(words)} of them text" + (f": {text}" if text else ""))
    return found


def report(changes: list[tuple[Snippet, list[str]]], failures: list[tuple[Snippet, Fault]], run: int) -> str:
    """The whole report: what moved and what failed among the snippets that were run, page by page."""
    parts = [f"{run} snippets run: {run - len(changes) - len(failures)} equal their records, {len(changes)} moved, {len(failures)} failed."]
    for page in dict.fromkeys(snippet.page for snippet, _ in [*failures, *changes]):
        parts += ["", f"## {page}", ""]
        parts += [f"- **{snippet.id} fails**: {fault.what}" for snippet, fault in failures if snippet.page == page]
        for snippet, found in changes:
            if snippet.page == page:
                parts += [f"- **{snippet.id}**", *(f"    - {line}" for line in found)]
    return "\n".join(parts)
