"""The figures that move, on the built site: their numbers against torch's, with keys and touch, on paper, without a script, in every engine.

Run by `nox -s test_site`. What torch computed is the last that the snippet with the figure's name printed: the values of the controls, then the
numbers that the figure shows, in its order. A figure's number may differ from torch's by half a unit of the last digit that torch's has in
the record; what it shows then, by a unit.
"""

import gzip
import re
from collections.abc import Iterator

import pytest
from accessibility import violations
from conftest import BOOKS, SEEN
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab
from reader import DESK, ENLARGED, PHONE, SITE, Visit, until, wide

from torchproof.book.book import INTRODUCTION, Book
from torchproof.book.equal import NUMBER, close, unit
from torchproof.book.page import Figure, Page, element
from torchproof.book.record import Record

pytest_plugins = ["reader"]

MOVING = [(book, page, figure) for book in BOOKS for page in book.pages.values() for figure in page.figures if figure.moves]
IDS = [element(figure.target) for _, _, figure in MOVING]
CASES = 4  # of each figure, at least, are compared
BYTES = 8_000  # of a script, with gzip
ALONE = "name => document.querySelectorAll('article > *').forEach(part => { if (!part.matches(name) && !part.querySelector(name)) part.remove() })"
THEME = "document.querySelector('form[data-md-component=palette] label:not([hidden])').click()"
REST = "while (figure.frame) await new Promise(requestAnimationFrame);"  # until what trains from frame to frame is done
SET = """(figure, values) => figure.inputs.forEach((input, k) => {
  input.value = values[k];
  input.dispatchEvent(new Event("input", {bubbles: true, composed: true}));
})"""
STATE = f"async figure => {{ {REST} return [figure.values, figure.compute(figure.values), figure.cells.map(cell => cell.textContent), figure.sentence.textContent]; }}"
ENDS = f"""async figure => {{
  const live = figure.shadowRoot.querySelector(".live"), found = [];
  for (const end of ["min", "max"]) {{
    for (let again = 0; again < 2; again++) figure.inputs.forEach(input => {{ input.value = input[end]; input.dispatchEvent(new Event("input", {{bubbles: true, composed: true}})) }});
    {REST}
    found.push([figure.cells.map(cell => cell.textContent), figure.picture.innerHTML, live.scrollWidth - live.clientWidth, figure.getBoundingClientRect().height]);
  }}
  return found;
}}"""


def numbers_of(page: Page, figure: Figure) -> list[str]:
    """The numbers of a figure's cases, as its snippet printed them."""
    record = Record.read(page.snippets[figure.target.removeprefix("snippets/").removesuffix(".svg")])
    return NUMBER.findall([*record.output.values()][-1])


def recorded(page: Page, figure: Figure, controls: int, numbers: int) -> list[tuple[list[str], list[str]]]:
    """What torch computed for a figure: the values of its controls, and its numbers, as printed."""
    printed = numbers_of(page, figure)
    size = controls + numbers
    assert len(printed) % size == 0, f"{len(printed)} numbers, {controls} + {numbers} a case"
    return [(printed[at : at + controls], printed[at + controls : at + size]) for at in range(0, len(printed), size)]


@pytest.fixture(scope="module", params=MOVING, ids=IDS)
def moving(request) -> tuple[Book, Page, Figure]:
    """Each figure that moves, with its book and page."""
    return request.param


@pytest.fixture(scope="module")
def place(moving) -> tuple[str, str]:
    """The address of its page, and the name of its element."""
    book, page, figure = moving
    return f"{book.folder.name}/{page.name}", element(figure.target)


def alone(reader: Visit, place: tuple[str, str]) -> Tab:
    """A figure's page without the rest of the article, its script perhaps still on the way: most of a page's time goes into what stands around."""
    page = reader.go(place[0], until="commit")
    until(page, "() => document.readyState !== 'loading'")
    page.evaluate(ALONE, place[1])
    return page


@pytest.fixture(scope="module")
def opened(place, chromium, address) -> Iterator[tuple[Tab, dict[int, float]]]:
    """Its page, on a desk with a screen to touch; and width → the height that was kept while the script was on its way. Each test leaves it so."""
    reader, held, kept = Visit(chromium, address, has_touch=True), [], {}
    reader.page.route("**/assets/moving/*", lambda route: route.continue_() if kept else held.append(route))
    with reader.page.expect_request("**/assets/moving/*"):
        page = alone(reader, place)
    heights = {}
    for viewport in (ENLARGED, PHONE, DESK):
        page.set_viewport_size(viewport)
        heights[viewport["width"]] = page.locator(place[1]).bounding_box()["height"]
    assert held, "its script was on its way"
    kept.update(heights)
    for route in held:
        route.continue_()
    page.wait_for_load_state("load")
    yield page, kept
    assert not reader.close()


