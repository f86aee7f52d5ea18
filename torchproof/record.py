"""What a run left, kept beside its snippet (`relu.out`, `relu.svg`), and how two of them are compared."""

import base64
import io
import os
import re
import threading
from dataclasses import dataclass
from pathlib import Path

from torchproof.fault import Fault
from torchproof.runner import Run
from torchproof.snippet import MARK, Snippet, read_text

PIXEL = 3  # of 255
NUMBER = re.compile(r"(?<![\w.#])[-+−]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?![\w#])|#[0-9a-f]{6}\b")
PICTURE = re.compile(r'data:image/png;base64,([^"]*)"', re.S)


@dataclass(frozen=True)
class Record:
    """What a run left: region → printed text, and the figure as SVG text where there is one."""

    output: dict[str, str]
    figure: str | None

    @classmethod
    def of(cls, run: Run) -> "Record":
        """The record that a run would leave."""
        return cls({region: text if text.endswith("\n") else text + "\n" for region, text in run.output.items()}, run.figure)

    @classmethod
    def read(cls, snippet: Snippet) -> "Record":
        """The record that lies beside a snippet, empty where there is none; raises `Fault` where a file of it is not plain text."""
        out, svg = files(snippet)
        try:
            return cls(sections(out) if out.exists() else {}, read_text(svg) if svg.exists() else None)
        except Fault as fault:
            raise Fault(fault.where, f"the record {fault.what}", f"delete it, then nox -s figures -- {snippet.id}") from fault


def files(snippet: Snippet) -> tuple[Path, Path]:
    """The paths of a snippet's record: `.out` and `.svg`."""
    return snippet.path.with_suffix(".out"), snippet.path.with_suffix(".svg")


def sections(path: Path) -> dict[str, str]:
    """Region → text of an `.out` file."""
    found: dict[str, str] = {}
    name = None
    for line in read_text(path).splitlines(keepends=True):
        mark = MARK.match(line)
        if mark:
            name = mark[2] if mark[1] == "start" else None
        elif name is not None:
            found[name] = found.get(name, "") + line
    return found


def replace(path: Path, text: str | None) -> None:
    """Put `text` in the place of a file, whole or not at all; `None` removes the file.

    Raises:
        Fault: the disk is full, or the file may not be written; it is as it was.
    """
    part = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}.part")
    try:
        if text is None:
            path.unlink(missing_ok=True)
            return
        with open(part, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError as error:
        raise Fault(
            str(path), f"cannot be written, and is as it was: {error.strerror}", "make room or give write access, then again"
        ) from error
    finally:
        part.unlink(missing_ok=True)


def write(snippet: Snippet, record: Record) -> None:
    """Leave a record beside its snippet, each file replaced whole."""
    out, svg = files(snippet)
    parts = [f"# --8<-- [start:{region}]\n{text}# --8<-- [end:{region}]\n" for region, text in record.output.items()]
    replace(out, "".join(parts) or None)
    replace(svg, record.figure)


def unit(number: str) -> float:
    """One unit of the last digit of a number as printed: 0.01 for 9.08, 1e-07 for 9.08e-05, 1 for 17."""
    digits, _, exponent = number.lower().partition("e")
    return 10.0 ** (int(exponent or 0) - len(digits.partition(".")[2]))


def close(old: str, new: str) -> bool:
    """Whether two numbers as printed are the same: whole numbers exactly; decimals, with an exponent too, within one unit of the last
    digit printed; colours within 3 of 255 in each channel."""
    if old == new:
        return True
    if old.startswith("#") and new.startswith("#"):
        return all(abs(int(old[i : i + 2], 16) - int(new[i : i + 2], 16)) <= PIXEL for i in (1, 3, 5))
    if not re.search(r"[.eE]", old + new) or "#" in old + new:
        return False
    old, new = old.replace("−", "-"), new.replace("−", "-")
    return abs(float(old) - float(new)) <= min(unit(old), unit(new)) * 1.000001


def same_line(old: str, new: str) -> bool:
    """Whether two lines are equal: text to the letter, numbers as `close` says."""
    if NUMBER.sub("0", old) != NUMBER.sub("0", new):
        return False
    return all(map(close, NUMBER.findall(old), NUMBER.findall(new)))


def same_picture(old: str, new: str) -> bool:
    """Whether two PNG images (base64) have equal size and pixels within 3 of 255."""
    import numpy
    from PIL import Image

    a, b = (numpy.asarray(Image.open(io.BytesIO(base64.b64decode(text))).convert("RGBA"), dtype=int) for text in (old, new))
    return a.shape == b.shape and bool((abs(a - b) <= PIXEL).all())


def first_difference(old: str, new: str) -> tuple[int, str, str] | None:
    """The first line (counted from 1) in which two texts differ, with both lines; `None` where they are equal."""
    pictures = [PICTURE.findall(text) for text in (old, new)]
    if len(pictures[0]) == len(pictures[1]) and all(a == b or same_picture(a, b) for a, b in zip(*pictures, strict=True)):
        old, new = (PICTURE.sub(lambda found: "\n" * found[0].count("\n") + '"', text) for text in (old, new))
    a, b = old.splitlines(), new.splitlines()
    for number in range(max(len(a), len(b))):
        pair = [lines[number] if number < len(lines) else "(nothing)" for lines in (a, b)]
        if not same_line(*pair):
            return number + 1, *pair
    return None


def compare(snippet: Snippet, old: Record, new: Record) -> list[Fault]:
    """How a new run differs from the record beside its snippet; empty where they are equal."""
    out, svg = files(snippet)
    mend = f"nox -s figures -- {snippet.id}, then read its diff"
    faults = []
    for region in dict.fromkeys([*old.output, *new.output]):
        found = first_difference(old.output.get(region, ""), new.output.get(region, ""))
        if found:
            line = found[0]
            if out.exists():
                marks = [
                    number
                    for number, text in enumerate(out.read_text(encoding="utf-8").splitlines(), 1)
                    if text == f"# --8<-- [start:{region}]"
                ]
                line = marks[0] + found[0] if marks else 1
            faults.append(Fault(f"{out}:{line}", f"region {region!r}: the record says {found[1]!r}, a new run says {found[2]!r}", mend))
    if list(old.output) != list(new.output) and not faults:
        faults.append(Fault(str(out), f"the regions are in the order {list(old.output)}, a new run printed {list(new.output)}", mend))
    found = first_difference(old.figure or "", new.figure or "")
    if found:
        faults.append(
            Fault(f"{svg}:{found[0]}", f"the record draws {found[1].strip()[:120]!r}, a new run draws {found[2].strip()[:120]!r}", mend)
        )
    return faults
