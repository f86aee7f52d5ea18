"""What a snippet may contain. It is a teaching program: what it imports, calls and names stands in a short list, and it computes what it shows."""

import ast
import builtins
import re
import sys
from collections.abc import Iterator

from torchproof.book.dotted import Names, root
from torchproof.book.fault import Fault
from torchproof.book.snippet import Snippet

STANDARD = {  # module of the standard library → what of it a snippet may use, None for all that is public
    **dict.fromkeys(("bisect", "cmath", "collections", "copy", "dataclasses", "fractions", "functools", "heapq", "itertools", "math")),
    **dict.fromkeys(("random", "re", "statistics", "textwrap")),
    "contextlib": {"nullcontext"},
    "io": {"BytesIO"},
    "pathlib": {"Path"},
    "pickle": {"UnpicklingError"},
    "tempfile": {"TemporaryDirectory"},
    "time": {"perf_counter"},
    "timeit": {"timeit"},
    "warnings": {"catch_warnings", "simplefilter"},
}
LIBRARIES = {  # package → the modules of it that a snippet may use, None for all that are public
    "matplotlib": {"cm", "collections", "colors", "gridspec", "lines", "patches", "pyplot", "ticker", "transforms"},
    "mpl_toolkits": {"mplot3d"},
    "numpy": None,
    "sklearn": None,
    "torch": {"amp", "autograd", "cuda", "distributions", "fft", "func", "linalg", "nn", "optim", "random", "special", "utils"},
    "torchvision": {"datasets", "ops", "transforms"},
}
OUTSIDE = {  # what is built in and reaches out of the program, runs text, hides a failure or tells what differs from run to run
    *("AssertionError", "BaseException", "BaseExceptionGroup", "GeneratorExit", "KeyboardInterrupt", "SystemExit"),
    *("breakpoint", "compile", "eval", "exec", "exit", "help", "input", "open", "quit"),
    *("delattr", "dir", "globals", "hasattr", "hash", "id", "locals", "memoryview", "setattr", "vars"),
    *(name for name in dir(builtins) if name.endswith("Warning")),
}
TYPE = re.compile(r"b?float\d+|u?int\d+|complex\d+|bool|long|double|half")
DUNDERS = {"__init__", "__name__"}
SETTABLE = {"bias", "data", "grad", "requires_grad", "weight"}
DEVICE = "'cuda' if torch.cuda.is_available() else 'cpu'"
ALONE = "what it shows on a page must be all that it does, on every machine"
FILES = "a snippet reads data/ through torchvision, and writes to memory (io.BytesIO) or to a tempfile.TemporaryDirectory"
MACHINE = "a snippet does not ask on which machine it runs; every reader sees the same"
COMPILES = "torch.compile builds machine code in other processes and folders; show the net without it"
REFUSED = {  # a pattern of full names → why, and what to do instead
    r"torch\.utils(?!(\.(data|checkpoint|flop_counter)\b)|$).*": "use torch.utils.data, torch.utils.checkpoint or torch.utils.flop_counter",
    r"torch\.(get|set)_num(_interop)?_threads|torch\.(backends|version|get_file_path)\b.*|.*\.(show_versions|show_config|get_backend)": MACHINE,
    r"torch\.compile": COMPILES,
    r"(torch|numpy)\.empty\w*": "its numbers are whatever the memory held; use zeros",
    r"random\.SystemRandom|torch\.(initial_)?seed|torch\.random\.(initial_)?seed": "set a seed in sight: torch.manual_seed(0)",
    r"torch\.(from_file|hub|multiprocessing|distributed|ops|classes|package|library|jit|onnx|export|serialization|storage)\b.*": ALONE,
    r"numpy\.(load|save|savez|savez_compressed|loadtxt|savetxt|genfromtxt|fromfile|fromregex|memmap|DataSource|ctypeslib|lib|core|f2py|testing)\b.*": FILES,
    r"sklearn\.datasets\.(fetch_\w+|load_files|\w+_svmlight_files?|\w+_data_home)": FILES,
    r"torchvision\.(io|datasets\.(?!MNIST$)\w+)\b.*": FILES,
    r"matplotlib\.(pyplot\.)?(savefig|imread|imsave|image)\b.*": FILES,
    r"matplotlib\.(pyplot\.)?(rc\w*|style|use|switch_backend|xkcd)\b.*": "give colours and sizes to the figure itself, in sight",
}
ATTRIBUTES = {  # an attribute of whatever it is → why
    "compile": COMPILES,
    "cuda": f"only as: device = {DEVICE}",
    **dict.fromkeys(("device", "get_device", "is_cuda", "is_cpu"), MACHINE),
    **dict.fromkeys(("savefig", "tofile", "dump", "share_memory_", "open", "read_text", "read_bytes", "write_text", "write_bytes"), FILES),
    **dict.fromkeys(("exists", "is_dir", "is_file", "stat", "resolve", "absolute", "home", "expanduser", "walk"), FILES),
    **dict.fromkeys(("unlink", "mkdir", "rmdir", "touch", "rename", "symlink_to", "hardlink_to", "iterdir", "glob", "rglob", "cwd"), FILES),
    **dict.fromkeys(
        ("ctypes", "tb_frame", "tb_next", "f_back", "f_globals", "f_locals", "f_code", "f_builtins", "gi_frame", "with_traceback"), ALONE
    ),
}
MODULES = set(sys.stdlib_module_names) - {"abc", "array", "chunk", "code", "copy", "random", "select", "signal", "trace", "types"}


