"""What stands below the last region, where no page shows it: claims about what the program computed, and the few short lines that they need."""

import ast
import re
from collections.abc import Iterator

from torchproof.book.dotted import is_change, names, root
from torchproof.book.fault import Fault
from torchproof.book.nodes import children, walk
from torchproof.book.snippet import Snippet, words
from torchproof.book.written import is_literal, is_plain

LINES = 10


def faults(snippet: Snippet) -> Iterator[Fault]:
    """Below the last region: claims that are none, hidden set-up, and changes of what the program computed."""
    last = snippet.regions[-1].last
    hidden = [node for node in snippet.tree.body if node.lineno > last and not isinstance(node, ast.Assert)]
    shown = bindings(node for node in snippet.tree.body if node.lineno <= last)
    asserts = [node for node in snippet.tree.body if node.lineno > last and isinstance(node, ast.Assert)]
    found = [*claims(snippet, shown), *setup(hidden), *changes(hidden, asserts, shown)]
    for line, what, mend in found:
        yield Fault(f"{snippet.path}:{line or len(snippet.lines)}", what, mend)


Found = Iterator[tuple[int, str, str]]


def statements(nodes: Iterator[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements, and those inside loops, branches and the like, but not inside functions and classes."""
    for node in nodes:
        yield node
        if not isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield from statements(child for child in children(node) if isinstance(child, ast.stmt | ast.ExceptHandler))


def bindings(nodes: Iterator[ast.stmt]) -> dict[str, list[ast.AST]]:
    """Name → what it is made of, at each place that binds it at top level; for a function or a class its whole definition."""
    found: dict[str, list[ast.AST]] = {}
    for node in statements(nodes):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.setdefault(node.name, []).append(node)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                found.setdefault(alias.asname or alias.name.partition(".")[0], [])
        elif isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign | ast.For | ast.With):
            targets = (
                node.targets
                if isinstance(node, ast.Assign)
                else [item.optional_vars for item in node.items]
                if isinstance(node, ast.With)
                else [node.target]
            )
            value = node.iter if isinstance(node, ast.For) else node if isinstance(node, ast.With | ast.AugAssign) else node.value
            for target in targets:
                for name, part in names(target, value):
                    found.setdefault(name, []).append(part or value)
    return found


def claims(snippet: Snippet, shown: dict[str, list[ast.AST]]) -> Found:
    """No claim at all, a claim without words, and one that cannot fail."""
    if not snippet.claims:
        yield 0, "claims nothing", "below the last region, assert each conclusion that its page draws"
    computed = {name for name, values in shown.items() if not all(written(snippet, name, value) for value in values)}
    for node in snippet.tree.body:
        if node.lineno > snippet.regions[-1].last and asks(snippet, node, computed):
            made = bindings(iter([node]))
            plain = {
                name
                for name, values in made.items()
                if isinstance(node, ast.Assign) and not any(asks(snippet, value, computed) for value in values)
            }
            computed |= set(made) - plain
            computed |= {root(call.func).id for call in walk(node) if is_change(call) and isinstance(root(call.func), ast.Name)}
    for claim in snippet.claims:
        if claim.msg is None:
            yield claim.lineno, "a claim without a message", "say the conclusion: assert condition, 'the wide net overfits'"
        for part in walk(claim.test):
            if isinstance(part, ast.BoolOp) and isinstance(part.op, ast.Or):
                yield part.lineno, "a claim with a way out: one side of `or` is enough", "claim one thing, and another in a line of its own"
            elif is_turned(part) and not re.search(r"\b(?:nan|not)\b", words(claim)):
                yield part.lineno, f"the claim {ast.unparse(part)!r} is true of nan too", "compare the other way round, without `not`"
        why = unreached(snippet, claim)
        loops = [node for node in snippet.tree.body if isinstance(node, ast.For) and node.lineno <= claim.lineno <= node.end_lineno]
        typed = {name for loop in loops if not asks(snippet, loop.iter, computed) for name, _ in names(loop.target, None)}
        if why is None and not asks(snippet, claim.test, computed - typed):
            why = "its condition asks about nothing that the program computed"
        if why:
            yield claim.lineno, f"a claim that cannot fail: {why}", "assert at top level, of something that the program computed"


def is_turned(node: ast.AST) -> bool:
    """Whether an expression denies that something is smaller or larger."""
    inner = node.operand if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not) else None
    return isinstance(inner, ast.Compare) and any(isinstance(sign, ast.Lt | ast.LtE | ast.Gt | ast.GtE) for sign in inner.ops)


def written(snippet: Snippet, name: str, value: ast.AST) -> bool:
    """Whether what a name is bound to, and what is put into it later, is only written out."""
    put = snippet.names.filled.get(name, [])
    return all(isinstance(part, ast.expr) and is_plain(snippet.names, part, name) for part in (value, *put))


def asks(snippet: Snippet, node: ast.AST, computed: set[str]) -> bool:
    """Whether a piece of program asks about a computed value, or computes one with a library; each side of `and` and `or` must."""
    if isinstance(node, ast.BoolOp):
        return all(asks(snippet, value, computed) for value in node.values)
    for found in walk(node):
        if isinstance(found, ast.Call) and snippet.names.full(found.func) and not is_literal(snippet.names, found):
            return True
        if isinstance(found, ast.Name) and isinstance(found.ctx, ast.Load) and found.id in computed:
            return True
    return False


def unreached(snippet: Snippet, claim: ast.Assert) -> str | None:
    """Why a claim may never be reached, or be caught where it fails; None where it stands at top level, or in a loop over written values."""
    if claim in snippet.tree.body:
        return None
    around = [node for node in snippet.tree.body if node.lineno <= claim.lineno <= node.end_lineno]
    while around[-1] is not claim:
        holder = around[-1]
        if not (isinstance(holder, ast.For) and isinstance(holder.iter, ast.Tuple | ast.List) and holder.iter.elts):
            return f"inside {ast.unparse(holder).splitlines()[0]!r} it may never be reached, or be caught"
        around += [node for node in children(holder) if claim in walk(node)]
    return None


def setup(hidden: list[ast.stmt]) -> Found:
    """Below the last region: functions, imports, training, and more lines than claims need."""
    mend = "move it into a region, so that its page shows it"
    lines = sum(node.end_lineno - node.lineno + 1 for node in hidden)
    if lines > LINES:
        yield hidden[0].lineno, f"hides {lines} lines of set-up below its last region, at most {LINES} are allowed", mend
    for node in statements(iter(hidden)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom | ast.Global | ast.While | ast.Try):
            yield node.lineno, f"hides {ast.unparse(node).splitlines()[0]!r} below its last region", mend
    for node in hidden:
        for call in walk(node):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "step":
                yield call.lineno, "trains below its last region", mend


def changes(hidden: list[ast.stmt], asserts: list[ast.stmt], shown: dict[str, list[ast.AST]]) -> Found:
    """Below the last region: other values for what the program computed, so that a claim is about what no page shows.

    A claim itself may take a value out of a list, as in `assert max(accuracies.pop("ReLU")) < 0.2`: it asks about it.
    """
    for top in hidden + asserts:
        again = bindings(iter([top])) if not isinstance(top, ast.For) else bindings(iter(top.body))
        for name in sorted(set(again) & set(shown) - {"_"}):
            yield (
                top.lineno,
                f"gives {name!r} another value below its last region",
                "use another name: a claim is about what the page shows",
            )
        for node in walk(top):
            place = isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load)
            begin = node.target if isinstance(node, ast.NamedExpr) else root(node)
            if (
                (place or (is_change(node) and top not in asserts) or isinstance(node, ast.NamedExpr))
                and isinstance(begin, ast.Name)
                and begin.id in set(shown) - set(again)
            ):
                yield node.lineno, f"changes {begin.id!r} below its last region", "copy it first: a claim is about what the page shows"
