"""Rules for the words of a claim, which readers see without its condition."""

import ast
from collections.abc import Iterator

from torchproof.book.book import Book
from torchproof.book.fault import Fault
from torchproof.book.record import Record
from torchproof.book.snippet import Snippet
from torchproof.rules.quantities import in_digits

WORDS = 2


def messages(book: Book) -> Iterator[Fault]:
    """A claim's message is a sentence without a stop, and each of its numbers stands in the program or in what it printed.

    The message alone stands on the page of all claims; a number that nothing holds could be any.
    """
    for snippet in book.snippets.values():
        try:
            claims = snippet.claims
        except Fault as fault:  # its form is broken
            yield fault
            continue
        known = {abs(number.value) for number in in_digits(without_messages(snippet) + "".join(Record.read(snippet).output.values()))}
        for claim in (claim for claim in claims if claim.msg is not None):
            parts = claim.msg.values if isinstance(claim.msg, ast.JoinedStr) else [claim.msg]
            said = "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))
            if len(said.split()) < WORDS or said.rstrip().endswith("."):
                what = f"the claim's message {said!r} is no sentence that stands alone"
                yield Fault(f"{snippet.path}:{claim.lineno}", what, "say the conclusion in a few words, without a stop")
            for number in in_digits(said):
                values = {scale * value for value in known for scale in (1.0, 100.0)}
                if not any(abs(value - abs(number.value)) <= 1.0001 * number.half for value in values):
                    what = f"the claim's message says {number.text!r}, which neither its program nor its output holds"
                    yield Fault(f"{snippet.path}:{claim.lineno}", what, "say what the condition says")


def without_messages(snippet: Snippet) -> str:
    """The source of a snippet, the messages of its claims left out."""
    lines = snippet.source.splitlines()
    for claim in reversed(snippet.claims):
        first, last = claim.test.end_lineno - 1, claim.end_lineno - 1
        lines[first : last + 1] = [lines[first].encode()[: claim.test.end_col_offset].decode()]
    return "\n".join([*lines, ""])
