"""Which exercises are solved: runs every one that lies in a folder beside this file. `python solved.py losses mlp` runs those of two chapters.

It stands in the zip of exercises, so it needs nothing of the book.
"""

import contextlib
import io
import runpy
import sys
from pathlib import Path


def verdict(file: Path) -> str:
    """What an exercise says when it is run: that it is solved, what its check says, or the error that it ends with."""
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            runpy.run_path(str(file))
    except AssertionError as error:
        return str(error)
    except (Exception, SystemExit) as error:
        return f"{type(error).__name__}: {error}"
    return (printed.getvalue().splitlines() or [""])[-1]


def main() -> None:
    """Print a line for each exercise, and how many are solved."""
    chapters, solved = sys.argv[1:], []
    files = sorted(Path(__file__).parent.glob("*/*.py"))
    for file in files if not chapters else [file for file in files if file.parent.name in chapters]:
        said = verdict(file)
        solved.append(said == "solved")
        print(f"{file.parent.name + '/' + file.stem:24} {said}", flush=True)
    print(f"{sum(solved)} of {len(solved)} solved")


if __name__ == "__main__":
    main()
