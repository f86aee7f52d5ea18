"""The built site beyond mkdocs: figures with their size, and after the build (`python -m torchproof.site`) notebooks, redirect, offline copy."""

import html
import json
import re
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from math_core import LatexError

from torchproof.maths import INLINE, mathml

SCALE = 1.25  # a figure is shown a quarter larger than it was drawn, where there is room
FACTS = re.compile(r"\d+ snippets? verified")
REDIRECT = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Torchproof</title>
<meta http-equiv="refresh" content="0; url={to}">
<link rel="canonical" href="{to}">
<p>{why} <a href="{to}">Torchproof: neural networks in PyTorch, proven line by line</a></p>
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
    """Makes a paragraph that holds one SVG a `<figure>` with its size reserved; marks the line of facts."""

    def run(self, root: ElementTree.Element) -> None:
        """Change the tree in place; `relpath` is mkdocs' processor, which knows the page's file."""
        if "relpath" not in self.md.treeprocessors:
            return
        folder, first = Path(self.md.treeprocessors["relpath"].file.abs_src_path).parent, True
        for paragraph in root.iter("p"):
            if FACTS.match(paragraph.text or ""):
                paragraph.set("class", "facts")
            picture = paragraph[0] if len(paragraph) == 1 and paragraph[0].tag == "img" else None
            if picture is None or (paragraph.text or "").strip() or not picture.get("src", "").endswith(".svg"):
                continue
            if not (folder / picture.get("src")).exists():
                continue  # mkdocs itself warns of a missing file
            width, height = size(folder / picture.get("src"))
            picture.attrib.update(width=str(width), height=str(height), decoding="async", **({} if first else {"loading": "lazy"}))
            paragraph.tag, first = "figure", False
            button = ElementTree.SubElement(paragraph, "button", {"type": "button", "class": "enlarge", "aria-label": "Enlarge this figure"})
            button.text = ""


class Site(Extension):
    """The Markdown extension `torchproof.site`."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Add the figures' processor, before mkdocs rewrites addresses."""
        md.treeprocessors.register(Figures(md), "figures", 5)


def makeExtension(**options) -> Site:
    """What Python-Markdown calls to load `torchproof.site`."""
    return Site(**options)
