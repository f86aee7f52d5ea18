"""The built site in a real browser: what a reader sees, copies, finds and reaches, with a mouse, a keyboard, a phone, or no network.

Run by `nox -s test_site`, which builds the site first. Every check names the page; the counts are printed at the end.
"""

import functools
import gzip
import html.parser
import http.server
import json
import os
import re
import shutil
import threading
import urllib.parse
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import BOOKS, ROOT, SEEN
from playwright.sync_api import Page, sync_playwright

from torchproof.book.book import INTRODUCTION

SITE = (ROOT / "site").resolve()
FILES = [path for folder in ("", "claims", "notebooks") for path in sorted((SITE / "en" / folder).glob("*.html"))]
PAGES = [path.relative_to(SITE).as_posix().removesuffix(".html") for path in FILES]
CHAPTERS = [
    page
    for page in PAGES
    if (ROOT / "snippets" / Path(page).name).is_dir() and page.count("/") == 1 and (ROOT / "docs" / f"{page}.md").exists()
]
AXE = ROOT / ".nox" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESK, ENLARGED = {"width": 375, "height": 800}, {"width": 1280, "height": 900}, {"width": 320, "height": 256}  # the last: at 400 %
PAGE_LIMIT, FIGURE_LIMIT, SHIFT_LIMIT, TEXT_LIMIT = 135_000, 60_000, 0.1, 11
SIZE = re.compile(r"font(?:-size)?: *(?:[a-z]+ +)*([\d.]+)px")

