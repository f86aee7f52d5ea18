"""Displayed formulas are computed: a wrong sign, factor, index, name or relation in one of the book is noticed, and so is a link that is wrong."""

from collections.abc import Iterator

import pytest
import torch
from conftest import BOOKS
from planted import FORMULAS, PAGE, faults

from torchproof.book.latex import Statement, Unread, statements, tokens
from torchproof.evidence.formula import Given, Reader
from torchproof.evidence.spelling import BOTH, Spelling, computed, spellings
from torchproof.rules.formulas import programs

UNNOTICED = {  # mistakes that make no difference in the program
    "losses:104": {"\\delta ( | e |": "( | e |", "\\frac { 1 } { 2 } \\delta )": "\\frac { 1 } { 2 } )"},  # its δ is 1
    "losses:191": {"- \\log": "+ \\log", "q _ k": "p _ k"},  # the shares q add up to 1, as p do, and the logarithm of 1 is 0
}


def mutants(side: list[str], names: list[list[str]]) -> Iterator[list[str]]:
    """One side of a formula with one small mistake: a sign, a number, an index, a transpose, a fraction upside down, a name missing or another."""
    words = {
        at for start, token in enumerate(side) if token in ("\\text", "\\begin", "\\end") for at in range(start, closing(side, start + 1))
    }
    below = {at for start, token in enumerate(side) if token == "_" for at in range(start + 1, closing(side, start + 1))}
    letters = sorted({side[at] for at in below if side[at].isalpha()})
    if side != ["0"]:
        yield ["-", *side]
        yield ["2", *side]
    for at, token in enumerate(side):
        if at in words:
            continue
        before, after = side[:at], side[at + 1 :]
        if token in ("+", "-"):
            yield [*before, "-" if token == "+" else "+", *after]
        if token.isdigit():
            yield [*before, str(int(token) + 1), *after]
            yield [*before, str(int(token) - 1 or 3), *after]
        if at in below and token.isalpha():
            yield from ([*before, letter, *after] for letter in letters if letter != token)
        if token == "\\top":
            braced = side[at - 1] == "{"
            yield side[: at - 1 - braced] + side[at + 1 + braced :]
        if token == "\\odot":
            yield [*before, "+", *after]
        if token == "\\frac":
            cut = closing(side, at + 1)
            end = closing(side, cut)
            if side[cut:end] != side[at + 1 : cut]:
                yield [*before, "\\frac", *side[cut:end], *side[at + 1 : cut], *side[end:]]
        for name in (name for name in names if side[at : at + len(name)] == name):
            for other in ([], *(other for other in names if other != name)):
                yield before + other + side[at + len(name) :]


def closing(side: list[str], start: int) -> int:
    """The place behind the group that begins at another."""
    if side[start] != "{":
        return start + 1
    depth = 0
    for at in range(start, len(side)):
        depth += {"{": 1, "}": -1}.get(side[at], 0)
        if depth == 0:
            return at + 1
    raise AssertionError(side)


def equations() -> Iterator[tuple[str, Statement, Spelling, tuple]]:
    """Every equation of the book that an expression spells."""
    for book in BOOKS:
        for page in book.pages.values():
            links = spellings(book.root / "tests/formulas" / f"{page.name}.toml")
            for found in page.displayed:
                anchor = max((at for at in page.headings if at.line < found.line), key=lambda at: at.line).anchor
                for statement in statements(found.latex):
                    for link in links[anchor]:
                        if statement.name in link.spelled:
                            yield f"{page.name}:{found.line}", statement, link, programs(page, found.line)


def value(latex: str, **given: torch.Tensor) -> torch.Tensor:
    """What one side is."""
    return Reader(tokens(latex), {tuple(tokens(name)): Given(told) for name, told in given.items()}).read()({})


