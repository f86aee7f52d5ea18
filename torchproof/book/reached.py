"""What a program reaches by the name of an attribute in a text: the name is written out, and what it means is allowed."""

import ast
import re
from collections.abc import Iterator

from torchproof.book.allowed import ALONE, ATTRIBUTES, why_not
from torchproof.book.dotted import Names, is_row
from torchproof.book.fault import Fault
from torchproof.book.snippet import Snippet

FIELD = re.compile(r"\{\w*[.\[]\w")
"""What in a text asks for an attribute or a place of what `format` is given."""


def faults(snippet: Snippet) -> Iterator[Fault]:
    """Names that are put together, or mean what no snippet may use; and texts that reach into an object."""
    for node in snippet.names.of(ast.Constant, ast.Call):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and FIELD.search(node.value):
            yield Fault(f"{snippet.path}:{node.lineno}", f"reaches into an object by the text {node.value!r}", "hand format what it shows")
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("getattr", "hasattr"):
            for what, mend in asked(snippet.names, node):
                yield Fault(f"{snippet.path}:{node.lineno}", what, mend)


def asked(names: Names, node: ast.Call) -> Iterator[tuple[str, str]]:
    """What is wrong with one call of `getattr` or `hasattr`."""
    if len(node.args) < 2 or any(isinstance(part, ast.Starred) for part in node.args):
        yield f"hides what {node.func.id} is asked", "write the object and the name out"
        return
    full = names.full(node.args[0])
    found = {getattr(value, "value", None) for value in written_out(names, node.args[1])}
    if full and node.func.id == "hasattr":
        yield f"asks what {full} has", "every version and every machine shows the same"
    if not all(isinstance(name, str) for name in found):
        yield "puts together the name of an attribute", "write the names out, at the call or in the loop around it"
    for name in sorted(name for name in found if isinstance(name, str)):
        if name.startswith("_") or name in ATTRIBUTES or (full and why_not(f"{full}.{name}")):
            yield f"may reach {name!r} by getattr", f"write the attribute out; {ALONE}"


def written_out(names: Names, node: ast.expr) -> list[ast.expr | None]:
    """What a constant or a name stands for: in a loop around it over things that are written out those, else all that it is ever bound to."""
    name = getattr(node, "id", "")
    above = node
    while name and (above := names.holder.get(above)):
        if isinstance(above, ast.For) and getattr(above.target, "id", "") == name and is_row(above.iter):
            return above.iter.elts
    return names.bound.get(name, [None]) if name else [node]
