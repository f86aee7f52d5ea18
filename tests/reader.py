"""A reader of the built site, in a real browser: what the tests of the site share."""

import functools
import gzip
import http.server
import threading
import urllib.parse
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, SEEN
from playwright.sync_api import Page, sync_playwright

from torchproof.run import browser

SITE = (ROOT / "site").resolve()
FILES = [path for folder in ("", "claims", "notebooks") for path in sorted((SITE / "en" / folder).glob("*.html"))]
PAGES = [path.relative_to(SITE).as_posix().removesuffix(".html") for path in FILES]
CHAPTERS = [
    page
    for page in PAGES
    if (ROOT / "snippets" / Path(page).name).is_dir() and page.count("/") == 1 and (ROOT / "docs" / f"{page}.md").exists()
]
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
PATIENCE = 60_000  # milliseconds until what a test waits for must have come
STILL = "() => document.getAnimations().every(one => one.playState !== 'running')"
PICTURES = "[...document.querySelectorAll('img')].filter(i => i.checkVisibility())"
DRAWN = f"() => {PICTURES}.every(i => i.complete)"
BROKEN = f"() => {PICTURES}.filter(i => !i.naturalWidth).map(i => i.src)"
UNFOLD = "() => document.querySelectorAll('details').forEach(box => { box.open = true })"
WATCH = """
window.shift = 0; window.paint = 0;
new PerformanceObserver(list => list.getEntries().forEach(e => { if (!e.hadRecentInput) window.shift += e.value })).observe({type: "layout-shift", buffered: true});
new PerformanceObserver(list => list.getEntries().forEach(e => { window.paint = e.startTime })).observe({type: "largest-contentful-paint", buffered: true});
"""
WALK = """async () => {
  for (let top = 0; top < document.body.scrollHeight; top += innerHeight) {
    scrollTo({top, behavior: "instant"});
    await new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn)));  // pictures near it are asked for when a frame is drawn
  }
  scrollTo({top: 0, behavior: "instant"});
}"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files, several over one connection, and says nothing."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

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
def disk(tmp_path_factory) -> str:
    """Where the copy to read offline lies, opened from a disk without a server."""
    folder = tmp_path_factory.mktemp("offline")
    with zipfile.ZipFile(SITE / "en" / "torchproof.zip") as archive:
        archive.extractall(folder)
    return f"{folder.as_uri()}/"


@pytest.fixture(scope="session")
def chromium():
    """A browser."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser.chromium(), args=FLAGS)
        yield started
        started.close()


class Visit:
    """A fresh reader on a page: what was asked for, and what the console said."""

    def __init__(self, chromium, address: str, viewport=DESK, scheme="light", **given):
        self.context = chromium.new_context(
            viewport=viewport, color_scheme=scheme, permissions=["clipboard-read", "clipboard-write"], reduced_motion="reduce", **given
        )
        self.context.add_init_script(WATCH)
        self.address, self.requests, self.errors = address, [], []
        self.page: Page = self.context.new_page()
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.errors.append(message.text) if message.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def go(self, page: str, until: str = "load") -> Page:
        """Open a page and wait until it has loaded, its fonts too, or come so far."""
        self.page.goto(f"{self.address}{page}.html", wait_until=until)
        self.page.evaluate("() => document.fonts.ready.then(() => true)")
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
            found[path.relative_to(SITE).as_posix()] = packed(path)
    return found


@functools.cache
def packed(path: Path) -> int:
    """How many bytes of a file go over the wire."""
    data = path.read_bytes()
    return len(data if path.suffix in (".woff2", ".png") else gzip.compress(data, 6))


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


def wide(page: Page) -> bool:
    """Whether the page scrolls sideways."""
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")
