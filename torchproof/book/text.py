"""Files of the book: read as plain text, written whole or not at all."""

import functools
import os
import threading
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from torchproof.book.fault import Fault

UNSEEN = ("Cc", "Cf", "Co", "Cn", "Zl", "Zp")
"""The kinds of characters that control, join or direct others, or part lines where no tool counts one."""
BLANKS = " \n\u00a0\u2009\u202f"
"""The blanks that a text may hold: a plain one, one that keeps words together, and thin ones."""
BLANK = ("FILLER", "BLANK", "VARIATION SELECTOR", "JOINER")
"""What is in the names of letters and marks that show nothing."""


def read_text(path: Path) -> str:
    """The text of a file of the book, as UTF-8 with plain newlines.

    Raises:
        Fault: the file cannot be read, is not UTF-8, or has a byte order mark, a carriage return, a tab, or a character that nobody sees.
    """
    try:
        text = path.read_bytes().decode()
    except OSError as error:
        raise Fault(str(path), f"cannot be read: {error.strerror}", "make the file readable") from error
    except UnicodeDecodeError as error:
        raise Fault(str(path), f"is not UTF-8: byte {error.start} is {error.object[error.start]:#04x}", "save it as UTF-8") from error
    for sign, name in (("\ufeff", "a byte order mark"), ("\r", "a carriage return (CRLF line ends)"), ("\t", "a tab")):
        if sign in text:
            line = text[: text.index(sign)].count("\n") + 1
            raise Fault(f"{path}:{line}", f"holds {name}", "save it as plain UTF-8, lines ended by LF, indented by spaces")
    for place in unseen(text):
        line = text[:place].count("\n") + 1
        raise Fault(f"{path}:{line}", f"holds a character that nobody sees, {text[place]!a}", "delete it")
    return text


def unseen(text: str) -> Iterator[int]:
    """The places of the characters of a text that nobody sees: unseen ones, blanks of other kinds, marks on what carries none."""
    if any(map(suspect, set(text))):
        for place, sign in enumerate(text):
            after = unicodedata.category(text[place - 1 : place] or " ")
            if suspect(sign) and not (unicodedata.category(sign) in ("Mn", "Me") and after in ("Lo", "Mn", "Mc")):
                yield place


@functools.cache
def suspect(sign: str) -> bool:
    """Whether a character may be out of sight: an unseen one, a blank of another kind, a mark that needs a letter which carries it."""
    if sign in BLANKS:
        return False
    return unicodedata.category(sign) in (*UNSEEN, "Zs", "Mn", "Me") or any(word in unicodedata.name(sign, "") for word in BLANK)


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
