"""What a snippet may contain. It is a teaching program: what it imports, calls and names stands in a short list, and it computes what it shows."""

import ast
import builtins
import re
from collections.abc import Iterator

from torchproof.book.allowed import (
    ALONE,
    ATTRIBUTES,
    BUILT_IN,
    CALLED,
    CALLED_LIBRARIES,
    CLOCK_TYPE,
    DEVICE,
    DUNDERS,
    GETS,
    LONELY,
    MACHINE,
    MEMORY,
    METHODS,
    PRINTS,
    SETTABLE,
    STATEMENTS,
    UNFILLED,
    why_no_module,
    why_not,
)
from torchproof.book.dotted import TRAINS, Names, label, root
from torchproof.book.fault import Fault
from torchproof.book.nodes import walk
from torchproof.book.places import files, folders
from torchproof.book.snippet import Snippet


def faults(snippet: Snippet) -> Iterator[Fault]:
    """What a snippet contains that no snippet may contain."""
    for check in (imports, meanings, words, forms, files, folders, stores, warns, devices):
        for line, what, mend in check(snippet.names):
            yield Fault(f"{snippet.path}:{line}", what, mend)


Found = Iterator[tuple[int, str, str]]
KEEPS = (ast.Assign, ast.NamedExpr, ast.Call, ast.keyword, ast.List, ast.Tuple, ast.Dict, ast.Return, ast.Lambda)
"""What keeps a method for later, or hands it on."""


def imports(names: Names) -> Found:
    """What is imported and may not be."""
    for node in names.of(ast.Import, ast.ImportFrom):
        module = f"{'.' * node.level}{node.module or ''}." if isinstance(node, ast.ImportFrom) else ""
        for alias in node.names:
            full = module + alias.name
            if alias.name == "*":
                yield node.lineno, f"imports {full!r}", "name what is used"
            elif why := why_not(full) or (why_no_module(full) if isinstance(node, ast.Import) else None):
                yield node.lineno, f"imports {full!r}", why


def meanings(names: Names) -> Found:
    """What is used of what is imported, and of anything, and may not be."""
    inner = {id(node.value) for node in names.of(ast.Attribute)}
    called = {id(node.func) for node in names.of(ast.Call)}
    told = device_parts(names)
    for node in names.of(ast.Constant, ast.Attribute, ast.Call, ast.keyword):
        if id(node) in told:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.match(r"cuda(:\d+)?$|mps$", node.value):
            yield node.lineno, f"names the device {node.value!r}", f"device = {DEVICE}, and hand it on"
        elif isinstance(node, ast.Attribute):
            full = names.full(node)
            if node.attr.startswith("_") and node.attr not in DUNDERS:
                yield node.lineno, f"uses .{node.attr}", "use what is public only"
            elif node.attr in ATTRIBUTES and full != "re.compile":
                yield node.lineno, f"uses .{node.attr}", ATTRIBUTES[node.attr]
            elif full and id(node) not in inner and (why := why_not(full)):
                yield node.lineno, f"uses {full}", why
            elif full in CALLED_LIBRARIES and id(node) not in called:
                yield node.lineno, f"hands {full} on", "call it where its reader sees it"
            elif node.attr in TRAINS and id(node) not in called and isinstance(names.holder[node], KEEPS):
                yield node.lineno, f"hands {ast.unparse(node)} on", "call it where its reader sees that it trains"
            elif node.attr.startswith("get_") and node.attr not in GETS and not full:
                yield node.lineno, f"uses .{node.attr}", MACHINE
        elif isinstance(node, ast.Call) and UNFILLED.fullmatch(names.full(node.func) or ""):
            yield node.lineno, f"makes a {names.full(node.func)} by its size", MEMORY
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and CLOCK_TYPE.fullmatch(node.value):
            yield node.lineno, f"makes dates by {node.value!r}", MACHINE
        elif isinstance(node, ast.keyword) and node.arg in LONELY and getattr(node.value, "value", None) != 0:
            yield node.value.lineno, f"sets {node.arg}", LONELY[node.arg]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in LONELY:
            yield node.lineno, f"holds {node.value!r}", LONELY[node.value]
        elif isinstance(node, ast.Call) and names.full(node.func) == "torch.utils.data.DataLoader" and len(node.args) > 2:
            yield node.lineno, "tells a DataLoader by place what it does", "give it data and batch size by place, the rest by name"
        elif isinstance(node, ast.Call) and names.full(node.func) == "torchvision.datasets.MNIST" and not is_text(node.args[:1], "data"):
            yield node.lineno, "reads MNIST from another folder", 'read it as readers do: MNIST("data", ...)'
        elif (
            isinstance(node, ast.Call) and names.full(node.func) == "timeit.timeit" and not isinstance(node.args[0], ast.Lambda | ast.Name)
        ):
            yield node.lineno, "runs a program from a string", "give timeit a function"


