"""The search of the built site in a real browser: what learners ask is typed into the box, and the section that answers must come first, or among three.

Run by `nox -s test_site`. The questions stand in `questions.toml`, each with the sections that answer it.
"""

import itertools
import json
import re
import tomllib
from pathlib import Path

import pytest
from accessibility import turn, violations
from conftest import SEEN
from playwright.sync_api import Page
from reader import DESK, PATIENCE, PHONE, SITE, STILL, Visit, until, weight, wide

from torchproof.book.book import PASSING

pytest_plugins = ["reader"]

QUESTIONS = tomllib.loads(Path(__file__).with_name("questions.toml").read_text(encoding="utf-8"))
ASKED = [(question, wanted) for group in QUESTIONS.values() for question, wanted in group.items()]
FIRST = 0.75  # of the questions find their section at once, all of them among three
FIELD, LINKS, META = "[data-md-component=search-query]", ".md-search-result__link", ".md-search-result__meta"
FOLDED = (  # a question, the section that answers, words in its folded box
    (
        "RuntimeError: Given groups=1, weight of size [16, 3, 3, 3], expected input[1, 224, 224, 3]",
        "convolution#what-goes-wrong",
        "Given groups=1",
    ),
    ("padding same stride", "convolution#output-size", "padding=same"),
)
INDEX = json.loads((SITE / "en/search/index.js").read_text(encoding="utf-8").removeprefix("window.searched = ").rstrip(";\n"))


FOCUSED = f"() => document.activeElement.matches('{FIELD}')"
ASK = """async ([field, links, meta, question, patience]) => {
  const box = document.querySelector(field), told = document.querySelector(meta), end = performance.now() + patience;
  for (const [words, says] of [["", /Type/], [question, /\\d|No /]]) {
    box.value = words;
    box.dispatchEvent(new Event("input", {bubbles: true}));
    while (!says.test(told.textContent)) {
      if (performance.now() > end) throw new Error(`nothing is said of ${words}`);
      await new Promise(again => setTimeout(again));
    }
  }
  return [...document.querySelectorAll(links)].map(link => link.getAttribute("href"));
}"""


def ask(page: Page, question: str) -> list[str]:
    """The sections that the search offers for a question, the best first."""
    links = page.evaluate(ASK, [FIELD, LINKS, META, question, PATIENCE])
    return [re.sub(r".*/(\w+)\.html.*#", r"\1#", link) for link in links]


@pytest.fixture(scope="module")
def page(chromium, address):
    """The landing page with an open search box."""
    reader = Visit(chromium, address)
    page = reader.go("en/index")
    page.click(FIELD)
    until(page, "() => 'MiniSearch' in window && 'Finder' in window")
    yield page
    assert not reader.close()


def test_questions_find_the_section_that_answers(page):
    """Three in four at once, all among the first three."""
    known, places, missed = {entry["at"].replace(".html", "") for entry in INDEX["entries"]}, [], []
    for question, wanted in ASKED:
        assert set(wanted) <= known, f"{question!r}: there is no section {set(wanted) - known}"
        found = ask(page, question)
        places.append(next((number for number, at in enumerate(found, 1) if at in wanted), 0))
        if not 0 < places[-1] < 4:
            missed.append(f"{question!r} wants {wanted}, finds {found[:3]}")
    first = places.count(1)
    SEEN.update(
        {"questions asked": len(ASKED), "find their section at once": first, "find it among three": sum(0 < place < 4 for place in places)}
    )
    assert len(ASKED) >= 60 and not missed, "\n".join(missed)
    assert first >= FIRST * len(ASKED), [question for (question, _), place in zip(ASKED, places, strict=True) if place > 1]


def test_common_words_and_digits_are_no_wildcards(page):
    """They find nothing by themselves, and change little beside others."""
    for words in ("the", "of a", "is it not", "how do I", "does not", "0"):
        assert ask(page, words) == [], words
    assert ask(page, "what is the dropout 0")[:5] == ask(page, "dropout")[:5]


def test_case_spelling_endings_and_slips(page):
    """Capitals, British and American spelling, endings, a letter too many."""
    for one, other in (
        ("CrossEntropyLoss", "crossentropyloss"),
        ("regularization", "regularisation"),
        ("normalize images", "normalise images"),
        ("schedule", "schedules"),
        ("CNNs", "cnn"),
        ("labeled data", "labelled data"),
        ("what is learnt in a gray image", "what is learned in a grey image"),
        ("initialising weights", "weight initialization"),
    ):
        assert ask(page, one)[0] == ask(page, other)[0], (one, other)
    assert ask(page, "backpropogation")[0].startswith("backprop#")


