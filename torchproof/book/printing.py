"""What a snippet prints is computed, and comes in the same order everywhere."""

import ast
import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator

from torchproof.book.bindings import Bindings, returned
from torchproof.book.dotted import Column, Each, Names, Value, called, label
from torchproof.book.fault import Fault
from torchproof.book.nodes import walk
from torchproof.book.snippet import Snippet
from torchproof.book.written import is_literal

TYPED = re.compile(r"(?<![\w.])(\d*\.\d+(?:[eE][-+]?\d+)?|\d{1,3}(?:,\d{3})+|\d+(?:[eE][-+]?\d+)?)( ?%| per ?cent)?|[¼-¾⅐-⅞]")
SPELLED = re.compile(r"\b(\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|\w*hundred)\b", re.IGNORECASE)
"""Numbers of 13 and more in words."""
SMALL = 13
"""Whole numbers below this name a row or a column in what is printed."""
STYLE = re.compile(r"\w+(?:,\w+=-?[\d.]+)+")
"""How matplotlib is told the form of a box or an arrow."""
FIELD = re.compile(r"\{[^{}]*\}")
ORDERED = {"dict", "enumerate", "filter", "iter", "list", "map", "next", "print", "repr", "reversed", "str", "tuple", "zip"}
UNORDERED = {"all", "any", "bool", "frozenset", "isinstance", "len", "max", "min", "set", "sorted", "sum"}
SETS = {"union", "intersection", "difference", "symmetric_difference", "copy"}


def faults(snippet: Snippet) -> Iterator[Fault]:
    """Printed text that no line computed, and what comes in the order of a set."""
    last = snippet.regions[-1].last
    for line, what, mend in [*constants(snippet.names), *typed(snippet.names, last), *unordered(snippet.names)]:
        yield Fault(f"{snippet.path}:{line}", what, mend)


Found = Iterator[tuple[int, str, str]]


def prints(names: Names) -> list[ast.Call]:
    """Every call of `print`."""
    return [node for node in names.of(ast.Call) if isinstance(node.func, ast.Name) and node.func.id == "print"]


def constants(names: Names) -> Found:
    """What is printed and was only written out; the heading of a table may be, right before the loop or the call that prints its rows."""
    free: set[int] = set()
    makers = {node.name for node in names.of(ast.FunctionDef) if "print(" in ast.unparse(node)}
    for node in names.nodes:
        if isinstance(node, ast.ExceptHandler) or (isinstance(node, ast.If) and not is_literal(names, node.test)):
            free |= {id(inner) for inner in walk(node)}
        body = getattr(node, "body", None)
        for here, after in itertools.pairwise(body) if isinstance(body, list) else []:
            rows = isinstance(after, ast.For) and "print(" in ast.unparse(after)
            called = isinstance(after, ast.Expr) and isinstance(after.value, ast.Call) and ast.unparse(after.value.func) in makers
            if isinstance(here, ast.Expr) and (rows or called):
                free.add(id(here.value))
    for node in prints(names):
        values = [*node.args, *(keyword.value for keyword in node.keywords)]
        if id(node) not in free and node.args and all(is_literal(names, value) for value in values):
            yield node.lineno, f"{ast.unparse(node)[:60]} prints what nothing computed", "print what the program found"


def typed(names: Names, last: int) -> Found:
    """Numbers in a printed value or in any text that are no settings of the program: results are computed, not typed."""
    mend = "compute it, and print the result"
    fields = names.of(ast.FormattedValue)
    shown = [
        *(value for node in prints(names) for value in [*node.args, *(part.value for part in node.keywords)]),
        *(field.value for field in fields),
    ]
    typed_out = {id(part) for value in shown if is_literal(names, value) for part in walk(value)}
    numbers = [node for node in names.of(ast.Constant) if type(node.value) in (int, float)]
    settings = {abs(node.value) for node in numbers if node.lineno <= last and id(node) not in typed_out}
    settings |= {1000.0} | {
        one - other for one in settings for other in settings if one > 99 and other > 99
    }  # of 1797 the first 1347, and the rest
    for node in shown:
        texts = isinstance(node, ast.Constant | ast.JoinedStr | ast.Name) and type(getattr(node, "value", "")) not in (int, float)
        if (is_truth(names, node) or (not texts and any(map(tells, walk(node))))) and is_literal(names, node):
            yield node.lineno, f"prints {ast.unparse(node)}, which is typed", mend
    formats = {id(part) for field in fields if field.format_spec for part in walk(field.format_spec)} | {id(names.tree.body[0].value)}
    for text in names.of(ast.Constant):
        if isinstance(text.value, str) and id(text) not in formats and text.lineno <= last:
            if spelled := SPELLED.search(text.value):
                yield text.lineno, f"prints {spelled[0]!r}, which is typed", mend
            for found in TYPED.finditer("" if STYLE.fullmatch(text.value) else FIELD.sub("", text.value)):
                worth = float(found[1].replace(",", "")) if found[1] else unicodedata.numeric(found[0])
                scaled = worth / (100 if found[2] else 1)
                small = scaled == worth and worth.is_integer() and worth < SMALL
                if not small and not any(abs(value - setting) <= 1e-9 for setting in settings for value in (worth, scaled)):
                    yield text.lineno, f"prints {found[0]}, which is typed", mend


