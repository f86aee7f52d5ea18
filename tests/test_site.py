"""The built site in a real browser: what a reader sees, copies, finds and reaches, with a mouse, a keyboard, a phone, or no network.

Run by `nox -s test_site`, which builds the site first. Every check names the page; the counts are printed at the end.
"""

import functools
import html.parser
import json
import re
import urllib.parse
import zipfile
from pathlib import Path

import pytest
from accessibility import in_every_view
from conftest import BOOKS, ROOT, SEEN
from playwright.sync_api import Page
from reader import (
    BROKEN,
    CHAPTERS,
    DESK,
    DRAWN,
    ENLARGED,
    FILES,
    PAGES,
    PHONE,
    SITE,
    STILL,
    UNFOLD,
    WALK,
    Visit,
    pressed,
    until,
    weight,
    wide,
)

from torchproof.attack import sample
from torchproof.book.book import INTRODUCTION

pytest_plugins = ["reader"]

PAGE_LIMIT, FIGURE_LIMIT, SHIFT_LIMIT, TEXT_LIMIT = 135_000, 60_000, 0.1, 11
PRINTED = 40  # pages of the longest chapter
VISIT = 10.0  # seconds, about, that a page takes
LEGIBLE = 12  # pixels, below which Lighthouse counts text as too small
CUT_LIMIT = 0.05  # of all lines: those of printed tables, which scroll
SIZE = re.compile(r"font(?:-size)?: *(?:[a-z]+ +)*([\d.]+)px")
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


CUT = """() => [...document.querySelectorAll("article pre > code")].map(code => {
  const style = getComputedStyle(code), pen = new OffscreenCanvas(1, 1).getContext("2d"), lines = code.textContent.trimEnd().split("\\n");
  pen.font = style.font;
  const columns = (code.clientWidth - parseFloat(style.paddingLeft)) / pen.measureText("0").width;
  return [lines.length, code.scrollWidth > code.clientWidth ? lines.filter(line => line.length > columns).length : 0, code.textContent];
})"""
TABLES = "() => [...document.querySelectorAll('.md-typeset__scrollwrap')].map(box => [box.scrollWidth > box.clientWidth, box.innerText])"


HEAR = """([buttons, first, last]) => [...document.querySelectorAll(buttons)].slice(first, last).map(button => {
  let text = "";
  const hear = ({target}) => { text = target.value.slice(target.selectionStart, target.selectionEnd) };
  document.addEventListener("copy", hear);
  button.focus();
  button.click();
  document.removeEventListener("copy", hear);
  return text;
})"""
AT_ONCE = 10  # a browser lets a script copy for some seconds after a press
BLOCKS = """() => [...document.querySelectorAll(".language-python")].map(block => ({
  text: block.querySelector("code").textContent, file: block.querySelector(".bar a")?.getAttribute("href"), whole: !!block.querySelector(".bar button")}))"""
OUTPUTS = "() => [...document.querySelectorAll('.language-python + .language-text code')].map(code => code.textContent)"


def copied(page: Page, buttons: str) -> list[str]:
    """What each button of a kind copies. The first is pressed with a key, and gives what is then in the clipboard; of the others, it is what a script hears."""
    number = page.locator(buttons).count()
    texts = [pressed(page, functools.partial(page.locator(buttons).first.press, "Enter"))] if number else []
    for first in range(1, number, AT_ONCE):
        texts += page.evaluate(HEAR, [buttons, first, first + AT_ONCE])
    return texts


def differ(what: str, found: list, wanted: list) -> list[str]:
    """Where two lists differ."""
    faults = [f"{what}: {one!r} instead of {other!r}" for one, other in zip(found, wanted, strict=False) if one != other]
    return faults + [f"{what}: {len(found)} instead of {len(wanted)}"] * (len(found) != len(wanted))


