"""What axe finds on a page of the built site."""

from conftest import ROOT, SEEN
from playwright.sync_api import Page
from reader import DESK, PHONE, STILL, until, wide

AXE = ROOT / ".nox" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
VIEWS = {"light": DESK, "dark": PHONE}  # colours depend on the theme, sizes on the width: two of the four will do
SHOWN = "document.body.dataset.mdColorScheme"
TURN = "document.querySelector('form[data-md-component=palette] label:not([hidden])').click()"
COLOURS = ["color-contrast", "link-in-text-block"]  # the rules that ask how things look
ONLY_COLOURS, NO_COLOURS = {"runOnly": COLOURS}, {"rules": {rule: {"enabled": False} for rule in COLOURS}}
FRAME = {"include": [".md-header", ".md-sidebar--primary", ".md-sidebar--secondary", ".md-footer"]}  # what is shown otherwise on a desk
RULES = """async ([where, options]) => (await axe.run(where, {resultTypes: ["violations"], ...options})).violations
  .map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 200)).join(" | ")}`)"""
LOOK = """() => {
  window.looks ||= new Map();
  const kinds = new Map(), seen = new Map([[null, 0]]);
  const look = one => {
    if (!seen.has(one)) {
      const style = getComputedStyle(one), box = one.getBoundingClientRect();
      const colours = [style.color, style.backgroundColor, style.backgroundImage, style.opacity, style.textShadow];
      const letters = [style.fontSize, style.fontWeight, style.textDecorationLine, style.borderBottomWidth];
      const inSight = one.checkVisibility({visibilityProperty: true}) && box.width > 0 && box.height > 0 && box.right > 0 && box.left < innerWidth;
      const kind = [look(one.parentElement), one.localName, one.className, inSight, ...colours, ...letters].join();
      if (!kinds.has(kind)) kinds.set(kind, kinds.size + 1);
      seen.set(one, kinds.get(kind));
    }
    return seen.get(one);
  };
  document.querySelectorAll("body *").forEach(one => looks.set(one, `${looks.get(one)} ${look(one)}`));
}"""
TWINS = """() => {
  const seen = new Set();
  window.twins = new Set([...looks].filter(([, kind]) => seen.has(kind) || !seen.add(kind)).map(([one]) => one));
  const words = document.querySelectorAll(".highlight code i[class]");  // which say nothing but their colour
  words.forEach(word => { if (twins.has(word)) word.replaceWith(...word.childNodes) });
}"""
THIN = """() => [...document.querySelectorAll("article *")].reverse().forEach(one => { if (twins.has(one) && !one.children.length) one.remove() })"""


def turn(page: Page, theme: str) -> None:
    """Choose a theme with the button, and wait until everything has its colours."""
    if (theme == "dark") != (page.evaluate(SHOWN) == "slate"):
        page.evaluate(TURN)
    until(page, STILL)


def violations(page: Page, where: str | dict = "html", options: dict | None = None) -> list[str]:
    """What axe finds in a part of the page as it looks now."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    SEEN["axe runs"] += 1
    return page.evaluate(RULES, [where, options or {}])


def in_every_view(page: Page) -> list[str]:
    """Whether a page scrolls sideways, and what axe finds on it, on a desk in light and on a phone in the dark.

    Contrast would take two thirds of axe's time, and of a chapter's six thousand elements most look like another: of those in the article that look
    the same in both views, as all that holds them does, one is left to measure. No page to read remains.
    """
    faults = []
    for theme, viewport in VIEWS.items():
        page.set_viewport_size(viewport)
        turn(page, theme)
        faults += [f"scrolls sideways at {viewport['width']} px"] * wide(page)
        page.evaluate(LOOK)
    page.evaluate(TWINS)
    faults += violations(page, options=NO_COLOURS)
    page.evaluate(THIN)
    for theme, viewport in reversed(VIEWS.items()):
        page.set_viewport_size(viewport)
        turn(page, theme)
        faults += [f"{theme}: {fault}" for fault in violations(page, options=ONLY_COLOURS)]
    return faults + violations(page, FRAME, NO_COLOURS)