def is_truth(names: Names, node: ast.expr | None) -> bool:
    """Whether an expression says that something is so, or is a name that is bound to such a one only: no label, always a result."""
    if isinstance(node, ast.Name) and len(bound := names.bound.get(node.id, [])) == 1:
        return is_truth(names, bound[0])
    turned = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
    return turned or called(node) in ("all", "any", "bool") or isinstance(getattr(node, "value", None), bool)


def tells(node: ast.AST) -> bool:
    """Whether a constant may be a result: no small whole number, and no text without a digit."""
    value = getattr(node, "value", None)
    return (
        isinstance(value, float)
        or (isinstance(value, int) and value >= SMALL)
        or (isinstance(value, str) and bool(re.search(r"\d", value)))
    )


class Sets:
    """Which values of a program are sets, and what is kept in a container of sets."""

    def __init__(self, names: Names) -> None:
        self.names, self.bindings = names, Bindings(names)
        self.seen: set[object] = set()

    def holds(self, value: Value) -> bool:
        """Whether what is taken out of a value is a set."""
        if isinstance(value, Each | Column):
            return self.holds(value.value)
        if isinstance(value, ast.Name | ast.Attribute):
            return self.any(label(value), self.bindings.bound.get(label(value), []), self.holds)
        parts = value.values if isinstance(value, ast.Dict) else getattr(value, "elts", [])
        return any(map(self.are, parts)) or (isinstance(value, ast.DictComp) and self.are(value.value))

    def any(self, name: str, values: list[Value], asked: Callable[[Value], bool]) -> bool:
        """Whether one of the values of a name, or of the results of a function, is so; what is asked already is not asked again."""
        key = (name, asked.__name__)
        if key in self.seen:
            return False
        self.seen.add(key)
        found = any(map(asked, values))
        self.seen.discard(key)
        return found

    def are(self, node: Value) -> bool:
        """Whether a value is a set."""
        match node:
            case Each() | Column() | ast.Subscript():
                return self.holds(node.value)
            case ast.Name() | ast.Attribute():
                return self.any(label(node), self.bindings.bound.get(label(node), []), self.are)
            case ast.BinOp(op=ast.BitOr() | ast.BitAnd() | ast.Sub() | ast.BitXor()):
                return any(self.are(part) or called(part) == "keys" for part in (node.left, node.right))
            case ast.Call(func=ast.Name(id="set" | "frozenset")):
                return True
            case ast.Call(func=ast.Attribute(value=base, attr=name)) if name in SETS:
                return self.are(base) or ast.unparse(base) in ("set", "frozenset")
            case ast.Call() if not self.names.full(node.func):
                return self.any(
                    f"{called(node)}()", [part for function in self.bindings.own(node) for part in returned(function)], self.are
                )
        return isinstance(node, ast.Set | ast.SetComp)


def unordered(names: Names) -> Found:
    """What comes in the order of a set, which is another in every run of Python."""
    mend = "sort it: sorted(...)"
    harmless: set[int] = set()
    sets = Sets(names)
    for node in names.of(ast.Call, ast.SetComp):
        keyed = isinstance(node, ast.Call) and any(part.arg == "key" for part in node.keywords)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in UNORDERED and not keyed:
            harmless |= {id(part) for part in node.args}
        elif isinstance(node, ast.SetComp):
            harmless.add(id(node))
    for node in names.of(ast.For, ast.comprehension, ast.FormattedValue, ast.Starred, ast.BinOp, ast.Call, ast.Assign):
        if isinstance(node, ast.For | ast.comprehension | ast.FormattedValue | ast.Starred):
            used = [node.iter] if isinstance(node, ast.For | ast.comprehension) else [node.value]
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
            used = [node.right]
        elif isinstance(node, ast.Call) and (full := names.full(node.func)) and not full.startswith("math."):
            used = node.args
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ORDERED | {"min", "max"}:
            used = node.args if node.func.id in ORDERED or any(part.arg == "key" for part in node.keywords) else []
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("format", "fromkeys", "join", "extend", "pop")
        ):
            used = [*node.args, node.func.value] if node.func.attr == "pop" else node.args
        elif isinstance(node, ast.Assign) and any(isinstance(target, ast.Tuple | ast.List) for target in node.targets):
            used = [node.value]
        else:
            continue
        if any(map(sets.are, used)) and not (isinstance(node, ast.comprehension) and id(names.holder[node]) in harmless):
            line = next(part.lineno for part in used)
            yield line, "shows the order of a set, which is another in every run", mend
