"""What a snippet shows was computed: no result is typed, however it is carried to where it is printed or drawn."""

import ast
from collections.abc import Iterator

from torchproof.book.bindings import returned
from torchproof.book.fault import Fault
from torchproof.book.flow import Flow
from torchproof.book.snippet import Snippet
from torchproof.book.written import SHOWS

DRAWN = 2
"""As many typed numbers, at least, make a curve or bars; one is a line that guides the eye."""
MEND = "compute it, and show what the program found"


def faults(snippet: Snippet) -> Iterator[Fault]:
    """Results that are typed: in what is printed, in what is drawn, and in what a function gives whatever it is given."""
    flow = Flow(snippet.names, snippet.regions[-1].last)
    for line, what in [*printed(flow), *drawn(flow), *given(flow)]:
        if line <= flow.last:
            yield Fault(f"{snippet.path}:{line}", what, MEND)


Found = Iterator[tuple[int, str]]


def printed(flow: Flow) -> Found:
    """Values that are printed, or put into a text, and that only constants made; texts themselves are read by `printing`."""
    for node in flow.names.nodes:
        values = [node.value] if isinstance(node, ast.FormattedValue) else []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("print", "str"):
            values = [*node.args, *(part.value for part in node.keywords)]
        for value in values:
            text = isinstance(value, ast.JoinedStr) or isinstance(getattr(value, "value", None), str)
            if not text and flow.of(value) and not (isinstance(value, ast.Constant) and node.func.id == "print"):
                yield value.lineno, f"prints {ast.unparse(value)}, which is typed"


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
