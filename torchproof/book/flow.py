"""Where the numbers come from that a program shows: which of its constants a value may be, moved and chosen but never computed with."""

import ast
import builtins
from collections.abc import Callable, Iterator
from functools import cached_property

from torchproof.book.dotted import Names, is_row, root
from torchproof.book.written import LIKE, MAKERS, is_void

CARRY = {  # methods and functions that move, choose or fill: what they give is what they are given
    *("item", "tolist", "join", "format", "get", "values", "items", "keys", "copy", "pop", "strip", "split", "splitlines", "replace"),
    *("clone", "detach", "double", "float", "half", "numpy", "cpu", "to", "contiguous", "squeeze", "unsqueeze", "flatten", "reshape"),
    *("view", "expand", "repeat", "fill_", "copy_", "stack", "cat", "concatenate", "full", "tensor", "as_tensor", "asarray", "array"),
    *("linspace", "arange", "deepcopy", "Parameter", "from_numpy", "findall", "loads", "dumps", "as_subclass"),
}
BUILT_IN = {"dict", "float", "int", "iter", "list", "max", "min", "next", "repr", "reversed", "round", "set", "sorted", "str", "sum", "tuple", "zip"}
"""What is built in and gives what it is given, or a sum, an end or another form of it."""
HOLDERS = {"collections.Counter", "collections.OrderedDict", "collections.deque", "collections.defaultdict", "fractions.Fraction", "statistics.mean"}
SMALL = 13

Constants = set[ast.Constant] | None