def copying(page: Page, name: str) -> list[str]:
    """The copy buttons give the cells of the notebook, exercises too, whose run is compared with what is shown; the zip holds the programs that were verified."""
    blocks, given = page.evaluate(BLOCKS), [text.strip("\n") for text in copied(page, ".language-python button.md-code__button")]
    SEEN["blocks copied"] += len(given)
    parts, tried = ([text for block, text in zip(blocks, given, strict=True) if bool(block["file"]) == ours] for ours in (True, False))
    printed, chapter = page.evaluate(OUTPUTS), Path(name).name
    if chapter == INTRODUCTION:  # which has no notebook
        source = BOOKS[0].pages[chapter]
        shown = {kind: [block.text.strip("\n") for block, _, _ in source.includes(kind)] for kind in ("py", "out")}
        return differ("is copied", parts, shown["py"]) + differ("is shown", [text.strip("\n") for text in printed], shown["out"])
    with zipfile.ZipFile(SITE / "en" / "downloads" / f"{chapter}.zip") as archive:
        held = {Path(path).name: archive.read(path) for path in archive.namelist()}
    programs = {path.name: path.read_bytes() for path in (ROOT / "snippets" / chapter).glob("*.py")}
    faults = differ("is in the zip", sorted(held.items()), sorted(programs.items()))
    notebook = json.loads((SITE / "en" / "notebooks" / f"{chapter}.ipynb").read_text(encoding="utf-8"))
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    own, theirs = ([cell for cell in cells if bool(cell["metadata"]) == exercise] for exercise in (False, True))
    exercises = [exercise for exercise in BOOKS[0].exercises.values() if exercise.page == chapter]
    wanted = sorted((exercise.task.rstrip("\n"), exercise.solution.rstrip("\n")) for exercise in exercises)
    faults += differ("is copied of exercises", sorted(zip(tried[::2], tried[1::2], strict=True)), wanted)
    faults += differ("is in the notebook of exercises", [cell["source"] for cell in theirs], tried[::2])
    faults += differ("is copied", parts, [cell["source"].strip("\n") for cell in own[1:]])  # the first sets the style of figures
    faults += differ("is shown", printed, [output["text"] for cell in own for output in cell["outputs"] if "text" in output])
    SEEN["notebook cells"] += len(own)
    return faults


def programs(page: Page) -> list[str]:
    """One press copies a program from its start up to the block of the button, and each block names its file."""
    faults, seen, wanted = [], {}, []
    for block in page.evaluate(BLOCKS):
        if file := block["file"]:
            if block["whole"] != (file in seen):
                faults.append(f"{'has' if block['whole'] else 'has no'} button for the program so far: {block['text']}")
            seen[file] = seen.get(file, "") + block["text"]
            if block["whole"]:
                wanted.append(seen[file])
    faults += differ("is copied from the start", copied(page, ".language-python .bar button"), wanted)
    SEEN["programs copied from the start"] += len(wanted)
    for file, text in seen.items():
        source = (ROOT / file.partition("/blob/main/")[2]).read_text(encoding="utf-8")
        regions = "".join(re.findall(r"\[start:[\w-]+\]\n(.*?)# --8<-- \[end", source, re.DOTALL))
        if text.replace("\n", "") != regions.replace("\n", ""):
            faults.append(f"{file} is not the program that is shown")
    return faults


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


def steady(reader: Visit) -> list[str]:
    """A page that is read from its top to its end does not move, is light, and says what it may ask for."""
    page, faults = reader.page, []
    page.evaluate(WALK)
    until(page, DRAWN)
    faults += [f"shows no picture: {source}" for source in page.evaluate(BROKEN)]
    shift = page.evaluate("shift")
    if shift >= SHIFT_LIMIT:
        faults.append(f"shifts by {shift:.3f}")
    sizes = weight(reader.requests, reader.address)
    figures = {path: size for path, size in sizes.items() if path.endswith(".svg") and "/snippets/" in path}
    faults += [f"{path} weighs {size:,} bytes" for path, size in figures.items() if size > FIGURE_LIMIT]
    total = sum(sizes.values()) - sum(figures.values())
    SEEN["bytes of the heaviest page"] = max(SEEN["bytes of the heaviest page"], total)
    if total > PAGE_LIMIT:
        faults.append(f"weighs {total:,} bytes: {sizes}")
    if not page.query_selector("meta[http-equiv=Content-Security-Policy]"):
        faults.append("has no Content-Security-Policy")
    return faults