@pytest.fixture(scope="module")
def page(opened) -> Tab:
    """Its page."""
    return opened[0]


def test_numbers_are_torchs(moving, place, page):
    """With its controls set to each case of the record, a figure computes and shows the numbers that torch computed."""
    figure = page.locator(place[1])
    first = figure.evaluate(STATE)
    cases = recorded(*moving[1:], len(first[0]), len(first[1]))
    assert len(cases) >= CASES
    sentences = set()
    for inputs, expected in cases:
        figure.evaluate(SET, [float(value) for value in inputs])
        values, numbers, shown, sentence = figure.evaluate(STATE)
        assert values == [float(value) for value in inputs], "the controls reach every case"
        for old, new, text in zip(expected, numbers, shown, strict=True):
            assert abs(new - float(old)) <= 0.5 * unit(old) * 1.000001 if re.search("[.e]", old) else new == int(old), (inputs, old, new)
            assert close(old, text), (inputs, old, text)
        sentences.add(sentence)
    assert len(sentences) == len(cases), "each case has a sentence of its own"
    figure.evaluate(SET, first[0])


def test_keys_and_touch(place, page):
    """Every control is a native one with a name, that keys and a finger move; the sentence says what changed."""
    figure = page.locator(place[1])
    sliders, status = figure.get_by_role("slider"), figure.get_by_role("status")
    for number in range(sliders.count()):
        before = figure.evaluate(STATE)
        sliders.nth(number).focus() if not number else page.keyboard.press("Tab")
        assert figure.evaluate("(figure, k) => figure.shadowRoot.activeElement === figure.inputs[k]", number)
        assert sliders.nth(number).evaluate("slider => slider.matches(':focus-visible') && slider.labels[0].textContent.length > 2")
        keys = ["ArrowRight", "ArrowLeft"]
        if sliders.nth(number).evaluate("slider => slider.value === slider.max"):
            keys.reverse()
        page.keyboard.press(keys[0])
        after = figure.evaluate(STATE)
        assert [old != new for old, new in zip(before[0], after[0], strict=True)][number]
        assert status.text_content() == after[3] != before[3]
        page.keyboard.press(keys[1])
        assert figure.evaluate(STATE) == before
    page.set_viewport_size(PHONE)
    slider = sliders.first
    before, box = slider.input_value(), slider.bounding_box()
    left = slider.evaluate("slider => slider.value === slider.max")
    slider.tap(position={"x": 4 if left else box["width"] - 4, "y": box["height"] / 2})
    assert slider.input_value() != before
    slider.fill(before)
    page.set_viewport_size(DESK)


@pytest.mark.parametrize(
    ("tag", "spot", "where"),
    [
        ("convolution-windows", "[data-at='1 3']", [1, 3]),
        ("attention-head", "[data-at='2']", [2]),
        ("monitoring-diagnose", "[data-at='4']", [4]),
        ("optimizers-ball", "circle", None),
    ],
)
def test_a_press_on_the_picture(tag, spot, where, visit):
    """A press chooses an output of the convolution, a token, a line of a loop, and a point of the map of rates and momenta."""
    page = visit(f"en/{tag.partition('-')[0]}")
    figure = page.locator(tag)
    if where:
        before = figure.evaluate(STATE)[0]
        figure.locator(spot).first.click()
        after = figure.evaluate(STATE)[0]
        assert [new for old, new in zip(before, after, strict=True) if old != new] == where
    else:
        figure.scroll_into_view_if_needed()
        box = figure.locator("svg").first.locator(spot).first.bounding_box()
        page.mouse.click(box["x"] + box["width"] / 2 - 20, box["y"] + box["height"] / 2 + 20)
        surface, rate, momentum = figure.evaluate(STATE)[0]
        assert surface == 0 and 0.05 < rate < 0.11 and 0.15 < momentum < 0.45
        figure.get_by_role("slider").first.press("ArrowRight")
        assert figure.evaluate(STATE)[0] == [1, 0.01, momentum], "the valleys have rates of their own"
        page.mouse.click(box["x"] + box["width"] / 2 - 20, box["y"] + box["height"] / 2 + 20)
        assert 0.01 < figure.evaluate(STATE)[0][1] < 0.022


