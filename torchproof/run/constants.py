"""A program with another number in the place of one that it was typed with: a result that follows it, and nothing else does, was typed."""

import ast

from torchproof.book.written import tells


def constants(tree: ast.Module, last: int) -> list[ast.Constant]:
    """The numbers up to line `last` that may be results, in a fixed order."""
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and tells(node)]
    return [node for node in found if node.lineno <= last]


def other(value: float, factor: float) -> float:
    """What stands in the place of a number: a whole number stays one."""
    return round(value * factor) if isinstance(value, int) else value * factor


def change(tree: ast.Module, last: int, place: int, factor: float) -> None:
    """Put another number in the place of one of the `constants`."""
    node = constants(tree, last)[place]
    node.value = other(node.value, factor)