def faults(snippet: Snippet) -> Iterator[Fault]:
    """What a snippet contains that no snippet may contain."""
    for check in (imports, meanings, words, stores, getters, warns, devices):
        for line, what, mend in check(snippet.names):
            yield Fault(f"{snippet.path}:{line}", what, mend)


Found = Iterator[tuple[int, str, str]]


def why_not(full: str) -> str | None:
    """Why a full dotted name may not be used, None where it may."""
    package, *rest = full.split(".")
    if package in STANDARD:
        members = STANDARD[package]
        if members is not None and rest and rest[0] not in members:
            return f"of {package}, use {', '.join(sorted(members))} only"
    elif package not in LIBRARIES:
        return f"use {', '.join(sorted(LIBRARIES))}, and of the standard library {', '.join(sorted(STANDARD))}"
    if other := next((part for part in rest if part in MODULES - {package}), None):
        return f"{other} reaches out of the program; {ALONE}"
    if why := next((why for pattern, why in REFUSED.items() if re.fullmatch(pattern, full)), None):
        return why
    is_chain = len(rest) > 1 and rest[0].islower() and rest[1] not in DUNDERS and not TYPE.fullmatch(rest[0])
    if is_chain and (why := why_no_module(full)):
        return why
    if any(part.startswith("_") and part not in DUNDERS for part in rest):
        return "use what is public only: what begins with _ may change in any version"
    return None


def why_no_module(full: str) -> str | None:
    """Why a module of a package may not be used, None where it may."""
    package, *rest = full.split(".")
    modules = LIBRARIES.get(package)
    return f"of the parts of {package}, use {', '.join(sorted(modules))} only" if modules and rest and rest[0] not in modules else None


def imports(names: Names) -> Found:
    """What is imported and may not be."""
    for node in names.nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            module = f"{'.' * node.level}{node.module or ''}." if isinstance(node, ast.ImportFrom) else ""
            for alias in node.names:
                full = module + alias.name
                if alias.name == "*":
                    yield node.lineno, f"imports {full!r}", "name what is used"
                elif why := why_not(full) or (why_no_module(full) if isinstance(node, ast.Import) else None):
                    yield node.lineno, f"imports {full!r}", why


def meanings(names: Names) -> Found:
    """What is used of what is imported, and of anything, and may not be."""
    inner = {id(node.value) for node in names.nodes if isinstance(node, ast.Attribute)}
    told = device_parts(names)
    for node in names.nodes:
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
        elif (
            isinstance(node, ast.keyword)
            and node.arg == "num_workers"
            and not (isinstance(node.value, ast.Constant) and node.value.value == 0)
        ):
            yield (
                node.value.lineno,
                "starts workers of a DataLoader",
                f"leave num_workers out, for other processes are refused here; {ALONE}",
            )
        elif isinstance(node, ast.Call) and names.full(node.func) == "torchvision.datasets.MNIST" and not is_text(node.args[:1], "data"):
            yield node.lineno, "reads MNIST from another folder", 'read it as readers do: MNIST("data", ...)'
        elif (
            isinstance(node, ast.Call) and names.full(node.func) == "timeit.timeit" and not isinstance(node.args[0], ast.Lambda | ast.Name)
        ):
            yield node.lineno, "runs a program from a string", "give timeit a function"


