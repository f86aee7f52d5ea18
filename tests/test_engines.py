"""The built site in Firefox and WebKit: themes, figures, formulas, width, search, the copy to read offline, and the figures that move; run by `nox -s test_site`."""

import base64
import contextlib
import itertools
import os
import time

import pytest
from conftest import SEEN
from engines import ENGINES, INSTALLED
from reader import PAGES
from test_moving import MOVING, REST, numbers_of

from torchproof.book.equal import close
from torchproof.book.page import element

pytest_plugins = ["reader"]  # whose fixtures serve the site and start Chromium here too

SAMPLE = [f"en/{name}" for name in ("index", "start", "activations", "backprop", "overfitting") if f"en/{name}" in PAGES]
INKS = {False: [0x3C, 0x3B, 0x44], True: [0xC9, 0xCA, 0xD2]}  # of figures on a light and on a dark page: contrast 10 and more
SOUGHT = {"zerograd": "#accumulation", "Trying to backward through the graph a second time": ("#one-walk", "#backward-a-second-time")}
DRAWN = 20.0  # seconds, until which a figure that is near must be drawn
ENOUGH = 60  # pixels of a figure that have exactly this colour, in the middle of lines and letters

FRAME = """const [address, width, done] = arguments;
document.documentElement.innerHTML = "<body style='margin:0'><iframe id=f style='border:0'></iframe></body>";
const frame = document.getElementById("f");
Object.assign(frame, {width, height: 600, src: address});
frame.onload = async () => {
  const page = frame.contentDocument;
  await page.fonts.ready;
  page.querySelectorAll("details").forEach(box => { box.open = true });
  page.querySelectorAll("img").forEach(picture => { picture.loading = "eager" });
  do await new Promise(again => setTimeout(again, 50)); while (![...page.images].every(picture => picture.complete));
  const listings = [...page.querySelectorAll(".language-python code")], chosen = frame.contentWindow.getSelection();
  const changed = listings.filter(code => { chosen.selectAllChildren(code); return String(chosen).trimEnd() !== code.textContent.trimEnd() });
  const broken = [...page.querySelectorAll("p math, li math, td math")].filter(m => m.getClientRects().length > 1);
  done({wide: page.scrollingElement.scrollWidth - width, formulas: page.querySelectorAll("math").length,
        broken: broken.map(m => m.textContent), figures: page.querySelectorAll("figure > img").length,
        cut: listings.filter(code => code.scrollWidth > code.clientWidth + 1).map(code => code.textContent), changed: changed.map(code => code.textContent),
        folded: page.querySelectorAll("[data-fold]").length});
};"""
NEAR = """const [number, dark, done] = arguments;
const frame = document.getElementById("f"), picture = frame.contentDocument.querySelectorAll("figure > img")[number];
frame.contentDocument.body.setAttribute("data-md-color-scheme", dark ? "slate" : "default");
picture.scrollIntoView({block: "center", behavior: "instant"});
setTimeout(() => { const box = picture.getBoundingClientRect();
  done([box.left, Math.max(box.top, 0), box.width, Math.min(box.height, 600 - Math.max(box.top, 0)), picture.src, devicePixelRatio]) }, 100);"""
SEEK = """const [words, done] = arguments, page = document;
page.getElementById("__search").checked = true;
page.getElementById("__search").dispatchEvent(new Event("change"));
const field = page.querySelector("[data-md-component=search-query]");
field.focus(); field.value = words; field.dispatchEvent(new KeyboardEvent("keyup")); field.dispatchEvent(new Event("input"));
const end = performance.now() + 30000;
const look = () => { const found = [...page.querySelectorAll(".md-search-result__link")].map(link => link.getAttribute("href"));
  if (found.length || performance.now() > end) done(found.slice(0, 3)); else setTimeout(look, 50) };
look();"""
FIRST = f"""const [tag, done] = arguments;
customElements.whenDefined(tag).then(async () => {{ const figure = document.querySelector(tag); {REST} done(figure.cells.map(cell => cell.textContent)); }});"""
INK = """async ([source, left, top, width, height, ink]) => {
  const image = await createImageBitmap(await (await fetch(source)).blob()), canvas = new OffscreenCanvas(width, height), pen = canvas.getContext("2d");
  pen.drawImage(image, -left, -top);
  const data = pen.getImageData(0, 0, width, height).data;
  let found = 0;
  for (let i = 0; i < data.length; i += 4) found += ink.every((part, k) => Math.abs(part - data[i + k]) < 24);
  return found;
}"""