X = torch.tensor([1.0, 2.0, 4.0]).double()
A = torch.tensor([[1.0, 2.0], [3.0, 4.0]]).double()


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("2 + 3 \\cdot 4 - 1", 13),
        ("-2^2", -4),
        ("\\frac{1}{2} + \\tfrac{1}{2}", 1),
        ("\\sum_i x_i", 7),
        ("\\sum_{i=2}^{3} x_i^2", 20),
        ("\\sum_{i} x_i x_{i+1}", 10),  # what lies outside is 0
        ("\\sum_{i,j} A_{i,j}", 10),
        ("\\sum_i \\sum_j A_{i,j} A_{j,i}", 29),
        ("x_1 + x_2", 3),
        ("\\log e^{x_2} + \\ln(e)", 3),
        ("|-3| \\sqrt{x_3}", 6),
        ("\\operatorname{mean}(x) + \\operatorname{mean}(x \\odot x)", 7 + 7 / 3),
        ("\\left\\lfloor \\frac{7}{2} \\right\\rfloor", 3),
        ("\\lVert x \\rVert^2", 21),
        ("x A^\\top", None),
        ("\\sum_i (x^\\top x)_{i,2}", 14),
        ("(A A)_1", [7, 10]),
        ("(A \\odot A)_2", [9, 16]),
        ("(A^\\top)_1", [1, 3]),
        ("\\operatorname{diag}(x)_2", [0, 2, 0]),
        ("(1,\\ 2)", [1, 2]),
        ("\\begin{pmatrix} 1 & 2 \\\\ 3 & 5 \\end{pmatrix}_2 - A_2", [0, 1]),
        ("\\begin{cases} x & \\text{for } x < 3 \\\\ 0 & \\text{otherwise} \\end{cases}", [1, 2, 0]),
        ("\\sum_i \\sum_j A_{i,j} x_j", None),  # j runs to 2 and to 3
        ("x x", None),  # a product of two vectors: which one?
        ("\\sum_k x_i", None),
        ("\\sum_{i=1}^{4} x_i", None),
        ("\\sum_{i=0}^{3} x_i", None),
        ("x_{i,j}", None),
        ("x_i", None),
        ("x +", None),
        ("(x", None),
        ("{x", None),
        ("x'", None),
        ("y", None),
        ("\\foo", None),
        ("\\begin{array} 1 \\end{array}", None),
        ("\\begin{cases} x & \\text{for } x \\end{cases}", None),
    ],
)
def test_a_formula_is_read(latex, expected):
    if expected is None:
        with pytest.raises((Unread, RuntimeError)):
            value(latex, x=X, A=A)
    else:
        assert value(latex, x=X, A=A).tolist() == pytest.approx(expected, abs=1e-12)


def test_a_displayed_formula_is_split_into_equations():
    latex = "\\begin{aligned} a &= b = c, & d &= e & (1) \\\\ &= f \\le g. \\end{aligned}"
    found = [(statement.name, ["".join(side) for side in statement.sides], statement.relations) for statement in statements(latex)]
    assert found == [("a", ["a", "b", "c"], ["=", "="]), ("d", ["d", "e", "f", "g"], ["=", "=", "\\le"])]
    assert [statement.name for statement in statements("a = b \\qquad\\text{or}\\qquad c \\leftarrow d")] == ["a", "c"]
    assert [statement.name for statement in statements("\\ln x")] == ["\\ln x"]
    assert statements("\\frac{\\partial L}{\\partial w_{a,b}} = 1")[0].indices == ["a", "b"]


def test_the_formula_of_the_planted_page_is_computed(tree, good):
    assert faults(tree, PAGE) == []
    bound = PAGE.replace("} = 2x", "} = 2x \\le 2x + x^2")
    assert bound != PAGE and faults(tree, bound) == [], "a bound is reached in the middle, and nowhere else"


@pytest.mark.parametrize(
    ("formula", "says"),
    [
        ("\\frac{\\partial x^2}{\\partial x} = 3x", "the formula gives"),
        ("\\frac{\\partial x^2}{\\partial x} = -2x", "the formula gives"),
        ("\\frac{\\partial x^2}{\\partial x} = 2x^2", "the formula gives"),
        ("\\frac{\\partial x^2}{\\partial x} = x + x = 2x - 1", "the formula gives"),
        ("\\frac{\\partial x^2}{\\partial x} = 2x \\le 5", "is not reached in the middle"),
        ("\\frac{\\partial x^2}{\\partial x} = 2x \\le 0", "is false"),
        ("\\frac{\\partial x^2}{\\partial x} = 2y", "'y' is unknown"),
        ("\\frac{\\partial x^2}{\\partial y} = 2x", "is spelled by no expression"),
        ("\\frac{\\partial x^2}{\\partial x} = 2x, \\qquad \\frac{\\partial x}{\\partial x} = 1", "is spelled by no expression"),
        ("\\frac{\\partial x^2}{\\partial x} = 2x, \\qquad 3x", "is spelled by no expression"),
        ("\\frac{\\partial x^2}{\\partial x} = 2x % + 1", "holds '%'"),
        ("\\def\\x{3} \\frac{\\partial x^2}{\\partial x} = 2x", "holds '\\\\def'"),
        ("\\frac{\\partial x^2}{\\partial x} = 2x \\phantom{+ 1}", "holds 'mphantom'"),
        ("\\frac{\\partial x^2}{\\partial x} = \\overline{x + x}", "holds \\overline, which is drawn over a part"),
        ("\\frac{\\partial x^2}{\\partial x} = \\widehat{2x}", "holds \\widehat, which is drawn over a part"),
        ("\\frac{\\partial x^2}{\\partial x} = \\color{white} 2x", "holds 'color:'"),
        ("\\frac{\\partial x^2}{\\partial x} = \\kern-3em 2x", "holds 'margin-left:'"),
        ("\\frac{\\partial x^2}{\\partial x} = 2x \\text{, the best of all}", "holds '\\\\text{, the best of all}'"),
        ("\\frac{\\partial x^2}{\\partial x} = 2x = 2{0}x", "which hides or changes"),
        ("\\frac{\\partial x^2}{\\partial x} = 2x = {2}0x", "which hides or changes"),
        ("\\frac{\\partial x^3}{\\partial x} = 3x^2", "speaks of '\\\\frac { \\\\partial x ^ 2 }"),
    ],
)
def test_a_planted_fault_of_a_formula_is_found(tree, good, formula, says):
    found = faults(tree, PAGE.replace("\\frac{\\partial x^2}{\\partial x} = 2x", formula))
    assert any(says in fault.what for fault in found), [str(fault) for fault in found]