WATCH = """
window.shift = 0; window.paint = 0;
new PerformanceObserver(list => list.getEntries().forEach(e => { if (!e.hadRecentInput) window.shift += e.value })).observe({type: "layout-shift", buffered: true});
new PerformanceObserver(list => list.getEntries().forEach(e => { window.paint = e.startTime })).observe({type: "largest-contentful-paint", buffered: true});
"""
WALK = "async () => { for (let y = 0; y < document.body.scrollHeight; y += 600) { scrollTo(0, y); await new Promise(r => setTimeout(r, 15)) } scrollTo(0, 0) }"
PATIENCE = 60_000  # milliseconds until what a test waits for must have come
STILL = "() => document.getAnimations().every(one => one.playState !== 'running')"
UNFOLD = "() => document.querySelectorAll('details').forEach(box => { box.open = true })"
RULES = "async skip => (await axe.run({exclude: skip}, {resultTypes: ['violations']})).violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 200)).join(' | ')}`)"
LABELS = """svg => {
  const box = svg.getBoundingClientRect(), faults = [], seen = [];
  for (const text of svg.querySelectorAll("text")) {
    const parts = [...(text.children.length ? text.children : [text])].map(part => part.getBoundingClientRect());
    const r = {left: Math.min(...parts.map(p => p.left)), right: Math.max(...parts.map(p => p.right)), top: Math.min(...parts.map(p => p.top)), bottom: Math.max(...parts.map(p => p.bottom))};
    Object.assign(r, {width: r.right - r.left, height: r.bottom - r.top});
    const name = text.textContent.replace(/\\s+/g, text.children.length ? "" : " ").trim();
    if (!name || !r.width) continue;
    if (r.left < box.left - 1 || r.right > box.right + 1 || r.top < box.top - 1 || r.bottom > box.bottom + 1) faults.push(`'${name}' is clipped`);
    for (const [other, o] of seen) {
      const w = Math.min(r.right, o.right) - Math.max(r.left, o.left), h = Math.min(r.bottom, o.bottom) - Math.max(r.top, o.top);
      if (w > 2 && h > 0.35 * Math.min(r.height, o.height)) faults.push(`'${name}' overlaps '${other}'`);
    }
    seen.push([name, r]);
  }
  return faults;
}"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def address():
    """Where the site is served."""
    assert FILES, "there is no site: run nox -s docs"
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=SITE)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Visit:
    """A fresh reader on a page: what was asked for, and what the console said."""

    def __init__(self, chromium, address: str, viewport=DESK, scheme="light"):
        self.context = chromium.new_context(
            viewport=viewport, color_scheme=scheme, permissions=["clipboard-read", "clipboard-write"], reduced_motion="reduce"
        )
        self.context.add_init_script(WATCH)
        self.address, self.requests, self.errors = address, [], []
        self.page: Page = self.context.new_page()
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.errors.append(message.text) if message.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def go(self, page: str) -> Page:
        """Open a page and wait until fonts and network are quiet."""
        self.page.goto(f"{self.address}{page}.html", wait_until="networkidle")
        self.page.evaluate("() => document.fonts.ready")
        SEEN["pages opened"] += 1
        return self.page

    def close(self) -> list[str]:
        """Leave; what was asked of other hosts, and what the console said."""
        self.context.close()
        foreign = [url for url in self.requests if not url.startswith((self.address, "data:", "blob:"))]
        SEEN["requests, all to the site"] += len(self.requests) - len(foreign)
        return [f"asks another host for {url}" for url in foreign] + [f"the console says {text}" for text in self.errors]


@pytest.fixture
def visit(chromium, address):
    """Open a page as a fresh reader."""
    visits = []

    def start(page: str, **options) -> Page:
        visits.append(Visit(chromium, address, **options))
        return visits[-1].go(page)

    yield start
    faults = [fault for one in visits for fault in one.close()]
    assert not faults, "\n".join(faults)


def weight(urls: list[str], address: str) -> dict[str, int]:
    """Address → bytes over the wire with gzip, for the files that a page asked for."""
    found = {}
    for url in dict.fromkeys(urls):
        path = SITE / urllib.parse.unquote(urllib.parse.urlsplit(url).path).lstrip("/")
        if url.startswith(address) and path.is_file():
            data = path.read_bytes()
            found[path.relative_to(SITE).as_posix()] = len(data if path.suffix in (".woff2", ".png") else gzip.compress(data, 6))
    return found


def until(page: Page, condition: str) -> None:
    """Waits until a function holds in the page. Playwright's own wait evaluates a string there, which the pages' policy forbids from its second look on."""
    page.evaluate(
        f"""async () => {{
        const holds = {condition}, end = performance.now() + {PATIENCE};
        while (!await holds()) {{
            if (performance.now() > end) throw new Error("it never came: " + holds);
            await new Promise(again => setTimeout(again, 20));
        }}
    }}"""
    )


def pressed(page: Page, press: Callable[[], None]) -> str:
    """What a press leaves in the clipboard, which is written some time after it."""
    page.evaluate("navigator.clipboard.writeText('')")
    press()
    until(page, "async () => await navigator.clipboard.readText()")
    return page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")


def copied(chromium, address: str, name: str) -> tuple[list[str], list[str], list[str]]:
    """What the copy buttons of a page give, of programs and of exercises, which are of no file; and the outputs that it shows."""
    reader = Visit(chromium, address)
    page = reader.go(name)
    page.evaluate(UNFOLD)
    parts, tried = [], []
    for block in page.query_selector_all(".language-python"):
        block.query_selector("button.md-code__button").focus()
        text = pressed(page, functools.partial(page.keyboard.press, "Enter")).strip("\n")
        (parts if block.query_selector(".bar") else tried).append(text)
        SEEN["blocks copied"] += 1
    printed = page.eval_on_selector_all(".language-python + .language-text code", "all => all.map(code => code.textContent)")
    reader.close()
    return parts, tried, printed


@pytest.mark.parametrize("name", CHAPTERS)
def test_copies(name, chromium, address):
    """The copy buttons give the cells of the notebook, exercises too, whose run is compared with what is shown; the zip holds the programs that were verified."""
    parts, tried, printed = copied(chromium, address, name)
    chapter = Path(name).name
    if chapter == INTRODUCTION:  # which has no notebook
        page = BOOKS[0].pages[chapter]
        shown = {kind: [block.text.strip("\n") for block, _, _ in page.includes(kind)] for kind in ("py", "out")}
        assert {"py": parts, "out": [text.strip("\n") for text in printed]} == shown
        return
    with zipfile.ZipFile(SITE / "en" / "downloads" / f"{chapter}.zip") as archive:
        held = {Path(path).name: archive.read(path) for path in archive.namelist()}
    assert held == {path.name: path.read_bytes() for path in (ROOT / "snippets" / chapter).glob("*.py")}
    cells = [
        cell
        for cell in json.loads((SITE / "en" / "notebooks" / f"{chapter}.ipynb").read_text(encoding="utf-8"))["cells"]
        if cell["cell_type"] == "code"
    ]
    exercises = [exercise for exercise in BOOKS[0].exercises.values() if exercise.page == chapter]
    wanted = [(exercise.task.rstrip("\n"), exercise.solution.rstrip("\n")) for exercise in exercises]
    assert sorted(zip(tried[::2], tried[1::2], strict=True)) == sorted(wanted)
    assert [cell["source"] for cell in cells if cell["metadata"]] == tried[::2]
    cells = [cell for cell in cells if not cell["metadata"]]
    assert [cell["source"].strip("\n") for cell in cells[1:]] == parts  # the first sets the style of figures
    assert [output["text"] for cell in cells for output in cell["outputs"] if "text" in output] == printed
    SEEN["notebook cells"] += len(cells)


def readable(page: Page, name: str) -> list[str]:
    """What is wrong with the figures of a page as shown on a phone: text too small, or no words for those who do not see it."""
    faults = []
    for source, alt, width, card in page.eval_on_selector_all(
        "article img",  # one that moves is out of sight, and as wide as its room where it is not
        "all => all.map(i => [i.getAttribute('src'), i.alt, i.clientWidth || Math.min(i.width, i.parentElement.clientWidth), !!i.closest('.card')])",
    ):
        file = (SITE / f"{name}.html").parent.joinpath(source)
        text = file.read_text(encoding="utf-8") if file.suffix == ".svg" else ""
        box = re.search(r'viewBox="\S+ \S+ (\S+) ', text)
        letters = [
            max(map(float, sizes)) for part in re.findall(r"<text.*?</text>", text, re.DOTALL) if (sizes := SIZE.findall(part))
        ]  # exponents are smaller
        smallest = min(letters) * width / float(box[1]) if box and letters else TEXT_LIMIT
        SEEN["figures measured"] += 1
        if round(smallest, 1) < TEXT_LIMIT:
            faults.append(f"{source}: text of {smallest:.1f} px on a phone, where it is {width} px wide")
        if len(alt) < 30 and not card:
            faults.append(f"{source}: says nothing to those who do not see it")
    return faults


@pytest.mark.parametrize("name", PAGES)
def test_page(name, chromium, address):
    """Dark on a phone and light on a desk: accessible, still, within its weight, with figures that can be read."""
    reader, faults = Visit(chromium, address, PHONE), []
    page = reader.go(name)
    page.evaluate(WALK)
    page.wait_for_load_state("networkidle")
    shift = page.evaluate("shift")
    if shift >= SHIFT_LIMIT:
        faults.append(f"shifts by {shift:.3f}")
    sizes = weight(reader.requests, address)
    figures = {path: size for path, size in sizes.items() if path.endswith(".svg") and "/snippets/" in path}
    faults += [f"{path} weighs {size:,} bytes" for path, size in figures.items() if size > FIGURE_LIMIT]
    total = sum(sizes.values()) - sum(figures.values())
    SEEN["bytes of the heaviest page"] = max(SEEN["bytes of the heaviest page"], total)
    if total > PAGE_LIMIT:
        faults.append(f"weighs {total:,} bytes: {sizes}")
    if not page.query_selector("meta[http-equiv=Content-Security-Policy]"):
        faults.append("has no Content-Security-Policy")
    page.evaluate(UNFOLD)
    faults += readable(page, name)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    page.set_viewport_size(ENLARGED)
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        faults.append("scrolls sideways at 400 %")
    for viewport, dark in [(PHONE, True), (DESK, False)]:  # colours depend on the theme, sizes on the width: two of the four will do
        page.set_viewport_size(viewport)
        if dark != (page.evaluate("document.body.dataset.mdColorScheme") == "slate"):
            page.evaluate("document.querySelector('form[data-md-component=palette] label:not([hidden])').click()")
        where = f"{viewport['width']} px, {'dark' if dark else 'light'}"
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults.append(f"{where}: scrolls sideways")
        skip = [[".highlight"]] if "/notebooks/" in name else []  # a notebook repeats the code of its chapter
        faults += [f"{where}: {violation}" for violation in page.evaluate(RULES, skip)]
        SEEN["axe runs"] += 1
    faults += reader.close()
    assert not faults, "\n".join(faults)


def test_colours(visit):
    """A reader whose system is dark sees the dark theme at once, and print is light."""
    page = visit("en/index", scheme="dark")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    assert page.evaluate("getComputedStyle(document.querySelector('.card img')).colorScheme") == "dark"
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.card img')).colorScheme") == "light"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).every(part => part > 240)")


CUT = """() => [...document.querySelectorAll("article pre > code")].map(code => {
  const style = getComputedStyle(code), pen = new OffscreenCanvas(1, 1).getContext("2d"), lines = code.textContent.trimEnd().split("\\n");
  pen.font = style.font;
  const columns = (code.clientWidth - parseFloat(style.paddingLeft)) / pen.measureText("0").width;
  return [lines.length, code.scrollWidth > code.clientWidth ? lines.filter(line => line.length > columns).length : 0, code.textContent];
})"""
TABLES = "() => [...document.querySelectorAll('.md-typeset__scrollwrap')].map(box => [box.scrollWidth > box.clientWidth, box.innerText])"
PRINTED = 40  # pages of the longest chapter
LEGIBLE = 12  # pixels, below which Lighthouse counts text as too small
CUT_LIMIT = 0.05  # of all lines: those of printed tables, which scroll


def press_to(page: Page, selector: str, limit: int = 120) -> None:
    """Press Tab until an element that fits the selector has the focus and can be seen to have it."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            assert page.evaluate("document.activeElement.matches(':focus-visible')"), selector
            return
    raise AssertionError(f"Tab never reaches {selector}")


