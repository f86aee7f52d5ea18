"""How long and how fast a program trains, and the same program with another length or another rate.

A rate is what is bound to the name `lr`, or to a name that is handed on as `lr=…`. A length is what is bound to `steps` or `epochs`, or is the
number of rounds of a loop that updates weights in each. Only what is written as a number can be changed: a rate that the program
computes, or a schedule of its own, is a result and no setting.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from torchproof.book import dotted
from torchproof.book.nodes import walk

RATES, LENGTHS = {"lr"}, {"steps", "epochs"}
UPDATES = {"step", "fit", "partial_fit"}
OPTIMIZER = re.compile(r"\boptim\.[A-Z]\w*$")  # not a schedule, whose second argument is another number
LOOPS = (ast.For, ast.comprehension)
REPEATS = {"seed", "seeds", "trial", "run", "repeat", "fold"}  # a loop over these repeats a training, it does not make it longer


@dataclass(frozen=True)
class Setting:
    """A number in a program: the node that holds it and its place there."""

    holder: ast.AST
    field: str
    index: int | None

    @property
    def value(self) -> ast.expr:
        """The expression that stands there."""
        found = getattr(self.holder, self.field)
        return found if self.index is None else found[self.index]

    def put(self, new: ast.expr) -> None:
        """Put another expression there."""
        if self.index is None:
            setattr(self.holder, self.field, new)
        else:
            getattr(self.holder, self.field)[self.index] = new


def changed(tree: ast.Module, kind: str, factor: float) -> ast.Module:
    """The same program with every rate ("lr") or every length ("steps") multiplied; lines keep their numbers.

    A loop over `range(1, 31)` has thirty rounds; so it is the rounds that are multiplied, not the 31.
    """
    for found in list(rates(tree) if kind == "lr" else lengths(tree)):
        new: ast.expr = ast.BinOp(found.value, ast.Mult(), ast.Constant(factor))
        if kind == "steps" and isinstance(found.holder, ast.Call) and found.index == 1:
            first = found.holder.args[0]
            new = ast.BinOp(ast.BinOp(ast.BinOp(found.value, ast.Sub(), first), ast.Mult(), ast.Constant(factor)), ast.Add(), first)
        found.put(new)
    return ast.fix_missing_locations(tree)


def rates(tree: ast.Module) -> Iterator[Setting]:
    """Where a program sets its learning rates."""
    handed = {
        node.value.id for node in walk(tree) if isinstance(node, ast.keyword) and node.arg in RATES and isinstance(node.value, ast.Name)
    }
    yield from bound(tree, RATES | handed)
    for node in walk(tree):
        if isinstance(node, ast.Call) and OPTIMIZER.search(ast.unparse(node.func)) and len(node.args) > 1 and is_number(node.args[1]):
            yield Setting(node, "args", 1)


def lengths(tree: ast.Module) -> Iterator[Setting]:
    """Where a program sets how long it trains."""
    loops = [loop for loop in training_loops(tree) if loop.args]
    named = {loop.args[-1].id for loop in loops if isinstance(loop.args[-1], ast.Name)}
    yield from bound(tree, LENGTHS | named)
    yield from (Setting(loop, "args", len(loop.args) - 1) for loop in loops if is_number(loop.args[-1]))


def trains(tree: ast.Module) -> bool:
    """Whether a program updates weights in a loop."""
    once = updating(tree)
    return any(isinstance(node, ast.For) and updates(node, once) for node in walk(tree))


def updating(tree: ast.Module) -> set[str]:
    """The names of the functions that update weights once."""
    functions = [node for node in walk(tree) if isinstance(node, ast.FunctionDef)]
    return {found.name for found in functions if updates(found, set()) and not any(isinstance(part, ast.For) for part in walk(found))}


def training_loops(tree: ast.Module) -> Iterator[ast.Call]:
    """The `range(…)` of every innermost loop that updates weights in each of its rounds; slices of data and repeats are none."""
    once = updating(tree)

    def is_training(loop: ast.AST) -> bool:
        return (
            isinstance(loop, ast.For)
            and isinstance(called := rounds(loop), ast.Call)
            and getattr(called.func, "id", "") == "range"
            and len(called.args) < 3
            and not REPEATS & {part.id for part in walk(loop.target) if isinstance(part, ast.Name)}
            and updates(loop, once)
        )

    for loop in walk(tree):
        if is_training(loop) and not any(is_training(inner) for inner in walk(loop) if inner is not loop):
            yield rounds(loop)


def rounds(loop: ast.For) -> ast.expr:
    """What a loop runs over; the outer loop of a generator, as in `for rows in (part for _ in range(8) for part in parts)`."""
    return loop.iter.generators[0].iter if isinstance(loop.iter, ast.GeneratorExp) else loop.iter


def updates(tree: ast.AST, functions: set[str]) -> bool:
    """Whether a part of a program updates weights: by an optimizer, by `fit`, by `w -= lr * …`, or by a function that does."""
    for node in walk(tree):
        if isinstance(node, ast.Call) and (getattr(node.func, "attr", "") in UPDATES or getattr(node.func, "id", "") in functions):
            return True
        if isinstance(node, ast.AugAssign) and any(isinstance(part, ast.Name) and part.id in RATES for part in walk(node.value)):
            return True
    return False


def bound(tree: ast.Module, names: set[str]) -> Iterator[Setting]:
    """Every number that a program binds to one of these names: by assignment, default, keyword, argument, key, or as what a loop runs over."""
    nodes = walk(tree)
    loops = [(node.target, node.iter) for node in nodes if isinstance(node, LOOPS)]
    lists = {over.id for target, over in loops if is_name(target, names) and is_name(over)}
    tables = {
        over.func.value.id for target, over in loops if is_items(over) and isinstance(target, ast.Tuple) and is_name(target.elts[1], names)
    }
    functions = {node.name: node.args.args for node in nodes if isinstance(node, ast.FunctionDef)}
    for node in nodes:
        match node:
            case ast.Assign(targets=[target]):
                yield from matched(target, node, "value", None, names)
                for name, value in dotted.names(target, node.value):
                    if name in lists and isinstance(value, ast.Tuple | ast.List):
                        for index in range(len(value.elts)):
                            yield from numbers(value, "elts", index)
                    elif name in tables and isinstance(value, ast.Dict):
                        for index in range(len(value.values)):
                            yield from numbers(value, "values", index)
            case ast.For() | ast.comprehension() if isinstance(node.iter, ast.Tuple | ast.List):
                for index in range(len(node.iter.elts)):
                    yield from matched(node.target, node.iter, "elts", index, names)
            case ast.arguments():
                for number, argument in enumerate(node.args[len(node.args) - len(node.defaults) :]):
                    yield from matched(argument, node, "defaults", number, names)
                for number, argument in enumerate(node.kwonlyargs):
                    if node.kw_defaults[number]:  # None where it must be given
                        yield from matched(argument, node, "kw_defaults", number, names)
            case ast.keyword(arg=name) if name in names:
                yield from numbers(node, "value", None)
            case ast.Dict():
                for index, key in enumerate(node.keys):
                    if isinstance(key, ast.Constant) and key.value in names:
                        yield from numbers(node, "values", index)
            case ast.Call(func=ast.Name(id=name)) if name in functions:
                for index, argument in enumerate(functions[name][: len(node.args)]):
                    yield from matched(argument, node, "args", index, names)


def matched(target: ast.AST, holder: ast.AST, field: str, index: int | None, names: set[str]) -> Iterator[Setting]:
    """The numbers among what stands at a place of `holder` that go to a name, part by part where a tuple is taken apart."""
    value = Setting(holder, field, index).value
    if getattr(target, "id", getattr(target, "arg", None)) in names:
        yield from numbers(holder, field, index)
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple | ast.List) and len(target.elts) == len(value.elts):
        for number, part in enumerate(target.elts):
            yield from matched(part, value, "elts", number, names)


def numbers(holder: ast.AST, field: str, index: int | None) -> Iterator[Setting]:
    """The place itself where a number stands in it, as in `0.1` or `4 / 36`; a counter begins with 0, and is no setting."""
    value = Setting(holder, field, index).value
    if is_number(value) and ast.unparse(value) not in ("0", "0.0"):
        yield Setting(holder, field, index)


def is_name(node: ast.expr, names: set[str] | None = None) -> bool:
    """Whether an expression is a name, one of these where some are given."""
    return isinstance(node, ast.Name) and (names is None or node.id in names)


def is_items(over: ast.expr) -> bool:
    """Whether a loop runs over the items of a dictionary that has a name."""
    return isinstance(over, ast.Call) and isinstance(over.func, ast.Attribute) and over.func.attr == "items" and is_name(over.func.value)


def is_number(node: ast.expr) -> bool:
    """Whether an expression is made of written numbers only."""
    parts = [part for part in walk(node) if isinstance(part, ast.expr)]
    return all(
        isinstance(part, ast.BinOp | ast.UnaryOp) or (isinstance(part, ast.Constant) and type(part.value) in (int, float)) for part in parts
    )
