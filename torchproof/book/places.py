"""Where a program saves and loads: in memory, or in a folder that it made itself, and of which it asks nothing."""

import ast
import builtins
from collections.abc import Iterator

from torchproof.book.allowed import FILES, MACHINE
from torchproof.book.dotted import Names
from torchproof.book.nodes import walk

Found = Iterator[tuple[int, str, str]]
PLACES = {"torch.save": 1, "torch.load": 0, "torch.utils.tensorboard.SummaryWriter": 0, "savefig": 0}
"""Which argument of a call is the file or folder that it uses; `savefig` is a method of a figure."""


def files(names: Names) -> Found:
    """What is saved or loaded elsewhere than in a place that the program made itself."""
    for node in names.of(ast.Call):
        place = PLACES.get(names.full(node.func) or getattr(node.func, "attr", ""))
        if place is not None and not (len(node.args) > place and made_here(names, node.args[place], frozenset())):
            yield node.lineno, f"{ast.unparse(node.func)} with a file that this program did not make", FILES


def made_here(names: Names, node: ast.expr, seen: frozenset[str]) -> bool:
    """Whether an expression leads to a file in memory, or in a temporary folder."""
    for part in walk(node):
        if isinstance(part, ast.Call) and names.full(part.func) in ("io.BytesIO", "tempfile.TemporaryDirectory"):
            return True
        if isinstance(part, ast.Name) and part.id not in seen:
            values = [value for value in names.bound.get(part.id, []) if value is not None]
            if any(made_here(names, value, seen | {part.id}) for value in values):
                return True
    return False


def folders(names: Names) -> Found:
    """What is asked about the place of a temporary folder, which is another in every run, and another where a test runs."""
    for node in names.of(ast.Name, ast.Call):
        if lies_there(names, node) and not is_handed_on(names.holder[node], node):
            yield node.lineno, f"asks where {ast.unparse(node)} lies", f"only hand it on: {MACHINE}"


def is_handed_on(above: ast.AST, node: ast.AST) -> bool:
    """Whether a place is bound, made a longer path, or given to what is not built in."""
    if isinstance(above, ast.Call):
        return above.func is not node and not hasattr(builtins, ast.unparse(above.func))
    return isinstance(above, ast.withitem | ast.Assign | ast.keyword) or (isinstance(above, ast.BinOp) and isinstance(above.op, ast.Div))


def lies_there(names: Names, node: ast.AST | None, seen: frozenset[str] = frozenset()) -> bool:
    """Whether an expression is a temporary folder, or a path in one."""
    match node:
        case ast.BinOp(op=ast.Div()):
            return lies_there(names, node.left, seen)
        case ast.Call():
            full = names.full(node.func)
            return full == "tempfile.TemporaryDirectory" or (
                full == "pathlib.Path" and any(lies_there(names, part, seen) for part in node.args)
            )
        case ast.Name(ctx=ast.Load()) if node.id not in seen:
            return any(lies_there(names, value, seen | {node.id}) for value in names.bound.get(node.id, []))
    return False
