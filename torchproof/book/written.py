"""Whether a value in a program is only written out: nothing computed it."""

import ast
import builtins
import math
import re
from collections.abc import Iterator

from torchproof.book.dotted import Names, called, label
from torchproof.book.nodes import walk

MAKERS = {  # give what they are given
    *("torch.tensor", "torch.as_tensor", "torch.full", "torch.zeros", "torch.ones"),
    *("numpy.array", "numpy.asarray", "numpy.full", "numpy.float64", "numpy.zeros", "numpy.ones"),
    *("copy.copy", "copy.deepcopy", "fractions.Fraction", "itertools.chain", "textwrap.dedent"),
}
LIKE = {"full_like", "ones_like", "zeros_like", "new_full", "new_ones", "new_tensor", "new_zeros"}
"""Calls that take the shape of one thing, and give what else they are given."""

TEXTS = {
    *("capitalize", "center", "expandtabs", "format", "join", "ljust", "lower", "lstrip", "partition", "removeprefix", "removesuffix"),
    *("replace", "rjust", "rpartition", "rsplit", "rstrip", "title", "translate", "upper", "zfill"),
}
"""Methods that make a text of others."""
CARRY = {  # functions and methods that move, choose or fill: they give what they are given
    *("item", "tolist", "join", "format", "get", "values", "items", "keys", "copy", "pop", "strip", "split", "splitlines", "replace"),
    *("clone", "detach", "double", "float", "numpy", "cpu", "to", "contiguous", "squeeze", "unsqueeze", "flatten", "reshape", "view"),
    *("expand", "repeat", "fill_", "copy_", "stack", "cat", "concatenate", "full", "tensor", "as_tensor", "asarray", "array", "append"),
    *("linspace", "arange", "deepcopy", "Parameter", "from_numpy", "findall", "loads", "dumps", "as_subclass", "extend", "add", "update"),
    *("insert", "setdefault", "as_integer_ratio", *TEXTS),
}
PARTS = {"T", "args", "data", "denominator", "imag", "numerator", "real", "value"}
"""Attributes that give a part of their object, or all of it."""
BUILT_IN = {  # what is built in and gives what it is given, a sum, an end or another form of it
    *("abs", "all", "any", "bool", "complex", "dict", "divmod", "enumerate", "float", "int", "iter", "list", "max", "min", "next", "pow"),
    *("repr", "reversed", "round", "set", "slice", "sorted", "str", "sum", "tuple", "zip"),
}
PURE = re.compile(
    r"(collections|fractions|functools|re|statistics)\.\w+|math\.(ceil|copysign|fabs|floor|fsum|trunc)|itertools\.(chain|cycle)|numpy\.(mean|round|max|min|sum|where|linspace)"
)
"""What gives the same for the same constants on every machine, without a tensor."""
FORMS = {"dtype", "device", "requires_grad", "key", "sep", "end"}
"""Keywords that say how, not what."""
FILLS = {"masked_fill", "masked_fill_", "threshold", "nan_to_num", "index_fill", "pad", "hardtanh", "maximum", "minimum", "where"}
"""Functions and methods that put a value where something is so."""
SAME = {ast.Add: 0, ast.Sub: 0, ast.Mult: 1, ast.Div: 1, ast.Pow: 1}
"""Operator → the number on its right that changes nothing."""
SMALL, TINY = 13, 1e-6
"""Whole numbers below the first count or name something; what is smaller than the second is a limit."""
SHOWS = {"bar", "barh", "plot", "scatter", "step", "stem", "errorbar", "semilogx", "semilogy", "loglog"}
"""Methods of a figure that show the numbers that they are given."""


def is_literal(names: Names, node: ast.AST, seen: frozenset[str] = frozenset()) -> bool:
    """Whether an expression is only written out: constants, what is put together from them, and names of such; arithmetic on names computes.

    What is added and always zero, as in `0.97 + 0 * x`, computes nothing.
    """
    if isinstance(node, ast.Name):
        if not names.bound.get(node.id):
            return node.id not in names.imported and hasattr(builtins, node.id)
        return node.id not in seen and all(value is not None and is_plain(names, value, node.id, seen) for value in sources(names, node))
    if isinstance(node, ast.Attribute):
        values = sources(names, node)
        return label(node) not in seen and bool(values) and all(value and is_plain(names, value, label(node), seen) for value in values)
    if isinstance(node, ast.Call):
        name = called(node)
        returned = names.results.get(name, []) if name not in seen and not names.full(node.func) else []
        if returned:
            return all(is_literal(names, value, seen | {name}) for value in returned)
        built_in = isinstance(node.func, ast.Name) and node.func.id not in names.bound and node.func.id not in names.imported
        gives = isinstance(node.func, ast.Attribute) and node.func.attr in CARRY and is_literal(names, node.func.value, seen)
        return (built_in or gives or is_like(node) or names.full(node.func) in MAKERS) and all(
            is_literal(names, part, seen) for part in given(names, node)
        )
    if isinstance(node, ast.BinOp | ast.UnaryOp | ast.BoolOp | ast.Compare | ast.IfExp):
        parts = [part for _, part in terms(node)] if isinstance(node, ast.BinOp) else [*ast.iter_child_nodes(node)]
        parts = [part for part in parts if isinstance(part, ast.expr)]
        heard = [part for part in parts if not is_void(part) and not cancels(node, part)]
        own = len(heard) == len(parts) and any(part.id in names.bound or part.id in names.imported for part in named(names, node))
        return not own and all(is_literal(names, part, seen) for part in heard)
    if isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp):
        return is_literal(names, node.elt, seen)
    if isinstance(node, ast.Lambda | ast.DictComp):
        return False
    return all(is_literal(names, part, seen) for part in ast.iter_child_nodes(node) if isinstance(part, ast.expr | ast.Slice))


