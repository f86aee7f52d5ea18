"""Every chapter as a Jupyter notebook and its snippets as a zip, from the page and its records (`python -m torchproof.notebooks`)."""

import json
import re
import zipfile
from pathlib import Path

import nbformat
from mkdocs.config import load_config

from torchproof.record import Record
from torchproof.snippet import Snippet

HEADER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
FENCE = re.compile(r"^( *)```(\w*)$")
INCLUDE = re.compile(r'--8<-- "([\w/-]+\.\w+)(?::([\w-]+))?"')
BOX = re.compile(r'^( *)(?:!!!|\?\?\?\+?) *\w+(?: +"(.*)")?$')
FIGURE = re.compile(r"!\[([^\]]*)\]\((snippets/[\w/-]+)\.svg\)")
NOTE = re.compile(r"^\[\^([\w-]+)\]: *(.*(?:\n(?: {4}.*|(?=\n {4})))*)\n?", re.MULTILINE)
ABOUT = (
    "*This is the chapter [{title}]({url}{name}.html) as a notebook: its text, its code, and what the code printed and drew when it was last verified. "
    "Run the cells from top to bottom; they need torch, torchvision, matplotlib and scikit-learn.*"
)


class Notebook:
    """The cells of one chapter, in page order.

    Boxes become quotes under a bold heading, footnotes become notes at the end, links lead to the published book;
    a figure stands under the code that drew it, its alternative text below as a caption.
    """

    def __init__(self, page: Path, snippets: Path, url: str) -> None:
        self.name, self.snippets, self.url = page.stem, snippets, url
        self.cells: list[dict] = []
        self.text: list[str] = []
        source = HEADER.sub("", page.read_text(encoding="utf-8"))
        self.alts = {stem: alt for alt, stem in FIGURE.findall(source)}
        notes = NOTE.findall(source)
        self.numbers = {name: number for number, (name, _) in enumerate(notes, 1)}
        self.read(NOTE.sub("", source))
        self.flush()
        if notes:
            self.text = ["**Notes**", "", *(f"{self.numbers[name]}. {' '.join(text.split())}" for name, text in notes)]
        self.flush()
        title = next(line[2:] for line in source.splitlines() if line.startswith("# "))
        first = self.cells[0]["source"].split("\n", 1)
        self.cells[0]["source"] = "\n\n".join([first[0], ABOUT.format(title=title, url=url, name=self.name), first[1].strip()])

    def read(self, source: str) -> None:
        """Walk through the page's lines."""
        box, fence, indent = 0, None, 0
        for line in source.splitlines():
            opened, started = FENCE.match(line), BOX.match(line)
            depth = len(line) - len(line.lstrip())
            while box and fence is None and line.strip() and depth < box:
                box -= 4
                self.text += [] if box else [""]
            quote = "> " if box else ""
            if fence is not None:
                fence.append(line[indent:])
                if opened and not opened[2]:
                    self.close(fence, quote)
                    fence = None
            elif opened:
                fence, indent = [line.strip()], depth
            elif started:
                box = depth + 4
                self.text += [quote.strip(), f"> **{started[2] or 'Note'}**", ">"]
            elif found := INCLUDE.search(line):
                self.text.append((self.snippets / found[1]).read_text(encoding="utf-8").strip())
            elif line.strip() or self.text[-1:] != [quote.strip()]:
                self.text.append((quote + line[box:]).rstrip())

    def close(self, fence: list[str], quote: str) -> None:
        """Take a whole fence: a snippet's region becomes a code cell, its output is there already, anything else stays text."""
        include = INCLUDE.search(fence[1])
        if not include:
            self.text += [quote + line for line in fence]
        elif include[1].endswith(".py"):
            self.flush()
            self.code(Snippet.read(self.snippets / include[1]), include[2])

    def flush(self) -> None:
        """Close the text so far as a Markdown cell."""
        lines, self.text = self.text, []
        while lines and lines[0] in ("", ">"):
            lines.pop(0)
        while lines and lines[-1] in ("", ">"):
            lines.pop()
        if not lines:
            return
        text = "\n".join(lines)
        text = re.sub(r"\$\$.+?\$\$", lambda found: found[0].replace("\n> ", " "), text, flags=re.DOTALL)
        text = re.sub(r"^(#+ .*?) *\{.*\}$", r"\1", text, flags=re.MULTILINE)
        text = FIGURE.sub(lambda found: f"*Figure: {found[1]}*", text)
        text = re.sub(r"\[\^([\w-]+)\]", lambda found: f" [{self.numbers.get(found[1], '?')}]", text)
        text = re.sub(r"\]\(([\w/-]+)\.md", rf"]({self.url}\1.html", text)
        text = re.sub(r"\]\((?=#)", f"]({self.url}{self.name}.html", text)
        text = re.sub(r"\]\((?=snippets/|notebooks/|downloads/)", f"]({self.url}", text)
        self.add(cell_type="markdown", source=text)

    def code(self, snippet: Snippet, region: str) -> None:
        """One region as a code cell with what it printed and drew."""
        record, source, outputs = Record.read(snippet), snippet.code(region).strip("\n"), []
        if region in record.output:
            outputs.append({"output_type": "stream", "name": "stdout", "text": record.output[region]})
        if record.figure and "plt.show()" in source:
            stem = f"snippets/{snippet.id}"
            metadata = {"image/svg+xml": {"alt": self.alts.get(stem, ""), "src": f"{stem}.svg"}}
            outputs.append(
                {"output_type": "display_data", "metadata": metadata, "data": {"image/svg+xml": record.figure, "text/plain": "<Figure>"}}
            )
        self.add(cell_type="code", source=source, outputs=outputs, execution_count=None)

    def add(self, **cell) -> None:
        """Append a cell; its id is its place, so that the same page gives the same bytes."""
        self.cells.append({"id": f"{self.name}-{len(self.cells):03}", "metadata": {}} | cell)

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


def archive(path: Path, files: list[Path], root: Path) -> None:
    """Zip files under their paths from `root`, the same bytes whenever the files are the same."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for file in files:
            target.writestr(zipfile.ZipInfo(file.relative_to(root).as_posix()), file.read_bytes(), zipfile.ZIP_DEFLATED)


def main() -> None:
    """Write `notebooks/` and `downloads/` beside the pages; files of pages that are gone are removed."""
    config = load_config()
    docs, snippets, written = Path(config.docs_dir), Path("snippets"), set()
    for page in sorted(docs.glob("*.md")):
        files = sorted((snippets / page.stem).glob("*.py"))
        if not files or page.stem == "index":
            continue
        notebook, download = docs / "notebooks" / f"{page.stem}.ipynb", docs / "downloads" / f"{page.stem}.zip"
        for path in (notebook, download):
            path.parent.mkdir(exist_ok=True)
        notebook.write_text(Notebook(page, snippets, config.site_url).json(), encoding="utf-8")
        archive(download, files, snippets)
        written |= {notebook, download}
    for path in {*docs.glob("notebooks/*"), *docs.glob("downloads/*")} - written:
        path.unlink()
    print(f"{len(written) // 2} notebooks and zips written")


if __name__ == "__main__":
    main()
