"""The commands that write records or rerun the book: `python -m torchproof figures|report|seeds|mutate [name …]`."""

import argparse
import functools
import sys
from pathlib import Path

from torchproof.fault import Fault
from torchproof.figures import figures
from torchproof.mutants import mutate
from torchproof.seeds import seeds

COMMANDS = {
    "figures": (figures, "rewrite records that differ, and report what moved"),
    "report": (functools.partial(figures, write=False), "report what would move, under any torch"),
    "seeds": (seeds, "rerun over 20 seeds"),
    "mutate": (mutate, "plant mistakes"),
}


def main() -> int:
    """The command line; its exit status: 0 well, 1 something was found, 2 a name or a file is wrong, 130 stopped by hand."""
    parser = argparse.ArgumentParser(prog="python -m torchproof", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for command, (_, does) in COMMANDS.items():
        sub = commands.add_parser(command, help=does)
        sub.add_argument("names", nargs="*", help="pages and snippets, such as mlp or mlp/xor; all where none is given")
        sub.add_argument("--workers", type=int, default=2, help="snippets run at a time (default: 2)")
        if command == "mutate":
            sub.add_argument("--all", action="store_true", dest="whole", help="every mutant, not a sample")
            sub.add_argument("--devices", action="store_true", help="leave one tensor at a time on the CPU, in a rehearsed GPU run")
    given = vars(parser.parse_args())
    try:
        return min(1, COMMANDS[given.pop("command")][0](Path(), **given))
    except Fault as fault:
        print(fault, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("stopped; the records written so far are whole, the others as they were", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
