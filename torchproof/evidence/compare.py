"""How a new run differs from the record beside its snippet."""

import base64
import io
import re
from collections.abc import Iterator
from itertools import zip_longest

from torchproof.book.equal import CHANNEL, same_line
from torchproof.book.fault import Fault
from torchproof.book.record import Record, files
from torchproof.book.snippet import Snippet

PICTURE = re.compile(r'data:image/png;base64,([^"]*)"', re.S)


def same_picture(old: str, new: str) -> bool:
    """Whether two PNG images (base64) have equal size and pixels within 3 of 255."""
    import numpy
    from PIL import Image

    a, b = (numpy.asarray(Image.open(io.BytesIO(base64.b64decode(text))).convert("RGBA"), dtype=int) for text in (old, new))
    return a.shape == b.shape and bool((abs(a - b) <= CHANNEL).all())


def differences(old: str, new: str) -> Iterator[tuple[int, str, str]]:
    """The lines, counted from 1, in which two texts differ, with both versions."""
    pairs = zip_longest(old.splitlines(), new.splitlines(), fillvalue="(nothing)")
    return ((number, *pair) for number, pair in enumerate(pairs, 1) if not same_line(*pair))


def first_difference(old: str, new: str) -> tuple[int, str, str] | None:
    """The first line (counted from 1) in which two texts differ, with both lines; `None` where they are equal."""
    pictures = [PICTURE.findall(text) for text in (old, new)]
    if len(pictures[0]) == len(pictures[1]) and all(a == b or same_picture(a, b) for a, b in zip(*pictures, strict=True)):
        old, new = (PICTURE.sub(lambda found: "\n" * found[0].count("\n") + '"', text) for text in (old, new))
    return next(differences(old, new), None)


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
