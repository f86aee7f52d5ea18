"""What the names in a program mean: `F.relu` is `torch.nn.functional.relu` where `F` was imported as that."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from torchproof.book.nodes import children, walk

PUTS = {"add", "append", "extend", "insert", "setdefault", "update"}
TRAINS = {"backward", "step"}
CHANGES = PUTS | {"clear", "pop", "remove", "reverse", "sort"}
BINDS = (
    *(ast.Assign, ast.NamedExpr, ast.AnnAssign, ast.AugAssign, ast.For, ast.comprehension, ast.withitem),
    *(ast.FunctionDef, ast.ClassDef, ast.arg, ast.ExceptHandler),
)
"""What binds names."""


@dataclass(frozen=True)
class Each:
    """What a loop takes, one after the other, from a value."""

    value: ast.expr


@dataclass(frozen=True)
class Column:
    """One of the parts of a value, or of each thing that a loop takes."""

    value: "ast.expr | Each | Column"
    place: int


Value = ast.expr | Each | Column


class Names:
    """The names of one program.

    Args:
        tree: the program.
    """

    def __init__(self, tree: ast.Module) -> None:
        self.tree = tree

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """All nodes of the program."""
        return walk(self.tree)

    @cached_property
    def places(self) -> dict[type[ast.AST], list[int]]:
        """Kind → where its nodes stand among all."""
        found: dict[type[ast.AST], list[int]] = {}
        for at, node in enumerate(self.nodes):
            found.setdefault(type(node), []).append(at)
        return found

    def of(self, *kinds: type[ast.AST]) -> list[ast.AST]:
        """The nodes of these kinds, in the order of the program."""
        return [self.nodes[at] for at in sorted(at for kind in kinds for at in self.places.get(kind, ()))]

    @cached_property
    def trains(self) -> bool:
        """Whether the program walks a graph back and takes steps."""
        return {node.attr for node in self.of(ast.Attribute)} >= TRAINS

    @cached_property
    def holder(self) -> dict[ast.AST, ast.AST]:
        """Node → the node that it stands in."""
        return {child: node for node in self.nodes for child in children(node)}

    @cached_property
    def read(self) -> dict[str, list[ast.Name | ast.Attribute]]:
        """Label → where the program reads what is named so."""
        found: dict[str, list[ast.Name | ast.Attribute]] = {}
        for node in self.of(ast.Name, ast.Attribute):
            if isinstance(node.ctx, ast.Load):
                found.setdefault(label(node), []).append(node)
        return found

    @cached_property
    def imported(self) -> dict[str, str]:
        """Local name → full dotted name, for what is imported, and for plain other names of it (`Adam = torch.optim.Adam`)."""
        found: dict[str, str] = {}
        for node in self.of(ast.Import, ast.ImportFrom):
            if isinstance(node, ast.Import):
                found |= {
                    alias.asname or alias.name.partition(".")[0]: alias.name if alias.asname else alias.name.partition(".")[0]
                    for alias in node.names
                }
            else:
                found |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        for node in self.of(ast.Assign, ast.NamedExpr):
            full = self.full(node.value, found)
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                if full and isinstance(target, ast.Name):
                    found.setdefault(target.id, full)
        return found

    @cached_property
    def modules(self) -> set[str]:
        """The local names that `import` binds."""
        found = self.of(ast.Import, ast.ImportFrom)
        return {alias.asname or alias.name.partition(".")[0] for node in found for alias in node.names}

    def full(self, node: ast.AST, imported: dict[str, str] | None = None) -> str | None:
        """The full dotted name of an expression that names something imported, None for any other."""
        attributes = []
        while isinstance(node, ast.Attribute):
            attributes.append(node.attr)
            node = node.value
        known = self.imported if imported is None else imported
        if not isinstance(node, ast.Name) or node.id not in known:
            return None
        return ".".join([known[node.id], *reversed(attributes)])

    @cached_property
    def bound(self) -> dict[str, list[ast.expr | None]]:
        """Name → what it is bound to at each place that binds it; None where that is no plain expression (a loop, a part of a tuple)."""
        found: dict[str, list[ast.expr | None]] = {}
        for node in self.of(*BINDS):
            pairs: list[tuple[ast.AST, ast.expr | None]] = []
            if isinstance(node, ast.Assign):
                pairs = [(target, node.value) for target in node.targets]
            elif isinstance(node, ast.NamedExpr | ast.AnnAssign):
                pairs = [(node.target, node.value)]
            elif isinstance(node, ast.For | ast.comprehension):
                pairs = [(node.target, value) for value in node.iter.elts] if is_row(node.iter) else [(node.target, None)]
            elif isinstance(node, ast.AugAssign):
                pairs = [] if is_row(node.value) else [(node.target, None)]
            elif isinstance(node, ast.withitem) and node.optional_vars:
                pairs = [(node.optional_vars, node.context_expr)]
            elif isinstance(node, ast.FunctionDef | ast.ClassDef):
                found.setdefault(node.name, []).append(None)
            elif isinstance(node, ast.arg):
                found.setdefault(node.arg, []).extend(self.handed.get(id(node), [None]))
            elif isinstance(node, ast.ExceptHandler) and node.name:
                found.setdefault(node.name, []).append(None)
            for target, value in pairs:
                for name, part in names(target, value):
                    found.setdefault(name, []).append(part)
        return found

    @cached_property
    def handed(self) -> dict[int, list[ast.expr | None]]:
        """The id of an argument of a function → what each call hands to it; None where that is not written out at the call."""
        calls = [node for node in self.of(ast.Call) if isinstance(node.func, ast.Name)]
        called = {id(call.func) for call in calls}
        passed_on = {node.id for node in self.of(ast.Name) if id(node) not in called}
        found: dict[int, list[ast.expr | None]] = {}
        for node in self.of(ast.FunctionDef):
            if node.name not in passed_on:
                named = [argument.arg for argument in node.args.args]
                defaults = dict(zip(reversed(named), reversed(node.args.defaults), strict=False))
                for call in (call for call in calls if call.func.id == node.name):
                    plain = not any(isinstance(part, ast.Starred) for part in call.args) and all(part.arg for part in call.keywords)
                    given = defaults | dict(zip(named, call.args, strict=False)) | {part.arg: part.value for part in call.keywords}
                    for argument in node.args.args:
                        found.setdefault(id(argument), []).append(given.get(argument.arg) if plain else None)
        return found

    @cached_property
    def results(self) -> dict[str, list[ast.expr]]:
        """Name of a function → what it returns."""
        found = {
            node.name: [part.value for part in walk(node) if isinstance(part, ast.Return) and part.value]
            for node in self.of(ast.FunctionDef)
        }
        return found | {
            name: [value.body for value in values]
            for name, values in self.bound.items()
            if values and all(isinstance(value, ast.Lambda) for value in values)
        }

    @cached_property
    def filled(self) -> dict[str, list[ast.expr | None]]:
        """Name of an object that is changed after it is made → what is put into it, by a method or at a place; None where that is not written there."""
        found: dict[str, list[ast.expr | None]] = {}
        perhaps = {id(part) for node in self.of(ast.If, ast.While, ast.Try) for part in walk(node)}
        put = {id(target): node.value for node in self.of(ast.Assign) for target in node.targets}
        for node in self.of(ast.Call, ast.Attribute, ast.Subscript, ast.AugAssign):
            if is_fill(node) and isinstance(begin := root(node), ast.Name):
                puts = isinstance(node, ast.Call) and node.func.attr in PUTS
                values = [*node.args, *(part.value for part in node.keywords)] if puts else [put.get(id(node))]
                found.setdefault(begin.id, []).extend([None] if id(node) in perhaps else values)
            elif isinstance(node, ast.AugAssign) and is_row(node.value) and isinstance(node.target, ast.Name):
                found.setdefault(node.target.id, []).extend([None] if id(node) in perhaps else node.value.elts)
        return found

    @cached_property
    def attributes(self) -> dict[str, list[ast.expr | None]]:
        """Name of an attribute that the program sets, in a class or of an object → what it is set to; None where that may be set again by a library."""
        found: dict[str, list[ast.expr | None]] = {}
        for holder in self.of(ast.ClassDef, ast.Assign, ast.AugAssign):
            inside = holder.body if isinstance(holder, ast.ClassDef) else [holder]
            for node in (node for node in inside if isinstance(node, ast.Assign | ast.AugAssign)):
                for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                    name = target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "") if inside != [holder] else ""
                    told = isinstance(node, ast.Assign) and getattr(node.value, "value", "") not in (None, True, False)
                    if name:
                        found.setdefault(name, []).append(node.value if told else None)
        return found


def is_row(node: ast.expr) -> bool:
    """Whether an expression is a tuple or a list that is written out."""
    return isinstance(node, ast.Tuple | ast.List) and not any(isinstance(part, ast.Starred) for part in node.elts)


def is_change(node: ast.AST) -> bool:
    """Whether a call changes the object whose method it is; what a call gave is new, as in `x.clone().fill_(1)`."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)) or isinstance(node.func.value, ast.Call):
        return False
    return node.func.attr in CHANGES or (node.func.attr.endswith("_") and node.func.attr != "requires_grad_")


