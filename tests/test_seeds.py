"""What the text says of seeds is held against the proof and the claims, however it is said."""

import pytest
from planted import proven
from test_numbers import PAGE, found
from test_numbers import root as root  # the same small book

from torchproof.book.book import Book
from torchproof.book.snippet import Snippet
from torchproof.rules.verdicts import opposite

SAID = "The loss shrinks to -4.63 (19 of 20 seeds)."


@pytest.mark.parametrize(
    "says",
    [
        SAID,
        "The loss shrinks (19\nof 20 seeds).",
        "The loss shrinks in 19 out of 20 seeds.",
        "The loss shrinks in nineteen of the twenty seeds.",
        "The loss is lower in the end, and the weight does not vanish (19 of 20 seeds).",
        "The weight is not zero (19 of 20 seeds).",
        "The loss shrinks (19 of 20 seeds); in the other one of 20 seeds it shrinks less.",
        "The weight is not zero; after training it does not (19 of 20 seeds).",
    ],
)
def test_a_true_count_of_seeds_raises_nothing(root, says):
    assert found(root, page=PAGE.replace(SAID, says)) == []


@pytest.mark.parametrize(
    "says",
    [
        "The loss shrinks (20 of 20 seeds).",
        "The loss shrinks (20\nof 20 seeds).",
        "The loss shrinks in 13 out of 20 seeds.",
        "The loss shrinks in thirteen of twenty seeds.",
        "The loss shrinks in all 20 seeds.",
        "The loss shrinks, but in the other two of 20 seeds it grows.",
        "The loss shrinks in all twenty seeds.",
        "The loss shrinks in every seed.",
        "The loss shrinks in every one of the 20 seeds.",
        "The loss shrinks with any seed.",
        "The loss shrinks whatever the seed.",
        "The loss shrinks no matter which seed.",
        "The loss shrinks regardless of the seed.",
        "The loss shrinks in nearly all seeds.",
        "The loss shrinks in most of the seeds.",
        "The loss shrinks in all but two of the seeds.",
        "All random seeds agree that the loss shrinks.",
        "No seed raises the loss.",
        "The loss shrinks (18 of 20&nbsp;seeds).",
        "The loss shrinks (18 of **20** seeds).",
        "The loss shrinks in 20 seeds of 20.",
        "The loss shrinks with every single seed.",
        "The loss shrinks in half of the seeds.",
        "The loss shrinks in both seeds.",
        "The loss shrinks in none of the seeds.",
        "The loss shrinks, seed after seed.",
        "The seed does not matter: the loss shrinks.",
        "The loss shrinks under each new seed.",
    ],
)
def test_a_wrong_count_of_seeds_is_found(root, says):
    faults = found(root, page=PAGE.replace(SAID, f"{SAID}\n\n{says}"))
    assert any("the proof of demo/train says '19 of 20 seeds'" in fault for fault in faults), faults


@pytest.mark.parametrize(
    "says",
    [
        "The loss shrinks in all of the 20 random seeds.",
        *("The loss shrinks in 20/20 seeds.", "The loss shrinks across seeds.", "The loss shrinks for arbitrary seeds."),
        *("The loss shrinks from seed to seed.", "The loss shrinks in 100 % of the seeds.", "The loss shrinks in the remaining seeds."),
        *("In a single seed the loss grows.", "Two seeds fail, else it shrinks.", "Seeds always agree: the loss shrinks."),
        *("The loss shrinks with another seed as well.", "Seeds: the loss shrinks in 20 of 20.", "Forty seeds let the loss shrink."),
        *("The loss shrinks in at least 40 seeds.", "The loss shrinks for many seeds.", "Changing the seed leaves the loss as it is."),
        *("The seed plays no role: the loss shrinks.", "The loss shrinks in a majority of seeds."),
    ],
)
def test_what_is_said_of_several_seeds_without_a_count_is_found(root, says):
    faults = found(root, page=PAGE.replace(SAID, f"{SAID}\n\n{says}"))
    assert any("and not of how many seeds in how many" in fault for fault in faults), faults


