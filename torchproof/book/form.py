"""How a snippet is written: docstring, length, regions that cover it; and what stands in it."""

import ast
import re

from torchproof.book import clocks, evaluation, printing, reached, results, seeding, tail, teaching
from torchproof.book.fault import Fault
from torchproof.book.snippet import MARK, Snippet

LINES, COLUMNS, REGION_LINES, SECONDS = 60, 79, 25, 30


def faults(snippet: Snippet) -> list[Fault]:
    """What breaks the rules of form: docstring, length, regions that cover it; what it contains, draws, prints, and claims."""
    try:
        regions, body = snippet.regions, snippet.tree.body
    except Fault as fault:
        return [fault]
    found: list[Fault] = []

    def fault(line: int, what: str, mend: str) -> None:
        found.append(Fault(f"{snippet.path}:{line}", what, mend))

    if not body or ast.get_docstring(snippet.tree) is None or body[0].lineno != 1:
        fault(1, "the first line is not a docstring", "begin with one sentence that says what the snippet proves")
        return found
    if not re.fullmatch(r"[a-z][a-z0-9_]*", snippet.path.stem):
        fault(1, f"the name {snippet.path.stem!r} is not snake_case", "rename the file")
    if len(snippet.lines) > LINES:
        fault(LINES + 1, f"has {len(snippet.lines)} lines, at most {LINES} are allowed", "show less, or split it")
    for number, line in enumerate(snippet.lines, 1):
        if len(line) > COLUMNS:
            fault(number, f"has {len(line)} columns, at most {COLUMNS} are allowed", "break the line")
    if not regions:
        fault(1, "has no region", "put '# --8<-- [start:name]' and '# --8<-- [end:name]' around what the page shows")
        return found
    for region in regions:
        if region.last - region.first + 1 > REGION_LINES:
            fault(region.first, f"region {region.name!r} has more than {REGION_LINES} lines", "split the region")
        if not "".join(snippet.lines[region.first - 1 : region.last]).strip():
            fault(region.first, f"region {region.name!r} is empty", "remove its two markers")
    for number in range(body[0].end_lineno + 1, regions[-1].last + 1):
        line = snippet.lines[number - 1]
        if line.strip() and not MARK.match(line) and snippet.region_at(number) is None:
            fault(
                number,
                f"{line.strip()!r} is in no region, so no page shows it",
                "move it into a region, or below the last one if it is a claim",
            )
    if (snippet.about_seconds or 0) > SECONDS:
        fault(1, f"declares {snippet.about_seconds} s, at most {SECONDS} are allowed", "make it smaller")
    return found + [
        fault for part in (teaching, reached, evaluation, seeding, clocks, printing, results, tail) for fault in part.faults(snippet)
    ]
