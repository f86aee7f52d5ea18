"""How a snippet is written: docstring, length, regions that cover it, claims, imports."""

import ast
import re
import sys

from torchproof.book.fault import Fault
from torchproof.book.snippet import MARK, Snippet

PACKAGES = {"torch", "torchvision", "matplotlib", "mpl_toolkits", "numpy", "sklearn"}
LINES, COLUMNS, REGION_LINES = 60, 79, 25


def faults(snippet: Snippet) -> list[Fault]:
    """What breaks the rules of form: docstring, length, regions that cover it, claims, imports."""
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
    if not snippet.claims:
        fault(len(snippet.lines), "claims nothing", "below the last region, assert each conclusion that its page draws")
    for claim in snippet.claims:
        if claim.msg is None:
            fault(claim.lineno, "a claim without a message", "say the conclusion: assert condition, 'the wide net overfits'")
        if why := cannot_fail(snippet, claim):
            fault(claim.lineno, f"a claim that cannot fail: {why}", "assert at top level, of something that the program computed")
    for node in ast.walk(snippet.tree):
        names = (
            [a.name for a in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
        for name in names:
            if (top := name.split(".")[0]) not in PACKAGES and top not in sys.stdlib_module_names:
                fault(node.lineno, f"imports {top!r}", f"use the standard library and {', '.join(sorted(PACKAGES))} only")
    return found


def cannot_fail(snippet: Snippet, claim: ast.Assert) -> str | None:
    """Why a claim is no claim, None where it is one: it stands where it may never be reached, or be caught, or its condition is constant."""
    around = [node for node in snippet.tree.body if claim in ast.walk(node)]
    while around[-1] is not claim:
        holder = around[-1]
        if not (isinstance(holder, ast.For) and isinstance(holder.iter, ast.Tuple | ast.List) and holder.iter.elts):
            return f"inside {ast.unparse(holder).splitlines()[0]!r} it may never be reached, or be caught"
        around += [node for node in ast.iter_child_nodes(holder) if claim in ast.walk(node)]
    return None if any(isinstance(node, ast.Name) for node in ast.walk(claim.test)) else "its condition is constant"
