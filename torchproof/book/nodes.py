"""The nodes of a program, gone through in a third of the time that `ast.walk` takes: rules and attacks do little else."""

import ast

BARE = {ast.Name, ast.Constant, ast.alias}
BARE |= {kind for signs in (ast.operator, ast.cmpop, ast.boolop, ast.unaryop) for kind in signs.__subclasses__()}
"""Nodes in which no other stands; two thirds of a program's."""


def children(node: ast.AST) -> list[ast.AST]:
    """What stands right in a node, in order, but for the mark that a name is read or set (`ctx`)."""
    found: list[ast.AST] = []
    if type(node) in BARE:
        return found
    for field in node._fields:
        value = getattr(node, field, None)
        if isinstance(value, list):
            found += [part for part in value if isinstance(part, ast.AST)]
        elif isinstance(value, ast.AST) and field != "ctx":
            found.append(value)
    return found


def walk(tree: ast.AST) -> list[ast.AST]:
    """All nodes of a tree, each before what stands in it, in the order of `ast.walk`."""
    found = [tree]
    for node in found:
        found += children(node)
    return found