def words(names: Names) -> Found:
    """Names that no snippet may use: built-in ones outside the list, and what begins with _."""
    for node in names.nodes:
        name = node.id if isinstance(node, ast.Name) else node.name if isinstance(node, ast.FunctionDef | ast.ClassDef) else None
        if name is None or name == "_":
            continue
        if name.startswith("_") and not (isinstance(node, ast.FunctionDef) and name.endswith("__") and name != "__del__"):
            yield node.lineno, f"uses the name {name}", f"use public names only; {ALONE}"
        elif name in OUTSIDE:
            yield node.lineno, f"uses {name}", f"of what is built in, a snippet uses what computes and prints; {ALONE}"
        elif name == "Exception" and isinstance(node, ast.Name):
            yield node.lineno, "catches or raises any Exception", "name the one that is expected, such as RuntimeError"
    for node in names.nodes:
        if isinstance(node, ast.ExceptHandler) and node.type is None:
            yield node.lineno, "catches whatever comes", "name the error that is expected, such as RuntimeError"


def stores(names: Names) -> Found:
    """Changes of what is imported or built in, or of what may be a library's."""
    for node in names.nodes:
        name = node.id if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load) else getattr(node, "name", None)
        if name and not isinstance(node, ast.alias) and (name in names.modules or (hasattr(builtins, name) and not name.startswith("__"))):
            yield node.lineno, f"gives {name} another meaning", "use another name: a reader takes it for what it usually is"
    own = {
        node.attr
        for node in names.nodes
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self"
    }
    for node in names.nodes:
        if isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
            begin = root(node)
            if isinstance(begin, ast.Name) and begin.id in names.imported:
                yield node.lineno, f"changes {ast.unparse(node)}", "leave libraries as every reader has them"
            elif isinstance(node, ast.Attribute) and node.attr not in SETTABLE | own:
                yield node.lineno, f"sets .{node.attr}", f"set {', '.join(sorted(SETTABLE))}, or what a class of the snippet has itself"


def getters(names: Names) -> Found:
    """Attributes by a name in a string: the name must stand in the program, and what it means must be allowed."""
    told = device_parts(names)
    texts = {node.value for node in names.nodes if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told}
    for node in names.nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "getattr":
            full = names.full(node.args[0])
            found = {node.args[1].value} if isinstance(node.args[1], ast.Constant) else texts
            if not isinstance(node.args[1], ast.Constant | ast.Name):
                yield node.lineno, "puts together the name of an attribute", "write the names out"
            for name in sorted(text for text in found if isinstance(text, str) and text.isidentifier()):
                if name.startswith("_") or name in ATTRIBUTES or (full and why_not(f"{full}.{name}")):
                    yield node.lineno, f"may reach {name!r} by getattr", f"write the attribute out; {ALONE}"


def warns(names: Names) -> Found:
    """Warnings that are hidden: they may be recorded, shown or raised."""
    kept = {id(item.context_expr) for node in names.nodes if isinstance(node, ast.With) for item in node.items if item.optional_vars}
    mend = 'mend their cause; where one is the point, "with warnings.catch_warnings(record=True) as caught", and show it'
    for node in names.nodes:
        if isinstance(node, ast.Call) and (full := names.full(node.func)) and full.startswith("warnings."):
            given = [*node.args, *(keyword.value for keyword in node.keywords if keyword.arg != "record")]
            loud = all(is_text([value], "always", "default", "error") for value in given)
            if not loud or (full == "warnings.catch_warnings" and id(node) not in kept):
                yield node.lineno, "hides warnings", mend


def devices(names: Names) -> Found:
    """Programs that do something else on an accelerator: `device` is set in one way, and only handed on."""
    holder = {id(child): node for node in names.nodes for child in ast.iter_child_nodes(node)}
    for node in names.nodes:
        if isinstance(node, ast.Name) and node.id == "device":
            above = holder[id(node)]
            if isinstance(node.ctx, ast.Store):
                if not (isinstance(above, ast.Assign) and is_device(above)):
                    yield node.lineno, "sets device in another way", f"device = {DEVICE}"
            elif not (isinstance(above, ast.keyword) or (isinstance(above, ast.Call) and not hasattr(builtins, ast.unparse(above.func)))):
                yield node.lineno, "asks what device is", f"only hand it on, as in .to(device): {MACHINE}"


def is_device(node: ast.Assign) -> bool:
    """Whether an assignment is the one that sets the device."""
    return [ast.unparse(target) for target in node.targets] == ["device"] and ast.unparse(node.value) == DEVICE


def device_parts(names: Names) -> set[int]:
    """The ids of the nodes of which that assignment is made."""
    return {id(part) for node in names.nodes if isinstance(node, ast.Assign) and is_device(node) for part in ast.walk(node)}


def is_text(given: list[ast.expr], *texts: str) -> bool:
    """Whether the first of some arguments is one of some texts."""
    return bool(given) and isinstance(given[0], ast.Constant) and given[0].value in texts