class Flow:
    """The way of constants through one program.

    Args:
        names: its names.
        tells: whether a constant may be a result.
        last: the last line that its page shows.
    """

    def __init__(self, names: Names, tells: Callable[[ast.AST], bool], last: int) -> None:
        self.names, self.tells, self.last = names, tells, last
        self.busy: set[tuple] = set()
        self.live: dict[str, bool] = {}

    @cached_property
    def holder(self) -> dict[int, ast.AST]:
        """The id of a node → the node that it stands in."""
        return {id(child): node for node in self.names.nodes for child in ast.iter_child_nodes(node)}

    @cached_property
    def classes(self) -> dict[str, ast.ClassDef]:
        """The classes of the program, by name."""
        return {node.name: node for node in self.names.nodes if isinstance(node, ast.ClassDef)}

    @cached_property
    def functions(self) -> dict[str, list[ast.FunctionDef | ast.Lambda]]:
        """Its functions and methods, by name; of a lambda the name that it is bound to."""
        found: dict[str, list] = {}
        for node in self.names.nodes:
            if isinstance(node, ast.FunctionDef):
                found.setdefault(node.name, []).append(node)
            elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
                for target in node.targets:
                    if isinstance(target, ast.Name):
                        found.setdefault(target.id, []).append(node.value)
        return found

    @cached_property
    def bound(self) -> dict[str, list[ast.AST | tuple]]:
        """Name, or attribute with its dot → what it is made of, at each place: an expression, or the column of what a loop goes through."""
        found: dict[str, list] = {}

        def bind(target: ast.AST, value: object) -> None:
            if isinstance(target, ast.Name | ast.Attribute):
                found.setdefault(name_of(target), []).append(value)
            elif isinstance(target, ast.Subscript) and isinstance(begin := target.value, ast.Name | ast.Attribute):
                found.setdefault(name_of(begin), []).append(value)
            elif isinstance(target, ast.Starred):
                bind(target.value, value)
            elif isinstance(target, ast.Tuple | ast.List):
                for place, part in enumerate(target.elts):
                    whole = isinstance(value, ast.Tuple | ast.List) and len(value.elts) == len(target.elts)
                    bind(part, value.elts[place] if whole else ("column", value, place))

        for node in self.names.nodes:
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    bind(target, node.value)
            elif isinstance(node, ast.AnnAssign | ast.NamedExpr | ast.AugAssign) and node.value:
                bind(node.target, node.value)
            elif isinstance(node, ast.For | ast.comprehension):
                bind(node.target, ("each", node.iter))
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name | ast.Attribute):
                if node.func.attr in ("append", "add", "extend", "insert", "setdefault", "update", "fill_", "copy_"):
                    for part in [*node.args, *(part.value for part in node.keywords)]:
                        found.setdefault(name_of(node.func.value), []).append(part)
            if isinstance(node, ast.ClassDef):
                for part in node.body:
                    if isinstance(part, ast.Assign | ast.AnnAssign) and part.value:
                        for target in part.targets if isinstance(part, ast.Assign) else [part.target]:
                            if isinstance(target, ast.Name):
                                found.setdefault(f".{target.id}", []).append(part.value)
        for argument, value in self.handed():
            found.setdefault(argument, []).append(value)
        return found

    def handed(self) -> Iterator[tuple[str, ast.AST]]:
        """What is handed to functions, methods and classes of the program: the name of each argument, or field, and the value."""
        for call in (node for node in self.names.nodes if isinstance(node, ast.Call)):
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            made = self.classes.get(name)
            whom = self.functions.get(name, [])
            if made:
                whom = [part for part in made.body if isinstance(part, ast.FunctionDef) and part.name == "__init__"]
                fields = [part.target.id for part in made.body if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name)]
                yield from ((f".{field}", value) for field, value in zip(fields, call.args, strict=False))
                yield from ((f".{part.arg}", part.value) for part in call.keywords if part.arg in fields)
            for function in whom:
                own = [argument.arg for argument in function.args.args]
                own = own[1:] if made or isinstance(call.func, ast.Attribute) else own
                yield from zip(own, call.args, strict=False)
                yield from ((part.arg, part.value) for part in call.keywords if part.arg in own)
        for functions in self.functions.values():
            for function in functions:
                yield from zip(
                    [argument.arg for argument in reversed(function.args.args)], reversed(function.args.defaults), strict=False
                )

    def of(self, node: object) -> Constants:
        """The telling constants that a value may be, or is put together from; None where a part of it was computed."""
        key = (id(node) if isinstance(node, ast.AST) else (node[0], id(node[1]), node[2:]),)
        if key in self.busy:
            return set()
        self.busy.add(key)
        try:
            return self.found(node)
        finally:
            self.busy.discard(key)

    def any(self, values: list) -> Constants:
        """Of a value that is one of several: the constants that it may be; None where it is always computed."""
        found = [self.of(value) for value in values]
        telling = set().union(*filter(None, found))
        return telling or (set() if found and None not in found else None)

    def all(self, values: list) -> Constants:
        """Of a value that is put together from several."""
        found = [self.of(value) for value in values]
        return None if None in found else set().union(*found)

    def found(self, node: object) -> Constants:
        """As `of`."""
        if isinstance(node, tuple):
            return self.part(node)
        match node:
            case ast.Constant():
                return {node} if self.tells(node) else set()
            case ast.Name():
                if node.id in self.bound and node.id not in self.names.modules:
                    return None if self.is_setting(node.id) else self.any(self.bound[node.id])
                return None
            case ast.Attribute():
                if self.names.full(node):
                    return None
                label = name_of(node)
                if label in self.bound:
                    return None if self.is_setting(label) else self.any(self.bound[label])
                return self.of(node.value) if node.attr in ("T", "data", "real") else None
            case ast.Subscript() | ast.Starred() | ast.NamedExpr() | ast.FormattedValue():
                return self.of(node.value)
            case ast.UnaryOp():
                return self.of(node.operand)
            case ast.IfExp():
                return self.any([node.body, node.orelse])
            case ast.BoolOp():
                return self.any(node.values)
            case ast.List() | ast.Tuple() | ast.Set():
                return self.any(node.elts) if node.elts else set()
            case ast.Dict():
                return self.any(node.values) if node.values else set()
            case ast.ListComp() | ast.SetComp() | ast.GeneratorExp():
                return self.of(node.elt)
            case ast.JoinedStr():
                return self.all(node.values)
            case ast.BinOp():
                parts = [part for part in (node.left, node.right) if not is_void(part) and not is_tiny(part)]
                return self.all(parts) if len(parts) == 2 or is_sum(node) else None
            case ast.Call():
                return self.call(node)
        return None

    def part(self, node: tuple) -> Constants:
        """What a loop, or one name of several, takes from a value."""
        kind, value, *place = node
        if kind == "column":
            inner = value[1] if isinstance(value, tuple) else None
            if inner is None:
                return self.any([row.elts[place[0]] for row in rows(self, value, place[0])] or [value])
            if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name) and inner.func.id in ("zip", "enumerate"):
                if inner.func.id == "enumerate":
                    return None if place[0] == 0 else self.of(("each", inner.args[0]))
                return self.of(("each", inner.args[place[0]])) if place[0] < len(inner.args) else None
            if isinstance(inner, ast.Call) and getattr(inner.func, "attr", "") == "items":
                return set() if place[0] == 0 else self.of(inner.func.value)
            taken = [row.elts[place[0]] for row in rows(self, inner, place[0])]
            return self.any(taken) if taken else self.of(inner)
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in ("range", "enumerate"):
            return None
        return self.of(value)

    def call(self, node: ast.Call) -> Constants:
        """What a call gives of what it is given."""
        full, name = self.names.full(node.func), getattr(node.func, "id", getattr(node.func, "attr", ""))
        given = [*node.args, *(part.value for part in node.keywords if part.arg not in ("dtype", "device", "requires_grad", "key"))]
        if not full and name in self.functions:
            made = self.functions[name]
            gives = [part.value for one in made for part in ast.walk(one) if isinstance(part, ast.Return | ast.Yield) and part.value]
            return self.any([*gives, *(one.body for one in made if isinstance(one, ast.Lambda))])
        if name == "where" and len(node.args) == 3:
            return self.any(node.args[1:])
        if name in ("clamp", "clip") and len(given) > 1 and ast.unparse(given[-1]) == ast.unparse(given[-2]):
            return self.of(given[-1])
        if isinstance(node.func, ast.Name) and not full and name not in self.names.bound:
            if name in ("max", "min") and len(given) > 1:
                return self.any(given)
            return self.all(given) if name in BUILT_IN and given else None
        if full in MAKERS or full in HOLDERS or (full and name in CARRY):
            return self.all(given) if given else None
        if isinstance(node.func, ast.Attribute) and not full and (name in CARRY or name in LIKE):
            if name in LIKE or name == "fill_":
                return self.all(given[-1:])
            return self.all([node.func.value, *given]) if name in ("join", "format", "replace") else self.of(node.func.value)
        if full and name in LIKE:
            return self.all(given[1:])
        return None

    def is_setting(self, label: str) -> bool:
        """Whether the program computes with a name, or decides by it, in what its page shows."""
        if label not in self.live:
            self.live[label] = False
            nodes = [node for node in self.names.nodes if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load)]
            self.live[label] = any(self.computes(node) for node in nodes if name_of(node) == label and node.lineno <= self.last)
        return self.live[label]

    def computes(self, node: ast.AST) -> bool:
        """Whether what is made of a value here is more than shown, kept or handed on."""
        while True:
            above = self.holder[id(node)]
            match above:
                case ast.Compare() | ast.Assert() | ast.comprehension() | ast.While() | ast.If():
                    if isinstance(above, ast.comprehension) and node is above.iter:
                        return any(self.is_setting(name) for name in targets(above.target))
                    if isinstance(above, ast.Compare):
                        return not isinstance(self.holder[id(above)], ast.Expr)
                    return True
                case ast.Subscript() if node is not above.value:
                    return True
                case ast.Subscript() if not isinstance(above.ctx, ast.Load):
                    return False
                case ast.Attribute():
                    if not isinstance(above.ctx, ast.Load):
                        return False
                    call = self.holder[id(above)]
                    if above.attr not in CARRY and not (isinstance(call, ast.Call) and call.func is above and above.attr in ("append", "extend", "add", "update", "insert")):
                        return True
                case ast.BinOp():
                    if self.of(above) is None:
                        others = [part for part in (above.left, above.right) if part is not node]
                        if any(self.of(part) is None for part in others):
                            return self.alive(above)
                case ast.Call():
                    name = getattr(above.func, "id", getattr(above.func, "attr", ""))
                    full = self.names.full(above.func)
                    if name == "print":
                        return False
                    if node is above.func:
                        pass
                    elif not full and (name in self.functions or name in self.classes):
                        return any(self.is_setting(argument) for argument, value in self.handed() if value is node or value is self.holder.get(id(node)))
                    elif not (full in MAKERS or name in CARRY or (name in BUILT_IN | {"enumerate"} and not full) or name in ("append", "extend", "add", "update", "insert")):
                        return True
                case ast.For():
                    return any(self.is_setting(name) for name in targets(above.target))
                case ast.Assign():
                    return any(self.is_setting(name) for target in above.targets for name in targets(target))
                case ast.AugAssign() | ast.AnnAssign():
                    return any(self.is_setting(name) for name in targets(above.target))
                case ast.stmt():
                    return False
            node = above

    def alive(self, node: ast.AST) -> bool:
        """Whether anything is done with a computed value."""
        return True