FRAMES = """async (figure, values) => {
  let now = 0;
  performance.now = () => now++;  // a clock that goes by what is done: each slice is as long on every machine
  const shown = () => [figure.cells[0].textContent, figure.sentence.textContent], seen = [shown()];
  for (figure.values = values; figure.frame; await new Promise(requestAnimationFrame)) seen.push(shown());
  return [...seen, shown()];
}"""


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_training_goes_on_from_frame_to_frame(motion, visit):
    """A long training gives way after each slice, shows how far it is to whoever wants motion, tells its end only, and ends where another begins."""
    page = visit("en/mlp")
    page.emulate_media(reduced_motion=motion)
    figure = page.locator("mlp-starts")
    figure.evaluate(STATE)  # what it begins with takes long, too
    (before, old), *under_way, (after, told) = figure.evaluate(FRAMES, [1, 16, 5, 200])
    losses = {loss for loss, _ in under_way}
    assert len(losses) == 1 if motion == "reduce" else len(losses) > 2
    assert before not in losses and {sentence for _, sentence in under_way} == {old} != {told}
    figure.evaluate("figure => { figure.values = [1, 16, 7, 200]; figure.values = [1, 16, 5, 200]; }")
    _, _, shown, sentence = figure.evaluate(STATE)
    assert (shown[0], sentence) == (after, told)


# digits as people draw them, in strokes of points on a square of 200 by 200
DRAWN = {
    0: [[(100, 31), (62, 62), (56, 112), (75, 162), (119, 169), (144, 125), (140, 69), (100, 31)]],
    1: [[(100, 31), (100, 175)]],
    3: [[(50, 50), (100, 31), (131, 62), (94, 94), (138, 125), (106, 169), (50, 156)]],
    4: [[(106, 31), (50, 112), (150, 112)], [(119, 75), (119, 175)]],
}


@pytest.mark.parametrize("finger", [False, True], ids=["mouse", "finger"])
def test_a_drawn_digit_is_read(finger, chromium, address):
    """A mouse and a finger draw on the landing page, without scrolling it, and the network reads it; a button and the slider clear it."""
    context = chromium.new_context(viewport=PHONE if finger else DESK, has_touch=finger)
    page = context.new_page()
    page.goto(f"{address}en/index.html")
    figure = page.locator("index-digit")
    pad, touch = figure.locator("[data-pad]"), context.new_cdp_session(page)
    pad.scroll_into_view_if_needed()
    for digit, strokes in DRAWN.items():
        start, box = page.evaluate("scrollY"), pad.bounding_box()
        for stroke in strokes:
            points = [{"x": box["x"] + x * box["width"] / 200, "y": box["y"] + y * box["height"] / 200} for x, y in stroke]
            if finger:
                touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": points[:1]})
                for point in points[1:]:
                    touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
                    page.wait_for_timeout(30)
                touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
            else:
                page.mouse.move(**points[0])
                page.mouse.down()
                for point in points[1:]:
                    page.mouse.move(**point, steps=2)
                page.mouse.up()
        assert page.evaluate("scrollY") == start
        assert f"Your drawing is read as {digit}, " in figure.get_by_role("status").text_content()
        assert figure.evaluate("figure => figure.pixels.reduce((sum, count) => sum + count) === 312 && Math.max(...figure.pixels) <= 16")
        figure.get_by_role("button").press("Enter")
        assert "Sample" in figure.get_by_role("status").text_content()
    figure.evaluate("(figure, strokes) => { figure.strokes = strokes; figure.update(); }", DRAWN[1])
    figure.get_by_role("slider").press("ArrowRight")
    assert "Sample" in figure.get_by_role("status").text_content()
    context.close()


def test_the_next_gradient_is_typed(visit):
    """A wrong number is told the rule and shows nothing, a right one goes a step on; after the last there is nothing to type."""
    page = visit("en/autograd")
    figure = page.locator("autograd-steps")
    field, status = figure.get_by_role("spinbutton"), figure.get_by_role("status")
    for step, (number, wrong) in enumerate([(5, 6), (15, 10), (1, 0), (3, 5), (5, 3), (3, 1), (3, 8)], 1):
        before = figure.evaluate(STATE)
        field.fill(str(wrong))
        field.press("Enter")
        assert "Try again." in status.text_content() and figure.evaluate(STATE)[:3] == before[:3]
        field.fill(str(number))
        field.press("Enter")
        assert status.text_content().startswith("Right.") and figure.evaluate(STATE)[0] == [2, 3, step]
        assert field.input_value() == ""
    assert status.text_content().endswith("In all y.grad is 8.")
    field.fill("4")
    field.press("Enter")
    assert figure.evaluate(STATE)[0] == [2, 3, 7]