def is_like(node: ast.Call) -> bool:
    """Whether a call takes only the shape of its object, or of its first argument."""
    return called(node) in LIKE


def given(names: Names, call: ast.Call) -> list[ast.expr]:
    """What a call is given, but for a first argument that only lends its shape."""
    shapes = is_like(call) and bool(names.full(call.func))
    return [*call.args[shapes:], *(keyword.value for keyword in call.keywords)]


def is_plain(names: Names, node: ast.AST, name: str, seen: frozenset[str] = frozenset()) -> bool:
    """Whether what a name is bound to is only written out: it holds no call but one that turns it into another kind, and nothing empty that no line fills."""
    calls = [part for part in walk(node) if isinstance(part, ast.Call)]
    empty = any(isinstance(part, ast.List | ast.Set | ast.Dict) and not elements(part) for part in walk(node))
    turned = all(isinstance(call.func, ast.Name) and call.func.id in BUILT_IN for call in calls)
    return turned and not (empty and name not in names.filled) and is_literal(names, node, seen | {name})


def sources(names: Names, node: ast.Name | ast.Attribute) -> list[ast.expr | None]:
    """What a name or an attribute of the program is made of and filled with; None where that is no plain expression."""
    if isinstance(node, ast.Name):
        return [*names.bound.get(node.id, []), *names.filled.get(node.id, [])]
    return [] if names.full(node) else names.attributes.get(node.attr, [])


def elements(node: ast.List | ast.Set | ast.Dict) -> list:
    """What stands in a list, a set or a dict."""
    return node.values if isinstance(node, ast.Dict) else node.elts


def is_void(node: ast.AST) -> bool:
    """Whether a part of a sum gives the same whatever its names are: `0 * x`, `x - x`, `x / x`, `x ** 0`."""
    if not isinstance(node, ast.BinOp):
        return False
    left, right = (part.value if isinstance(part, ast.Constant) else None for part in (node.left, node.right))
    match node.op:
        case ast.Mult():
            return 0 in (left, right)
        case ast.Pow():
            return right == 0 or left == 1
        case ast.Sub() | ast.Div() | ast.FloorDiv() | ast.Mod():
            return (left == 0 and not isinstance(node.op, ast.Sub)) or ast.unparse(node.left) == ast.unparse(node.right)
    return False


def terms(node: ast.expr, sign: int = 1) -> Iterator[tuple[int, ast.expr]]:
    """The terms of a sum, with their signs; the two sides of another operator."""
    if not isinstance(node.op, ast.Add | ast.Sub):
        yield from ((sign, node.left), (sign, node.right))
        return
    for part, own in ((node.left, sign), (node.right, sign if isinstance(node.op, ast.Add) else -sign)):
        is_sum = isinstance(part, ast.BinOp) and isinstance(part.op, ast.Add | ast.Sub)
        yield from terms(part, own) if is_sum else [(own, part)]


def cancels(node: ast.expr, term: ast.expr) -> bool:
    """Whether a term of a sum is taken away again."""
    signs = {sign for sign, part in terms(node) if ast.unparse(part) == ast.unparse(term)} if isinstance(node, ast.BinOp) else set()
    return signs == {1, -1}


def named(names: Names, node: ast.AST) -> Iterator[ast.Name]:
    """The names in an expression that may change its value: none in what is always zero, or gives its shape only."""
    if isinstance(node, ast.Name):
        yield node
    elif isinstance(node, ast.Call) and (names.full(node.func) in MAKERS or is_like(node)):
        for part in given(names, node):
            yield from named(names, part)
    elif not is_void(node):
        for child in ast.iter_child_nodes(node):
            yield from named(names, child)


def tells(node: ast.AST) -> bool:
    """Whether a constant may be a result."""
    value = getattr(node, "value", None)
    if isinstance(value, str):
        return bool(re.search(r"(?<![A-Za-z])\d+\W?\d", value))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value) and (abs(value) >= SMALL or (abs(value) >= TINY and value != int(value)))


def is_tiny(node: ast.AST) -> bool:
    """Whether a part of a sum is too small to be seen: `1e-30 * x`."""
    sides = [node.left, node.right] if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) else []
    return any(isinstance(side, ast.Constant) and isinstance(side.value, float) and 0 < side.value < TINY for side in sides)
