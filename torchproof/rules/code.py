"""Rules for the code and the output on a page."""

import io
import re
import unicodedata
from collections.abc import Iterator

from pytest_codeblocks import extract_from_buffer

from torchproof.book.book import Book
from torchproof.book.fault import Fault
from torchproof.book.page import Page
from torchproof.book.record import Record
from torchproof.rules.quantities import in_words

SKETCH = re.compile(r".*[\u2500-\u257f].*")
COMMAND = re.compile(r"pip install(?: (?:torch|torchvision|matplotlib|numpy|scikit-learn|tensorboard))+")


def language(page: Page, book: Book) -> Iterator[Fault]:
    """Every block is code in a `python` fence, its output or a sketch in a `text` fence, or a command in a `sh` fence.

    What is indented or differently named is tested by nobody. A sketch has a line of a box in each of its lines, and no number; a command
    installs the packages of the book.
    """
    for block in page.blocks:
        kind = block.include[1] if block.include else None
        if block.info is None:
            yield page.fault(block.line, "code that is only indented", "put it into a fence that names its language")
        elif block.info not in ("python", "text", "sh"):
            what = f"the fence ```{block.info} is none of python, text and sh" if block.info else "the fence names no language"
            yield page.fault(block.line, f"{what}: it would not be tested", "write ```python, ```text or ```sh and nothing more")
        elif kind == "py" and block.info != "python":
            yield page.fault(block.line, f"code in a ```{block.info} fence", "write ```python")
        elif not block.text.strip():
            yield page.fault(block.line, "an empty block", "remove it")
        elif block.info == "text" and kind is None and not is_sketch(block.text, book):
            yield page.fault(
                block.line, "text that no run printed", "include the region of a record, or draw with ─ │ ┐ in every line, without numbers"
            )
        elif block.info == "sh" and not all(map(COMMAND.fullmatch, block.text.splitlines())):
            yield page.fault(block.line, "a command other than pip install of the book's packages", "put what is to run into a snippet")


def is_sketch(text: str, book: Book) -> bool:
    """Whether a text draws boxes and lines, and tells no number."""
    tells = any(unicodedata.numeric(sign, None) is not None for sign in text) or any(in_words(text, book.language["numbers"]["words"]))
    return not tells and all(map(SKETCH.fullmatch, text.splitlines()))


def source(page: Page, book: Book) -> Iterator[Fault]:
    """Python on a page is a region of a snippet of this page.

    Only what stands in a snippet runs.
    """
    for block in page.blocks:
        if block.info == "python" and (block.include is None or block.include[1] != "py"):
            yield page.fault(block.line, "Python that is in no snippet", "put it into snippets/ and include its region")
        elif block.include and not block.include[0].startswith(f"{page.name}/"):
            what = f"embeds {block.include[0]}, a snippet of another page"
            yield page.fault(block.line, what, f"embed snippets/{page.name}/ here and link the other page")


def output(page: Page, book: Book) -> Iterator[Fault]:
    """Output stands in a `text` fence right under its code, and code that prints has its output.

    A reader compares the two.
    """
    shown = {(stem, region) for _, stem, region in page.includes("out")}
    printed = {stem: Record.read(page.snippets[stem]).output for stem in {stem for _, stem, _ in page.includes("py")}}
    for block, stem, region in page.includes("py"):
        if region in printed[stem] and (stem, region) not in shown:
            mend = f'add a ```text fence with --8<-- "{stem}.out:{region}" under it'
            yield page.fault(block.line, f"shows {stem}:{region} without its output", mend)
    for before, block in zip([None, *page.blocks], page.blocks, strict=False):
        if block.include and block.include[1] == "out":
            stem, _, region = block.include
            between = page.lines[before.last : block.line - 1] if before else ["?"]
            if before is None or before.include != (stem, "py", region) or any(line.strip() for line in between):
                yield page.fault(block.line, f"the output of {stem}:{region} does not stand right under its code", "move it there")
            if block.info != "text":
                yield page.fault(block.line, f"output in a ```{block.info} fence", "write ```text")


def regions(page: Page, book: Book) -> Iterator[Fault]:
    """Every region of every snippet of this page is embedded once and in order, and snippets do not interleave.

    What the page shows, put together, is the program that ran.
    """
    code = page.includes("py")
    for number, (block, stem, region) in enumerate(code):
        earlier = code[:number]
        if (stem, region) in [found[1:] for found in earlier]:
            yield page.fault(block.line, f"embeds {stem}:{region} a second time", "embed each region once")
        if earlier and earlier[-1][1] != stem and stem in [found[1] for found in earlier]:
            what = f"goes on with {stem} after another snippet has begun"
            yield page.fault(block.line, what, "finish one snippet before the next")
    for snippet in page.own:
        embedded = [region for _, stem, region in code if stem == snippet.id]
        last = max((block.line for block, stem, _ in code if stem == snippet.id), default=1)
        names = [region.name for region in snippet.regions]
        if missing := [name for name in names if name not in embedded]:
            mend = f'add --8<-- "{snippet.id}.py:{missing[0]}", or remove it from the snippet'
            yield page.fault(last, f"does not embed region {missing[0]!r} of {snippet.id}", mend)
        elif list(dict.fromkeys(embedded)) != names:
            what = f"embeds the regions of {snippet.id} as {embedded}; in the snippet they are {names}"
            yield page.fault(last, what, "put them into that order")


def copied(page: Page, book: Book) -> Iterator[Fault]:
    """What pytest-codeblocks finds on the page, put together snippet by snippet, is the snippets.

    It reads a page as a reader does who copies block after block.
    """
    if page.html:  # it obeys comments
        return
    blocks = [block for block in page.blocks if block.info == "python"]
    extracted = [found.code for found in extract_from_buffer(io.StringIO(expanded(page))) if found.syntax == "python"]
    if len(extracted) != len(blocks):
        what = f"holds {len(blocks)} Python fences, pytest-codeblocks finds {len(extracted)}"
        yield page.fault(1, what, "use plain fences")
        return
    together: dict[str, str] = {}
    for block, text in zip(blocks, extracted, strict=True):
        if block.include:
            together[block.include[0]] = together.get(block.include[0], "") + text
    for stem, text in together.items():
        if text != page.snippets[stem].shown:
            line = next(block.line for block in blocks if block.include and block.include[0] == stem)
            yield page.fault(line, f"the blocks of {stem}, put together, are not the snippet", "embed each region once, in order")


def expanded(page: Page) -> str:
    """A page's text with every include in place, fences at the margin."""
    parts, done = [], 0
    for block in page.blocks:
        parts += [*page.lines[done : block.line - 1], f"```{block.info or ''}", *block.text.splitlines(), "```"]
        done = block.last
    return "\n".join([*parts, *page.lines[done:], ""])
