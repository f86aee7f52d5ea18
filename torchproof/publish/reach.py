"""Whether the addresses outside the book still answer: what a weekly run tells a person to mend."""

import ast
import http.client
import socket
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from torchproof.book.address import addresses
from torchproof.book.book import books
from torchproof.book.text import read_text

AGENT = {"User-Agent": "Mozilla/5.0 (compatible; torchproof; looks whether its sources are still there)"}
AT_ONCE, SECONDS = 8, 30
GONE = {404, 410}
REGISTER = "doi.org"
"""Knows a work by where it sends its reader; the publisher there may refuse a program."""


class Still(urllib.request.HTTPRedirectHandler):
    """Follows no redirection."""

    def redirect_request(self, *_) -> None:
        """Nothing more to ask for."""


def places(root: Path) -> dict[str, list[str]]:
    """Address → where it stands, in pages, in the Markdown files of the root, and in docstrings of the machinery and the snippets."""
    texts = [(path, 1, read_text(path)) for path in [*(path for book in books(root) for path in book.paths), *sorted(root.glob("*.md"))]]
    for path in (path for folder in ("torchproof", "snippets") for path in sorted((root / folder).rglob("*.py"))):
        texts += [(path, line, text) for line, text in docstrings(read_text(path))]
    found: dict[str, list[str]] = {}
    for path, first, text in texts:
        for line, address in addresses(text):
            found.setdefault(address, []).append(f"{path}:{first + line - 1}")
    return found


def docstrings(source: str) -> Iterator[tuple[int, str]]:
    """The docstrings of a program, each with its line."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
            yield node.body[0].lineno, node.body[0].value.value


def answer(address: str) -> tuple[bool | None, str]:
    """Whether an address answers, None where that is not known, and what came: a status, or the error.

    Gone are 404, 410, and a host that no name server knows. A refusal (403, 429), a fault of the server and silence tell nothing.
    """
    registered = address.partition("://")[2].startswith(f"{REGISTER}/")
    opener = urllib.request.build_opener(Still) if registered else urllib.request.build_opener()
    try:
        request = urllib.request.Request(urllib.parse.urldefrag(address).url, headers=AGENT)
        with opener.open(request, timeout=SECONDS) as reply:
            return True, str(reply.status)
    except urllib.error.HTTPError as error:
        with error:
            return (True if registered and error.code in range(300, 400) else False if error.code in GONE else None), str(error.code)
    except (OSError, http.client.HTTPException, ValueError) as error:
        why = getattr(error, "reason", error)
        unknown = isinstance(why, socket.gaierror) and why.errno != socket.EAI_AGAIN
        return (False if unknown else None), f"{type(why).__name__}: {why}"


def report(root: Path) -> int:
    """Ask every address, and print in Markdown which are gone and which told nothing; how many are gone."""
    found = places(root)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = dict(zip(found, pool.map(answer, found), strict=True))
    gone, silent = ({address: came for address, (alive, came) in answers.items() if alive is state} for state in (False, None))
    print(f"{len(found)} addresses: {len(found) - len(gone) - len(silent)} answer, {len(gone)} are gone, {len(silent)} told nothing.")
    for title, told in (("Gone: to mend", gone), ("Told nothing: to look at by hand", silent)):
        if told:
            print(f"\n## {title}\n")
        for address, came in told.items():
            print(f"- <{address}> ({came}): {', '.join(found[address])}")
    return len(gone)
