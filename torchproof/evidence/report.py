"""What moved between the records and a new run, by page, in Markdown: what the reviewer of a torch upgrade reads."""

import re

from torchproof.book.fault import Fault
from torchproof.book.record import Record
from torchproof.book.snippet import Snippet
from torchproof.evidence.compare import differences

WORDS = re.compile(r"<(?:text|tspan)\b[^>]*>([^<]*)</")
SHOWN = 6


def moved(old: Record, new: Record) -> list[str]:
    """One line of Markdown for each printed line that differs, and for the figure."""
    found = []
    for region in dict.fromkeys([*old.output, *new.output]):
        for number, was, now in differences(old.output.get(region, ""), new.output.get(region, "")):
            found.append(f"region `{region}`, line {number}: was `{was.strip()}`, is `{now.strip()}`")
    differ = [*differences(old.figure or "", new.figure or "")]
    if differ:
        words = [*differences(*("\n".join(WORDS.findall(figure or "")) for figure in (old.figure, new.figure)))]
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
