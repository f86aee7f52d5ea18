"""What of a text is a number: in digits or in words, with its sign, its power of ten, its percent and its unit."""

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

PLAIN = str.maketrans("−－０１２３４５６７８９％．", "--0123456789%.")
POWER = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
SCALES = {"k": 1e3, "K": 1e3, "M": 1e6, "B": 1e9, "G": 1e9, "T": 1e12}
TOKEN = re.compile(
    r"(?<![\w.#])(?P<sign>(?<![\w)\]}])-)?"
    r"(?:10(?:(?P<bare>[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)|\^\{?(?P<raised>-?\d+)\}?)|(?P<vulgar>[¼-¾⅐-⅞])|(?P<digits>\d{1,3}(?:(?:,|\{,\}|_|[\u202f\u2009\u00a0])\d{3})+(?:\.\d+)?|\d+\.\d+|\.\d+|\d+)"
    r"(?:[eE](?P<exponent>[-+]?\d+)|\s*(?:\\times|\\cdot|×|·)\s*10(?:\^\{?(?P<caret>-?\d+)\}?|(?P<power>[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)))?)"
    r"(?P<version>(?:\.\d+)+)?(?P<unit>[a-zA-Z]{1,2})?(?!\w)"
)
NUMERAL = re.compile(r"[\d¼-¾⅐-⅞]")
"""What every number in digits holds."""
SHARE, EITHER = (100.0,), (1.0, 100.0)
SMALL = 13
"""Whole numbers below this count things, name a class, or stand in an argument."""


@dataclass(frozen=True)
class Number:
    """A number as typed.

    Attributes:
        text, at: what was typed, and its place.
        value: what it is worth as it stands.
        half: half of its last digit.
        scales: what a value that was printed may be multiplied by to be this one: 96 % is 0.96.
        outcome: whether its sentence says that it came out of a run.
        count: whether it is a small number in words that counts something, such as "three layers".
        rough: whether it may be rounded, for it stands behind a word such as "about".
        named: what a line of a program holds that sets it, where its sentence names the setting, such as "rate 0.1".
    """

    text: str
    at: int
    value: float
    half: float
    scales: tuple[float, ...] = (1.0,)
    outcome: bool = False
    named: str = ""
    count: bool = False
    rough: bool = False

    @property
    def came(self) -> bool:
        """Whether it tells what came out in a small number or in words."""
        return self.outcome or not (self.half or self.count)

    @property
    def small(self) -> bool:
        """Whether it is a whole number that may count things rather than measure them."""
        return self.half in (0.0, 0.5) and self.scales != SHARE and abs(self.value) < SMALL


def in_digits(text: str, percent: str = "%", points: str = "%") -> Iterator[Number]:
    """The numbers of a text in digits; versions such as 2.14.1 are none. `percent` and `points` find what follows a percentage, or may."""
    text = text.translate(PLAIN) if NUMERAL.search(text) else ""
    for token in TOKEN.finditer(text):
        if token["version"]:
            continue
        per, point = (following(sign).match(text, token.end()) for sign in (percent, points))
        scales = SHARE if per else EITHER if point else (1.0,)
        if token["vulgar"]:
            value, half = unicodedata.numeric(token["vulgar"]), 0.0
        elif token["bare"] or token["raised"]:
            value, half = 10.0 ** int((token["bare"] or token["raised"]).translate(POWER)), 0.0
        else:
            digits = re.sub(r"[^\d.]", "", token["digits"])
            power = int(token["exponent"] or token["caret"] or (token["power"] or "0").translate(POWER))
            unit = SCALES.get(token["unit"] or "", 1.0) * 10.0**power
            value, half = float(digits) * unit, 0.5 * unit / 10.0 ** len(digits.partition(".")[2])
        typed = text[token.start() : per.end() if per else token.end()]
        yield Number(typed, token.start(), -value if token["sign"] else value, half, scales)


@functools.cache
def following(sign: str) -> re.Pattern:
    """What finds a sign right behind a number."""
    return re.compile(rf"\s*\\?(?:{sign})(?!\w)", re.IGNORECASE)


@functools.cache
def spelling(words: tuple[str, ...]) -> str:
    """What finds a number in words, such as "twenty-one" or "two thirds"."""
    one = "|".join(sorted(words, key=len, reverse=True))
    return rf"\b(?:{one})(?:[- \n](?:{one}))*\b"


def finder(form: str, words: dict[str, float]) -> re.Pattern:
    """What finds a form of words, in which {n} stands for a number in words or in digits."""
    return filled(form, tuple(words))


@functools.cache
def filled(form: str, words: tuple[str, ...]) -> re.Pattern:
    """The same for the words alone."""
    return re.compile(form.replace("{n}", rf"(?:{spelling(words)}|\d[\d.,]*)"), re.IGNORECASE)


def in_words(text: str, words: dict[str, float]) -> Iterator[Number]:
    """The numbers of a text in words: values from 100 on and fractions multiply what stands before them, the others add up."""
    for found in re.finditer(spelling(tuple(words)), text, re.IGNORECASE):
        total, held = 0.0, 0.0
        for word in re.split(r"[- \n]", found[0].lower()):
            value = words[word]
            if value >= 100 or 0 < value < 1:
                held = (held or 1.0) * value
            else:
                total, held = (total + held, value) if 0 < held < 20 or held >= 100 else (total, held + value)
        yield Number(found[0], found.start(), total + held, 0.0)
