"""What a snippet shows was computed: no result is typed, however it is carried to where it is printed or drawn."""

import ast
from collections.abc import Iterator

from torchproof.book.bindings import returned
from torchproof.book.dotted import called
from torchproof.book.fault import Fault
from torchproof.book.flow import Flow
from torchproof.book.nodes import walk
from torchproof.book.snippet import Snippet
from torchproof.book.written import SHOWS

DRAWN = 2
"""As many typed numbers, at least, make a curve or bars; one is a line that guides the eye."""
EQUAL = {"allclose", "array_equal", "equal", "isclose"}
"""Functions and methods that say whether two things are equal."""
MEND = "compute it, and show what the program found"


def faults(snippet: Snippet) -> Iterator[Fault]:
    """Results that are typed: in what is printed, in what is drawn, and in what a function gives whatever it is given."""
    flow = Flow(snippet.names, snippet.regions[-1].last)
    for line, what in [*printed(flow), *drawn(flow), *given(flow), *itself(flow)]:
        if line <= flow.last:
            yield Fault(f"{snippet.path}:{line}", what, MEND)


Found = Iterator[tuple[int, str]]


def values(flow: Flow) -> Iterator[tuple[str, ast.expr]]:
    """What is printed, or put into a text, and by what."""
    for node in flow.names.of(ast.FormattedValue, ast.Call):
        if isinstance(node, ast.FormattedValue):
            yield "text", node.value
        elif isinstance(node.func, ast.Name) and node.func.id in ("print", "str"):
            yield from ((node.func.id, value) for value in [*node.args, *(part.value for part in node.keywords)])


def printed(flow: Flow) -> Found:
    """Values that are printed, or put into a text, and that only constants made; texts, and what stands in `print` itself, are read by `printing`."""
    for by, value in values(flow):
        sides = [value.left, *value.comparators] if isinstance(value, ast.Compare) else [value]
        if not is_read(value, by) and flow.all(sides):
            yield value.lineno, f"prints {ast.unparse(value)}, which is typed"


def is_read(value: ast.expr, by: str) -> bool:
    """Whether an argument of `print` or `str` is a constant that `printing` reads."""
    return isinstance(value, ast.Constant) and (by == "print" or isinstance(value.value, str))


def drawn(flow: Flow) -> Found:
    """Curves and bars of typed numbers."""
    for node in flow.names.of(ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr in SHOWS:
            data = [value for value in node.args if not isinstance(value, ast.Constant)]
            if data and flow.all(data) is not None and len(flow.of(data[-1])) >= DRAWN:
                yield node.lineno, f"draws {ast.unparse(data[-1])}, which is typed"


def given(flow: Flow) -> Found:
    """Functions, methods and lambdas that give a typed result."""
    for node in flow.names.of(ast.FunctionDef, ast.Lambda):
        if flow.any(returned(node)):
            yield node.lineno, f"{getattr(node, 'name', 'a lambda')} gives what is typed, whatever it is given"


def itself(flow: Flow) -> Found:
    """What asks whether something is equal to itself, with nothing computed in between."""
    for node in flow.names.of(ast.Compare, ast.Call):
        sides: list[ast.expr] = []
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq):
            sides = [node.left, node.comparators[0]]
        elif called(node) in EQUAL and isinstance(node.func, ast.Attribute):
            sides = [*([] if flow.names.full(node.func) else [node.func.value]), *node.args][:2]
        is_same = len(sides) == 2 and ast.unparse(sides[0]) == ast.unparse(sides[1])
        if is_same and not any(isinstance(part, ast.Call) for part in walk(sides[0])):
            yield node.lineno, f"asks whether {ast.unparse(sides[0])} is equal to itself"