def words(names: Names) -> Found:
    """Names that no snippet may use: built-in ones outside the list, and what begins with _."""
    called = {id(node.func): node for node in names.of(ast.Call)}
    for node in names.of(ast.Name, ast.FunctionDef, ast.ClassDef):
        name = node.id if isinstance(node, ast.Name) else node.name
        if name == "_" or (isinstance(node, ast.FunctionDef) and name in METHODS):
            continue
        if name.startswith("_"):
            yield node.lineno, f"uses the name {name}", f"use public names only; {ALONE}"
        elif name == "Exception" and isinstance(node, ast.Name):
            yield node.lineno, "catches or raises any Exception", "name the one that is expected, such as RuntimeError"
        elif name not in BUILT_IN and (hasattr(builtins, name) or not (name in names.bound or name in names.imported)):
            yield node.lineno, f"uses {name}", f"of what is built in, a snippet uses what computes and prints; {ALONE}"
        elif name in CALLED and (id(node) not in called or (name == "type" and len(called[id(node)].args) != 1)):
            yield node.lineno, f"hands {name} on", f"call it where its reader sees it: {name}(…)"
        elif name == "print" and (other := {part.arg for part in called[id(node)].keywords} - PRINTS):
            yield node.lineno, f"prints with {', '.join(sorted(map(str, other)))}", f"print takes {' and '.join(sorted(PRINTS))} only"
    for node in names.of(ast.ExceptHandler):
        if node.type is None:
            yield node.lineno, "catches whatever comes", "name the error that is expected, such as RuntimeError"


def forms(names: Names) -> Found:
    """Forms of Python that hide what runs: statements of other kinds, decorators and metaclasses of the program's own, bytes."""
    for node in names.nodes:
        if isinstance(node, ast.stmt) and type(node).__name__ not in STATEMENTS:
            yield node.lineno, f"holds {ast.unparse(node).splitlines()[0]!r}", "a snippet is made of plain statements"
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            for made in node.decorator_list:
                base = made.func if isinstance(made, ast.Call) else made
                if not (names.full(base) or ast.unparse(base) == "staticmethod"):
                    yield made.lineno, f"decorates {node.name} by {ast.unparse(made)}", "call it in sight"
            if isinstance(node, ast.ClassDef) and node.keywords:
                yield node.lineno, f"makes the class {node.name} in another way", "write class Name(Base):"
            if node.name == "__torch_dispatch__":
                for given in (part for part in walk(node) if isinstance(part, ast.Return)):
                    if not (isinstance(given.value, ast.Call) and ast.unparse(given.value.func) == "func"):
                        yield given.lineno, "changes what torch computes", "count, and return func(*args, **(kwargs or {}))"
        elif isinstance(node, ast.Try) and node.finalbody and any(isinstance(part, ast.Yield | ast.YieldFrom) for part in walk(node)):
            yield node.lineno, "does something when nothing asks for it any more", "do it after the loop"
        elif isinstance(node, ast.Constant) and isinstance(node.value, bytes):
            yield node.lineno, "holds bytes", "write numbers, or text"
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and re.fullmatch(r"__\w+__", node.value)
            and node.value not in METHODS
        ):
            yield node.lineno, f"holds {node.value!r}", "write methods as such, in a class"
        elif isinstance(node, ast.Call) and is_of_type(node.func) and len(node.args) > 1:
            yield node.lineno, f"makes a class by {ast.unparse(node.func)}", "write class Name(Base):"
        elif isinstance(node, ast.Assign | ast.NamedExpr) and is_of_type(node.value):
            yield node.lineno, "gives a type another name", "write type(…) where it is used"


