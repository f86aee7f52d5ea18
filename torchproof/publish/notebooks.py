"""Every chapter as a Jupyter notebook and its snippets as a zip, from the page and its records; the style of the book's figures."""

import html
import json
import re
import zipfile
from pathlib import Path

import nbformat

from torchproof.book.book import INTRODUCTION, Book
from torchproof.book.exercise import Exercise
from torchproof.book.markdown import ATTRIBUTES
from torchproof.book.page import Block, Page
from torchproof.book.record import Record
from torchproof.book.snippet import Snippet
from torchproof.book.text import read_text
from torchproof.publish.exercises import bundle, effort
from torchproof.run.figure import INK, STYLE

FIXED = ("axes.grid", "axes.unicode", "figure.dpi", "font.family", "font.sans", "image.", "mathtext.", "path.", "savefig.", "svg.")
SEEN = {name: value for name, value in STYLE.items() if value != INK and not name.startswith(FIXED)}
"""The book's style for readers' own figures: without what is matplotlib's default, and what only the site's drawings need."""


class Notebook:
    """The cells of one chapter, in page order.

    Boxes become quotes under a bold heading, footnotes become notes at the end, links lead to the published book;
    a figure stands under the code that drew it, its alternative text below as a caption.

    Args:
        page: the chapter.
        book: the book that it is of.
    """

    def __init__(self, page: Page, book: Book) -> None:
        self.page, self.book, self.url, self.says = page, book, book.url, book.language["notebook"]
        self.cells: list[dict] = []
        self.text: list[str] = []
        self.alts = {figure.target: figure.alt for figure in page.figures}
        self.numbers = {name: number for number, name in enumerate(page.footnotes, 1)}
        self.read()
        self.flush()
        if page.footnotes:
            self.text = [f"**{self.says['notes']}**", ""]
            for name, (first, last) in page.footnotes.items():
                note = " ".join(" ".join(page.lines[first - 1 : last]).split()).removeprefix(f"[^{name}]:")
                self.text.append(f"{self.numbers[name]}.{note}")
        self.flush()
        first, _, rest = self.cells[0]["source"].partition("\n")
        about = self.says["about"].strip().format(title=page.headings[0].words, url=self.url, name=page.name)
        self.cells[0]["source"] = "\n\n".join([first, about, rest.strip()])
        self.cells.insert(1, self.cell(len(self.cells), cell_type="code", source=styled(), outputs=[], execution_count=None))

    def read(self) -> None:
        """Walk through the page's lines, from its title on."""
        page, headings = self.page, {heading.line for heading in self.page.headings}
        blocks, boxes, wholes = {block.line: block for block in page.blocks}, {box.line: box for box in page.boxes}, dict(page.wholes)
        exercises = self.book.shown(page)
        notes, number, inside = dict(page.footnotes.values()), page.headings[0].line, False
        while number <= len(page.lines):
            line, last = page.lines[number - 1], number
            around = [box for box in page.boxes if box.line < number <= box.last]
            if inside and not around and line.strip():
                self.text.append("")
            inside = bool(around) if line.strip() else inside
            quote, start = "> " if inside else "", max((self.indent(box.line) + 4 for box in around), default=0)
            if number in notes:
                last = notes[number]
            elif box := boxes.get(number):
                self.text += [quote.strip(), f"> **{box.title}**", ">"]
                inside = True
            elif block := blocks.get(number):
                last = block.last
                self.take(block, [quote + code[self.indent(number) :] for code in page.lines[number - 1 : last]])
            elif number in exercises:
                self.exercise(exercises[number])
            elif number in wholes:
                whole = read_text(self.book.root / "snippets" / wholes[number]).strip()
                self.text.append(re.sub(r"\]\((\w+)\.md#", rf"]({self.url}\1.html#", whole))
            elif line.strip() or self.text[-1:] != [quote.strip()]:
                self.text.append((quote + (ATTRIBUTES.sub("", line) if number in headings else line)[start:]).rstrip())
            number = last + 1

    def indent(self, line: int) -> int:
        """By how many spaces a line is indented."""
        text = self.page.lines[line - 1]
        return len(text) - len(text.lstrip())

    def take(self, block: Block, lines: list[str]) -> None:
        """A snippet's region becomes a code cell, its output is there already, any other block stays text."""
        if block.include is None:
            self.text += lines
        elif block.include[1] == "py":
            self.flush()
            self.code(self.book.snippets[block.include[0]], block.include[2])

    def flush(self) -> None:
        """Close the text so far as a Markdown cell."""
        lines, self.text = self.text, []
        while lines and lines[0] in ("", ">"):
            lines.pop(0)
        while lines and lines[-1] in ("", ">"):
            lines.pop()
        if not lines:
            return
        text = re.sub(r"\$\$.+?\$\$", lambda found: found[0].replace("\n> ", " "), "\n".join(lines), flags=re.DOTALL)
        for target, alt in self.alts.items():
            text = re.sub(
                rf"!\[[^\]]*\]\({re.escape(target)}\)(?:\{{[^}}]*\}})?", lambda _, alt=alt: f"*{self.says['figure'].format(alt)}*", text
            )
        for name, number in self.numbers.items():
            text = text.replace(f"[^{name}]", f" [{number}]")
        for target in {link for passage in self.page.passages for link in passage.links if not re.match(r"[a-z]+:", link)}:
            path, _, anchor = target.partition("#")
            page = re.sub(r"\.md$", ".html", path) or f"{self.page.name}.html"
            text = text.replace(f"]({target})", f"]({self.url}{page}{f'#{anchor}' if anchor else ''})")
        self.add(cell_type="markdown", source=text)

    def code(self, snippet: Snippet, region: str) -> None:
        """One region as a code cell with what it printed and drew."""
        record, source, outputs = Record.read(snippet), snippet.code(region).strip("\n"), []
        if region in record.output:
            outputs.append({"output_type": "stream", "name": "stdout", "text": record.output[region]})
        if record.figure and "plt.show()" in source:
            stem = f"snippets/{snippet.id}"
            metadata = {"image/svg+xml": {"alt": self.alts.get(f"{stem}.svg", ""), "src": f"{stem}.svg"}}
            outputs.append(
                {"output_type": "display_data", "metadata": metadata, "data": {"image/svg+xml": record.figure, "text/plain": "<Figure>"}}
            )
        self.add(cell_type="code", source=source, outputs=outputs, execution_count=None)

    def exercise(self, exercise: Exercise) -> None:
        """A cell that fails until it is solved, and does not stop the cells below it; hint and solution are folded."""
        says = self.book.language["exercise"]
        self.text.append(effort(exercise, says))
        self.flush()
        self.add(cell_type="code", source=exercise.task.strip(), outputs=[], execution_count=None, metadata={"tags": ["raises-exception"]})
        hint = re.sub(r"`(.+?)`", r"<code>\1</code>", html.escape(exercise.hint, quote=False))
        for kind, name, text in (("tip", "hint", hint), ("success", "solution", f"```python\n{exercise.solution}```")):
            self.text += [f'<details class="{kind}"><summary>{says[name]}</summary>', "", *text.splitlines(), "", "</details>", ""]

    def add(self, **cell) -> None:
        """Append a cell."""
        self.cells.append(self.cell(len(self.cells), **cell))

    def cell(self, number: int, **cell) -> dict:
        """A cell; its id has the number with which it was made, so that the same page gives the same bytes."""
        return {"id": f"{self.page.name}-{number:03}", "metadata": {}} | cell

    def json(self) -> str:
        """The notebook file's text; raises nbformat's `ValidationError` where it is not valid."""
        kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
        notebook = {
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
            "cells": self.cells,
        }
        nbformat.validate(notebook)
        return json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def styled() -> str:
    """The first cell of every notebook: figures look as they do in the book."""
    values = {name: f'"{value}"' if isinstance(value, str) else value for name, value in SEEN.items()}
    lines = [f'    "{name}": {value},' for name, value in values.items()]
    return "\n".join(["import matplotlib.pyplot as plt", "", "plt.rcParams.update({", *lines, "})"])


