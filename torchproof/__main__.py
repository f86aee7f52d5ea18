"""What can be done with the book, from the root of its work tree: `python -m torchproof <command>`."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from torchproof.attack import attacks
from torchproof.attack.prove import prove
from torchproof.attack.proven import unproven
from torchproof.attack.sample import again
from torchproof.book.fault import Fault
from torchproof.run.memory import keep

ROOT = Path()


def run(given: argparse.Namespace) -> int:
    """Run snippets, and report what differs from their records; writes nothing."""
    return prove(ROOT, given.names, [], given.workers, write=False)


def figures(given: argparse.Namespace) -> int:
    """Run snippets, rewrite the records (.out, .svg) that differ, and report what moved."""
    return prove(ROOT, given.names, [], given.workers)


def attack(given: argparse.Namespace) -> int:
    """Run and attack snippets, and write records and proofs; the name of an attack narrows to it, and tries again what fell."""
    named = [name for name in given.names if name in attacks()]
    names = [name for name in given.names if name not in named]
    return prove(ROOT, names, named or list(attacks()), given.workers, given.anew, bool(named))


def sample(given: argparse.Namespace) -> int:
    """Attack a sample of the book again, which a text such as a commit's hash chooses, and hold its proofs against what is found."""
    found = again(ROOT, given.seed)
    print(*found, f"{len(found)} proofs of the sample say something else", sep="\n", file=sys.stderr)
    return len(found)


def check(_: argparse.Namespace) -> int:
    """Hold every proof against its program, record and claims, without torch."""
    found = list(unproven(ROOT))
    for fault in found:
        print(fault, file=sys.stderr)
    if found:
        print(f"{len(found)} faults: the site is not built from what is not proven", file=sys.stderr)
    return len(found)


def rules(_: argparse.Namespace) -> int:
    """Print the table of all rules for pages, as it stands in CONTRIBUTING.md."""
    from torchproof.rules import table

    print(table(), end="")
    return 0


def sentences(given: argparse.Namespace) -> int:
    """Print what has changed since it was read: each conclusion of the named pages beside the claim that carries it, sections, programs and exercises; `rest` names all that is of no page; `--read` says that all were."""
    from torchproof.book.book import books
    from torchproof.book.snippet import select
    from torchproof.rules import conclusions, reading

    for book in books(ROOT):
        _, names = select([], given.names, [*book.pages, reading.REST])
        for page in [book.pages[name] for name in names if name in book.pages]:
            for fault in conclusions.unread(page, book, conclusions.read(page, book)):
                print(fault)
            if given.read:
                conclusions.write(page, book)
        for fault in reading.unread(book, names):
            print(fault)
        if given.read:
            reading.write(book, names)
    return 0


def pages(_: argparse.Namespace) -> int:
    """Write what is made from the pages and the proofs: index, all claims, lines of facts, exercises, notebooks, zips."""
    from torchproof.publish.pages import write

    write(ROOT)
    return 0


def finish(_: argparse.Namespace) -> int:
    """Hold the built site against the pages, and do what is left after mkdocs: search, redirects, a copy to read offline."""
    from torchproof.publish import finish

    return finish.finish(ROOT)


def addresses(_: argparse.Namespace) -> int:
    """Ask every address outside the book whether it still answers; needs the network."""
    from torchproof.publish import reach

    return reach.report(ROOT)


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "run": run,
    "figures": figures,
    "prove": attack,
    "sample": sample,
    "check": check,
    "rules": rules,
    "sentences": sentences,
    "pages": pages,
    "finish": finish,
    "addresses": addresses,
}


def main() -> int:
    """The command line; its exit status: 0 well, 1 something was found, 2 a name or a file is wrong, 130 stopped by hand."""
    parser = argparse.ArgumentParser(prog="python -m torchproof", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, does in COMMANDS.items():
        command = commands.add_parser(name, help=does.__doc__, description=does.__doc__)
        if name in ("run", "figures", "prove"):
            command.add_argument("names", nargs="*", help="pages and snippets, such as mlp or mlp/xor; all where none is given")
            command.add_argument("--workers", type=int, help="snippets run at a time (default: one more than there are cores)")
        if name == "sentences":
            command.add_argument("names", nargs="*", help="pages, such as mlp, or rest; all where none is given")
            command.add_argument("--read", action="store_true", help="write that they were read")
        if name == "sample":
            command.add_argument("seed", help="a text that chooses the sample, such as a commit's hash")
        if name == "prove":
            command.add_argument("--anew", action="store_true", help="try again what was proven under another torch")
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # a terminal that knows no "²" still gets the rest
    given = parser.parse_args()
    keep()
    try:
        return min(1, COMMANDS[given.command](given))
    except Fault as fault:
        print(fault, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{error}\n    to mend: have this file readable, and the work tree and the temporary folder writable", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("stopped; what was written so far is whole, the rest is as it was; the same command goes on", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
