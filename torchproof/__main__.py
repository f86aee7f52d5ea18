"""The commands that run the book and write what runs found: `python -m torchproof prove|figures|report [name …]`."""

import argparse
import sys
from pathlib import Path

from torchproof.attack import ATTACKS
from torchproof.fault import Fault
from torchproof.prove import prove

COMMANDS = {
    "prove": "run and attack snippets, and write records and proofs; the name of an attack narrows to it, and tries again what fell",
    "figures": "run snippets and rewrite records that differ, and report what moved",
    "report": "report what would move, under any torch; write nothing",
}


def main() -> int:
    """The command line; its exit status: 0 well, 1 something was found, 2 a name or a file is wrong, 130 stopped by hand."""
    parser = argparse.ArgumentParser(prog="python -m torchproof", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for command, does in COMMANDS.items():
        sub = commands.add_parser(command, help=does)
        sub.add_argument("names", nargs="*", help="pages and snippets, such as mlp or mlp/xor; all where none is given")
        sub.add_argument("--workers", type=int, help="snippets run at a time (default: the number of cores)")
        if command == "prove":
            sub.add_argument("--anew", action="store_true", help="try again what was proven under another torch")
    given = parser.parse_args()
    is_proof = given.command == "prove"
    named = [name for name in given.names if is_proof and name in ATTACKS]
    names = [name for name in given.names if name not in named]
    attacks = named or list(ATTACKS) if is_proof else []
    try:
        anew = is_proof and given.anew
        return min(1, prove(Path(), names, attacks, given.workers, anew, bool(named), given.command != "report"))
    except Fault as fault:
        print(fault, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("stopped; what was written so far is whole, the rest is as it was; the same command goes on", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
