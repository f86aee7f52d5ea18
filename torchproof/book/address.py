"""An address outside the book, `https://…`: where one stands in a text, and what is wrong with its form."""

import re
from collections.abc import Iterator

ADDRESS = re.compile(r"https?:[^\s<>\"'`\\]+", re.IGNORECASE)
HOST = r"(?!.*\bxn--)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}"  # xn-- stands for letters that look like others
PLAIN = ("http://neuralnetworksanddeeplearning.com/",)  # answers to nothing but http
DOI = re.compile(r"https://doi\.org/10\.\d{4,9}/[!-~]+")
ARXIV = re.compile(r"https://arxiv\.org/abs/(?:\d\d(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]+/\d{7})")
OPEN = {")": "(", "]": "["}


def whole(text: str) -> str:
    """An address without what follows it in a sentence: punctuation, and brackets that it has not opened."""
    while text and (text[-1] in ".,;:!?*_" or (text[-1] in OPEN and text.count(text[-1]) > text.count(OPEN[text[-1]]))):
        text = text[:-1]
    return text


def addresses(text: str) -> Iterator[tuple[int, str]]:
    """The addresses of a text, each with its line; those of this machine and those with a place to fill in are left out."""
    for found in ADDRESS.finditer(text):
        address = whole(found[0])
        if not re.match(r"https?://(?:localhost|127\.)", address) and not re.search(r"[{}$…]", address):
            yield text.count("\n", 0, found.start()) + 1, address


def ill_formed(address: str) -> str | None:
    """What is wrong with the form of an address, None where nothing is."""
    if not address.startswith(("https://", *PLAIN)):
        return "does not begin with https://"
    host = re.split("[/?#]", address.partition("://")[2])[0]
    if not re.fullmatch(HOST, host):
        return f"has no plain host in small letters: {host!r}"
    if re.search(r"%20|%0A|%E2%80|[^!-~]", address, re.IGNORECASE):
        return "holds a blank or a sign that is not plain"
    if whole(address) != address:
        return "ends with a sign of the sentence around it"
    if re.search(r"[?&](?:utm_\w+|fbclid|gclid)=", address):
        return "says where its reader comes from"
    if re.search(r"(?:^|\.)doi\.org$", host) and not DOI.fullmatch(address):
        return "is no DOI: https://doi.org/10.…/…"
    if re.search(r"(?:^|\.)arxiv\.org$", host) and not ARXIV.fullmatch(address):
        return "is no paper's page on arXiv: https://arxiv.org/abs/… without version"
    return None


def work(address: str) -> str:
    """The address by which a work is known: arXiv's own for the DOI that arXiv gives it; small and capital letters of a DOI are one."""
    number = re.fullmatch(r"https://doi\.org/10\.48550/arxiv\.(.+)", address, re.IGNORECASE)
    return f"https://arxiv.org/abs/{number[1]}" if number else address.lower() if DOI.fullmatch(address) else address
