"""Evaluation in a program that trains: what is only looked at is computed without a graph, and dropout and batch norm are told so."""

import ast
import re
from collections.abc import Iterator

from torchproof.book.dotted import Names, root
from torchproof.book.fault import Fault
from torchproof.book.nodes import walk
from torchproof.book.snippet import Snippet

OFF = re.compile(r"\b(no_grad|inference_mode)\b")
MODES = re.compile(r"torch\.nn\.(\w*Dropout\w*|\w*BatchNorm\w*)")
SETS = {"cpu", "double", "eval", "float", "to", "train"}  # methods of a net that give the net
LOOKS = {"all", "any", "argmax", "argmin", "argsort", "eq", "item", "numpy", "tolist"}  # methods behind which no gradient goes on
ASKS = re.compile(r"torch\.(allclose|argmax|argmin|argsort|eq|equal|isclose)|bool|float|int")
WALKS = re.compile(r"torch\.(autograd|func)\..*")


def faults(snippet: Snippet) -> Iterator[Fault]:
    """Forward passes whose result is only looked at and that record a graph, and a net with two modes that is never told to evaluate."""
    names, last = snippet.names, snippet.regions[-1].last
    if names.trains:
        look = Look(names)
        passes = [node for node in names.of(ast.Call) if node.lineno <= last and look.is_forward(node)]
        for node in passes:
            if not look.is_off(node) and look.is_in_vain(node):
                what = f"{ast.unparse(node)} records a graph, and nothing walks it back"
                yield Fault(f"{snippet.path}:{node.lineno}", what, "with torch.no_grad(): where a net is judged")
        modes = [node for node in names.of(ast.Attribute, ast.Name) if MODES.fullmatch(names.full(node) or "")]
        told = any(node.attr == "eval" for node in names.of(ast.Attribute))
        if modes and not told and any(map(look.is_off, passes)):
            what = f"{ast.unparse(modes[0])} does something else in training, and nothing here ends the training"
            yield Fault(f"{snippet.path}:{modes[0].lineno}", what, "net.eval() before it is judged")


class Look:
    """Where the results of the forward passes of a program go.

    Attributes:
        nets: the names whose `.parameters()` are asked for, and those of loops over them; without those that are frozen.
    """

    def __init__(self, names: Names) -> None:
        self.names = names
        calls = [node for node in names.of(ast.Call) if isinstance(node.func, ast.Attribute)]
        called = [(node, root(node).id) for node in calls if isinstance(root(node), ast.Name)]
        self.nets = {name for node, name in called if node.func.attr == "parameters"}
        for node in names.of(ast.For, ast.comprehension):
            if self.nets & ids(node.iter):
                self.nets |= ids(node.target)
        self.nets -= {name for node, name in called if ast.unparse(node).endswith(".requires_grad_(False)")}

    def is_forward(self, call: ast.Call) -> bool:
        """Whether a call is that of a net, of a part of one, or of `net.eval()` and the like."""
        func = call.func
        while isinstance(func, ast.Subscript) or (isinstance(func, ast.Call) and getattr(func.func, "attr", "") in SETS):
            func = func.value if isinstance(func, ast.Subscript) else func.func.value
        return isinstance(func, ast.Name) and func.id in self.nets

    def is_off(self, node: ast.AST) -> bool:
        """Whether a node stands under `no_grad()` or the like, as a block or as a decorator."""
        while node in self.names.holder:
            node = self.names.holder[node]
            heads = [item.context_expr for item in node.items] if isinstance(node, ast.With) else getattr(node, "decorator_list", [])
            if any(OFF.search(ast.unparse(head)) for head in heads):
                return True
        return False

    def is_in_vain(self, node: ast.expr, seen: frozenset[str] = frozenset()) -> bool:
        """Whether all that becomes of a value is looked at, so that no gradient can come back to it; `seen` are names that are followed already."""
        above = self.names.holder[node]
        if isinstance(above, ast.Compare):
            return True
        if isinstance(above, ast.Assign) and len(above.targets) == 1 and isinstance(above.targets[0], ast.Name):
            name = above.targets[0].id
            uses = self.uses(above.targets[0])
            return name in seen or (bool(uses) and all(self.is_in_vain(use, seen | {name}) for use in uses))
        if isinstance(above, ast.Attribute) and isinstance(call := self.names.holder[above], ast.Call) and call.func is above:
            return above.attr in LOOKS or self.is_in_vain(call, seen)
        if isinstance(above, ast.Call):
            full = self.names.full(above.func) or ast.unparse(above.func)
            return bool(ASKS.fullmatch(full)) or (full.startswith("torch.") and not WALKS.fullmatch(full) and self.is_in_vain(above, seen))
        return isinstance(above, ast.BinOp | ast.UnaryOp | ast.Subscript) and self.is_in_vain(above, seen)

    def uses(self, name: ast.Name) -> list[ast.Name]:
        """Where the value of a name is used, in the function that binds it and those inside, or in the whole program."""
        scope: ast.AST = name
        while not isinstance(scope, ast.FunctionDef | ast.Module):
            scope = self.names.holder[scope]
        return [node for node in walk(scope) if isinstance(node, ast.Name) and node.id == name.id and isinstance(node.ctx, ast.Load)]


def ids(node: ast.AST) -> set[str]:
    """The names in an expression."""
    return {part.id for part in walk(node) if isinstance(part, ast.Name)}
