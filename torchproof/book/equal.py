"""When two printed texts are equal: text to the letter, whole numbers exactly, decimals within one unit of the last digit printed."""

import re

CHANNEL = 3  # of 255, by which a colour may differ
NUMBER = re.compile(r"(?<![\w.#])[-+−]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?![\w#])|#[0-9a-f]{6}\b")


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
        return all(abs(int(old[i : i + 2], 16) - int(new[i : i + 2], 16)) <= CHANNEL for i in (1, 3, 5))
    if not re.search(r"[.eE]", old + new) or "#" in old + new:
        return False
    old, new = old.replace("−", "-"), new.replace("−", "-")
    return abs(float(old) - float(new)) <= min(unit(old), unit(new)) * 1.000001


def same_line(old: str, new: str) -> bool:
    """Whether two lines are equal: text to the letter, numbers as `close` says."""
    if old == new:  # as nearly all are
        return True
    if NUMBER.sub("0", old) != NUMBER.sub("0", new):
        return False
    return all(map(close, NUMBER.findall(old), NUMBER.findall(new)))