def style() -> str:
    """The same as a style file of matplotlib, for readers' own programs."""
    return "".join(f"{name}: {', '.join(map(str, value)) if isinstance(value, tuple) else value}\n" for name, value in SEEN.items())


def archive(path: Path, files: dict[str, bytes]) -> None:
    """Zip files under their names, the same bytes whenever the files are the same."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files.items():
            target.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)


def write(book: Book) -> int:
    """Write `notebooks/` and `downloads/` beside the pages, and remove files of pages that are gone; how many notebooks."""
    looks = book.folder / "downloads" / "torchproof.mplstyle"
    looks.parent.mkdir(exist_ok=True)
    looks.write_text(style(), encoding="utf-8")
    together = looks.with_name("exercises.zip")
    archive(together, bundle(book))
    written, notebooks = {looks, together}, 0
    for page in book.pages.values():
        files = {snippet.path.relative_to(book.root / "snippets").as_posix(): snippet.path.read_bytes() for snippet in page.own}
        if files and page.name != INTRODUCTION:
            notebook, download = book.folder / "notebooks" / f"{page.name}.ipynb", book.folder / "downloads" / f"{page.name}.zip"
            for path in (notebook, download):
                path.parent.mkdir(exist_ok=True)
            notebook.write_text(Notebook(page, book).json(), encoding="utf-8")
            archive(download, files)
            written |= {notebook, download}
            notebooks += 1
    for path in {*book.folder.glob("notebooks/*"), *book.folder.glob("downloads/*")} - written:
        path.unlink()
    return notebooks
