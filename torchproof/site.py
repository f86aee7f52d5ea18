"""What the site adds to mkdocs: figures with their size reserved, and a last step after the build (`python -m torchproof.site`)."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from mkdocs.config import load_config

from torchproof.notebooks import archive

COPY = "torchproof.zip"
SCALE = 1.25  # a figure is shown a quarter larger than it was drawn, where there is room
WORDS = 200  # that a reader of English as a second language reads in a minute
STASHED = re.compile(r"\x02wzxhzdk:(\d+)\x03")
TAG = re.compile(r"<[^>]+>")
FACTS = re.compile(r"\d+ snippets? verified")
NOTEBOOK = re.compile(r"<!-- notebook -->.*<!-- /notebook -->", re.DOTALL)
PRINTED = re.compile(r"<pre><code>(.*?)</code></pre>(?: <pre><code>(.*?)</code></pre>)?", re.DOTALL)
SPELLING = re.compile(r"\b(\w{3,}i)([sz])(ations?|e[ds]?|ers?|ing)\b")
REDIRECT = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Torchproof</title>
<link rel="icon" href="en/assets/favicon.svg">
<meta http-equiv="refresh" content="0; url=en/index.html">
<p><a href="en/index.html">Torchproof: neural networks in PyTorch, proven line by line</a></p>
</html>
"""


def size(svg: Path) -> tuple[int, int]:
    """Width and height of an SVG file, in CSS pixels as shown."""
    root = ElementTree.parse(svg).getroot()
    width, height = (
        float(number) * {"pt": 4 / 3}.get(unit, 1)
        for number, unit in (re.fullmatch(r"([\d.]+)(\D*)", root.get(side, "0")).groups() for side in ("width", "height"))
    )
    return round(width * SCALE), round(height * SCALE)


class Figures(Treeprocessor):
    """Makes a paragraph that holds one SVG a `<figure>` with its size reserved; completes the line of facts."""

    folder: Path | None = None  # where the page's addresses start; on a page of the site mkdocs' own processor knows it

    def run(self, root: ElementTree.Element) -> None:
        """Change the tree in place."""
        page = getattr(self.md.treeprocessors["relpath"], "file", None) if "relpath" in self.md.treeprocessors else None
        folder, first = Path(page.abs_src_path).parent if page else self.folder or Path(), True
        for header in root.iter("th"):
            header.tag = "th" if "".join(header.itertext()).strip() else "td"  # an empty corner is no heading
            if formula := STASHED.fullmatch((header.text or "").strip()):
                stash = self.md.htmlStash.rawHtmlBlocks
                stash[int(formula[1])] = stash[int(formula[1])].replace(
                    "<math", f'<math aria-label="{TAG.sub("", stash[int(formula[1])])}"', 1
                )
        for paragraph in root.iter("p"):
            if FACTS.match(paragraph.text or ""):
                paragraph.set("class", "facts")
                if page:
                    self.complete(paragraph, page.name, max(1, round(len("".join(root.itertext()).split()) / WORDS)))
            picture = paragraph[0] if len(paragraph) == 1 and paragraph[0].tag == "img" else None
            if picture is None or (paragraph.text or "").strip() or not picture.get("src", "").endswith(".svg"):
                continue
            file = folder / picture.get("src")
            if not file.exists():
                continue  # mkdocs itself warns of a missing file
            width, height = size(file)
            picture.attrib.update(width=str(width), height=str(height), decoding="async", **({} if first else {"loading": "lazy"}))
            paragraph.tag, first = "figure", False
            ElementTree.SubElement(
                paragraph, "button", {"type": "button", "class": "enlarge", "aria-label": "Enlarge this figure"}
            ).text = ""

    @staticmethod
    def complete(facts: ElementTree.Element, chapter: str, minutes: int) -> None:
        """Put reading time and downloads before the facts that the record states."""
        text, facts.text = facts.text, ""
        time = ElementTree.SubElement(facts, "span")
        time.text = f"{minutes} min read"
        for href, label in ((f"notebooks/{chapter}.ipynb", "notebook"), (f"downloads/{chapter}.zip", "snippets as a zip")):
            ElementTree.SubElement(ElementTree.SubElement(facts, "span"), "a", {"href": href}).text = label
        ElementTree.SubElement(facts, "br").tail = text


class Site(Extension):
    """The Markdown extension `torchproof.site`."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Add the figures' processor, before mkdocs rewrites addresses."""
        md.treeprocessors.register(Figures(md), "figures", 5)