def test_keyboard(visit):
    """Without a mouse: skip link, theme, search, copy, a folded box, a figure, the menu on a narrow screen."""
    page = visit("en/start")
    press_to(page, ".md-skip", 1)
    page.keyboard.press("Enter")
    assert page.url.endswith("#start-here")
    page.reload()
    press_to(page, "form[data-md-component=palette] input")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    page.keyboard.press("/")
    page.keyboard.type("gradient descent")
    page.wait_for_selector(".md-search-result__link")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.classList.contains('md-search-result__link')")
    page.keyboard.press("Escape")
    assert not page.is_checked("#__search")
    page.reload()
    press_to(page, ".md-code__button")
    assert "import torch" in pressed(page, functools.partial(page.keyboard.press, "Enter"))
    press_to(page, ".enlarge")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('dialog.figure').open && document.querySelector('dialog.figure img').naturalWidth > 0")
    page.keyboard.press("Escape")
    assert page.evaluate("!document.querySelector('dialog.figure').open && document.activeElement.matches('.enlarge')")
    press_to(page, "summary")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")

    page = visit("en/start", viewport=PHONE)
    press_to(page, "button[for=__drawer]", 4)
    page.keyboard.press("Enter")
    assert page.is_checked("#__drawer")
    press_to(page, ".md-nav--primary a[href^='autograd']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/autograd.html")


