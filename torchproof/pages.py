"""A page as its reader sees it: includes expanded; blocks, figures, sentences and links; and the rules it keeps."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from markdown.extensions.toc import slugify, unique

from torchproof import GENERATED, maths
from torchproof.attack import seeds
from torchproof.fault import Fault
from torchproof.numbers import cited, shown
from torchproof.proof import Proof
from torchproof.record import Record
from torchproof.snippet import Snippet, read_text

FENCE = re.compile(r"^( *)(`{3,})(.*)$")
INCLUDE = re.compile(r'^ *--8<-- "([\w/-]+)\.(py|out):([\w-]+)"$')
FIGURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
LINK = re.compile(r"(?<!!)\[(?:[^\]\[]|\[[^\]]*\])*\]\(([^)\s]+)[^)]*\)")
HEADING = re.compile(r"^(#{1,6}) +(.*?)(?: *\{ *#([\w-]+)[^}]*\})? *$")
DERIVATIVE = re.compile(r"\\partial|\\nabla|\^\{?\\prime|\w'\(|\\frac\{(?:\\mathrm\{)?d\b")
CHECKED = re.compile(r"\.backward\(|autograd\.grad|\bgrad\(|jacrev|jacobian|gradcheck")
BY_NUMBER = re.compile(r"\b(?:figure|section|chapter|table|listing)s? \d", re.IGNORECASE)
BY_NAME = re.compile(r"\bthe (?:[\w-]+ (?:chapter|section)|(?:chapter|section) on [\w-]+)", re.IGNORECASE)
QUOTED = re.compile(r'\*\*"([^"]+)"\*\*|^ *\| *"([^"]+)" *\||`(\w+(?:Error|Warning): [^`]+)`')
SEEDS = re.compile(r"(\d+) of (\d+) seeds")
ALT_LENGTH = 30
STYLES = {  # a word on how something is drawn → what in a program draws it so, whatever the defaults are
    re.compile(r"\bdashed\b", re.IGNORECASE): re.compile(r"--[\"']|[\"']dashed|\(0, \("),
    re.compile(r"\bdotted\b", re.IGNORECASE): re.compile(r"[\"'][\w.]{0,3}:[\"']|[\"']dotted"),
    re.compile(r"\bdash-dotted\b", re.IGNORECASE): re.compile(r"-\.[\"']|[\"']dashdot"),
    re.compile(r"\b(?:blue|orange|green|red|purple|pink|gr[ae]y|yellow|brown|black|white)\b", re.IGNORECASE): re.compile(
        r"colou?rs?\b|cmap|[\"']C\d|imshow|\.gray"
    ),
}


@dataclass(frozen=True)
class Block:
    """A fenced block: the line of its opening fence, its info string, its lines, and what it includes (stem, kind, region), if anything."""

    line: int
    info: str
    text: str
    include: tuple[str, str, str] | None


@dataclass(frozen=True)
class Heading:
    """A heading: its line, its level from 1, its words without markup, and the anchor that the site gives it."""

    line: int
    level: int
    words: str
    anchor: str


@dataclass(frozen=True)
class Page:
    """One page, `docs/<language>/<name>.md`, and the snippets of the book by id."""

    path: Path
    source: str
    snippets: dict[str, Snippet]

    @classmethod
    def read(cls, path: Path, snippets: list[Snippet]) -> "Page":
        """Read a page from its file; raises `Fault` where it is not plain text."""
        return cls(path, read_text(path), {snippet.id: snippet for snippet in snippets})

    @property
    def name(self) -> str:
        """Its name, which its snippets' folder shares."""
        return self.path.stem

    def fault(self, line: int, what: str, mend: str) -> Fault:
        """A fault on a line of this page."""
        return Fault(f"{self.path}:{line}", what, mend)

    @cached_property
    def lines(self) -> list[str]:
        """Its source, line by line."""
        return self.source.splitlines()

    @cached_property
    def blocks(self) -> list[Block]:
        """Its fenced blocks in order, includes expanded.

        Raises:
            Fault: a fence is never closed, or an include names no snippet, record or region.
        """
        blocks, opened, body = [], None, []
        for number, line in enumerate(self.lines, 1):
            fence = FENCE.match(line)
            if opened is None and fence:
                opened, body = (number, *fence.groups()), []
            elif opened is not None and fence and fence[2].startswith(opened[2]) and not fence[3].strip():
                includes = [(INCLUDE.match(text), at) for at, text in enumerate(body, opened[0] + 1) if "--8<--" in text]
                for include, at in includes:
                    if include is None or len(body) > 1:
                        raise self.fault(
                            at,
                            f"the include {self.lines[at - 1].strip()!r} is not of one region, alone in its fence",
                            'write --8<-- "page/stem.py:region"',
                        )
                include = includes[0][0].groups() if includes else None
                text = self.included(opened[0] + 1, *include) if include else "".join(text[len(opened[1]) :] + "\n" for text in body)
                blocks.append(Block(opened[0], opened[3].strip(), text, include))
                opened = None
            elif opened is not None:
                body.append(line)
        if opened is not None:
            raise self.fault(opened[0], "the fence is never closed", "close it with ```")
        return blocks

    def included(self, line: int, stem: str, kind: str, region: str) -> str:
        """The text that an include of one region stands for; raises `Fault` where there is none."""
        snippet = self.snippets.get(stem)
        if snippet is None:
            raise self.fault(line, f"includes {stem}.{kind}, but there is no snippets/{stem}.py", "correct the name")
        if kind == "py":
            if region not in [found.name for found in snippet.regions]:
                raise self.fault(
                    line,
                    f"includes region {region!r} of {stem}.py, which has {', '.join(found.name for found in snippet.regions)}",
                    "correct the name",
                )
            return snippet.code(region)
        output = Record.read(snippet).output
        if region not in output:
            raise self.fault(
                line,
                f"includes region {region!r} of {stem}.out, which has {', '.join(output) or 'nothing'}",
                f"correct the name, or nox -s figures -- {stem}",
            )
        return output[region]

    @cached_property
    def expanded(self) -> str:
        """Its text with every block's includes in place, fences at the margin."""
        parts, done = [], 0
        for block in self.blocks:
            parts += [line + "\n" for line in self.lines[done : block.line - 1]]
            parts.append(f"```{block.info}\n{block.text}```\n")
            done = block.line
            while not FENCE.match(self.lines[done]):
                done += 1
            done += 1
        return "".join(parts + [line + "\n" for line in self.lines[done:]])

    @cached_property
    def prose(self) -> list[tuple[int, str]]:
        """Its lines outside fences, with their numbers."""
        inside, kept = False, []
        for number, line in enumerate(self.lines, 1):
            if FENCE.match(line):
                inside = not inside
            elif not inside:
                kept.append((number, line))
        return kept

    @cached_property
    def paragraphs(self) -> list[tuple[int, str]]:
        """Its paragraphs outside fences, parted by blank lines, with the line of each; footnotes are left out."""
        found, held, note = [], [], False
        inside = dict(self.prose)
        for number in range(1, len(self.lines) + 2):
            line = inside.get(number, "")
            note = bool(re.match(r" *\[\^[\w-]+\]:", line)) or (note and line.startswith("    "))
            if line.strip() and not note:
                held.append(line)
            elif held:
                found.append((number - len(held), "\n".join(held)))
                held = []
        return found

    @cached_property
    def figures(self) -> list[tuple[int, str, str]]:
        """Its figures: line, alternative text, target."""
        return [(number, *found) for number, line in self.prose for found in FIGURE.findall(line)]

    @cached_property
    def headings(self) -> list[Heading]:
        """Its headings in order."""
        found, used = [], set()
        for number, line in self.prose:
            heading = HEADING.match(line)
            if heading:
                words = re.sub(r"\[([^\]]*)\]\([^)]*\)|[`*$]", r"\1", heading[2])
                found.append(Heading(number, len(heading[1]), words, unique(heading[3] or slugify(words, "-"), used)))
        return found

    @property
    def anchors(self) -> set[str]:
        """The anchors of its headings."""
        return {heading.anchor for heading in self.headings}

    @cached_property
    def latex(self) -> list[tuple[int, str, bool]]:
        """Its formulas: line, LaTeX, and whether it is displayed."""
        inside = dict(self.prose)
        text = "\n".join(re.sub(r"`[^`]*`", "", inside.get(number, "")) for number in range(1, len(self.lines) + 1))
        display = [(found, True) for found in re.finditer(r"\$\$(.+?)\$\$", text, re.S)]
        rest = re.sub(r"\$\$.+?\$\$", lambda found: re.sub(r"[^\n]", " ", found[0]), text, flags=re.S)
        inline = [(found, False) for found in re.finditer(maths.INLINE, rest)]
        return [(text.count("\n", 0, found.start()) + 1, found[1], shown) for found, shown in display + inline]

    def check(self) -> list[Fault]:
        """Every rule that this page breaks."""
        if not re.fullmatch(r"[a-z][a-z0-9_]*", self.name):
            return [self.fault(1, f"the name {self.name!r} is not in small letters a to z", "rename the file and its folder of snippets")]
        try:
            faults = [
                *self.fences(),
                *self.embedding(),
                *self.reader(),
                *self.pictures(),
                *self.styles(),
                *self.links(),
                *self.formulas(),
                *self.numbers(),
                *self.seeds(),
                *self.messages(),
                *self.references(),
            ]
        except Fault as fault:
            return [fault]
        return sorted(faults, key=lambda fault: int(fault.where.rpartition(":")[2]))

    def fences(self) -> Iterator[Fault]:
        """Python stands in bare `python` fences that include a snippet; output stands in `text` fences right under its code."""
        for before, block in zip([None, *self.blocks], self.blocks, strict=False):
            if "py" in block.info and block.info != "python":
                yield self.fault(block.line, f"the fence ```{block.info} would not be tested", "write ```python and nothing more")
            elif not block.info:
                yield self.fault(block.line, "the fence names no language", "write ```text or ```sh")
            elif block.info == "python" and (block.include is None or block.include[1] != "py"):
                yield self.fault(block.line, "Python that is in no snippet", "put it into snippets/ and include its region")
            elif block.include and block.include[1] == "out":
                code = before.include if before else None
                between = self.lines[before.line + 2 : block.line - 1] if before else ["?"]
                if (
                    code is None
                    or code[0] != block.include[0]
                    or code[2] != block.include[2]
                    or code[1] != "py"
                    or any(line.strip() for line in between)
                ):
                    yield self.fault(
                        block.line,
                        f"the output of {block.include[0]}:{block.include[2]} does not stand right under its code",
                        "move it there",
                    )
                if block.info != "text":
                    yield self.fault(block.line, f"output in a ```{block.info} fence", "write ```text")

    def embedding(self) -> Iterator[Fault]:
        """Every region of every snippet of this page is embedded once, in order, with its output, and snippets do not interleave."""
        code = [(block.include, block.line) for block in self.blocks if block.include and block.include[1] == "py"]
        outputs = [block.include for block in self.blocks if block.include and block.include[1] == "out"]
        last = {include[0]: line for include, line in code}
        for number, (include, line) in enumerate(code):
            stem, _, region = include
            if not stem.startswith(self.name + "/"):
                yield self.fault(
                    line, f"embeds {stem}, a snippet of another page", f"embed snippets/{self.name}/ here and link the other page"
                )
            if include in [earlier for earlier, _ in code[:number]]:
                yield self.fault(line, f"embeds {stem}:{region} a second time", "embed each region once")
            if number and code[number - 1][0][0] != stem and stem in [earlier[0] for earlier, _ in code[:number]]:
                yield self.fault(line, f"goes on with {stem} after another snippet has begun", "finish one snippet before the next")
            if region in Record.read(self.snippets[stem]).output and (stem, "out", region) not in outputs:
                yield self.fault(
                    line, f"shows {stem}:{region} without its output", f'add a ```text fence with --8<-- "{stem}.out:{region}" under it'
                )
        for stem, snippet in self.snippets.items():
            if snippet.page != self.name:
                continue
            embedded = [include[2] for include, _ in code if include[0] == stem]
            names = [region.name for region in snippet.regions]
            missing = [name for name in names if name not in embedded]
            if missing:
                yield self.fault(
                    last.get(stem, 1),
                    f"does not embed region {missing[0]!r} of {stem}",
                    f'add --8<-- "{stem}.py:{missing[0]}", or remove it from the snippet',
                )
            elif list(dict.fromkeys(embedded)) != names:
                yield self.fault(
                    last[stem], f"embeds the regions of {stem} as {embedded}; in the snippet they are {names}", "put them into that order"
                )

    def reader(self) -> Iterator[Fault]:
        """What a reader copies is what ran: the blocks that pytest-codeblocks finds, joined snippet by snippet, are the snippets."""
        from pytest_codeblocks import extract_from_buffer  # here, for the site is built without it

        blocks = [block for block in self.blocks if block.info == "python"]
        extracted = [found.code for found in extract_from_buffer(io.StringIO(self.expanded)) if found.syntax == "python"]
        if len(extracted) != len(blocks):
            yield self.fault(
                1,
                f"holds {len(blocks)} Python fences, pytest-codeblocks finds {len(extracted)}",
                "use plain fences and no pytest-codeblocks comments",
            )
            return
        copied: dict[str, str] = {}
        for block, text in zip(blocks, extracted, strict=True):
            if block.include:
                copied[block.include[0]] = copied.get(block.include[0], "") + text
        for stem, text in copied.items():
            if text != self.snippets[stem].shown:
                line = next(block.line for block in blocks if block.include and block.include[0] == stem)
                yield self.fault(line, f"the blocks of {stem}, put together, are not the snippet", "embed each region once, in order")

    def pictures(self) -> Iterator[Fault]:
        """Every figure has alternative text, and every drawing of this page's snippets is shown once, after its code."""
        targets = [target for _, _, target in self.figures]
        for line, alt, target in self.figures:
            if len(alt.strip()) < ALT_LENGTH:
                yield self.fault(
                    line,
                    f"the figure {target} has {'the alt text ' + repr(alt) if alt.strip() else 'no alt text'}",
                    "state its message and its key values",
                )
            if not (self.path.parent / target).exists():
                yield self.fault(line, f"there is no {target}", "correct the name, or nox -s figures")
        for stem, snippet in self.snippets.items():
            target = f"snippets/{stem}.svg"
            if snippet.page != self.name:
                continue
            drawn = Record.read(snippet).figure is not None
            lines = [line for line, _, found in self.figures if found == target]
            code = [block.line for block in self.blocks if block.include and block.include[0] == stem]
            if drawn and code and (targets.count(target) != 1 or lines[0] < code[0]):
                yield self.fault(
                    max(code),
                    f"the figure {target} is shown {targets.count(target)} times, once after its code is right",
                    f"add ![what it says]({target}) once, below the code",
                )

    def styles(self) -> Iterator[Fault]:
        """What an alternative text, or the text around a figure, says of dashes and colours is set in the program: a reader's matplotlib has its own defaults."""
        heads = [heading.line for heading in self.headings if heading.level <= 3]
        for line, alt, target in self.figures:
            stem = target.removeprefix("snippets/").removesuffix(".svg")
            first, last = (
                max((at for at in heads if at < line), default=0),
                min((at for at in heads if at > line), default=len(self.lines) + 1),
            )
            around = " ".join(
                text for at, text in self.prose if first < at < last and re.search(r"\b(?:lines?|curves?|dots|points|bars)\b", text)
            )
            for word, draws in STYLES.items():
                found = word.search(alt) or word.search(around)
                if found and stem in self.snippets and not draws.search(self.snippets[stem].source):
                    yield self.fault(
                        line,
                        f"the text on {target} says {found[0]!r}, and its program leaves that to matplotlib's defaults",
                        "set it there",
                    )

    def links(self) -> Iterator[Fault]:
        """Every link inside the book leads to a page and an anchor that exist, and every footnote to its text."""
        notes = {found for _, line in self.prose for found in re.findall(r"^ *\[\^([\w-]+)\]:", line)}
        for number, line in self.prose:
            for note in re.findall(r"\[\^([\w-]+)\](?!:)", line):
                if note not in notes:
                    yield self.fault(number, f"the footnote [^{note}] has no text", f"add '[^{note}]: …' below")
            for target in LINK.findall(re.sub(r"`[^`]*`", "", line)):
                if re.match(r"[a-z]+:", target):
                    continue
                path, _, anchor = target.partition("#")
                file = self.path.parent / path if path else self.path
                if path.startswith(GENERATED):
                    continue
                if not file.exists():
                    yield self.fault(number, f"the link {target!r} leads to no file", "correct it")
                elif anchor and anchor not in (self if not path else Page(file, read_text(file), {})).anchors:
                    yield self.fault(number, f"the link {target!r} leads to no heading", "correct it, or give the heading that id: { #…}")

    def formulas(self) -> Iterator[Fault]:
        """Every formula parses, and every displayed derivative stands in a section whose code asks autograd."""
        for line, text, display in self.latex:
            try:
                maths.mathml(text, display)
            except maths.LatexError as error:
                yield self.fault(line, f"the formula {text.strip()!r} does not parse: {error}", "correct the LaTeX")
            if display and DERIVATIVE.search(text) and not self.asks_autograd(line):
                yield self.fault(
                    line,
                    f"the derivative {text.strip()[:60]!r} is not checked in its section",
                    "add a snippet that compares it with autograd in float64",
                )

    def asks_autograd(self, line: int) -> bool:
        """Whether the section (between headings of level two) around a line shows code that asks autograd."""
        heads = [heading.line for heading in self.headings if heading.level == 2]
        first = max((number for number in heads if number <= line), default=0)
        last = min((number for number in heads if number > line), default=len(self.lines) + 1)
        return any(first < block.line < last and block.info == "python" and CHECKED.search(block.text) for block in self.blocks)

    def numbers(self) -> Iterator[Fault]:
        """Every result typed in the text occurs in code or output of this page, or its sentence carries a footnote."""
        known = shown(block.text for block in self.blocks)
        for number, typed in cited(self.prose):
            if not typed.occurs_in(known):
                yield self.fault(
                    number,
                    f"the text says {typed.text!r}, which no code or output of this page shows",
                    "print it, correct it, or give its source in a footnote",
                )

    def seeds(self) -> Iterator[Fault]:
        """The text states truly in how many seeds the claims of a snippet hold, and says so of every snippet that trains.

        A sentence "n of 20 seeds" speaks of the last snippet above it; every snippet that trains has one below it.
        """
        spoken = set()
        for line, text in self.prose:
            for found in SEEDS.finditer(text):
                above = [block.include[0] for block in self.blocks if block.include and block.line < line]
                stem = above[-1] if above else None
                counted = self.held(stem)
                spoken.add(stem)
                if counted != (int(found[1]), int(found[2])):
                    said = f"{counted[0]} of {counted[1]} seeds" if counted else "no count"
                    yield self.fault(
                        line, f"the text says {found[0]!r}, the proof of {stem} says {said}", f"correct it, or nox -s prove -- {stem}"
                    )
        for stem, snippet in self.snippets.items():
            if snippet.page == self.name and seeds.trains(snippet) and stem not in spoken and (counted := self.held(stem)):
                line = max((block.line for block in self.blocks if block.include and block.include[0] == stem), default=1)
                yield self.fault(
                    line,
                    f"no sentence says in how many seeds the claims of {stem} hold",
                    f"write '({counted[0]} of {counted[1]} seeds)' below it",
                )

    def held(self, stem: str | None) -> tuple[int, int] | None:
        """In how many of how many seeds the claims of a snippet held, by its proof; None where it was not tried."""
        proof = Proof.read(self.snippets[stem]) if stem in self.snippets else None
        table = proof.tables.get("seeds") if proof else None
        return (table["held"], table["of"]) if table else None

    def messages(self) -> Iterator[Fault]:
        """Every message of torch that the text quotes was printed by a snippet of the book.

        A message stands in quotation marks in bold or alone in the first cell of a table row, or as `SomeError: …` in backticks; "…" in it
        stands for what may differ.
        """
        quoted = [(line, "".join(found)) for line, text in self.prose for found in QUOTED.findall(text)]
        if not quoted:
            return
        printed = " ".join(text for snippet in self.snippets.values() for text in Record.read(snippet).output.values())
        printed = re.sub(r"\s+", " ", printed)
        for line, message in quoted:
            parts = [re.escape(part.strip()) for part in message.replace("\\", "").split("…")]
            if not re.search(".*".join(parts), printed):
                yield self.fault(
                    line, f"quotes the message {message!r}, which no snippet of the book printed", "print it in a snippet, or correct it"
                )

    def references(self) -> Iterator[Fault]:
        """The text refers to its own figures, sections and chapters by name and with a link, never by number; sources count theirs."""
        sources = next((heading.line for heading in self.headings if heading.anchor == "sources"), len(self.lines))
        for line, text in self.paragraphs:
            number, name = BY_NUMBER.search(text), BY_NAME.search(text)
            if line < sources and number:
                yield self.fault(line, f"refers to '{number[0]}', and numbers move", "name it, and link it")
            elif line < sources and name and "](" not in text:
                yield self.fault(line, f"refers to '{name[0]}' without a link", "link it")
