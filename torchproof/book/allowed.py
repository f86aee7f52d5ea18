"""What a snippet may use: modules, what is built in, attributes; and why it may not use the rest."""

import re
import sys

STANDARD = {  # module of the standard library → what of it a snippet may use, None for all that is public
    **dict.fromkeys(("bisect", "cmath", "copy", "fractions", "functools", "heapq", "itertools", "math")),
    **dict.fromkeys(("random", "re", "statistics", "textwrap")),
    "collections": {"Counter", "OrderedDict", "defaultdict", "deque"},
    "contextlib": {"nullcontext"},
    "dataclasses": {"dataclass", "field"},
    "io": {"BytesIO", "StringIO"},
    "json": {"dumps", "loads"},
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
    "sklearn": {
        *("cluster", "compose", "datasets", "decomposition", "dummy", "ensemble", "feature_selection", "gaussian_process", "impute"),
        *("inspection", "kernel_ridge", "linear_model", "manifold", "metrics", "mixture", "model_selection", "naive_bayes", "neighbors"),
        *("neural_network", "pipeline", "preprocessing", "semi_supervised", "svm", "tree", "utils"),
    },
    "tensorboard": {"backend", "compat", "summary"},
    "torch": {
        *("accelerator", "amp", "autograd", "cuda", "distributions", "fft", "func", "linalg", "nn", "optim", "random", "special", "utils"),
    },
    "torchvision": {"datasets", "ops", "transforms"},
}
BUILT_IN = {  # what a snippet may use of what is built in: what computes, and prints
    *("abs", "all", "any", "bool", "complex", "dict", "divmod", "enumerate", "filter", "float", "frozenset", "int", "isinstance", "iter"),
    *("len", "list", "map", "max", "min", "next", "pow", "print", "range", "repr", "reversed", "round", "set", "slice", "sorted"),
    *("getattr", "hasattr", "issubclass", "staticmethod", "str", "sum", "super", "tuple", "type", "zip"),
    *("ArithmeticError", "AttributeError", "IndexError", "KeyError", "NotImplementedError", "OverflowError", "RuntimeError"),
    *("StopIteration", "TypeError", "ValueError", "ZeroDivisionError"),
}
CALLED = {"getattr", "hasattr", "print", "type"}
"""Of these what is only called: handed on, they would print or make classes out of sight."""
CALLED_LIBRARIES = {"matplotlib.pyplot.show", "torch.save", "time.perf_counter"}
"""Of libraries what is only called: a run has its own, and a program that looks at it could tell that it is tested."""
PRINTS = {"sep", "end"}
"""What a call of `print` may be told by keyword."""
STATEMENTS = {
    *("AnnAssign", "Assert", "Assign", "AugAssign", "Break", "ClassDef", "Continue", "Delete", "Expr", "For", "FunctionDef", "If"),
    *("Import", "ImportFrom", "Pass", "Raise", "Return", "Try", "While", "With"),
}
METHODS = {  # of Python's own methods, what a class of a snippet may have: none that says how it is compared, or what it shows
    "__torch_dispatch__",
    *("__init__", "__call__", "__len__", "__getitem__", "__iter__", "__next__"),
    *("__neg__", "__add__", "__sub__", "__mul__", "__truediv__", "__pow__", "__matmul__"),
    *("__radd__", "__rsub__", "__rmul__", "__rtruediv__", "__rpow__", "__rmatmul__"),
}
TYPE = re.compile(r"b?float\d+|u?int\d+|complex\d+|bool|long|double|half")
DUNDERS = {"__init__", "__name__"}
COUNTER = "torch.utils._python_dispatch.TorchDispatchMode"
"""What begins with _ and is torch's documented way to see each operation: to count them, as torch's own counter of FLOPs does."""
SETTABLE = {"bias", "data", "grad", "requires_grad", "weight"}
DEVICE = "'cuda' if torch.cuda.is_available() else 'cpu'"
ALONE = "what it shows on a page must be all that it does, on every machine"
FILES = "a snippet reads data/ through torchvision, and writes to memory (io.BytesIO) or to a tempfile.TemporaryDirectory"
WORKERS = f"leave it out, for other processes are refused here; {ALONE}"
MACHINE = "a snippet does not ask on which machine it runs; every reader sees the same"
SETTING = "it changes how a library computes or shows; leave libraries as every reader has them"
COMPILES = "torch.compile builds machine code in other processes and folders; show the net without it"
GETS = {  # what may be asked of an object by a method of this form: what the program itself put there
    *("get_bbox_patch", "get_default_dtype", "get_last_lr", "get_legend_handles_labels", "get_lines", "get_parameter", "get_position"),
    *("get_rng_state", "get_submodule", "get_text", "get_total_flops", "get_width"),
}
LONELY = {"memory": FILES, "n_jobs": WORKERS, "num_workers": WORKERS}
"""Keywords, and keys of a row of them, that reach out of the process."""
MEMORY = "its numbers are whatever the memory held; use zeros"
UNFILLED = re.compile(r"torch\.(\w+\.)?\w*(Tensor|Storage)|numpy\.ndarray")
"""Classes that may be named, and whose objects hold what the memory held where they are called with a size."""
CLOCK_TYPE = re.compile(r"[<>=|]?(datetime64|M8)\b.*")
"""What NumPy calls the type of a date: it reads the word "now"."""
WIDE = {"numpy", "torch"}
"""Packages whose own names are functions; those of the others are modules."""
REFUSED = {  # a pattern of full names → why, and what to do instead
    r"torch\.utils(?!(\.(data|checkpoint|flop_counter|tensorboard)\b)|$).*": "use torch.utils.data, torch.utils.checkpoint, .flop_counter or .tensorboard",
    r"torch\.utils\.tensorboard\.(?!SummaryWriter$).*|sklearn\.utils\.(?!(shuffle|resample)$).*": "use what its documentation shows first",
    r"torch\.nn\.modules\b.*": "write nn.Linear: hooks for all modules, and what lies below, change how a library computes",
    r"torch\.(is_\w+_enabled|are_\w+|get_(?!default_dtype$|rng_state$)\w+|utils\.data\.get_worker_info)": MACHINE,
    r"numpy\.(get_\w+|show_\w+|info)|sklearn\.\w*config\w*|matplotlib\.(get_\w+|matplotlib_fname)": MACHINE,
    r"matplotlib\.pyplot\.(get\w*|fignum_exists|is(interactive)|i(on|off)|(un)?install_\w+|new_figure_manager|pause|connect)": MACHINE,
    r"torch\.(get|set)_num(_interop)?_threads|torch\.(backends|version|get_file_path)\b.*|.*\.(show_versions|show_config|get_backend)": MACHINE,
    r"torch\.compile": COMPILES,
    r"torch\.accelerator\.(?!current_accelerator$).*": MACHINE,
    r"(torch|numpy)\.empty\w*|torch\.nn\.utils\.skip_init": MEMORY,
    r"numpy\.datetime\w*": "a snippet does not ask what day it is",
    r"random\.SystemRandom|torch\.(random\.)?(initial_seed|seed|default_generator)": "set a seed in sight: torch.manual_seed(0)",
    r"torch\.(set_(?!default_dtype$|grad_enabled$|rng_state$)|use_)\w+|numpy\.(set_\w+|seterr\w*|setbufsize|errstate)": SETTING,
    r"torch\.(from_file|hub|multiprocessing|distributed|ops|classes|package|library|jit|onnx|export|serialization|storage)\b.*": ALONE,
    r"numpy\.(\w+\.)?(load|save|savez|savez_compressed|loadtxt|savetxt|genfromtxt|fromfile|fromregex|memmap|DataSource|ctypeslib|lib|core|f2py|testing)\b.*": FILES,
    r"sklearn\.datasets\.(fetch_\w+|load_files|\w+_svmlight_files?|\w+_data_home)": FILES,
    r"torchvision\.(io|datasets\.(?!MNIST$)\w+)\b.*": FILES,
    r"matplotlib\.(pyplot\.)?(savefig|imread|imsave|image)\b.*": FILES,
    r"matplotlib\.(pyplot\.)?(rc\w*|style|use|switch_backend|xkcd)\b.*": "give colours and sizes to the figure itself, in sight",
}
ATTRIBUTES = {  # an attribute of whatever it is → why
    "compile": COMPILES,
    "cuda": f"only as: device = {DEVICE}",
    **dict.fromkeys(("get_device", "is_cuda", "is_cpu"), MACHINE),
    **dict.fromkeys(("tofile", "dump", "share_memory_", "open", "read_text", "read_bytes", "write_text", "write_bytes"), FILES),
    **dict.fromkeys(("exists", "is_dir", "is_file", "stat", "resolve", "absolute", "home", "expanduser", "walk"), FILES),
    **dict.fromkeys(("samefile", "chmod", "lchmod", "owner", "group", "readlink", "lstat", "is_symlink", "is_mount", "is_junction"), FILES),
    **dict.fromkeys(("bbox", "dpi", "filename", "properties"), MACHINE),
    **dict.fromkeys(("new_empty", "new_empty_strided", "resize_", "resize_as_"), MEMORY),
    "format_map": "name in the text what it shows",
    "canvas": "a figure ends with plt.show(), and nothing listens to it",
    **dict.fromkeys(("unlink", "mkdir", "rmdir", "touch", "rename", "symlink_to", "hardlink_to", "iterdir", "glob", "rglob", "cwd"), FILES),
    **dict.fromkeys(
        ("ctypes", "tb_frame", "tb_next", "f_back", "f_globals", "f_locals", "f_code", "f_builtins", "gi_frame", "with_traceback"), ALONE
    ),
}
MODULES = set(sys.stdlib_module_names) - {"abc", "array", "chunk", "code", "copy", "random", "select", "signal", "trace", "types"}


def why_not(full: str) -> str | None:
    """Why a full dotted name may not be used, None where it may."""
    package, *rest = full.split(".")
    if full == COUNTER:
        return None
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
    is_chain = len(rest) > (package in WIDE) and rest[0].islower() and not DUNDERS & set(rest[1:2]) and not TYPE.fullmatch(rest[0])
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
