"""Small mistakes in the machinery: which there are, and how one is planted in modules that are imported already."""

import ast
import builtins
import functools
import gc
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FunctionType

HOUSE = Path(__file__).resolve().parent.parent / "torchproof"
SILENT = "does nothing"
ENTERED = "__entered__"
ANY = "any"


def silenced(tree: ast.Module) -> Iterator[tuple[str, Callable[[], None]]]:
    """Every function of a module: its name with that of its class, and what makes it do nothing."""

    def inside(holder: ast.AST, prefix: str) -> Iterator[tuple[str, Callable[[], None]]]:
        for node in ast.iter_child_nodes(holder):
            if isinstance(node, ast.FunctionDef):
                nothing = [ast.Return(), *node.body]  # what it yields, and the names that it takes from outside, stay
                yield f"{prefix}{node.name}()", lambda node=node, nothing=nothing: setattr(node, "body", nothing)
            yield from inside(node, f"{prefix}{node.name}." if isinstance(node, ast.FunctionDef | ast.ClassDef) else prefix)

    return inside(tree, "")


def emptied(tree: ast.Module) -> Iterator[tuple[int, str, Callable[[], None]]]:
    """Every branch, never taken, or taken where it should not be, and every result, made nothing: its line, the change, and what plants it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.If | ast.IfExp | ast.comprehension):
            tests = node.ifs if isinstance(node, ast.comprehension) else [node.test]
            for place, test in enumerate(tests):
                for told, new in (("never", ast.Constant(False)), ("always", ast.Constant(True))):

                    def plant(node: ast.AST = node, place: int = place, new: ast.expr = new) -> None:
                        if isinstance(node, ast.comprehension):
                            node.ifs[place] = new
                        else:
                            node.test = new

                    yield test.lineno, f"{ast.unparse(test)} -> {told}", plant
        elif isinstance(node, ast.Return) and node.value and not isinstance(node.value, ast.Constant):
            yield node.lineno, f"{ast.unparse(node.value)} -> None", lambda node=node: setattr(node, "value", ast.Constant(None))


def tells(before: str, after: str, is_setting: bool) -> bool:
    """Whether a mistake is one that a test ought to notice: not another number in a message, or arguments that crash when they are swapped."""
    node = ast.parse(before).body[0]
    node = node.value if isinstance(node, ast.Expr) else node
    if isinstance(node, ast.Constant) and not isinstance(node.value, bool):
        return is_setting
    return not isinstance(node, ast.BinOp) and (not isinstance(node, ast.Call) or after == "pass")


def mistakes(source: str, mutations: Callable) -> dict[str, Callable[[], CodeType]]:
    """Line and change → what compiles the module's code with that mistake planted."""

    def plants(tree: ast.Module) -> Iterator[tuple[str, Callable[[], None]]]:
        yield from ((f"{name} | {SILENT}", plant) for name, plant in silenced(tree))
        yield from ((f"{lines[line - 1].strip()} | {change}", plant) for line, change, plant in emptied(tree))
        settings = {line for node in tree.body if isinstance(node, ast.Assign) for line in range(node.lineno, node.end_lineno + 1)}
        for each in mutations(tree, len(lines)):
            if tells(each.before, each.after, each.line in settings) and not lines[each.line - 1].startswith("@dataclass"):
                yield f"{lines[each.line - 1].strip()} | {each.before} -> {each.after}", each.plant

    def compiled(number: int) -> CodeType:
        tree = ast.parse(source)
        [plant for _, plant in plants(tree)][number]()
        return compile(ast.fix_missing_locations(tree), "<planted>", "exec")

    lines, found, times = source.splitlines(), {}, Counter()
    for number, (name, _) in enumerate(plants(ast.parse(source))):
        times[name] += 1
        found[name if times[name] == 1 else f"{name} (number {times[name]})"] = functools.partial(compiled, number)
    return found


def probed(module: str, source: str) -> CodeType:
    """A module's code in which each function tells by `ENTERED` when it is entered."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
            tell = ast.Expr(ast.Call(ast.Name(ENTERED, ast.Load()), [ast.Constant(f"{imported(module)}:{first}")], []))
            node.body.insert(0, ast.copy_location(tell, node.body[0]))
    return compile(ast.fix_missing_locations(tree), "<probed>", "exec")


def plant_probes(tell: Callable[[str], None]) -> None:
    """Let every function that is imported tell when it is entered: its module, and the line of its first decorator or of its name."""
    setattr(builtins, ENTERED, tell)
    modules = {path.relative_to(HOUSE).with_suffix("").as_posix(): path for path in sorted(HOUSE.glob("*/*.py"))}
    replace({imported(module): probed(module, path.read_text(encoding="utf-8")) for module, path in modules.items()})


def plant(module: str, code: CodeType) -> set[str]:
    """Put a mistake into a module that is imported already: into its functions, or into its settings wherever they were imported to.

    Args:
        module: its room and name, "rules/links".
        code: the module's code with the mistake.

    Returns:
        The functions that are others now, as `plant_probes` tells them; `ANY` stands for a function without a name, or a setting.
    """
    changed = replace({imported(module): code})
    if not changed:
        live = sys.modules[imported(module)]
        fresh = {name: value for name, value in vars(live).items() if name.startswith("__")}
        exec(code, fresh)
        for name in [name for name, value in fresh.items() if isinstance(value, bool | int | float) and value != getattr(live, name)]:
            for other in [other for other in sys.modules.values() if getattr(other, name, None) is getattr(live, name)]:
                setattr(other, name, fresh[name])
            changed.add(ANY)
    for cache in caches():
        cache.cache_clear()
    return changed


def replace(modules: dict[str, CodeType]) -> set[str]:
    """Give the functions of modules, which are imported, other code: those that do something else now; none where one was made for other code."""
    codes = {(name, *place(code)): code for name, whole in modules.items() for code in inside(whole)}
    pairs = []
    for found in [found for found in gc.get_objects() if type(found) is FunctionType]:  # some pose as another class, and warn
        name = found.__globals__.get("__name__")
        new = codes.get((name, *place(found.__code__))) if name in modules else None
        if new and does(new) != does(found.__code__):
            pairs.append((found, new))
    if any(found.__code__.co_freevars != new.co_freevars for found, new in pairs):
        return set()
    for found, new in pairs:
        found.__code__ = new
    return {ANY if found.__name__ == "<lambda>" else f"{found.__globals__['__name__']}:{new.co_firstlineno}" for found, new in pairs}


def imported(module: str) -> str:
    """The name by which a module is imported."""
    return f"torchproof.{module.removesuffix('/__init__').replace('/', '.')}"


def inside(code: CodeType) -> Iterator[CodeType]:
    """The code of every function in a module's, or in another's."""
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from inside(one)


def place(code: CodeType) -> tuple[str, int]:
    """What tells a function of a module from the others: its name with that of its class, and its line."""
    return code.co_qualname, code.co_firstlineno


def does(code: CodeType) -> tuple:
    """What a function does, wherever it stands."""
    return code.co_code, code.co_names, code.co_varnames, [does(one) if isinstance(one, CodeType) else one for one in code.co_consts]


def caches() -> list[functools._lru_cache_wrapper]:
    """The machinery's functions that keep what they gave."""
    found = [found for found in gc.get_objects() if type(found) is functools._lru_cache_wrapper]
    return [cache for cache in found if cache.__module__.startswith("torchproof.")]