def makeExtension(**options) -> Site:
    """What Python-Markdown calls to load `torchproof.site`."""
    return Site(**options)


def notebook_text(notebook: dict) -> str:
    """A notebook as Markdown of the site: code and its output as the chapters show them, figures by their files."""
    parts = []
    for cell in notebook["cells"]:
        parts.append(f"```python\n{cell['source']}\n```" if cell["cell_type"] == "code" else cell["source"])
        for output in cell.get("outputs", []):
            if output["output_type"] == "stream":
                parts.append(f"```text\n{output['text']}```")
            else:
                picture = output["metadata"]["image/svg+xml"]
                parts.append(f"![{picture['alt']}](../{picture['src']})")
    return "\n\n".join(parts)


def show_notebooks(config, site: Path) -> int:
    """Put each notebook's cells, rendered as the chapters are, in the place of mkdocs-jupyter's 600 kB of HTML; how many."""
    pages = sorted(site.glob("notebooks/*.html"))
    for page in pages:
        notebook = json.loads((Path(config.docs_dir) / "notebooks" / f"{page.stem}.ipynb").read_text(encoding="utf-8"))
        markdown = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
        markdown.treeprocessors["figures"].folder = Path(config.docs_dir) / "notebooks"
        links = f'<p class="facts"><span><a href="{page.stem}.ipynb" download>Download this notebook</a></span><span><a href="../{page.name}">Read the chapter</a></span></p>'
        html = (
            markdown.convert(notebook_text(notebook)).replace(f'href="{config.site_url}', 'href="../').replace("</h1>", f"</h1>{links}", 1)
        )
        page.write_text(NOTEBOOK.sub(lambda _, html=html: html, page.read_text(encoding="utf-8"), count=1), encoding="utf-8")
    return len(pages)


def lighten(site: Path) -> None:
    """Take out the spans of code that have no colour of their own, most of a chapter's elements."""
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8").replace("<pre><span></span>", "<pre>")
        page.write_text(re.sub(r'<span class="[npw]">([^<]*)</span>', r"\1", text), encoding="utf-8")


def searchable(text: str) -> str:
    """A section's text for the search index: of code its names, once; of what code printed, the lines that say something; British and American spelling."""
    known = set(re.findall(r"\w+", PRINTED.sub("", text)))

    def shorten(found: re.Match) -> str:
        names = [
            name for name in dict.fromkeys(re.findall(r"[A-Za-z]\w{3,}", re.sub(r"#.*|\"[^\"]*\"", "", found[1]))) if name not in known
        ]
        known.update(names)
        lines = [line for line in (found[2] or "").splitlines() if len(re.findall(r"[A-Za-z]{2,}", line)) > 3]
        return "".join(f"<code>{html}</code> " for html in (" ".join(names), "\n".join(lines)) if html)

    other = {f"{stem}{'z' if letter == 's' else 's'}{end}" for stem, letter, end in SPELLING.findall(text)}
    return PRINTED.sub(shorten, text) + "".join(f" {word}" * 4 for word in sorted(other - known))  # few words weigh little


def index_search(site: Path) -> None:
    """Take the notebooks, which repeat the chapters, out of the search index, shorten it, and leave a copy that works from `file://`."""
    path = site / "search" / "search_index.json"
    index = json.loads(path.read_text(encoding="utf-8"))
    index["docs"] = [
        entry | {"text": searchable(entry["text"])} for entry in index["docs"] if not entry["location"].startswith("notebooks/")
    ]
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text, encoding="utf-8")
    path.with_suffix(".js").write_text(f"var __index = {text}\n", encoding="utf-8")


def main() -> None:
    """Finish the site that mkdocs has built: notebooks, search, the way from / to /en/, 404, robots.txt, offline copy."""
    config = load_config()
    site = Path(config.site_dir)
    count = show_notebooks(config, site)
    lighten(site)
    index_search(site)
    (site.parent / "index.html").write_text(REDIRECT, encoding="utf-8")
    (site.parent / "404.html").write_text((site / "404.html").read_text(encoding="utf-8"), encoding="utf-8")
    (site.parent / "robots.txt").write_text(f"User-agent: *\nAllow: /\nSitemap: {config.site_url}sitemap.xml\n", encoding="utf-8")
    files = [path for path in sorted(site.rglob("*")) if path.is_file() and path.suffix not in (".map", ".gz") and path.name != COPY]
    archive(site / COPY, files, site)
    print(f"the site stands in {site.parent}: {count} notebooks shown, {len(files)} files in the copy to read offline")


if __name__ == "__main__":
    main()