def test_phone(chromium, address):
    """On a phone long lines wrap below themselves and tables fold; only printed tables of aligned columns scroll."""
    reader, lines, cut, faults = Visit(chromium, address, PHONE), 0, 0, []
    for name in CHAPTERS:
        page = reader.go(name)
        page.evaluate(UNFOLD)
        for number, over, text in page.evaluate(CUT):
            lines, cut = lines + number, cut + over
            if over and not re.search(r"\S  +\S.*\n.*\S  +\S", text):
                faults.append(f"{name} cuts {text!r}")
        faults += [f"{name} cuts the table {words!r}" for over, words in page.evaluate(TABLES) if over]
    SEEN["lines of code"], SEEN["of them cut on a phone"] = lines, cut
    assert not faults, "\n".join(faults)
    assert cut < CUT_LIMIT * lines, f"{cut} of {lines} lines are cut"
    page = reader.go("en/mlp")
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('pre > code')).fontSize)") >= LEGIBLE
    for block in page.query_selector_all(".language-python:not(details *):has(.long)")[:3]:
        text = block.query_selector("code").text_content()
        assert pressed(page, block.query_selector("button.md-code__button").click).rstrip("\n") == text.rstrip("\n")
        page.evaluate("node => getSelection().selectAllChildren(node)", block.query_selector("code"))
        assert page.evaluate("getSelection().toString()").rstrip("\n") == text.rstrip("\n")
        first, button = (block.query_selector(part).bounding_box() for part in ("pre > code", "button.md-code__button"))
        assert button["y"] + button["height"] <= first["y"] + 8, "the button lies on the first line"
    assert not reader.close()


