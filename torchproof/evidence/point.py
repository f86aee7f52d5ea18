"""Expressions of snippets at one point: each name is drawn at random, or computed, as the program computes it."""

import ast
from collections.abc import Callable
from functools import cache
from types import CodeType

import torch
from torch import Tensor

from torchproof.book.latex import Unread
from torchproof.book.nodes import walk
from torchproof.book.snippet import Snippet
from torchproof.evidence.formula import Given

MODULES = {"torch", "numpy", "math"}


def uniform(low: float, high: float) -> Callable[[list[int], torch.Generator | None], Tensor]:
    """What draws numbers between two, or takes the middle where there is no generator."""

    def draw(sizes: list[int], generator: torch.Generator | None) -> Tensor:
        share = torch.rand(sizes, generator=generator, dtype=torch.float64) if generator else torch.tensor(0.5).double().expand(sizes)
        return low + (high - low) * share

    return draw


KINDS = {
    "real": uniform(-2, 2),
    "unit": uniform(0.05, 0.95),
    "positive": uniform(0.5, 3),
    "whole": lambda sizes, generator: uniform(2, 10)(sizes, generator).floor(),
    "shares": lambda sizes, generator: uniform(-2, 2)(sizes, generator).softmax(-1),
    "function": lambda sizes, generator: lambda x: torch.sin(3 * x) + x,
}
"""How a name is drawn: any number, one between 0 and 1, one above 0, a whole number, numbers that add up to 1, any function."""


@cache
def namespace(snippets: tuple[Snippet, ...]) -> tuple[dict, set[str]]:
    """What the programs of a section import and define, and every expression in them that the page shows."""
    names: dict = {}
    found = set()
    for snippet in snippets:
        for node in snippet.tree.body:
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [getattr(node, "module", None) or ""]
            if isinstance(node, ast.FunctionDef) or modules[0].split(".")[0] in MODULES:
                exec(compile(ast.Module([node], []), str(snippet.path), "exec"), names)
        for node in walk(ast.parse(snippet.shown)):
            if isinstance(node, ast.AugAssign):
                node = ast.BinOp(node.target, node.op, node.value)
            if isinstance(node, ast.expr):
                found.add(ast.unparse(node))
    return names, found


@cache  # of these two, each of many points asks the same
def written(text: str) -> str:
    """An expression as Python writes it."""
    return ast.unparse(ast.parse(text, mode="eval"))


@cache
def code(text: str, given: tuple[str, ...]) -> CodeType:
    """An expression, compiled, in which the names `given_0`, `given_1`, … stand in the place of what is given."""
    tree = Replaced({told: f"given_{at}" for at, told in enumerate(given)}).visit(ast.parse(text, mode="eval"))
    return compile(ast.fix_missing_locations(tree), text, "eval")


def is_typed(text: str) -> bool:
    """Whether an expression is a number, or some, and nothing is computed."""
    try:
        ast.literal_eval(text)
    except ValueError:
        return False
    return True


def is_scaled(text: str) -> bool:
    """Whether an expression computes with a number that is typed in it, which could hide a sign or a factor."""
    inside = (node for node in ast.walk(ast.parse(text, mode="eval")) if isinstance(node, ast.BinOp | ast.UnaryOp))
    return any(isinstance(part, ast.Constant) for node in inside for part in ast.iter_child_nodes(node))


class Point:
    """Expressions of the programs of a section, at one random point, or in the middle where the seed is None; whether slopes will be asked for."""

    def __init__(self, snippets: tuple[Snippet, ...], seed: int | None, slopes: bool) -> None:
        self.names, self.shown = namespace(snippets)
        self.values: dict[str, Tensor | Callable[[Tensor], Tensor]] = {}
        self.seed, self.slopes, self.drawn = seed, slopes, 0

    def shows(self, text: str) -> str:
        """An expression as Python writes it; raises `Unread` where no program of the section holds it."""
        found = written(text)
        if not is_typed(found) and found not in self.shown:
            raise Unread(f"{text!r} stands in no snippet of its section")
        return found

    def given(self, told: str) -> Given:
        """What a name is: random, or computed, and over which indices; from here on the program knows it."""
        text, _, over = told.partition(" over ")
        name, colon, what = text.rpartition(": ")
        kind, *sizes = what.split()
        if not colon:
            if is_scaled(text.partition(" by ")[0]):
                self.shows(text.partition(" by ")[0])
            return Given(self.value(text), tuple(over.split()))
        key = written(name)
        if kind in KINDS:
            generator = None if self.seed is None else torch.Generator().manual_seed(1000 * self.seed + self.drawn)
            value = KINDS[kind]([int(size) for size in sizes], generator)
        else:
            self.shows(what.partition(" by ")[0])
            value = self.value(what)
        if self.slopes and isinstance(value, Tensor) and not value.requires_grad:
            value.requires_grad_()
        self.values[key], self.drawn = value, self.drawn + 1
        return Given(value, tuple(over.split()))

    def value(self, told: str) -> Tensor:
        """The value of an expression, or its slope by another one."""
        text, by, leaf = told.partition(" by ")
        found = self.computed(text)
        if not by:
            return found
        base = self.computed(leaf)
        rows = [torch.autograd.grad(part, base, retain_graph=True, materialize_grads=True)[0] for part in found.flatten()]
        return torch.stack(rows).reshape(found.shape + base.shape)

    def computed(self, text: str) -> Tensor | Callable[[Tensor], Tensor]:
        """The value of an expression, in which what is given stands for what it is in the program."""
        arrays = "np." in text  # which takes no tensors
        values = [value.numpy() if arrays and isinstance(value, Tensor) else value for value in self.values.values()]
        known = {f"given_{at}": value for at, value in enumerate(values)}
        found = eval(code(text, tuple(self.values)), self.names | known)
        return found if callable(found) and not isinstance(found, Tensor) else torch.as_tensor(found, dtype=torch.float64)


class Replaced(ast.NodeTransformer):
    """Puts names in the place of expressions, the largest that is known first."""

    def __init__(self, names: dict[str, str]) -> None:
        self.names = names

    def visit(self, node: ast.AST) -> ast.AST:
        """The node, or the name that stands for it."""
        if isinstance(node, ast.expr) and (name := self.names.get(ast.unparse(node))):
            return ast.Name(name, ast.Load())
        return self.generic_visit(node)
