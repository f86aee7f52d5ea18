"""A program with another number in the place of one that it was typed with: a result that follows it, and nothing else does, was typed."""

import ast

from torchproof.book.nodes import walk
from torchproof.book.written import tells


def constants(tree: ast.Module, last: int) -> list[ast.Constant]:
    """The numbers up to line `last` that may be results, in a fixed order."""
    found = [node for node in walk(tree) if isinstance(node, ast.Constant) and not isinstance(node.value, str) and tells(node)]
    return [node for node in found if node.lineno <= last]


def change(tree: ast.Module, last: int, place: int, factor: float) -> None:
    """Put another number in the place of one of the `constants`, a whole one for a whole one."""
    node = constants(tree, last)[place]
    node.value = type(node.value)(node.value * factor)
