"""What a program measures with a clock: two times are compared, and nothing else is made of them, for every machine is as fast as it is."""

import ast
from collections.abc import Iterator

from torchproof.book.dotted import Names, root
from torchproof.book.fault import Fault
from torchproof.book.nodes import children
from torchproof.book.snippet import Snippet

CLOCKS = {"time.perf_counter", "timeit.timeit"}
MEND = "compare two times, with much room: slow > 3 * fast"


def faults(snippet: Snippet) -> Iterator[Fault]:
    """What is printed of a time, or decided, drawn or seeded by one; claims may compare two."""
    names = snippet.names
    told = timed(names)
    for node in names.nodes:
        if node_is_time(names, node, told) and (line := node.lineno) <= snippet.regions[-1].last and (what := misuse(names, node, told)):
            yield Fault(f"{snippet.path}:{line}", f"{what} by a clock", MEND)


def timed(names: Names) -> set[str]:
    """The names whose values come from a clock."""
    told: set[str] = set()
    while True:
        found = set(told)
        for node in names.nodes:
            if isinstance(node, ast.Assign | ast.AugAssign) and holds_time(names, node.value, told):
                found |= {root_name(target) for target in getattr(node, "targets", [getattr(node, "target", None)])}
            elif (
                isinstance(node, ast.Call)
                and getattr(node.func, "attr", "") == "append"
                and any(holds_time(names, part, told) for part in node.args)
            ):
                found.add(root_name(node.func))
        if found == told:
            return told - {""}
        told = found


def root_name(node: ast.AST) -> str:
    """The name that a target begins with, empty where it is several."""
    begin = root(node)
    return begin.id if isinstance(begin, ast.Name) else ""


def holds_time(names: Names, node: ast.AST, told: set[str]) -> bool:
    """Whether an expression gives a time: it holds one outside a comparison."""
    if isinstance(node, ast.Compare):
        return False
    return node_is_time(names, node, told) or any(holds_time(names, part, told) for part in children(node))


def node_is_time(names: Names, node: ast.AST, told: set[str]) -> bool:
    """Whether a node asks a clock, or names a time."""
    asks = isinstance(node, ast.Call) and names.full(node.func) in CLOCKS
    return asks or (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in told)


def misuse(names: Names, node: ast.AST, told: set[str]) -> str | None:
    """What is done with a time that may not be; None where it is compared with another, or kept."""
    below, above = node, names.holder[node]
    while not isinstance(above, ast.stmt):
        match above:
            case ast.Compare():
                sides = [part for part in (above.left, *above.comparators) if part is not below]
                ratio = any(isinstance(part, ast.Name) for part in (above.left, *above.comparators)) and not isinstance(node, ast.Call)
                return None if ratio or any(holds_time(names, part, told) for part in sides) else "decides"
            case ast.Call() if below is not above.func and (
                names.full(above.func) or getattr(above.func, "id", "") in ("print", "int", "round", "str")
            ):
                return "computes"
            case ast.FormattedValue():
                return "prints"
        below, above = above, names.holder[above]
    return "decides" if isinstance(above, ast.If | ast.While | ast.Assert) else None