def test_only_what_answers_is_indexed():
    """No list of sources, no aims, no summaries, no page that repeats others; each section once."""
    places = [entry["at"].split(".html#") for entry in INDEX["entries"]]
    assert len(places) > 150 and len({*map(tuple, places)}) == len(places)
    assert not {name for name, _ in places} & {"claims", "terms"}
    assert not {anchor for _, anchor in places} & PASSING
    assert not [entry["at"] for entry in INDEX["entries"] for words, _ in entry["texts"] if "[^" in words]


def test_nothing_is_fetched_before_the_box_is_used(chromium, address):
    """A page asks for the small script of the box, and for the index and what reads it on the first focus, once."""
    reader = Visit(chromium, address)
    page = reader.go("en/mlp")
    before = weight(reader.requests, address)
    assert "en/assets/js/search.js" in before and not [
        path for path in before if "/search/" in path or "minisearch" in path or "find.js" in path
    ]
    page.click(FIELD)
    assert ask(page, "dropout")
    later = {path: size for path, size in weight(reader.requests, address).items() if path not in before and path.endswith(".js")}
    assert sorted(later) == ["en/assets/js/find.js", "en/assets/js/minisearch.js", "en/search/index.js"]
    SEEN.update({"bytes of search on each page": before["en/assets/js/search.js"], "bytes on its first use": sum(later.values())})
    assert len(reader.requests) == len(set(reader.requests))
    assert not reader.close()


@pytest.mark.parametrize("place", ["site", "disk"])
def test_a_folded_answer_opens(place, chromium, address, disk):
    """The card shows the words of the answer; behind it the box that holds them is open, in sight, with the words marked."""
    for question, section, words in FOLDED:
        reader = Visit(chromium, address if place == "site" else disk)
        page = reader.go("en/index" if place == "site" else "index")
        page.click(FIELD)
        assert section in ask(page, question)[:3]
        name, _, anchor = section.partition("#")
        card = page.locator(f"{LINKS}[href*='{name}.html'][href$='#{anchor}']").first
        assert words in card.text_content() and card.locator("mark").count() > 2
        card.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{section.replace('#', '.html?*#')}")
        page.wait_for_load_state("load")
        box = page.locator("article details[open]")
        box.locator("mark").first.wait_for()
        assert box.count() == 1 and words in box.text_content()
        until(
            page,
            f"() => {{ const at = document.querySelector('article details[open]').getBoundingClientRect().y; return at >= 0 && at < {DESK['height'] / 2} }}",
        )
        assert not reader.close()


def test_a_question_in_the_address(visit):
    """`?q=` opens the box and asks."""
    page = visit("en/index")
    page.goto(page.url + "?q=receptive+field")
    page.wait_for_selector(LINKS)
    assert page.is_checked("#__search") and page.input_value(FIELD) == "receptive field"


def test_keys(visit):
    """Arrows go through the results and back to the field, Tab as well, and leaving it closes it."""
    page = visit("en/index")
    page.keyboard.press("s")
    page.keyboard.type("momentum")
    page.wait_for_selector(LINKS)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(f"[...document.querySelectorAll('{LINKS}')].indexOf(document.activeElement)") == 1
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    until(page, FOCUSED)
    page.keyboard.press("Tab")  # the button that clears it
    page.keyboard.press("Enter")
    until(page, FOCUSED)
    assert page.input_value(FIELD) == ""
    page.keyboard.press("Shift+Tab")
    assert not page.is_checked("#__search")
    page.keyboard.press("/")
    assert page.is_checked("#__search") and page.input_value(FIELD) == ""


def test_results_are_accessible(visit):
    """With results: no violation, light and dark, on a phone and on a desk; a screen reader hears how many there are."""
    page = visit("en/index")
    for viewport, theme in itertools.product((DESK, PHONE), ("light", "dark")):
        page.set_viewport_size(viewport)
        turn(page, theme)
        page.keyboard.press("/")
        assert ask(page, "why is my loss nan")
        assert page.locator(META).get_attribute("role") == "status"
        until(page, STILL)  # until the box has opened
        assert violations(page, ".md-header") == [], (viewport, theme)
        assert not wide(page)
        page.keyboard.press("Escape")


def test_writing_without_spaces(page):
    """Words of Chinese are found in mid-sentence, and beside Latin letters."""
    found = page.evaluate(
        """async words => {
        const texts = {relu: "常用的激活函数是ReLU。", loss: "交叉熵损失用于分类。", back: "反向传播计算梯度。"};
        const entries = Object.entries(texts).map(([name, text]) => ({at: `p.html#${name}`, above: [], asked: [], title: name, texts: [[text, 0]], sought: [], code: ""}));
        const finder = await Finder.of({words, entries});
        return ["激活函数", "什么是交叉熵", "梯度", "relu激活"].map(question => finder.find(question).map(found => found.entry.title));
    }""",
        INDEX["words"],
    )
    assert [titles[:1] for titles in found] == [["relu"], ["loss"], ["back"], ["relu"]]
