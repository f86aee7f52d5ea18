"""What a program measures with a clock: two times are compared, and nothing else is made of them, for every machine is as fast as it is."""

import ast
from collections.abc import Iterator

from torchproof.book.bindings import Bindings, returned
from torchproof.book.dotted import Column, Each, Value, label
from torchproof.book.fault import Fault
from torchproof.book.nodes import children
from torchproof.book.snippet import Snippet

CLOCKS = {"time.perf_counter", "timeit.timeit"}
MEND = "compare two times, with much room: slow > 3 * fast"


def faults(snippet: Snippet) -> Iterator[Fault]:
    """What is printed of a time, or decided, drawn or seeded by one; claims may compare two."""
    if not {"time", "timeit"} & {full.partition(".")[0] for full in snippet.names.imported.values()}:
        return
    times = Times(Bindings(snippet.names))
    for node in snippet.names.of(ast.Call, ast.Name, ast.Attribute):
        if times.is_time(node) and (line := node.lineno) <= snippet.regions[-1].last and (what := times.misuse(node)):
            yield Fault(f"{snippet.path}:{line}", f"{what} by a clock", MEND)


class Times:
    """Where the times of a program go.

    Attributes:
        told: the names, and the attributes with their dot, that hold a time, and the functions that give one.
    """

    def __init__(self, bindings: Bindings) -> None:
        self.names, self.bindings = bindings.names, bindings
        self.told: set[str] = set()
        while True:
            bound = [*bindings.bound.items(), *((f"{name}()", list(map(returned, made))) for name, made in bindings.functions.items())]
            found = {name for name, values in bound if any(map(self.holds_time, values))}
            if found == self.told:
                return
            self.told = found

    def holds_time(self, value: Value | list) -> bool:
        """Whether a value gives a time: it holds one outside a comparison."""
        if isinstance(value, list):
            return any(map(self.holds_time, value))
        if isinstance(value, Each | Column):
            return self.holds_time(value.value)
        if isinstance(value, ast.Compare):
            return False
        return self.is_time(value) or any(map(self.holds_time, children(value)))

    def is_time(self, node: ast.AST) -> bool:
        """Whether a node asks a clock, or names a time."""
        if isinstance(node, ast.Call):
            return self.names.full(node.func) in CLOCKS or f"{label(node.func)}()" in self.told
        return isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load) and label(node) in self.told

    def is_ratio(self, node: ast.AST) -> bool:
        """Whether a name stands for one time as a part of another, which a fast machine leaves as it is."""
        values = self.bindings.bound.get(label(node), []) if isinstance(node, ast.Name) else []
        return bool(values) and all(
            isinstance(value, ast.BinOp) and isinstance(value.op, ast.Div) and self.holds_time(value.left) and self.holds_time(value.right)
            for value in values
        )

    def misuse(self, node: ast.AST) -> str | None:
        """What is done with a time that may not be; None where it is compared with another, or kept."""
        below, above = node, self.names.holder[node]
        while not isinstance(above, ast.stmt):
            match above:
                case ast.Compare():
                    sides = [part for part in (above.left, *above.comparators) if part is not below]
                    return None if self.is_ratio(below) or any(map(self.holds_time, sides)) else "decides"
                case ast.Call() if below is not above.func and (
                    self.names.full(above.func) or getattr(above.func, "id", "") in ("print", "int", "round", "str")
                ):
                    return "computes"
                case ast.FormattedValue():
                    return "prints"
            below, above = above, self.names.holder[above]
        return "decides" if isinstance(above, ast.If | ast.While | ast.Assert) else None