def uncut(page: Page) -> list[str]:
    """On a phone long lines wrap below themselves and tables fold; only printed tables of aligned columns scroll."""
    blocks = page.evaluate(CUT)
    faults = [f"cuts {text!r}" for _, over, text in blocks if over and not re.search(r"\S  +\S.*\n.*\S  +\S", text)]
    faults += [f"cuts the table {words!r}" for over, words in page.evaluate(TABLES) if over]
    lines, cut = (sum(block[place] for block in blocks) for place in (0, 1))
    SEEN["lines of code"] += lines
    SEEN["of them cut on a phone"] += cut
    return faults + [f"{cut} of {lines} lines are cut on a phone"] * (cut >= max(CUT_LIMIT * lines, 1))


def drawn(commit: str) -> list[str]:
    """The pages that are tried: all, or of the chapters a third, of those that are made of them, which are many and alike, some, as a commit draws, and all others."""
    made = {page: VISIT for page in PAGES if page.count("/") > 1}
    chapters = {page: sample.SECONDS / (len(CHAPTERS) // 3) for page in CHAPTERS}
    some = [*sample.drawn(chapters, commit), *sample.drawn(made, commit)]
    return [page for page in PAGES if page not in made | chapters] + some if commit else PAGES


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One visit to each page that is drawn."""
    if "visited" in metafunc.fixturenames:
        metafunc.parametrize("visited", drawn(metafunc.config.getoption("drawn")))


def test_commits_draw_every_page_and_few_at_once():
    samples = [drawn(f"commit {number}") for number in range(80)]
    assert {name for some in samples for name in some} == set(PAGES) == set(drawn(""))
    assert all(len(some) < len(PAGES) / 2 and len(set(CHAPTERS) & set(some)) >= len(CHAPTERS) // 3 for some in samples)


def test_page(visited, chromium, address):
    """Dark on a phone and light on a desk: accessible, still, within its weight, with figures that can be read and code that can be copied."""
    reader = Visit(chromium, address, PHONE)
    page = reader.go(visited)
    faults = steady(reader)
    page.evaluate(UNFOLD)
    faults += readable(page, visited)
    if visited in CHAPTERS:
        faults += uncut(page)
    page.set_viewport_size(ENLARGED)
    if wide(page):
        faults.append("scrolls sideways at 400 %")
    page.set_viewport_size(DESK)
    if visited in CHAPTERS:
        faults += copying(page, visited) + programs(page)
        page.evaluate("document.querySelector('.md-dialog').remove()")  # it says for two seconds that something was copied
    faults += in_every_view(page)
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
    page.wait_for_url("**#start-here")
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
    until(page, "() => document.querySelector('dialog.figure').open && document.querySelector('dialog.figure img').naturalWidth > 0")
    page.keyboard.press("Escape")
    until(page, "() => !document.querySelector('dialog.figure').open && document.activeElement.matches('.enlarge')")
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


def test_long_lines(visit):
    """On a phone code can be read, its button lies beside its first line, and lines that wrap are copied and selected as they are written."""
    page = visit("en/mlp", viewport=PHONE)
    page.evaluate(UNFOLD)
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('pre > code')).fontSize)") >= LEGIBLE
    for block in page.query_selector_all(".language-python:not(details *):has(code b)")[:3]:
        text = block.query_selector("code").text_content()
        assert pressed(page, block.query_selector("button.md-code__button").click).rstrip("\n") == text.rstrip("\n")
        page.evaluate("node => getSelection().selectAllChildren(node)", block.query_selector("code"))
        assert page.evaluate("getSelection().toString()").rstrip("\n") == text.rstrip("\n")
        first, button = (block.query_selector(part).bounding_box() for part in ("pre > code", "button.md-code__button"))
        assert button["y"] + button["height"] <= first["y"] + 8, "the button lies on the first line"


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


def test_offline(chromium, disk):
    """The zip of the site, opened from a disk without a server: search, maths, figures, copying and the way on work."""
    reader = Visit(chromium, disk)
    page = reader.go("index")
    page.click("[data-md-component=search-query]")
    page.keyboard.type("requires_grad")
    page.click(".md-search-result__link[href*='autograd.html']")
    page.wait_for_url("**/autograd.html*")
    assert page.locator("math").count() > 10
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"STIX Two Math\"'))")
    page.evaluate(WALK)
    until(page, DRAWN)
    assert page.evaluate(BROKEN) == []
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
    page = visit("en/start")
    page.goto(f"{address}index.html")  # which leads on at once
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
