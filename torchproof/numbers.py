"""Numbers in the text: which are results, and whether code or output of the page shows them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

POWER = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
TOKEN = re.compile(
    r"(?<![\w.#/])"
    r"(?P<digits>\d{1,3}(?:(?:,|\{,\}|_|\u202f|\u2009)\d{3})+(?:\.\d+)?|\d+\.\d+|\.\d+|\d+)"
    r"(?:[eE](?P<exponent>[-+]?\d+)|\s*(?:\\times|\\cdot|×|·)\s*10(?:\^\{?(?P<caret>-?\d+)\}?|(?P<power>[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)))?"
    r"(?P<version>(?:\.\d+)+)?"
    r"(?P<percent>\s*\\?%)?(?![\w])"
)
SENTENCE = re.compile(r"(?<=[.!?])(?:\[\^[\w-]+\])*\s+|(?<=[.!?]\))\s+")


@dataclass(frozen=True)
class Number:
    """A number as typed: its value, the size of half its last digit, and whether it is a percentage."""

    text: str
    value: float
    half: float
    percent: bool
    digits: str

    @property
    def is_result(self) -> bool:
        """Whether it is a decimal, a percentage, has an exponent, or a whole number of three digits or more."""
        return (
            self.percent
            or "." in self.text
            or "e" in self.text.lower()
            or "10" in self.text[len(self.digits) :]
            or len(re.sub(r"\D", "", self.digits)) >= 3
        )

    def occurs_in(self, known: set[float]) -> bool:
        """Whether one of the known values, rounded to the digits typed, is this number (96 % is 0.96 too)."""
        scales = (1.0, 100.0) if self.percent else (1.0,)
        return any(abs(scale * value - self.value) <= self.half * 1.0001 for value in known for scale in scales)


def numbers(text: str) -> Iterator[Number]:
    """The numbers of a text, without sign; versions such as 2.14.1 are none."""
    for found in TOKEN.finditer(text):
        if found["version"]:
            continue
        digits = re.sub(r"[^\d.]", "", found["digits"])
        power = int(found["exponent"] or found["caret"] or (found["power"] or "0").translate(POWER))
        half = 0.5 * 10.0 ** (power - len(digits.partition(".")[2]))
        yield Number(found[0].strip(), float(digits) * 10.0**power, half, bool(found["percent"]), found["digits"])


def shown(texts: Iterable[str]) -> set[float]:
    """The values that code and output of a page show."""
    return {number.value for text in texts for number in numbers(text)}


def cited(prose: list[tuple[int, str]]) -> Iterator[tuple[int, Number]]:
    """The results typed in the text, with their line; those in a sentence with a footnote, in footnotes and in addresses are left out."""
    paragraph: list[tuple[int, str]] = []
    note = False
    for number, line in [*prose, (0, "")]:
        note = bool(re.match(r" *\[\^[\w-]+\]:", line)) or (note and line.startswith("    "))
        if note or re.match(r"^ *--8<--", line):
            line = ""
        if line.strip() and not line.lstrip().startswith("|"):
            paragraph.append((number, line))
            continue
        for group in (paragraph, [(number, line)] if line.strip() else []):
            yield from results(group)
        paragraph = []


def results(paragraph: list[tuple[int, str]]) -> Iterator[tuple[int, Number]]:
    """The results of one paragraph or table row, sentence by sentence."""
    text = "\n".join(re.sub(r"\]\([^)]*\)|<https?:[^>]*>|https?:\S+|\{ *[#.:][^}]*\}", "]", line) for _, line in paragraph)
    start = 0
    for end in [*(found.end() for found in SENTENCE.finditer(text)), len(text)]:
        sentence = text[start:end]
        if "[^" not in sentence:
            for found in numbers(sentence):
                if found.is_result:
                    at = start + sentence.find(found.text)
                    yield paragraph[text.count("\n", 0, at)][0], found
        start = end
