"""Numbers in the text: a result that no run shows near it is found, however it is written; what is no result raises nothing."""

import contextlib
import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import BOOKS
from planted import LANGUAGE, proven

from torchproof import rules
from torchproof.book import record
from torchproof.book.book import Book
from torchproof.book.record import Record
from torchproof.book.snippet import Snippet
from torchproof.rules.arithmetic import worked
from torchproof.rules.numbers import derived, told
from torchproof.rules.quantities import Number, in_digits, in_words

WORDS = BOOKS[0].language["numbers"]["words"]
TRAIN = '''"""A weight shrinks."""
# --8<-- [start:train]
import torch

torch.manual_seed(1234)
lr, steps = 0.25, 40
bias = 0
w = torch.randn(6)
for step in range(steps):
    w -= lr * w
print("loss:", w[0].item())
plt.show()
# --8<-- [end:train]

assert w.abs().max() < 0.07, "after training the loss is lower than 0.07"
assert (w != 0).all(), "the weight does not vanish"
'''
SHOWN = "loss: -4.63, accuracy 97.6 %, 8 of 31 starts, 12,345 weights, 1.2e-03, 3.5, ratio 0.125\n"
OTHER = '"""Another net."""\n# --8<-- [start:all]\nprint("92.4 %, 771 rows")\n# --8<-- [end:all]\n\nassert repr, "it prints"\n'
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><g id="xtick_1"><text>555</text></g><g id="text_2"><text>peak 88.8</text></g></svg>'
PAGE = """---
title: Demo
description: A page.
---

# Demo { #demo }

A weight shrinks.

## Training { #training }

FIRST

```python
--8<-- "demo/train.py:train"
```

```text
--8<-- "demo/train.out:train"
```

![A line that falls, with its peak written above it.](snippets/demo/train.svg)

The loss shrinks to -4.63 (19 of 20 seeds).

## Other { #other }

```python
--8<-- "demo/other.py:all"
```

```text
--8<-- "demo/other.out:all"
```

SECOND

## Check yourself { #check-yourself }

ASKED
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    """A small book with one page; its programs did not run."""
    root = tmp_path_factory.mktemp("numbers")
    for folder in ("docs/en", "snippets/demo"):
        (root / folder).mkdir(parents=True)
    (root / "docs/en/language.toml").write_text(LANGUAGE, encoding="utf-8")
    (root / "mkdocs.yml").write_text("docs_dir: docs/en\nnav:\n  - Home: index.md\n  - Chapters:\n      - demo.md\n", encoding="utf-8")
    (root / "docs/en/index.md").write_text("# Home { #home }\n\nIt is so because [a net](demo.md#other) prints.\n", encoding="utf-8")
    (root / "docs/en/snippets").symlink_to(root / "snippets")
    for stem, source, shown in (("train", TRAIN, {"train": SHOWN}), ("other", OTHER, {"all": "92.4 %, 771 rows\n"})):
        (root / f"snippets/demo/{stem}.py").write_text(source, encoding="utf-8")
        snippet = Snippet.read(root / f"snippets/demo/{stem}.py")
        record.write(snippet, Record(shown, SVG if stem == "train" else None))
        proven(snippet, seeds={"held": 19, "of": 20, "fell": ["seeds + 3: no"]} if stem == "train" else None).write(snippet)
    return root


def found(root: Path, here: str = "", there: str = "", asked: str = "", page: str = PAGE) -> list[str]:
    """What is at fault on the page with these sentences in it."""
    text = page.replace("FIRST", here or "Text.").replace("SECOND", there or "Text.").replace("ASKED", asked or "Text.")
    (root / "docs/en/demo.md").write_text(text, encoding="utf-8")
    book = Book(root, root / "mkdocs.yml")
    return [fault.what for fault in rules.check(book.pages["demo"], book)]


@pytest.mark.parametrize(
    "says",
    [
        "The accuracy is 97.6 %. The accuracy is about 98 %, or 0.976.",
        "The loss is −4.63, or minus 4.63, or about −4.6.",
        "It works for 8 of 31 starts. That is eight of 31 starts.",
        "There are 12,345 weights, or 12\u202f345 with a thin space.",
        "The loss ends at 1.2e-03, which is 1.2 · 10⁻³ or $1.2 \\cdot 10^{-3}$.",
        "The rate of the steps is ¼ and the ratio ⅛, that is 12.5 per cent.",
        "Forty steps, 40 steps.",
        "The peak of 88.8 stands in the figure.",
        "It has six from torch.randn, and an accuracy between about 98 and 97.6 %.",
        "The accuracy reaches **97.6** %. That is 97.6&nbsp;%.",
        "After [another run](#other) it has 92.4 % of the rows.",
        "In a census 1,967 people were counted,[^a] and 1,968 a year later.[^a]\n\n[^a]: A source.",
        "Between 3.5 and 40 steps it is a ratio, 36.5 points.",
        "Between 3.5 and 40 steps the loss is about 12 times as much.",
        "The product $2 \\cdot 3.7 = 7.4$ is computed, and 5 · 21 = 105.",
        "One of the two layers, step 3, layer 2, and a handwritten 9; the first three look again, for two reasons.",
        "Version 2.14.1 of torch; `float32`; see <https://example.org/2024/77.html>.",
        "The loss is less than 0.07, as claimed.",
        "It begins with 1234, which has no double.",
        "The loss falls. In the end it is less than 0.07.",
        "| what | how much |\n|---|---|\n| the loss is below | 0.07 |",
    ],
)
def test_what_a_run_shows_may_be_told(root, says):
    assert found(root, says) == []


@pytest.mark.parametrize(
    ("says", "typed"),
    [
        ("The accuracy is 97.5 %.", "97.5 %"),
        ("The accuracy is 98 %.", "98 %"),
        ("The accuracy is 97.60 %.", "97.60 %"),
        ("The accuracy is about 97 %.", "97 %"),
        ("The loss is −4.6.", "-4.6"),
        ("The rate of the steps is 0.250.", "0.250"),
        ("The ratio is 4.", "4"),
        ("It ends after 012,345 weights.", "012,345"),
        ("The accuracy is 91 per cent.", "91 per cent"),
        ("The accuracy is 91&nbsp;%.", "91\u00a0%"),
        ("The accuracy is **91** %.", "91 %"),
        ("The accuracy is 9７ ％.", None),
        ("The accuracy lies between 23 and 97.6 %.", "23"),
        ("The loss is 4.63.", "4.63"),
        ("The loss is minus 1.2e-03.", "1.2e-03"),
        ("The loss ends at 1.2e-04.", "1.2e-04"),
        ("The loss ends at 3 · 10⁻³.", "3 · 10⁻³"),
        ("The loss ends at $1.3 \\cdot 10^{-3}$.", "1.3 \\cdot 10^{-3}"),
        ("It works for 9 of 31 starts.", "9"),
        ("It works for 8 of 32 starts.", "32"),
        ("It works for six of 31 starts.", "six"),
        ("It works for 7/9 of them.", "7"),
        ("It wins by 23–37 points.", "23"),
        ("There are 12,346 weights.", "12,346"),
        ("There are 12\u202f346 weights.", "12\u202f346"),
        ("There are sixteen of them.", "sixteen"),
        ("There are twenty-one of them.", "twenty-one"),
        ("It is three times as large.", "three"),
        ("It takes at least six.", "six"),
        ("It ends at 4.", "4"),
        ("It is twice as large.", "twice"),
        ("It fails in more than two thirds.", "two thirds"),
        ("It falls to ½.", "½"),
        ("It takes 12.3s in all.", "12.3s"),
        ("It has weights, 3.3B of them, or 40.", "3.3B"),
        ("The peak of 555 stands at a tick of the axis.", "555"),
        ("It has 92.4 % of the rows.", "92.4 %"),
        ("The product is $x = 7.4$.", "7.4"),
        ("The product is $2 + 2 = 4, x = 7.4$.", "7.4"),
        ("The gradient is $(2, -6)$.", "2"),
        ("In a census 1,967 people were counted,[^a] and we have 1,968.\n\n[^a]: A source.", "1,968"),
        ("In a census 1,967 people were counted,[^a] and 1,968 elsewhere.\n\n[^a]: A source.", "1,968"),
        ("Here the accuracy is 91 %.[^a]\n\n[^a]: A source.", "91 %"),
        ("The accuracy is 91 %, see `[^a]`.", "91 %"),
        ("| net | accuracy |\n|---|---|\n| ours[^a] | 91 % |\n\n[^a]: A source.", "91 %"),
        ('!!! note "By 91 %"\n\n    Text.', "91 %"),
        ('=== "By 91 %"\n\n    Text.', "91 %"),
        ("### By 91 % { #by }\n\nText.", "91 %"),
        ("It is `lr = 0.3` here.", "0.3"),
        ("From 3.5 to 40 steps it is a ratio, 30.5 points.", "30.5"),
        ("From 3.5 to 40 steps the loss is about 13 times as much.", "13"),
        ("It takes 40 of them.", "40"),
        ("It has two layers.", "two"),
        ("Cats have six legs.", "six"),
        ("It runs twice.", "twice"),
        ("With torch.randn it takes 6 steps.", "6"),
        ("At rate 6 torch.randn is slow.", "6"),
        ("Cats are less than 0.07 long.", "0.07"),
        ("The loss falls. Cats sleep. They are 0.07 long.", "0.07"),
        ("It ends at 0.00.", "0.00"),
        ("The bias is 0.00.", "0.00"),
        ("It stands in layer 23.", "23"),
        ("After [another run](#other) it has 771 of them, and 40.", "40"),
        ("The accuracy of the starts, and the ratio of their weights, is below 0.07 in training.", "0.07"),
        ("Cats weigh 3.5.", "3.5"),
        ("The weight shrinks, and the loss falls with the accuracy and the ratio, from 1234.", "1234"),
    ],
)
def test_a_result_that_nothing_near_shows_is_found(root, says, typed):
    faults = found(root, says)
    assert any("which nothing in this section shows" in fault and (typed is None or repr(typed) in fault) for fault in faults), faults


@pytest.mark.parametrize(
    ("old", "new"), [("title: Demo", "title: 91 % in Demo"), ("A page.", "A page of 91 %."), ("A line that", "91 lines that")]
)
def test_title_description_and_alternative_texts_are_read(root, old, new):
    assert any("which nothing in this section shows" in fault for fault in found(root, page=PAGE.replace(old, new)))


def test_a_number_stands_in_the_program_next_to_it(root):
    one = PAGE.replace("## Other { #other }\n\n", "")
    assert found(root, "The accuracy is 97.6 %.", "It has 92.4 % of the rows.", page=one) == []
    assert any("'92.4 %'" in fault for fault in found(root, "It has 92.4 % of the rows.", page=one)), "another program stands between"
    assert any("'97.6 %'" in fault for fault in found(root, there="The accuracy is 97.6 %.", page=one))
    between = one.replace("(19 of 20 seeds).", "(19 of 20 seeds). The accuracy is 97.6 % here, and 92.4 % of the rows below.")
    assert found(root, page=between) == []


TABLE = ["net      accuracy", "plain    92.4", "deep     97.7", "wide     88.8", "small    92.4"]


@contextlib.contextmanager
def printing(root: Path, rows: list[str]) -> Iterator[None]:
    """Rows in place of one line of output."""
    path = root / "snippets/demo/other.out"
    kept = path.read_text(encoding="utf-8")
    path.write_text(kept.replace("92.4 %, 771 rows", "\n".join(rows)), encoding="utf-8")
    try:
        yield
    finally:
        path.write_text(kept, encoding="utf-8")


@pytest.fixture
def table(root) -> Iterator[None]:
    """Four rows in place of one line of output."""
    with printing(root, TABLE):
        yield


@pytest.mark.parametrize(
    "says",
    [
        "The nets have an accuracy of 92.4 and 97.7, and again 92.4.",
        "The nets have an accuracy of 92.4, 97.7, 88.8 and 92.4.",
        "The nets have, from the last on, an accuracy of 88.8, 97.7, or 92.4.",
        "From plain to deep the accuracy goes from 92.4 to 97.7.",
        "The deep net has an accuracy of 97.7 against 92.4.",
        "The accuracy of the net goes from 97.7 to 88.8.",
        "The net has 97.7 × 97.7 places.",
    ],
)
def test_what_is_shown_together_may_be_told_together(root, table, says):
    assert found(root, there=says) == []


@pytest.mark.parametrize(
    ("says", "what"),
    [
        ("The accuracy is 97.7 of the deep net and 97.7 of the wide net.", "one sentence says '97.7' 2 times"),
        ("The nets have an accuracy of 92.4 and 97.7, or 92.4, or 92.4.", "one sentence says '92.4' 3 times"),
        ("The nets have an accuracy of 88.8, 92.4 and 97.7.", "no program near shows '88.8, 92.4 and 97.7' in this order"),
        ("The accuracy of the net goes from 88.8 to 97.7.", "no program near shows '88.8 to 97.7' in this order"),
        ("The nets have an accuracy of 88.8 against 97.7.", "no program near shows '88.8 against 97.7' in this order"),
        ("The accuracy of the wide net is 97.7 of 92.4.", "no line near shows both numbers of '97.7 of 92.4'"),
    ],
)
def test_what_is_told_together_and_not_shown_together_is_found(root, table, says, what):
    assert any(what in fault for fault in found(root, there=says)), found(root, there=says)


def test_a_marker_in_a_program_is_no_claim(root):
    assert any("'-8'" in fault for fault in found(root, there="It ends at −8.")), "a marker holds a −8"


def test_a_claim_beside_a_figure_counts_once(root):
    said = "less than 0.07, and after training less than 0.07"
    assert found(root, f"The loss is {said}.") == [], "its program and its message say it"
    assert any("one sentence says '0.07' 3 times" in fault for fault in found(root, f"The loss is {said}, yes, 0.07."))


def test_n_of_m_is_one_line_or_two_settings(root):
    assert found(root, "It works for 8 of 31 starts.") == []
    assert any("no line near shows both numbers of '8 of 40'" in fault for fault in found(root, "It works for 8 of 40 starts in steps."))


def test_a_row_of_a_long_table_is_named(root):
    with printing(root, [*TABLE[:-1], "small    55.5"]):
        assert found(root, there="The deep one has an accuracy of 97.7, the plain net 92.4.") == []
        assert found(root, there="Nets differ. In one it is 97.7.") == []
        assert any("'97.7'" in fault for fault in found(root, there="Cats differ. In one it is 97.7."))


def test_what_came_out_stands_on_the_line_that_says_most_of_its_sentence(root):
    with printing(root, ["net      right", "plain    8 of 9", "deep     5 of 9", "wide     8 of 9", "small    7 of 9"]):
        assert found(root, there="The deep net is right on 5 of 9.") == []
        assert any("'7'" in fault for fault in found(root, there="The deep net is right on 7 of 9."))
        assert any("'seven'" in fault for fault in found(root, there="The deep net is right on seven of 9."))


def test_a_question_gives_its_numbers_and_its_answer_may_use_them(root):
    asked = 'A layer has 37 inputs. How many?\n\n??? success "Answer"\n\n    All {}.'
    assert found(root, asked=asked.format(37)) == []
    assert any("'38'" in fault for fault in found(root, asked=asked.format(38)))


def test_a_title_that_only_a_pointer_shows_is_found(root):
    for says in ('A [link](#other "91 %").', 'A [link][there].\n\n[there]: #other "91 %"', 'A [link](#other){ title="91 %" }.'):
        assert any("a title that is not in sight" in fault for fault in found(root, says)), says


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("3 \\cdot 2 - 4 = 2", True),
        ("z = 2 - 3 + 2 = 1", True),
        ("z = 2 - 3 + 2 = 2", False),
        ("5 · 3 = 16", False),
        ("\\frac{1}{4} = 0.25", True),
        ("\\ln 10 \\approx 2.30", True),
        ("\\ln 10 \\approx 2.31", False),
        ("2^3 = 6", False),
        ("\\lfloor (32 - 4 - 1)/2 \\rfloor + 1 = 14", True),
        ("1,000 · 3 = 3,000", True),
        ("2w - 7 = 3", None),
        ("3 = 2w", None),
        ("x + 2 = 3", None),
        ("\\mathrm{lr} \\cdot 2 = 3", None),
        ("n = 2", None),
        ("2^n = 8", None),
    ],
)
def test_equations_between_numbers_are_computed(text, holds):
    assert [equation.holds for equation in worked(text)] == ([] if holds is None else [holds])


def test_a_wrong_equation_on_a_page_is_found(root):
    assert any("'2 + 2 = 5' is not so" in fault for fault in found(root, "Here 2 + 2 = 5."))
    assert any("is not so" in fault for fault in found(root, "Here $2 \\cdot 2 = 5$."))


def test_numbers_are_read_as_they_are_typed():
    def values(text: str) -> list[float]:
        return [number.value for number in in_digits(text)]

    assert values("−4.6 x-4 23–37 7/9 1\u202f234 3.3B ½ 10⁻³ ９") == [-4.6, 4, 23, 37, 7, 9, 1234, 3.3e9, 0.5, 1e-3, 9]
    assert values("torch 2.14.1 float32 #3 a1") == []
    assert [number.value for number in in_words("twenty-one, two thirds, three thousand five hundred, half", WORDS)] == pytest.approx(
        [21, 2 / 3, 3500, 0.5]
    )


def others(number: Number) -> Iterator[Number]:
    """A number as someone might mistype it: one digit changed, or another word."""
    if number.text.lower().split()[0].split("-")[0] in WORDS:
        for word in ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "sixteen", "twenty"):
            if WORDS[word] != number.value:
                yield dataclasses.replace(number, text=word, value=float(WORDS[word]))
        return
    for place, digit in enumerate(number.text):
        for step in (1, 3, 7) if digit.isdigit() else ():
            changed = list(in_digits(f"{number.text[:place]}{(int(digit) + step) % 10}{number.text[place + 1 :]}"))
            if len(changed) == 1 and changed[0].value != number.value:
                yield dataclasses.replace(changed[0], at=number.at, scales=number.scales, outcome=number.outcome, named=number.named)


def passing(book: Book) -> tuple[list[float], list[float]]:
    """For each result of a book, which share of its mistyped forms passes; and for each small number that is none."""
    results, small = [], []
    for page in book.pages.values():
        for sentence, known in told(page, book):
            for number in sentence.results:
                held = [other for other in sentence.results if other is not number and known.holds(other)]
                wrong = [known.holds(other) or derived(other, held, sentence, book) for other in others(number)]
                if wrong and number.at >= sentence.sourced:
                    (small if number.small and not number.outcome else results).append(sum(wrong) / len(wrong))
    return results, small


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.config.name)
def test_few_mistyped_results_pass(book):
    results, small = passing(book)
    assert len(results) > 500 and sum(results) / len(results) < 0.05
    assert sum(small) / len(small) < 0.47