def is_fill(node: ast.AST) -> bool:
    """Whether an object is changed here: a method changes it, or a place or an attribute of it is set."""
    return is_change(node) or (isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load))


def parts(target: ast.AST, value: Value | None) -> Iterator[tuple[ast.AST, Value | None]]:
    """The places that an assignment binds or fills, each with its part of the value: as it is written out, or a column of it."""
    if isinstance(target, ast.Starred):
        yield from parts(target.value, value)
    elif isinstance(target, ast.Tuple | ast.List):
        whole = isinstance(value, ast.Tuple | ast.List) and len(value.elts) == len(target.elts)
        for place, inner in enumerate(target.elts):
            yield from parts(inner, value.elts[place] if whole else value and Column(value, place))
    else:
        yield target, value


def names(target: ast.AST, value: Value | None) -> Iterator[tuple[str, ast.expr | None]]:
    """The names that an assignment binds, each with its part of the value where that is written out."""
    for place, part in parts(target, value):
        if isinstance(place, ast.Name):
            yield place.id, part if isinstance(part, ast.expr) else None


def root(node: ast.AST) -> ast.AST:
    """What a chain of attributes, places and calls begins with: `net` of `net[0].weight.copy_(w)`."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call | ast.Starred):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node


def called(node: ast.AST) -> str:
    """The last name of what a call calls, empty for anything else: "backward" for `loss.backward()`."""
    return getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""


def label(node: ast.AST) -> str:
    """A name as it is, an attribute with its dot."""
    return node.id if isinstance(node, ast.Name) else f".{getattr(node, 'attr', '')}"