def is_tiny(node: ast.AST) -> bool:
    """Whether a part of a sum is too small to be seen: `1e-30 * x`."""
    sides = [node.left, node.right] if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) else []
    return any(isinstance(side, ast.Constant) and isinstance(side.value, float) and 0 < side.value < 1e-6 for side in sides)


def is_sum(node: ast.BinOp) -> bool:
    """Whether an operation adds or takes away."""
    return isinstance(node.op, ast.Add | ast.Sub)


def rows(flow: Flow, node: ast.AST, place: int) -> list[ast.Tuple | ast.List]:
    """The rows of a table that is written out, each with a column of that number."""
    tables = [node] if not isinstance(node, ast.Name) else [value for value in flow.bound.get(node.id, []) if isinstance(value, ast.AST)]
    found = [row for table in tables if isinstance(table, ast.List | ast.Tuple) for row in table.elts]
    return [row for row in found if is_row(row) and place < len(row.elts)] if all(map(is_row, found)) else []


def targets(node: ast.AST) -> list[str]:
    """The names and attributes that an assignment sets."""
    return [name_of(part) for part in ast.walk(node) if isinstance(part, ast.Name | ast.Attribute) and not isinstance(part.ctx, ast.Load)]


def name_of(node: ast.AST) -> str:
    """A name as it is, an attribute with its dot."""
    return node.id if isinstance(node, ast.Name) else f".{node.attr}"
