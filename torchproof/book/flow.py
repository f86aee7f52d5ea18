"""Where the numbers come from that a program shows: the constants that a value may be, where nothing computed it.

A constant is followed through names, arguments, containers, loops, branches, functions and classes, and through what only moves, chooses
or fills. It is a setting, not a result, where the program computes with it or decides by it.
"""

import ast
import re

from torchproof.book.bindings import Bindings, returned, targets
from torchproof.book.dotted import Column, Each, Names, Value, called, label
from torchproof.book.written import BUILT_IN, CARRY, FILLS, FORMS, LIKE, MAKERS, PARTS, PURE, SAME, SHOWS, TEXTS, is_tiny, is_void, tells

Constants = set[ast.Constant] | None
ZERO, TENS = re.compile(r"0\.0*"), re.compile(r"10*\.0*|0\.0*10*")
"""Which numbers leave the digits of another as they are, added and multiplied."""


class Flow:
    """The way of the constants of one program.

    Args:
        names: its names.
        last: the last line that its page shows.
    """

    def __init__(self, names: Names, last: int) -> None:
        self.names, self.last, self.bindings = names, last, Bindings(names)
        self.busy: set[object] = set()
        self.asked: set[str] = set()
        self.settings: dict[str, bool] = {}

    def of(self, value: Value) -> Constants:
        """The telling constants that a value may be, or is put together from; None where a part of it was computed."""
        if value in self.busy:
            return set()
        self.busy.add(value)
        found = self.expression(value) if isinstance(value, ast.AST) else self.taken(value)
        self.busy.discard(value)
        return found

    def any(self, values: list[Value]) -> Constants:
        """Of a value that is one of several: the constants that it may be; None where it may be computed, and is none of them."""
        found = [self.of(value) for value in values]
        return set().union(*filter(None, found)) or (None if None in found or not found else set())

    def all(self, values: list[Value]) -> Constants:
        """Of a value that is put together from several."""
        found = [self.of(value) for value in values]
        return None if None in found or not found else set().union(*found)

    def expression(self, node: ast.AST) -> Constants:
        """Of an expression."""
        match node:
            case ast.Constant():
                return {node} if tells(node) else set()
            case ast.Name() | ast.Attribute():
                return self.named(node)
            case ast.Subscript() | ast.Starred() | ast.NamedExpr() | ast.FormattedValue():
                return self.of(node.value)
            case ast.UnaryOp():
                return self.of(node.operand)
            case ast.IfExp():
                return self.any([node.body, node.orelse])
            case ast.BoolOp() | ast.Dict():
                return self.any(node.values) if node.values else set()
            case ast.List() | ast.Tuple() | ast.Set():
                return self.any(node.elts) if node.elts else set()
            case ast.ListComp() | ast.SetComp() | ast.GeneratorExp():
                return self.of(node.elt)
            case ast.DictComp():
                return self.of(node.value)
            case ast.JoinedStr():
                return self.together([part for part in node.values if isinstance(part, ast.FormattedValue)] or node.values)
            case ast.Lambda():
                return self.of(node.body)
            case ast.BinOp():
                return self.arithmetic(node)
            case ast.Call():
                return self.call(node)
        return None

    def named(self, node: ast.Name | ast.Attribute) -> Constants:
        """Of a name or an attribute."""
        name = label(node)
        if self.names.full(node) or name in self.names.modules or self.is_setting(name):
            return None
        if name in self.bindings.bound:
            return self.any(self.bindings.bound[name])
        return self.of(node.value) if name[1:] in PARTS else None

    def arithmetic(self, node: ast.BinOp) -> Constants:
        """Of an operation between two values: what torch adds and multiplies is computed, what Python does with a name too, unless its digits stay."""
        heard = [part for part in (node.left, node.right) if not is_void(part) and not is_tiny(part)]
        if isinstance(node.op, ast.Mod) and isinstance(getattr(node.left, "value", None), str):  # fills a text
            return self.together([node.right])
        if isinstance(node.right, ast.Constant) and SAME.get(type(node.op)) == node.right.value:
            return self.of(node.left)
        if len(heard) == 2 and (isinstance(node.op, ast.MatMult) or any(map(self.bindings.is_tensor, heard))):
            return None
        if len(heard) == 2 and any(map(self.has_name, heard)) and not self.keeps_digits(node):
            return None
        return self.together(heard) if len(heard) == 2 or isinstance(node.op, ast.Add | ast.Sub) else None

    def together(self, values: list[Value]) -> Constants:
        """Of what is put together from several: two small numbers, or texts, make one that tells."""
        found = self.all(values)
        if found == set():
            small = {part for value in values for part in self.small(value, set())}
            found = small if len(small) > 1 else found
        return found

    def small(self, value: Value, seen: set[Value]) -> set[ast.Constant]:
        """The constants with a digit that a value may be."""
        if value in seen or isinstance(value, Each | Column) or label(value) in self.bindings.arguments:
            return set()
        seen.add(value)
        if isinstance(value, ast.Name | ast.Attribute):
            return {part for made in self.bindings.bound.get(label(value), []) for part in self.small(made, seen)}
        if isinstance(value, ast.FormattedValue | ast.Call | ast.List | ast.Tuple | ast.BinOp):
            return {part for made in ast.iter_child_nodes(value) for part in self.small(made, seen)}
        told = isinstance(value, ast.Constant) and not isinstance(value.value, bool) and any(map(str.isdigit, str(value.value)))
        return {value} if told else set()

    def has_name(self, value: ast.expr) -> bool:
        """Whether a side of a sum or a product is a variable, or is made with one by arithmetic."""
        if isinstance(value, ast.BinOp):
            return self.has_name(value.left) or self.has_name(value.right)
        while isinstance(value, ast.Subscript | ast.UnaryOp):
            value = value.value if isinstance(value, ast.Subscript) else value.operand
        return isinstance(value, ast.Name | ast.Attribute) and label(value) in self.bindings.bound

    def keeps_digits(self, node: ast.BinOp) -> bool:
        """Whether one side leaves the digits of the other: 0 in a sum, a power of ten in a product."""
        kept = ZERO if isinstance(node.op, ast.Add | ast.Sub) else TENS
        for side in (node.left, node.right):
            known = self.bindings.bound.get(label(side), []) if isinstance(side, ast.Name | ast.Attribute) else [side]
            numbers = [part.value for part in known if isinstance(part, ast.Constant) and isinstance(part.value, int | float)]
            if numbers and len(numbers) == len(known) and all(kept.fullmatch(f"{number:f}") for number in numbers):
                return True
        return False

    def taken(self, value: Each | Column) -> Constants:
        """Of what a loop, or one name of several, takes from a value."""
        inner = value.value
        if isinstance(value, Each):
            return None if isinstance(inner, ast.Call) and called(inner) == "range" else self.of(inner)
        table = inner.value if isinstance(inner, Each) else inner
        if isinstance(inner, Each) and isinstance(table, ast.Call):
            match called(table), value.place:
                case ("enumerate", 0):
                    return None
                case ("enumerate", 1):
                    return self.of(Each(table.args[0]))
                case ("zip", place) if place < len(table.args):
                    return self.of(Each(table.args[place]))
                case ("items", 0):
                    return set()
        column = self.bindings.rows(table, value.place) if isinstance(table, ast.AST) else []
        return self.any(column or [inner])

    def call(self, node: ast.Call) -> Constants:
        """Of what a call gives."""
        full, name = self.names.full(node.func), called(node)
        given = [*node.args, *(part.value for part in node.keywords if part.arg not in FORMS)]
        if not full and (own := self.bindings.own(node)):
            return self.any([part for function in own for part in returned(function)])
        if name == "getattr" and len(given) > 1 and isinstance(given[1], ast.Constant):
            return self.of(ast.Attribute(given[0], given[1].value, ast.Load()))
        if name in FILLS and len(given) > 1:
            return self.any(given if name in ("maximum", "minimum") else given[-2:] if name in ("where", "hardtanh") else given[-1:])
        if name in ("map", "filter") and len(given) > 1 and isinstance(given[0], ast.Constant | ast.Name) and not self.names.full(given[0]):
            return self.all(given[1:])
        if name in ("clamp", "clip") and len(given) > 1 and ast.unparse(given[-1]) == ast.unparse(given[-2]):
            return self.of(given[-1])
        if name in LIKE | {"fill_", "fromkeys"}:
            return self.all(given[-1:])
        if isinstance(node.func, ast.Name) and not full:
            if name == "len":  # tells nothing, whatever is in it
                return None if self.all(given) is None else set()
            return self.all(given) if name in BUILT_IN else None
        if full:
            if PURE.fullmatch(full):
                return self.together(given)
            return self.all(given) if full in MAKERS or name in CARRY else None
        if name not in CARRY:
            return None
        return self.together([node.func.value, *given]) if name in TEXTS else self.of(getattr(node.func, "value", node.func))

    def is_setting(self, name: str) -> bool:
        """Whether the program computes with a name, or decides by it, in what its page shows."""
        if name in self.settings or name in self.asked:
            return self.settings.get(name, False)
        self.asked.add(name)
        found = any(self.computes(node) for node in self.names.read.get(name, []) if node.lineno <= self.last)
        self.asked.discard(name)
        if found or not self.asked:  # what depends on a question that is still open is asked again
            self.settings[name] = found
        return found

    def computes(self, node: ast.AST) -> bool:
        """Whether more is done with a value, here, than to show it, to keep it and to hand it on."""
        while True:
            above = self.names.holder[node]
            match above:
                case ast.Compare():
                    return any(part is not node and self.of(part) is None for part in (above.left, *above.comparators))
                case ast.IfExp() if node is above.test:
                    return True
                case ast.Subscript() if node is not above.value:
                    return self.of(above.value) is None
                case ast.Assert() | ast.While() | ast.If():
                    return True
                case ast.For() | ast.comprehension():
                    return node is not above.iter or any(map(self.is_setting, targets(above.target)))
                case ast.Assign() | ast.AugAssign() | ast.AnnAssign():
                    return any(map(self.is_setting, targets(*getattr(above, "targets", [getattr(above, "target", above)]))))
                case ast.Subscript() | ast.Attribute() if not isinstance(above.ctx, ast.Load):
                    return False
                case ast.Attribute() if above.attr not in CARRY | PARTS and label(above) not in self.bindings.bound:
                    return True
                case ast.BinOp() if any(part is not node and self.computes_with(part, above) for part in (above.left, above.right)):
                    return True
                case ast.Call() if node is not above.func:
                    if (verdict := self.handed_on(node, above)) is not None:
                        return verdict
                case ast.stmt():
                    return False
            node = above

    def computes_with(self, part: ast.expr, node: ast.BinOp) -> bool:
        """Whether one side of an operation makes it a computation: computed itself, a tensor, or a variable that does not leave the digits."""
        return self.of(part) is None or self.bindings.is_tensor(part) or (self.has_name(part) and not self.keeps_digits(node))

    def handed_on(self, node: ast.AST, call: ast.Call) -> bool | None:
        """Whether a call computes with what it is given; None where it only moves it."""
        full, name = self.names.full(call.func), called(call)
        if name == "print" or name in SHOWS:
            return False
        if not full and (self.bindings.own(call) or name in self.bindings.classes):
            if isinstance(node, ast.Starred) or (isinstance(node, ast.keyword) and node.arg is None):
                return True
            given = node.value if isinstance(node, ast.keyword) else node
            return any(self.is_setting(argument) for argument, value in self.bindings.handed(call) if value is given)
        carries = full in MAKERS or name in CARRY or (not full and name in BUILT_IN) or bool(full and PURE.fullmatch(full))
        return None if carries else True