def test_a_display_inside_a_line_is_found(tree, good):
    for latex in ("\\displaystyle x = 2", "\\begin{aligned} x &= 2 \\end{aligned}"):
        found = faults(tree, PAGE.replace("Twice one is", f"With ${latex}$, twice one is"))
        assert any("is a display inside a line" in fault.what for fault in found), [str(fault) for fault in found]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("'(x * x).sum() by x'", "'(x * x).mean() by x'", "stands in no snippet of its section"),
        ("'(x * x).sum() by x'", "'2.0'", "'2.0' is typed, and no program computes it"),
        ("'x: real 2'", "'x: real 2'\n'k' = 'x * -1'", "'x * -1' stands in no snippet of its section"),
        ("'x: real 2'", "'x: real 2'\n'\\tfrac12 k' = 'x'", "gives '\\\\tfrac12 k', which is more than one symbol"),
        ("'x: real 2'", "'x: real 2'\n'x + k' = 'x'", "is more than one symbol"),
        ("'(x * x).sum() by x'", "'x * x by y'", "raise NameError"),
        ("'(x * x).sum() by x'", "'(x by x'", "raise SyntaxError"),
        ("'(x * x).sum() by x'", "''", "holds something else"),
        ("'x: real 2'", "'x: torch.ones(2)'", "stands in no snippet of its section"),
        ("'x: real 2'", "'x: real 2 2 over i j'", "belongs to no sum"),
        ("'x: real 2'", "2", "holds something else"),
        ("'x: real 2'", "'y: real 2'\n'y' = 'x: real 2'", "their names are exchanged"),
        ("[slopes.given]", "[slopes.given", "is not TOML"),
        ("[slopes.given]", "[slopes.known]", "holds something else"),
        ("[slopes.spelled]", "[slopes.prose]", None),
        ("[slopes.spelled]", "[demo.spelled]", "is spelled by no expression"),
    ],
)
def test_a_planted_fault_of_a_link_is_found(tree, good, old, new, says):
    assert old in FORMULAS
    path = tree / "tests/formulas/demo.toml"
    path.write_text(FORMULAS.replace(old, new), encoding="utf-8")
    try:
        found = faults(tree, PAGE)
    finally:
        path.write_text(FORMULAS, encoding="utf-8")
    if says is None:
        assert found == []  # a reason in place of an expression
    assert says is None or any(says in fault.what for fault in found), [str(fault) for fault in found]


def distinct(link: Spelling, name: str, snippets: tuple) -> list[list[str]]:
    """The names that a formula may use, one of those that are equal."""
    found: list[tuple[list[str], Given]] = []
    for key, given in computed(link, name, snippets, 0)[0].items():
        equal = (torch.equal(given.value, other.value) for _, other in found if type(given.value) is type(other.value) is torch.Tensor)
        if not any(equal):
            found.append((list(key), given))
    return [key for key, _ in found]


def test_a_small_mistake_in_a_formula_of_the_book_is_noticed():
    tried, missed = 0, []
    for where, statement, link, snippets in equations():
        names = distinct(link, statement.name, snippets)
        spelled = link.spelled[statement.name]
        for at in range(0 if spelled == BOTH or not statement.relations else 1, len(statement.sides)):
            for side in mutants(statement.sides[at], names):
                changed = Statement([*statement.sides[:at], side, *statement.sides[at + 1 :]], statement.relations)
                told = link if at else Spelling(link.given, {changed.name: spelled}, {})
                tried += 1
                old, new = " ".join(statement.sides[at]), " ".join(side)
                known = any(old.replace(right, wrong) == new for right, wrong in UNNOTICED.get(where, {}).items())
                if not known and not told.fault(changed, snippets):
                    missed.append(f"{where}: {old} → {new}")
    assert missed == [], "\n".join(missed)
    assert tried > 1000