def test_whole_program(visit):
    """One press copies a program from its start up to the block of the button, and each block names its file."""
    for name in CHAPTERS:
        page = visit(name)
        page.evaluate(UNFOLD)
        seen: dict[str, str] = {}
        for block in page.query_selector_all(".language-python:has(.bar)"):
            file = block.query_selector(".bar a").get_attribute("href")
            text, button = block.query_selector("code").text_content(), block.query_selector(".bar button")
            assert (button is None) == (file not in seen), f"{name}: {text}"
            seen[file] = seen.get(file, "") + text
            if button:
                button.focus()
                assert pressed(page, functools.partial(page.keyboard.press, "Enter")) == seen[file]
                SEEN["programs copied from the start"] += 1
        for file, text in seen.items():
            source = (ROOT / file.partition("/blob/main/")[2]).read_text(encoding="utf-8")
            assert text.replace("\n", "") == "".join(re.findall(r"\[start:[\w-]+\]\n(.*?)# --8<-- \[end", source, re.DOTALL)).replace(
                "\n", ""
            ), file


def test_ways_out(visit):
    """Every page leads to its source, to a report with page and section filled in, to how it is cited, to its version and its keys."""
    page = visit("en/mlp", viewport=PHONE)
    links = page.eval_on_selector_all(".md-copyright a, .facts a", "all => Object.fromEntries(all.map(a => [a.textContent, a.href]))")
    repository = links["Repository"]
    assert links["Edit this page"] == f"{repository}/edit/main/docs/en/mlp.md"
    assert links["open in Colab"].endswith("/blob/notebooks/mlp.ipynb")
    assert page.locator(".md-copyright pre").text_content().startswith("@misc{torchproof,")
    assert any(words.startswith("Version 20") and href.endswith("changes.html") for words, href in links.items())
    page.keyboard.press("?")
    assert page.evaluate("document.getElementById('keys').open && document.activeElement.matches('#keys summary')")
    page.goto(f"{page.url}#one-neuron-one-network")
    page.evaluate("document.getElementById('one-neuron-one-network').scrollIntoView({behavior: 'instant'})")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.evaluate("document.querySelector('[data-report]').addEventListener('click', event => event.preventDefault())")
    page.evaluate("document.querySelector('[data-report]').click()")
    report = urllib.parse.unquote_plus(page.get_attribute("[data-report]", "href"))
    assert (
        report.startswith(f"{repository}/issues/new?title=")
        and "mlp.html" in report
        and report.endswith("Section: #one-neuron-one-network")
    )
    page = visit("en/claims")
    assert "Edit this page" not in page.text_content(".md-copyright"), "nobody edits what is generated"