@pytest.fixture(scope="module")
def pixels(address, chromium):
    """How many pixels of a part of a screenshot have a colour."""
    page = chromium.new_page()
    page.goto(f"{address}robots.txt")

    def count(picture: bytes, box: list[float], ink: list[int]) -> int:
        source = f"data:image/png;base64,{base64.b64encode(picture).decode()}"
        return page.evaluate(INK, [source, *map(round, box), ink])

    yield count
    page.close()


@pytest.fixture(scope="module", params=INSTALLED, ids=lambda kind: kind.__name__)
def kind(request):
    """Each engine."""
    return request.param


@pytest.fixture(scope="module")
def engine(kind):
    """Each engine, on a light system."""
    with contextlib.closing(kind(False)) as browser:
        yield browser


def test_every_engine_is_tried():
    """Where one is not installed, that is said; where all checks must run, it is a fault."""
    missing = [engine for engine in ENGINES if engine not in INSTALLED]
    SEEN.update({f"runs of {engine.__name__}, which needs {' and '.join(engine.needs)}": 0 for engine in missing})
    assert not missing or not os.environ.get("CI")


@pytest.mark.parametrize("system", [False, True], ids=["light system", "dark system"])
def test_figures_can_be_read(system, kind, engine, address, pixels):
    """Whatever the system's theme and the button's: the ink of a figure is the one for the page."""
    with contextlib.closing(kind(True)) if system else contextlib.nullcontext(engine) as engine:
        for name in SAMPLE[1:3]:
            engine.go(f"{address}robots.txt")
            figures = engine.run(FRAME, f"{address}{name}.html", 700)["figures"]
            assert figures
            for number, dark in itertools.product(range(min(3, figures)), (system, not system)):
                *box, source, ratio = engine.run(NEAR, number, dark)
                box, end, found = [ratio * side for side in box], time.monotonic() + DRAWN, 0
                while found <= ENOUGH and time.monotonic() < end:
                    found = pixels(engine.picture(), box, INKS[dark])
                assert found > ENOUGH, f"{source}: {found} pixels of the ink for a {'dark' if dark else 'light'} page"


def test_pages_fit_a_phone(engine, address):
    """No page is wider than its screen, no formula in a line of text is broken over two, code wraps and is copied as it is, tables fold."""
    faults, formulas, folded = [], 0, 0
    for name in SAMPLE:
        engine.go(f"{address}robots.txt")
        found = engine.run(FRAME, f"{address}{name}.html", 375)
        formulas += found["formulas"]
        if found["wide"] > 0:
            faults.append(f"{name} is {found['wide']} px wider than a phone")
        faults += [f"{name} breaks {formula!r}" for formula in found["broken"]]
        faults += [f"{name} cuts {code!r}" for code in found["cut"]]
        faults += [f"{name}: what is selected is not {code!r}" for code in found["changed"]]
        folded += found["folded"]
    assert formulas > 100 and folded and not faults, "\n".join(faults)


def test_search_online_and_from_a_disk(engine, address, disk):
    """The search finds, on the site and in the copy to read offline."""
    for place in (f"{address}en/", disk):
        for words, section in SOUGHT.items():
            engine.go(f"{place}index.html")
            found = engine.run(SEEK, words)
            assert any(link.endswith(section) for link in found), f"{place}: {words!r} finds {found}"


def test_figures_move(engine, address):
    """Each figure that moves begins with numbers that torch computed."""
    for book, page, figure in MOVING:
        engine.go(f"{address}{book.folder.name}/{page.name}.html")
        shown = engine.run(FIRST, element(figure.target))
        numbers = numbers_of(page, figure)
        runs = [numbers[start : start + len(shown)] for start in range(len(numbers) - len(shown) + 1)]
        assert any(all(map(close, run, shown)) for run in runs), f"{element(figure.target)} shows {shown}"
