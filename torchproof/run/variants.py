"""A snippet's program changed on purpose: all its seeds raised, one small mistake planted, or one tensor left on the CPU."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from torchproof.book.dotted import called
from torchproof.book.nodes import FIELDS, walk
from torchproof.book.seeding import TURNED

JUDGE = "__judge__"
SYMMETRIC = {"allclose", "array_equal", "equal", "isclose", "l1_loss", "max", "maximum", "min", "minimum", "mse_loss"}
OPERATORS = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Pow: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
    ast.Lt: ast.GtE, ast.LtE: ast.Gt, ast.Gt: ast.LtE, ast.GtE: ast.Lt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip


def seeds(tree: ast.AST) -> Iterator[tuple[ast.AST, str | int]]:
    """Where a program sets seeds: the holder of each expression and its place in it.

    Seeds are the first argument of `manual_seed`, `seed`, `default_rng` and `RandomState`, and the keywords
    `random_state` and `seed` where they are not None.
    """
    for node in walk(tree):
        if isinstance(node, ast.Call):
            if called(node) in TURNED and node.args:
                yield node, 0
        elif (
            isinstance(node, ast.keyword)
            and node.arg in ("random_state", "seed")
            and not (isinstance(node.value, ast.Constant) and node.value.value is None)
        ):
            yield node, "value"


def shifted(tree: ast.Module, by: int) -> ast.Module:
    """The same program with every seed raised by a number; lines keep their numbers."""
    for node, place in list(seeds(tree)):
        if place == 0:
            node.args[0] = ast.BinOp(node.args[0], ast.Add(), ast.Constant(by))
        else:
            node.value = ast.BinOp(node.value, ast.Add(), ast.Constant(by))
    return ast.fix_missing_locations(tree)


def judged(tree: ast.Module, last: int) -> None:
    """Let every claim below line `last` that is false be told by its line to `JUDGE`, and the program go on."""
    for node in walk(tree):
        for _, body in ast.iter_fields(node):
            for index, claim in enumerate(body if isinstance(body, list) else []):
                if isinstance(claim, ast.Assert) and claim.lineno > last:
                    told = ast.Expr(ast.Call(ast.Name(JUDGE, ast.Load()), [ast.Constant(claim.lineno)], []))
                    caught = ast.ExceptHandler(ast.Name("AssertionError", ast.Load()), None, [told])
                    body[index] = ast.copy_location(ast.Try([claim], [caught], [], []), claim)
    ast.fix_missing_locations(tree)


@dataclass(frozen=True)
class Mutation:
    """One small mistake: its number among those of its program, the line, the code before and after, and what plants it in the tree that it was found in."""

    number: int
    line: int
    before: str
    after: str
    plant: Callable[[], None]


def mutations(tree: ast.Module, last: int) -> list[Mutation]:
    """Every small mistake that can be planted up to line `last`, in a fixed order.

    Constants (a whole number plus one, a decimal times two, a truth value turned), operators and comparisons turned,
    a minus sign or `not` lost, the first two arguments of a call swapped, a call or an update on its own line dropped.
    Left alone is what cannot be a mistake: seeds, since the attack "seeds" turns them; tolerances of at most 1e-6, for twice as much is
    as good; the digits of `round` and `strict` of `zip`, which change no value; and the order of arguments where it does not matter.
    """
    sown = {id(node.args[0] if place == 0 else node.value) for node, place in seeds(tree)}
    return planted(tree, last, lambda holder, index, node: None if id(node) in sown or is_harmless(holder, index, node) else changed(node))


def misplacements(tree: ast.Module, last: int) -> list[Mutation]:
    """Every way to leave one tensor or module on the CPU up to line `last`: a `.to(device)` lost, or a `device=device` of "cpu"."""

    def left(_: ast.AST, __: int | None, node: ast.AST) -> ast.AST | None:
        if called(node) == "to" and [ast.unparse(given) for given in node.args] == ["device"]:
            return node.func.value
        if isinstance(node, ast.keyword) and node.arg == "device" and ast.unparse(node.value) == "device":
            return ast.copy_location(ast.keyword("device", ast.Constant("cpu")), node)
        return None

    return planted(tree, last, left)


def planted(tree: ast.Module, last: int, mistake: Callable[[ast.AST, int | None, ast.AST], ast.AST | None]) -> list[Mutation]:
    """The mutations that put `mistake(holder, index, node)` in the place of a node up to line `last`, in a fixed order."""
    found: list[Mutation] = []

    def put(line: int, node: ast.AST, name: str, index: int | None, old: ast.AST, new: ast.AST) -> None:
        def set_child(child: ast.AST) -> None:
            if index is None:
                setattr(node, name, child)
            else:
                getattr(node, name)[index] = child

        def plant() -> None:
            set_child(new)
            ast.fix_missing_locations(tree)

        shown = node if isinstance(old, ast.operator | ast.cmpop | ast.boolop) else old
        before = ast.unparse(shown)
        set_child(new)
        after = ast.unparse(shown if shown is node else new)
        set_child(old)
        if before != after:
            found.append(Mutation(len(found), line, before, after, plant))

    for node in walk(tree):
        for name in FIELDS[type(node)]:
            value = getattr(node, name)
            for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
                line = getattr(child, "lineno", getattr(node, "lineno", 0))
                if child is not None and line <= last and (new := mistake(node, index, child)) is not None:
                    put(line, node, name, index, child, new)
    return found


def is_harmless(holder: ast.AST, index: int | None, node: ast.AST) -> bool:
    """Whether a constant is a tolerance, the digits of `round`, or `strict`: another value is no mistake."""
    if not isinstance(node, ast.Constant):
        return False
    return (
        (isinstance(holder, ast.Compare | ast.keyword) and 0 < abs(number(node)) <= 1e-6)
        or (isinstance(holder, ast.keyword) and holder.arg == "strict")
        or (called(holder) == "round" and index == 1)
    )


def number(node: ast.Constant) -> float:
    """The value of a constant as a number, 0 where it is none."""
    return float(node.value) if isinstance(node.value, int | float) else 0.0


def is_plain(call: ast.Call) -> bool:
    """Whether a call prints or seeds: to drop or to swap in it would be noticed at once, or is the work of the attack "seeds"."""
    return called(call) in ("print", *TURNED)


def changed(node: ast.AST) -> ast.AST | None:
    """The mistake in the place of a node, `None` where the node has none."""
    if isinstance(node, ast.Constant):
        value = node.value
        if isinstance(value, bool):
            new: ast.AST = ast.Constant(not value)
        elif isinstance(value, int):
            new = ast.Constant(value + 1)
        elif isinstance(value, float):
            new = ast.Constant(value * 2 or 1.0)
        else:
            return None
    elif type(node) in OPERATORS:
        return OPERATORS[type(node)]()
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.Not):
        new = node.operand
    elif (
        isinstance(node, ast.Call)
        and len(node.args) > 1
        and not is_plain(node)
        and called(node) not in SYMMETRIC
        and not isinstance(node.args[0], ast.Starred)
    ):
        new = ast.Call(node.func, [node.args[1], node.args[0], *node.args[2:]], node.keywords)
    elif (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and not is_plain(node.value)) or isinstance(node, ast.AugAssign):
        new = ast.Pass()
    else:
        return None
    return ast.copy_location(new, node)