def test_screen_reader(visit):
    """Code and output are called so, and a heading's name ends where its words do."""
    for name in ("en/start", "en/mlp", "en/notebooks/mlp"):
        page = visit(name)
        assert not page.eval_on_selector_all(
            "article .highlight", "all => all.filter(one => one.role !== 'group' || !one.ariaLabel).length"
        )
        tree = page.locator("article").aria_snapshot()
        assert len(re.findall(r'- group "Code"', tree)) > 5 < len(re.findall(r'- group "Output"', tree)), name
        headings = re.findall(r"- heading (.*)", tree)
        assert len(headings) > 5 and not [heading for heading in headings if "¶" in heading or "Link to" in heading], name


LOOKS = """() => [...document.querySelectorAll("body *:not(.md-search__output, .md-search__output *)")].map(one => {
  const box = one.getBoundingClientRect(), style = getComputedStyle(one);
  return [one.tagName, one.className, ...[box.left, box.top, box.width, box.height].map(Math.round), style.color, style.backgroundColor, style.font].join(" ");
})"""


def settled(page: Page) -> list[str]:
    """How everything on a page looks, when nothing moves any more."""
    until(page, STILL)
    looks, before = page.evaluate(LOOKS), None
    while looks != before:
        page.wait_for_timeout(300)
        looks, before = page.evaluate(LOOKS), looks
    return looks


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_styles(chromium, address, viewport):
    """What is left of the theme's style sheets shows a page as all of them do, its open search too."""
    (theme,) = (ROOT / ".nox" / "site").glob("lib/*/site-packages/material/templates/assets/stylesheets")
    seen = []
    for whole in (False, True):
        reader = Visit(chromium, address, viewport)
        if whole:
            reader.page.route("**/assets/stylesheets/*.css", lambda route: route.fulfill(path=theme / route.request.url.rpartition("/")[2]))
        page = reader.go("en/autograd")
        page.evaluate(UNFOLD)
        seen.append(settled(page))
        page.keyboard.press("/")
        until(page, "() => document.querySelector('#__search').checked")
        seen[-1] += settled(page)
        reader.close()
    assert len(seen[0]) > 4000
    assert seen[0] == seen[1]
    lighter, heavier = (sum(path.stat().st_size for path in folder.glob("*.css")) for folder in (SITE / "en/assets/stylesheets", theme))
    assert lighter < 0.6 * heavier
    SEEN["bytes of style sheets"] = lighter


def test_print(visit):
    """A chapter is printed without half-empty pages: as many as its length asks for."""
    page = visit("en/optimizers")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) <= PRINTED


def test_offline(chromium, tmp_path):
    """The zip of the site, opened from a disk without a server: search, maths, figures, copying and the way on work."""
    with zipfile.ZipFile(SITE / "en" / "torchproof.zip") as archive:
        archive.extractall(tmp_path / "torchproof")
    reader = Visit(chromium, f"file://{tmp_path}/torchproof/")
    page = reader.go("index")
    page.click("[data-md-component=search-query]")
    page.keyboard.type("requires_grad")
    page.click(".md-search-result__link[href*='autograd.html']")
    page.wait_for_url("**/autograd.html*")
    assert page.locator("math").count() > 10
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"STIX Two Math\"'))")
    page.evaluate(WALK)
    until(
        page,
        "() => [...document.querySelectorAll('figure img')].filter(i => i.checkVisibility()).every(i => i.complete && i.naturalWidth > 0)",
    )
    block = page.query_selector(".language-python")
    block.hover()
    block.query_selector("button.md-code__button").click()
    page.evaluate("document.body.append(document.createElement('textarea')); document.querySelector('body > textarea').focus()")
    page.keyboard.press("Control+V")
    assert page.input_value("body > textarea").strip() == block.query_selector("code").text_content().strip()
    assert not reader.close()