def is_of_type(node: ast.AST) -> bool:
    """Whether an expression is `type(…)`."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "type"


def stores(names: Names) -> Found:
    """Changes of what is imported or built in, or of what may be a library's."""
    for node in names.nodes:
        name = (
            node.id
            if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)
            else getattr(node, "name", getattr(node, "arg", None))
        )
        if isinstance(node, ast.keyword):  # names what is handed on
            continue
        if name and not isinstance(node, ast.alias) and (name in names.modules or (hasattr(builtins, name) and not name.startswith("__"))):
            yield node.lineno, f"gives {name} another meaning", "use another name: a reader takes it for what it usually is"
    classes = {node.name for node in names.of(ast.ClassDef)}
    methods = [part for node in names.of(ast.ClassDef) for part in node.body if isinstance(part, ast.FunctionDef)]
    firsts = classes | {method.args.args[0].arg for method in methods if method.args.args}
    own = {node.attr for node in names.of(ast.Attribute) if isinstance(node.value, ast.Name) and node.value.id in firsts}
    for node in names.of(ast.Attribute, ast.Subscript):
        if not isinstance(node.ctx, ast.Load):
            begin = root(node)
            if isinstance(begin, ast.Name) and begin.id in names.imported:
                yield node.lineno, f"changes {ast.unparse(node)}", "leave libraries as every reader has them"
            elif isinstance(node, ast.Attribute) and node.attr not in SETTABLE | own:
                yield node.lineno, f"sets .{node.attr}", f"set {', '.join(sorted(SETTABLE))}, or what a class of the snippet has itself"


def warns(names: Names) -> Found:
    """Warnings that are hidden: they may be recorded, shown or raised."""
    kept = {id(item.context_expr) for node in names.of(ast.With) for item in node.items if item.optional_vars}
    mend = 'mend their cause; where one is the point, "with warnings.catch_warnings(record=True) as caught", and show it'
    for node in names.of(ast.Call):
        if (full := names.full(node.func)) and full.startswith("warnings."):
            given = [*node.args, *(keyword.value for keyword in node.keywords if keyword.arg != "record")]
            loud = all(is_text([value], "always", "default", "error") for value in given)
            if not loud or (full == "warnings.catch_warnings" and id(node) not in kept):
                yield node.lineno, "hides warnings", mend


def devices(names: Names) -> Found:
    """Programs that do something else on an accelerator: `device` is set in one way, and only handed on."""
    for node in names.of(ast.Name, ast.Attribute):
        if label(node) in ("device", ".device"):
            above = names.holder[node]
            handed = isinstance(above, ast.Call) and above.func is not node and not hasattr(builtins, ast.unparse(above.func))
            if isinstance(node.ctx, ast.Store):
                if not (isinstance(above, ast.Assign) and is_device(above)):
                    yield node.lineno, "sets device in another way", f"device = {DEVICE}"
            elif not (isinstance(above, ast.keyword) or handed):
                yield node.lineno, "asks what device is", f"only hand it on, as in .to(device): {MACHINE}"


def is_device(node: ast.Assign) -> bool:
    """Whether an assignment is the one that sets the device."""
    return [ast.unparse(target) for target in node.targets] == ["device"] and ast.unparse(node.value) == DEVICE


def device_parts(names: Names) -> set[int]:
    """The ids of the nodes of which that assignment is made."""
    return {id(part) for node in names.of(ast.Assign) if is_device(node) for part in walk(node)}


def is_text(given: list[ast.expr], *texts: str) -> bool:
    """Whether the first of some arguments is one of some texts."""
    return bool(given) and isinstance(given[0], ast.Constant) and given[0].value in texts
