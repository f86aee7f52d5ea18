"""An exercise: its file holds every part, every answer is told what is wrong with it, and its page shows it once."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import BOOKS
from planted import LANGUAGE, SETTINGS, faults

from torchproof import rules
from torchproof.attack import answers, applying
from torchproof.attack.prove import prove
from torchproof.attack.proven import unproven
from torchproof.book import exercise, programs
from torchproof.book.book import Book
from torchproof.evidence.proof import Proof
from torchproof.publish import claims, exercises, notebooks, solved
from torchproof.run.runner import Runner

pytestmark = pytest.mark.usefixtures("lent")
GOOD = '''"""A square is a product: `x * x`, and
nothing else.

Difficulty 2 of 3, about 5 minutes.
"""
# --8<-- [start:given]
import torch
# --8<-- [end:given]
# --8<-- [start:stub]
def square(x):
    ...  # your code
# --8<-- [end:stub]
# --8<-- [start:solution]
def square(x):
    return x * x
# --8<-- [end:solution]
# --8<-- [start:wrong-twice]
# gets: twice x is no square
def square(x):
    return x + x
# --8<-- [end:wrong-twice]
# --8<-- [start:wrong-sign]
# gets: a square
# has no minus
def square(x):
    return -(x * x)
# --8<-- [end:wrong-sign]
# --8<-- [start:checker]
torch.manual_seed(0)
for x in torch.randn(5).tolist():
    found = square(x)
    assert found is not None, "return the square"
    assert found != 2 * x, "twice x is no square"
    assert found >= 0, "a square has no minus"
    assert abs(found - x**2) < 1e-9, "this is no square"
print("solved")
# --8<-- [end:checker]
'''
TASK = """import torch

def square(x):
    ...  # your code

torch.manual_seed(0)
for x in torch.randn(5).tolist():
    found = square(x)
    assert found is not None, "return the square"
    assert found != 2 * x, "twice x is no square"
    assert found >= 0, "a square has no minus"
    assert abs(found - x**2) < 1e-9, "this is no square"