@pytest.mark.parametrize(
    "says",
    [
        *("Each row is a mean over seeds.", "Some seeds do that.", "Each has the same seed.", "In the seeds that fail, the loss stays."),
        *(
            "It is one run of one seed; take many seeds.",
            "A seed fixes the draws.",
            "The loss shrinks in other seeds too (19 of 20 seeds).",
        ),
    ],
)
def test_seeds_of_which_no_claim_is_told_raise_nothing(root, says):
    assert found(root, page=PAGE.replace(SAID, f"{SAID}\n\n{says}")) == []


def test_a_count_below_another_program_or_in_another_section_is_found(root):
    faults = found(root, there="The loss shrinks (19 of 20 seeds).", page=PAGE.replace(SAID, ""))
    assert any("the proof of demo/other says 'nothing'" in fault for fault in faults)
    assert any("no sentence says in how many seeds the claims of demo/train hold" in fault for fault in faults)
    assert any("the proof of no program in this section" in fault for fault in found(root, asked="It shrinks (19 of 20 seeds)."))


def test_a_count_behind_words_of_which_no_claim_speaks_is_found(root):
    faults = found(root, page=PAGE.replace(SAID, "Cats are grey (19 of 20 seeds)."))
    assert any("shares no word with the claims of demo/train" in fault for fault in faults)


@pytest.mark.parametrize(
    "says",
    [
        *("The loss is higher", "It ends, and the weight vanishes", "The loss is not low", "The loss ends up higher than that"),
        *("The loss grows", "The loss rises", "The loss increases", "The loss is greater", "The loss is bigger", "The loss doubles"),
        *("The loss explodes", "The loss goes up", "The loss isn't lower", "The loss doesn't shrink", "The loss won't shrink"),
        *("The loss climbs", "The loss swells", "The loss keeps growing", "The loss does the opposite of shrinking", "The loss stays"),
        *("The loss is anything but lower", "The loss is hardly lower", "The loss barely shrinks", "The loss is no longer lower"),
        *("The loss worsens", "The loss is unchanged", "The loss is equal"),
        *("The loss fails to shrink", "The loss refuses to shrink", "It is false that the loss shrinks"),
    ],
)
def test_the_opposite_of_a_claim_is_found(root, says):
    faults = found(root, page=PAGE.replace(SAID, f"{says} (19 of 20 seeds)."))
    assert any("and demo/train claims" in fault for fault in faults), faults


CLAIMS = ["with the graph the net reads more", "with a graph of strangers it reads less", "the last answers first in every case"]


@pytest.mark.parametrize(
    ("says", "turned"),
    [
        ("the net reads more with the graph, and less with a graph of strangers", 0),
        ("the net reads less with the graph, and more with a graph of strangers", 2),
        ("the net reads less with the graph", 1),
        ("without the graph the net reads more", 1),
        ("the cats read less", 0),
        ("the last answers in some case", 1),
        ("the first answers in every case", 0),
        ("more or less the net reads with the graph", 0),
    ],
)
def test_of_several_claims_the_nearest_is_asked(root, says, turned):
    assert len(list(opposite(says, CLAIMS, Book(root, root / "mkdocs.yml")))) == turned


def test_a_count_stands_where_it_is_told_what_fell(root):
    snippet = Snippet.read(root / "snippets/demo/train.py")
    try:
        proven(snippet, seeds={"held": 19, "of": 20, "fell": ["seed 3: the claim is false: the weight does not vanish"]}).write(snippet)
        faults = found(root)
        assert any("does not speak of what fell in the other seeds: 'the weight does not vanish'" in fault for fault in faults), faults
        assert found(root, page=PAGE.replace(SAID, "The loss shrinks, and the weight does not vanish (19 of 20 seeds).")) == []
        assert found(root, page=PAGE.replace(SAID, f"{SAID} The weight does not vanish (19 of 20 seeds).")) == []
    finally:
        proven(snippet, seeds={"held": 19, "of": 20, "fell": ["seeds + 3: no"]}).write(snippet)
