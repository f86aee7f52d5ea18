"""What every check reports: where it is wrong, what is wrong, and how to mend it."""


class Fault(Exception):
    """One thing that is wrong in the book.

    Args:
        where: file and line, `snippets/mlp/xor.py:12`; the line where one is known.
        what: what was expected and what came.
        mend: what to do about it, a command where one mends it.
    """

    def __init__(self, where: str, what: str, mend: str) -> None:
        super().__init__(f"{where}: {what}\n    to mend: {mend}")
        self.where, self.what, self.mend = where, what, mend