print("solved")
"""
SHOWN = '--8<-- "demo/exercises/good.md"\n'
HEAD = "# Demo { #demo }\n\n"
QUESTIONS = "## Check yourself { #check-yourself }\n\nNothing is asked.\n\n"
SECTION = "## Exercises { #exercises }\n\nSolve it.\n\n"
PAGE = f"{HEAD}{QUESTIONS}{SECTION}{SHOWN}\n## Summary {{ #summary }}\n\nThe end.\n"


def planted(old: str = "", new: str = "", stem: str = "good") -> exercise.Exercise:
    """The good exercise with something else in the place of some text."""
    assert old in GOOD
    return exercise.Exercise(exercise.Snippet(Path(f"snippets/demo/exercises/{stem}.py"), GOOD.replace(old, new)))


@pytest.fixture
def root(tmp_path) -> Path:
    """A tree with one page and one exercise."""
    for file, text in {
        "docs/en/language.toml": LANGUAGE,
        "mkdocs.yml": "site_url: https://book.org/\n" + SETTINGS,
        "snippets/demo/exercises/good.py": GOOD,
    }.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
    (tmp_path / "docs/en/snippets").symlink_to("../../snippets")
    return tmp_path


def test_an_exercise_is_read_by_its_parts(root):
    (good,) = exercise.every(root)
    assert (good.id, good.page, good.include) == ("demo/exercises/good", "demo", SHOWN.strip())
    assert (good.hint, good.stars, good.told["minutes"]) == ("A square is a product: `x * x`, and nothing else.", "★★☆", "5")
    assert good.task == TASK and good.solution == "def square(x):\n    return x * x\n"
    assert good.wrong == {"wrong-twice": "twice x is no square", "wrong-sign": "a square has no minus"}
    program = good.programs["solution"]
    assert [region.name for region in program.regions] == ["given", "solution", "checker"]
    assert [number for number, line in enumerate(program.lines) if line != good.file.lines[number]] == [
        number
        for number, line in enumerate(good.file.lines)
        if line
        and good.file.region_at(number + 1) not in ("given", "solution", "checker")
        and not line.startswith(tuple(f"# --8<-- [{end}:{name}]" for end in ("start", "end") for name in ("given", "solution", "checker")))
    ]  # each line where the file has it, the others empty
    assert exercise.faults(good) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[start:stub]", "[start:Stub]", ":9: the region name 'Stub' is not kebab-case"),
        ("# --8<-- [end:stub]\n", "", "starts before 'stub'"),
        ("given", "taken", ":1: has the parts taken, stub"),
        ("wrong-sign", "right-sign", ":1: has the parts given, stub, solution, wrong-twice, right-sign, checker"),
        ("about 5 minutes.", "soon.", ":1: does not begin with a hint and the effort"),
        ("of 3", "of 4", ":1: does not begin with a hint and the effort"),
        ("nothing else", "*nothing* else", ":1: the hint holds '*'"),
        ("nothing else", "7 times nothing", ":1: the hint holds '7'"),
        ("# your code", "# " + "your code " * 7, ":11: has 81 columns, at most 79 are allowed"),
        ("# --8<-- [start:stub]", "y = 1\n# --8<-- [start:stub]", ":9: 'y = 1' is in no part"),
        ("import torch\n", "import torch\n" * 26, ":7: the part 'given' has more than 25 lines"),
        ("# gets: twice x is no square\n", "", ":18: wrong-twice says no message that it must get"),
        ("# gets: a square\n# has no minus", "# gets: twice x\n# is no square", ":23: wrong-sign gets the message of another"),
        ("torch.manual_seed(0)", "torch.zeros(1)", "the checker draws no inputs"),
        (', "return the square"', "", ":32: an assert without a message"),
        ('print("solved")', 'print("done")', ":36: the checker does not end by printing 'solved'"),
        ("import torch", "import os", "imports 'os'"),
        ("return -(x * x)", "return -(x * open(x))", ":26: uses open"),
    ],
)
def test_what_an_exercise_must_keep(old, new, says):
    found = exercise.faults(planted(old, new))
    assert any(says in str(fault) for fault in found), [str(fault) for fault in found]
    assert len({str(fault) for fault in found}) == len(found) and all(fault.mend for fault in found)


def test_an_exercise_has_a_plain_name():
    (fault,) = exercise.faults(planted(stem="Good"))
    assert "is not snake_case" in fault.what


@pytest.fixture(scope="module")
def runner(tmp_path_factory, lend) -> Runner:
    """What runs planted exercises."""
    with lend(), Runner(tmp_path_factory.mktemp("empty"), []) as found:
        yield found


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("", "", None),
        ("...  # your code", "return x * x", ":10: stub passes"),
        ("...  # your code", "return y", ":10: stub is told by no assert of the checker: NameError: name 'y'"),
        ("...  # your code", "assert x is None, 'write it'", ":10: stub is told by no assert of the checker: AssertionError: write it"),
        ("...  # your code", "return x + x", ":10: the stub is told of a mistake: 'twice x is no square'"),
        ("return x + x", "return x * x", ":18: wrong-twice passes"),
        ("return x + x", "return x * x + 1", ":18: wrong-twice is told 'this is no square'"),
        ("return x * x", "return x**3 / x", None),
        ("return x * x", "return x * x + 1e-8", ":14: the solution: AssertionError: this is no square"),
        ("    assert found is not", "    print(1)\n    assert found is not", ":14: the solution: prints {'checker': '1"),
    ],
)
def test_what_the_answers_must_show(runner, old, new, says):
    made = planted(old, new)
    runs = {name: future.result() for name, future in answers.submit(runner, made).items()}
    found = [str(fault) for fault in answers.faults(made, runs)]
    assert [says in fault for fault in found] == [True] if says else found == [], found


CHANCE = 'torch.manual_seed(0)\nassert torch.rand(1) < 0.85, "chance"'


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("import torch\n", "import torch\n\nlr, steps = 0.1, 5\n", []),
        ("torch.manual_seed(0)", CHANCE, ["it holds in 19 of 20 seeds; seed 6: AssertionError: chance"]),
        ("abs(found - x**2) < 1e-9", "found < 9", ["nothing notices the mistake 'demo/exercises/good | return x * x | x * x -> x / x'"]),
    ],
    ids=["good", "chance", "mistake"],
)
def test_a_solution_is_attacked_in_its_own_lines_and_passes_with_every_seed(root, old, new, says):
    (root / "snippets/demo/exercises/good.py").write_text(planted(old, new).file.source, encoding="utf-8")
    assert [fault.what for fault in unproven(root)] == ["has no proof"]
    assert prove(root, ["demo/exercises/good"], ["mistakes", "seeds"], workers=1) == len(says)
    (solution,) = programs.every(root)
    assert [*applying(solution)] == ["machines", "mistakes", "seeds"], "a solution draws no conclusion"
    assert {name: table["of"] for name, table in Proof.read(solution).tables.items()} == {"mistakes": 1, "seeds": 20}
    assert [fault.what for fault in unproven(root)] == ["the attack 'machines' was not tried on it", *says]
    told = " ".join(claims.exercises(Book(root, root / "mkdocs.yml")).split())
    noticed = int("mistake" not in " ".join(says))
    assert "solutions of 1 exercises passed their checks with 20 seeds each, and on the same 4 other machines. Of 1 small" in told
    assert f"the checks noticed {noticed};" in told


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("", "", None),
        (SHOWN, "", "does not show demo/exercises/good"),
        (SHOWN, f"{SHOWN}\n{SHOWN}", "shows demo/exercises/good a second time"),
        (SECTION, "", "demo/exercises/good stands outside the section of exercises"),
        ("The end.", SHOWN, "demo/exercises/good stands outside the section of exercises"),
        (QUESTIONS + SECTION + SHOWN, SECTION + SHOWN + "\n" + QUESTIONS, "the exercises come before the questions"),
        (SHOWN, SHOWN.replace("good", "bad"), "includes the whole file 'demo/exercises/bad.md'"),
        (SHOWN, f"- {SHOWN}", "includes the whole file 'demo/exercises/good.md'"),
        (SHOWN, f"```python\n{SHOWN}```\n", "is not of one region, alone in its fence"),
        (SHOWN, SHOWN.replace(".md", ".py"), "includes the whole file 'demo/exercises/good.py'"),
    ],
)
def test_where_an_exercise_stands(root, old, new, says):
    assert old in PAGE
    found = [str(fault) for fault in faults(root, PAGE.replace(old, new, 1))]
    assert any(says in fault for fault in found) if says else found == [], found


def test_an_exercise_has_a_page(root):
    assert faults(root, PAGE) == []
    (root / "snippets/other").mkdir()
    (root / "snippets/demo/exercises").rename(root / "snippets/other/exercises")
    (fault,) = rules.check_book(Book(root, root / "mkdocs.yml"))
    assert fault.where.endswith("snippets/other") and "holds snippets, and there is no page" in fault.what


def test_an_exercise_is_published(root):
    assert faults(root, PAGE) == []
    book = Book(root, root / "mkdocs.yml")
    (root / "snippets/demo/exercises/gone.md").touch()
    exercises.write(book)
    (written,) = (root / "snippets/demo/exercises").glob("*.md")
    assert written.read_text(encoding="utf-8") == (
        f"★★☆ difficulty 2 of 3 · about 5 minutes\n\n```python\n{TASK}```\n\n"
        '??? tip "Hint"\n\n    A square is a product: `x * x`, and nothing else.\n\n'
        '??? success "Solution"\n\n    ```python\n    def square(x):\n        return x * x\n    ```\n\n'
    )
    assert rules.check_book(book) == []
    blocks = exercises.listings(book.pages["demo"], book)
    assert [block.text for block in blocks] == [TASK, "def square(x):\n    return x * x\n"]
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("\nrepo_url: https://github.com/owner/name\n")
    exercises.write(Book(root, root / "mkdocs.yml"))
    first = written.read_text(encoding="utf-8").partition("\n")[0]
    assert first.endswith(" · [open in Colab](https://colab.research.google.com/github/owner/name/blob/notebooks/demo.ipynb)")


def says_solved(folder: Path, *chapters: str) -> list[str]:
    """What the program beside the exercises prints, line by line. It has one thread: several that wait for each other on busy cores take twice as long."""
    command, settings = [sys.executable, "solved.py", *chapters], {"PYTHONUTF8": "1", "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, cwd=folder, capture_output=True, check=True, encoding="utf-8", env=os.environ | settings)
    assert not done.stderr, done.stderr
    return [" ".join(line.split()) for line in done.stdout.splitlines()]


def test_the_zip_says_which_exercises_are_solved(root, tmp_path):
    (root / "docs/en/demo.md").write_text(PAGE, encoding="utf-8")
    notebooks.write(Book(root, root / "mkdocs.yml"))
    with zipfile.ZipFile(root / "docs/en/downloads/exercises.zip") as archive:
        assert sorted(archive.namelist()) == ["demo/good.py", "solved.py"]
        archive.extractall(tmp_path / "zip")
    file = tmp_path / "zip/demo/good.py"
    assert file.read_text(encoding="utf-8") == TASK
    assert says_solved(tmp_path / "zip") == ["demo/good return the square", "0 of 1 solved"]
    answers = {
        "return x * x": "solved",
        "return 0 - x * x": "a square has no minus",
        "return y": "NameError: name 'y' is not defined",
        "return exit(0)": "SystemExit: 0",
        'print("solved") or x + x': "return the square",
    }
    file.unlink()
    for number, answer in enumerate(answers):
        file.with_stem(f"answer{number}").write_text(TASK.replace("...  # your code", answer), encoding="utf-8")
    told = [f"demo/answer{number} {said}" for number, said in enumerate(answers.values())]
    assert says_solved(tmp_path / "zip") == [*told, "1 of 5 solved"]
    (tmp_path / "zip/other").mkdir()
    (tmp_path / "zip/other/more.py").write_text('print("solved")\nprint("or not")', encoding="utf-8")
    assert says_solved(tmp_path / "zip", "other") == ["other/more or not", "0 of 1 solved"]


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.folder.name)
def test_the_zip_of_the_book_begins_with_none_solved_and_can_end_with_all(book, tmp_path):
    for name, data in exercises.bundle(book).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    count = len(book.exercises)
    assert says_solved(tmp_path)[-1] == f"0 of {count} solved"
    for found in book.exercises.values():
        parts = (found.file.code(name).strip("\n") for name in ("given", "solution", "checker"))
        (tmp_path / found.page / found.file.path.name).write_text("\n\n".join(parts), encoding="utf-8")
    assert says_solved(tmp_path)[-1] == f"{count} of {count} solved"


def test_each_exercise_of_a_folder_says_what_becomes_of_it(tmp_path, monkeypatch, capsys):
    programs = {
        "one/done": ("print('x')\nprint('solved')", "solved"),
        "one/silent": ("x = 1", ""),
        "two/wrong": ("print('solved')\nassert False, 'return the square'", "return the square"),
        "two/breaks": ("1 / 0", "ZeroDivisionError: division by zero"),
        "two/leaves": ("raise SystemExit(3)", "SystemExit: 3"),
    }
    for name, (source, _) in programs.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.py").write_text(source, encoding="utf-8")
    monkeypatch.setattr(solved, "__file__", str(tmp_path / "solved.py"))
    for chapters, folder, says in (([], "", "1 of 5 solved"), (["two"], "two", "0 of 3 solved")):
        monkeypatch.setattr(sys, "argv", ["solved.py", *chapters])
        solved.main()
        told = [f"{name:24} {said}" for name, (_, said) in sorted(programs.items()) if name.startswith(folder)]
        assert capsys.readouterr().out.splitlines() == [*told, says]
