"""What the names, arguments and attributes of a program are made of, wherever that stands: in a loop, in a call, in a class."""

import ast
from collections.abc import Iterator
from functools import cached_property

from torchproof.book.dotted import PUTS, Each, Names, Value, called, is_row, label, parts, root
from torchproof.book.nodes import walk

PUTTING = PUTS | {"fill_", "copy_"}
"""Methods that put what they are given into their object."""


class Bindings:
    """The bindings of one program.

    Args:
        names: its names.
    """

    def __init__(self, names: Names) -> None:
        self.names = names

    @cached_property
    def classes(self) -> dict[str, ast.ClassDef]:
        """The classes of the program, by name."""
        return {node.name: node for node in self.names.of(ast.ClassDef)}

    @cached_property
    def functions(self) -> dict[str, list[ast.FunctionDef | ast.Lambda]]:
        """Its functions by name, a lambda by the name that it is bound to, and its methods by their name with a dot."""
        found: dict[str, list] = {}
        methods = {id(part) for made in self.classes.values() for part in made.body}
        for node in self.names.of(ast.FunctionDef, ast.Assign):
            if isinstance(node, ast.FunctionDef):
                found.setdefault("." * (id(node) in methods) + node.name, []).append(node)
            elif isinstance(node.value, ast.Lambda):
                for name in targets(*node.targets):
                    found.setdefault(name, []).append(node.value)
        return found

    @cached_property
    def bound(self) -> dict[str, list[Value]]:
        """Name, or attribute with its dot → what it is made of and filled with, at each place."""
        found: dict[str, list[Value]] = {}
        for target, value in [*self.assigned(), *self.put()]:
            for place, part in parts(target, value):
                if name := filled(place):
                    found.setdefault(name, []).append(part)
        for name, value in self.handed():
            found.setdefault(name, []).append(value)
        return found

    def assigned(self) -> Iterator[tuple[ast.AST, Value]]:
        """Each target of an assignment or a loop, with its value."""
        for node in self.names.of(ast.Assign, ast.AnnAssign, ast.NamedExpr, ast.AugAssign, ast.For, ast.comprehension):
            if isinstance(node, ast.Assign):
                yield from ((target, node.value) for target in node.targets)
            elif isinstance(node, ast.AnnAssign | ast.NamedExpr | ast.AugAssign) and node.value:
                yield node.target, node.value
            elif isinstance(node, ast.For | ast.comprehension):
                yield node.target, Each(node.iter)

    def put(self) -> Iterator[tuple[ast.AST, Value]]:
        """Each object that a method fills, and each attribute that the body of a class sets, with the value."""
        for node in self.names.of(ast.Call, ast.Try, ast.ClassDef):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in PUTTING:
                yield from ((node.func.value, part) for part in [*node.args, *(part.value for part in node.keywords)])
            elif isinstance(node, ast.Call) and called(node) in ("constant_", "register_buffer") and len(node.args) == 2:
                name = getattr(node.args[0], "value", None)
                yield (ast.Attribute(node.func, name, ast.Store()) if isinstance(name, str) else node.args[0]), node.args[1]
            elif isinstance(node, ast.Try):
                raised = [part.exc for part in self.names.of(ast.Raise)]
                for handler in (found for found in node.handlers if found.name):
                    yield from ((ast.Name(handler.name, ast.Store()), part) for call in raised for part in getattr(call, "args", []))
            elif isinstance(node, ast.ClassDef):
                for part in node.body:
                    if isinstance(part, ast.Assign | ast.AnnAssign) and part.value:
                        for name in targets(*(part.targets if isinstance(part, ast.Assign) else [part.target])):
                            yield ast.Attribute(ast.Name("self", ast.Load()), name, ast.Store()), part.value

    def handed(self, call: ast.Call | None = None) -> Iterator[tuple[str, Value]]:
        """What one call, or every call and every default, hands to functions, methods and classes of the program: argument, or field with its dot, and value."""
        for node in [call] if call else self.names.of(ast.Call):
            made = self.classes.get(called(node))
            whom = [part for part in made.body if is_method(part, "__init__")] if made else self.own(node)
            if made:
                fields = [
                    f".{part.target.id}" for part in made.body if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name)
                ]
                yield from zip(fields, node.args, strict=False)
                yield from ((f".{part.arg}", part.value) for part in node.keywords if f".{part.arg}" in fields)
            for function in whom:
                own = [argument.arg for argument in function.args.args][bool(made) or isinstance(node.func, ast.Attribute) :]
                given = [Each(part) for part in node.args[1:]] if called(node) in ("map", "filter") else node.args
                yield from zip(own, given, strict=False)
                by_name = {*own, *(argument.arg for argument in function.args.kwonlyargs)}
                yield from ((part.arg, part.value) for part in node.keywords if part.arg in by_name)
                yield from (
                    (function.args.kwarg.arg, part.value) for part in node.keywords if function.args.kwarg and part.arg not in by_name
                )
        for function in [] if call else [function for same in self.functions.values() for function in same]:
            own = [argument.arg for argument in function.args.args]
            yield from zip(reversed(own), reversed(function.args.defaults), strict=False)
            yield from (
                (argument.arg, value) for argument, value in zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True) if value
            )

    @cached_property
    def arguments(self) -> set[str]:
        """The names of all arguments of functions."""
        return {node.arg for node in self.names.of(ast.arg)}

    def own(self, call: ast.Call) -> list[ast.FunctionDef | ast.Lambda]:
        """The functions or methods of the program that a call may call, itself or by `map`."""
        if called(call) in ("map", "filter") and call.args:
            call = ast.Call(call.args[0], [], [])
        if isinstance(call.func, ast.Lambda):
            return [call.func]
        return self.functions.get(label(call.func), []) if isinstance(call.func, ast.Name | ast.Attribute) else []

    def rows(self, node: ast.expr, place: int) -> list[ast.expr]:
        """A column of a table whose rows are written out; nothing where they are not."""
        tables = self.bound.get(node.id, []) if isinstance(node, ast.Name) else [node]
        found = [row for table in tables if isinstance(table, ast.List | ast.Tuple) for row in table.elts]
        return [row.elts[place] for row in found if place < len(row.elts)] if all(map(is_row, found)) else []

    def is_tensor(self, node: Value, seen: frozenset[str] = frozenset()) -> bool:
        """Whether a value is a tensor."""
        if isinstance(node, ast.Name):
            return node.id not in seen and any(self.is_tensor(value, seen | {node.id}) for value in self.bound.get(node.id, []))
        if isinstance(node, ast.BinOp):
            return self.is_tensor(node.left, seen) or self.is_tensor(node.right, seen)
        if not isinstance(node, ast.Call | ast.Attribute | ast.Subscript) or (
            isinstance(node, ast.Call) and called(node) in ("item", "tolist")
        ):
            return False
        begin = root(node)
        return (self.names.full(begin) or "").partition(".")[0] == "torch" or self.is_tensor(begin, seen)


def returned(function: ast.FunctionDef | ast.Lambda) -> list[ast.expr]:
    """What a function returns or yields."""
    if isinstance(function, ast.Lambda):
        return [function.body]
    return [part.value for part in walk(function) if isinstance(part, ast.Return | ast.Yield) and part.value]


def filled(place: ast.AST) -> str:
    """The label of what an assignment to a place fills: of `x` for `x[0]` and `x.data`; empty where it has none."""
    while isinstance(place, ast.Subscript) or (isinstance(place, ast.Attribute) and place.attr == "data"):
        place = place.value
    return label(place) if isinstance(place, ast.Name | ast.Attribute) else ""


def targets(*nodes: ast.AST) -> list[str]:
    """The names and attributes that are set in some targets."""
    found = [part for node in nodes for part in walk(node)]
    return [label(part) for part in found if isinstance(part, ast.Name | ast.Attribute) and not isinstance(part.ctx, ast.Load)]


def is_method(node: ast.AST, name: str) -> bool:
    """Whether a part of a class is its method of this name."""
    return isinstance(node, ast.FunctionDef) and node.name == name