@pytest.mark.parametrize("name", CHAPTERS)
def test_figures(name, chromium):
    """In every figure of a chapter, as a browser draws it, no label is clipped and none lies on another."""
    faults, page = [], chromium.new_page(viewport=DESK)
    for path in sorted((ROOT / "snippets" / Path(name).name).glob("*.svg")):
        page.goto(path.resolve().as_uri())
        faults += [f"{path.name}: {fault}" for fault in page.evaluate(f"({LABELS})(document.documentElement)")]
        SEEN["figures drawn"] += 1
    page.close()
    assert not faults, "\n".join(faults)


class Links(html.parser.HTMLParser):
    """The ids of a page and everything that it points to, raw HTML included."""

    def __init__(self, text: str):
        super().__init__()
        self.ids, self.targets = set(), []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.ids |= {found.get("id"), found.get("name")}
        self.targets += [found[key] for key in ("href", "src", "poster", "data") if found.get(key)]
        self.targets += [part.split()[0] for part in (found.get("srcset") or "").split(",") if part.strip()]


def test_links():
    """Every link, fragment, image, script and style sheet of every page and of its style sheets leads somewhere on the site."""
    pages = {path: Links(path.read_text(encoding="utf-8")) for path in SITE.rglob("*.html")}
    canonical = re.search(r'rel="canonical" href="(.*?)index.html"', (SITE / "en" / "index.html").read_text(encoding="utf-8"))[1]
    prefix = urllib.parse.urlsplit(canonical).path.removesuffix("en/")
    faults, checked, pointed = [], 0, [(path, target) for path, links in pages.items() for target in links.targets]
    for path in (SITE / "en" / "assets").rglob("*.css"):
        pointed += [(path, target) for target in re.findall(r"url\([\"']?([^)\"'#]+)", path.read_text(encoding="utf-8"))]
    for path, target in pointed:
        target = (
            target.removeprefix(canonical)
            if target.startswith(canonical) and path.suffix == ".html" and path.parent == SITE / "en"
            else target
        )
        url = urllib.parse.urlsplit(target)
        if url.scheme or url.netloc:
            continue
        checked += 1
        place = urllib.parse.unquote(url.path)
        file = path if not place else SITE / place.removeprefix(prefix) if place.startswith("/") else (path.parent / place).resolve()
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            faults.append(f"{path.relative_to(SITE)}: {target} leads to no file")
        elif url.fragment and file in pages and urllib.parse.unquote(url.fragment) not in pages[file].ids:
            faults.append(f"{path.relative_to(SITE)}: {target} leads to no place on that page")
    SEEN["links"] += checked
    assert not faults, "\n".join(faults)


def test_ways_in(visit, address):
    """The root leads to the book; 404, robots.txt, sitemap, canonical addresses and descriptions are there."""
    page = visit("index")
    page.wait_for_url("**/en/index.html")
    assert (SITE / "404.html").is_file()
    sitemap = (SITE / "en" / "sitemap.xml").read_text(encoding="utf-8")
    assert "sitemap.xml" in (SITE / "robots.txt").read_text(encoding="utf-8")
    for name, file in zip(PAGES, FILES, strict=True):
        text = file.read_text(encoding="utf-8")
        if name != "en/404":
            assert f"{name.removeprefix('en/')}.html</loc>" in sitemap or name == "en/index", f"{name} is not in the sitemap"
            assert 'rel="canonical"' in text, f"{name} has no canonical address"
        description = re.search(r'<meta name="description" content="(.*?)"', text)
        assert description and len(description[1]) > 50, f"{name} has no description"
