"""What a snippet shows was computed: no result is typed, however it is carried to where it is printed or drawn."""

import ast
from collections.abc import Iterator

from torchproof.book.bindings import Column, Each, Value, returned
from torchproof.book.dotted import called, label
from torchproof.book.fault import Fault
from torchproof.book.flow import Flow
from torchproof.book.snippet import Snippet
from torchproof.book.written import BUILT_IN, CARRY, SHOWS, tells

DRAWN = 2
"""As many typed numbers, at least, make a curve or bars; one is a line that guides the eye."""
MEND = "compute it, and show what the program found"


def faults(snippet: Snippet) -> Iterator[Fault]:
    """Results that are typed: in what is printed, in what is drawn, and in what a function gives whatever it is given."""
    flow = Flow(snippet.names, snippet.regions[-1].last)
    for line, what in [*printed(flow), *drawn(flow), *given(flow)]:
        if line <= flow.last:
            yield Fault(f"{snippet.path}:{line}", what, MEND)


def mixed(snippet: Snippet) -> set[float]:
    """The decimals that stand beside something computed on the way to what is printed, and in no text of the program.

    Such may be a step of a computation, or a typed result with something beside it that is always one, or zero: a run tells.
    """
    flow = Flow(snippet.names, snippet.regions[-1].last)
    found: set[float] = set()
    for value in (value for _, value in values(flow)):
        found |= {abs(node.value) for node in beside(flow, value, set()) if value.lineno <= flow.last}
    texts = [node.value for node in snippet.names.nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return {value for value in found if not any(str(value) in text for text in texts)}


def beside(flow: Flow, value: Value, seen: set[Value]) -> set[ast.Constant]:
    """The decimals that stand beside something computed, in a sum or a product, where a value is made; each part is `seen` once."""
    if value in seen:
        return set()
    seen.add(value)
    if isinstance(value, Each | Column):
        return beside(flow, value.value, seen)
    inner: list[Value] = [part for part in ast.iter_child_nodes(value) if isinstance(part, ast.expr)]
    if isinstance(value, ast.Name | ast.Attribute):
        inner = [] if flow.names.full(value) else flow.bindings.bound.get(label(value), inner)
    elif isinstance(value, ast.Call):
        own = [part for function in flow.bindings.own(value) for part in returned(function)]
        moves = called(value) in CARRY | BUILT_IN | {"mean"}
        inner = own or ([*value.args, getattr(value.func, "value", value.func)] if moves else [])
    elif isinstance(value, ast.Subscript):
        inner = [value.value]
    added = isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add | ast.Sub | ast.Mult | ast.Div)
    found = {part for part in inner if isinstance(getattr(part, "value", None), float) and tells(part)}
    return set().union(found if added else (), *(beside(flow, part, seen) for part in inner))


Found = Iterator[tuple[int, str]]


def values(flow: Flow) -> Iterator[tuple[str, ast.expr]]:
    """What is printed, or put into a text, and by what."""
    for node in flow.names.nodes:
        if isinstance(node, ast.FormattedValue):
            yield "text", node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("print", "str"):
            yield from ((node.func.id, value) for value in [*node.args, *(part.value for part in node.keywords)])


def printed(flow: Flow) -> Found:
    """Values that are printed, or put into a text, and that only constants made; texts, and what stands in `print` itself, are read by `printing`."""
    for by, value in values(flow):
        if not is_read(value, by) and flow.of(value):
            yield value.lineno, f"prints {ast.unparse(value)}, which is typed"


def is_read(value: ast.expr, by: str) -> bool:
    """Whether an argument of `print` or `str` is a constant that `printing` reads."""
    return isinstance(value, ast.Constant) and (by == "print" or isinstance(value.value, str))


def drawn(flow: Flow) -> Found:
    """Curves and bars of typed numbers."""
    for node in flow.names.nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SHOWS:
            data = [value for value in node.args if not isinstance(value, ast.Constant)]
            if data and flow.all(data) is not None and len(flow.of(data[-1])) >= DRAWN:
                yield node.lineno, f"draws {ast.unparse(data[-1])}, which is typed"


def given(flow: Flow) -> Found:
    """Functions, methods and lambdas that give a typed result."""
    for node in flow.names.nodes:
        if isinstance(node, ast.FunctionDef | ast.Lambda) and flow.any(returned(node)):
            yield node.lineno, f"{getattr(node, 'name', 'a lambda')} gives what is typed, whatever it is given"