def test_the_wrong_line_is_found(visit):
    """Each curve is told by one line of the loop, and by no other; what is said names the line and why."""
    figure = visit("en/monitoring").locator("monitoring-diagnose")
    found = {}
    for curve in range(1, 7):
        for line in range(1, 8):
            figure.evaluate(SET, [curve, line])
            (_, _, _, right), sentence = figure.evaluate(STATE)[1::2]
            assert ("Right" in sentence) == bool(right) and f"line {line}" in sentence and len(sentence) > 60
            found.setdefault(curve, []).extend([line] * right)
    assert sorted(found.values()) == [[1], [2], [3], [4], [5], [7]]


@pytest.fixture(scope="module")
def plain(chromium: Browser) -> Iterator[Tab]:
    """A page without a script."""
    context = chromium.new_context(viewport=DESK, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_the_still_figure(place, page, plain, address):
    """On paper and without a script the still figure stands in its place, drawn, and nothing else."""
    figure = page.locator(place[1])
    picture, live = figure.locator("img"), figure.locator(".live")
    assert live.is_visible() and not picture.is_visible()
    page.emulate_media(media="print")
    assert picture.is_visible() and not live.is_visible()
    assert picture.evaluate("picture => picture.decode().then(() => picture.naturalWidth > 100 && picture.alt.length > 30)")
    page.emulate_media(media="screen")
    plain.goto(f"{address}{place[0]}.html")
    picture = plain.locator(place[1]).locator("img")
    assert picture.is_visible()
    assert plain.locator(place[1]).bounding_box()["height"] - picture.bounding_box()["height"] < 2, "no room is kept for what never comes"


def test_it_fits(place, opened):
    """At every width it has the height that was kept for it, whatever the controls say, and nothing scrolls sideways; dark on a desk and light on a phone it is accessible."""
    faults, (page, kept) = [], opened
    figure = page.locator(place[1])
    for viewport in (DESK, PHONE, ENLARGED):
        width = viewport["width"]
        page.set_viewport_size(viewport)
        first = figure.bounding_box()["height"]
        for texts, picture, over, height in [*figure.evaluate(ENDS)]:
            wrong = [text for text in texts if not re.fullmatch(r"–|−?\d+(\.\d+)?(e[+−]\d+)?", text)]
            if wrong or "NaN" in picture or "undefined" in picture:
                faults.append(f"{width} px: shows {wrong}, or draws what is no number")
            if over > 0:
                faults.append(f"{width} px: is {over} px too wide")
            if abs(height - kept[width]) > 1 or abs(first - kept[width]) > 1:
                faults.append(f"{width} px: {kept[width]} px are kept, and it is {first} and {height} px high")
        if wide(page):
            faults.append(f"{width} px: scrolls sideways")
        if viewport == DESK:
            page.evaluate(THEME)
        if viewport != ENLARGED:  # the other two pairs of width and theme are those of every page
            faults += [f"{width} px: {violation}" for violation in violations(page, place[1])]
        if viewport == DESK:
            page.evaluate(THEME)
    page.set_viewport_size(DESK)
    assert not faults, "\n".join(faults)


def test_weight_and_place():
    """Each script is small, a page without such a figure asks for none, and one with such figures says so at its top."""
    scripts = [*(SITE / "en/assets/moving").glob("*.js"), SITE / "en/assets/js/moving.js"]
    sizes = {path.name: len(gzip.compress(path.read_bytes(), 6)) for path in scripts}
    SEEN["bytes of the largest script of a figure that moves"] = max(sizes.values())
    assert len(sizes) == len(MOVING) + 1 and max(sizes.values()) <= BYTES, sizes
    loads = {
        path.relative_to(SITE).with_suffix("").as_posix()
        for path in SITE.rglob("*.html")
        if re.search(r"<script[^>]*/(?:moving/|moving\.js)", path.read_text(encoding="utf-8"))
    }
    assert loads == {f"{book.folder.name}/{page.name}" for book, page, _ in MOVING}
    for book, page, _ in MOVING:
        if page.name == INTRODUCTION:  # which has no line of facts
            continue
        count = sum(figure.moves for figure in page.figures)
        facts = (
            (SITE / book.folder.name / f"{page.name}.html").read_text(encoding="utf-8").partition('class="facts"')[2].partition("<br")[0]
        )
        assert f">{book.language['facts']['moving'][count > 1].format(count)}</a>" in facts, page.name


def test_offline(place, chromium, disk):
    """It moves in the copy to read offline, opened from a disk."""
    reader = Visit(chromium, disk)
    page = alone(reader, (place[0].partition("/")[2], place[1]))
    page.wait_for_load_state("load")
    figure = page.locator(place[1])
    told = []
    for end in ("Home", "End"):
        figure.get_by_role("slider").first.press(end)
        told.append(figure.evaluate(STATE)[3])
    assert told[0] != told[1]
    assert not reader.close()
