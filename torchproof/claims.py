"""The page of all claims, made from snippets and proofs (`python -m torchproof.claims`): what each run asserts, over how many seeds, and what was tried to fool it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from torchproof import record, terms
from torchproof.attack import ATTACKS, machines, mistakes, seeds
from torchproof.proof import Proof
from torchproof.snippet import Snippet

HEAD = """---
title: All claims
description: Every conclusion of the book as an assertion that a run must pass, in how many seeds it held, and how many planted mistakes were noticed.
search:
  exclude: true
---
# All claims

Every conclusion of this book is an assertion at the end of a program. Here they stand: {claims:,} claims of {programs} programs.

- **Mistakes.** In the part of each program that its page shows, one small mistake at a time was planted: another number, sign,
  operator or comparison, two arguments swapped, a line such as `zero_grad()` left out. {planted:,} mistakes in all; {noticed:,} times the
  run failed, a claim was false, or what was printed or drawn changed ({share:.1f} %). The others make no difference to what the page says; the
  reason stands under each chapter.
- **Seeds.** {drawn} programs draw random numbers. Each ran with {shifts} seeds, its own and {others} more, and we counted in how many all
  its claims hold. Fewer than {enough} of {shifts}, and the claim is rewritten. In {full} of the {drawn} programs they hold in all {shifts}.
- **Machines.** Your processor rounds in its own way: it adds in another order, or takes another formula for `exp`. So each program ran
  on {machines} other machines as well, and on each it had to print and draw what the page shows, with every claim true: {names}. Noise means
  that each result of an operation that rounds is moved by -1, 0 or +1 in its last binary place; it stands for the machines that we do not have.
- **Graphics processors.** {devices} times one tensor was left on the CPU in a rehearsed run on a graphics processor; {misplaced} times the
  rehearsal noticed, as CUDA does: on 2026-11-26 each of 137 misplacements was also run on one NVIDIA H100 with torch 2.11.0, and the rehearsal
  had said of every one what the card said.{cards}

Mistakes, seeds, machines and rehearsals were tried with torch {versions}.

**Equal** means: text to the letter, whole numbers exactly, decimals (with an exponent too) within one unit of the last digit that is
printed. A figure is compared in the same way, label by label and point by point, to a hundredth of a point; colours within 3 of 255.
"""


def plain(text: str) -> str:
    """Text as Markdown that shows it to the letter."""
    return re.sub(r"([\\`*_\[\]<>|$#~])", r"\\\1", text)


def message(claim: ast.Assert) -> str:
    """What a claim says: its message, with what an f-string fills in as "…"."""
    parts = claim.msg.values if isinstance(claim.msg, ast.JoinedStr) else [claim.msg]
    return "".join(part.value if isinstance(part, ast.Constant) else "…" for part in parts)


def entry(snippet: Snippet, section: terms.Section, proof: Proof) -> Iterator[str]:
    """The lines of one snippet: its sentence, the section that shows it, its program, what was tried, and its claims."""
    facts = [f"[{section.title}]({section.page.name}.md#{section.anchor})", f"[{snippet.path.name}](snippets/{snippet.id}.py)"]
    tables = proof.tables
    for name, key, what in (("mistakes", "noticed", "mistakes noticed"), ("seeds", "held", "seeds"), ("machines", "equal", "machines")):
        if name in tables:
            facts.append(f"{tables[name][key]} of {tables[name]['of']} {what}")
    if "accelerator" in tables:
        facts.append(f"{tables['accelerator']['card']}, torch {tables['accelerator']['torch']}, {tables['accelerator']['date']}")
    yield f"**{plain(ast.get_docstring(snippet.tree).split(chr(10) * 2)[0])}**\n{{ .sentence }}\n"
    yield f"{' · '.join(facts)}\n{{ .tried }}\n"
    yield from (f"- {plain(message(claim))}" for claim in snippet.claims)
    yield ""


def survivors(root: Path, page: str) -> Iterator[str]:
    """The folded list of a chapter's mistakes that nothing notices, with the reason for each."""
    reasons = mistakes.allowed(root, page)
    if not reasons:
        return
    few = len(reasons) == 1
    yield f'??? note "{len(reasons)} mistake{"" if few else "s"} that make{"s" if few else ""} no difference, and why"'
    yield ""
    for name, reason in reasons.items():
        stem, _, rest = name.partition(" | ")
        line, _, change = rest.rpartition(" | ")
        change, _, which = change.partition(" (number ")
        which = f" (number {which[:-1]} of these)" if which else ""
        yield f"    - `{stem.partition('/')[2]}`, in ``{line}``: ``{change}``{which}. {plain(reason[0].upper() + reason[1:])}."
    yield ""


def cards(tables: list[dict]) -> str:
    """Sentences on the runs on real accelerators that stand in the proofs, empty where there is none."""
    runs = {}
    for table in tables:
        runs.setdefault((table["card"], table["torch"], table["date"]), []).append(table["moved"])
    return "".join(
        f" {len(moved)} programs ran on one {card} with torch {torch}, on {date}: every claim held, no program that trains left the card idle, "
        f"{moved.count([])} records were equal, and in {len(moved) - moved.count([])} some values moved."
        for (card, torch, date), moved in sorted(runs.items())
    )


def facts(root: Path, page: str, proofs: list[Proof]) -> None:
    """Write the line of facts under a chapter's title, from the proofs of its snippets."""
    count, versions = len(proofs), " and ".join(sorted({proof.torch for proof in proofs}))
    date, seconds = max(proof.date for proof in proofs), max(0.1, sum(proof.seconds for proof in proofs))
    text = f"{count} snippet{'s' * (count > 1)} verified · torch {versions} on the CPU · {date} · {seconds:.1f} s of compute\n"
    record.replace(root / "snippets" / page / "verified.md", text)


def main() -> None:
    """Write the lines of facts, and `claims.md` beside the pages, chapter by chapter in the order of the book."""
    root = Path()
    book = terms.sections(root, "index")
    shown = {}
    for section in book:
        for stem, _ in section.regions:
            shown.setdefault(stem, section)
    snippets = {stem: section.page.snippets[stem] for stem, section in shown.items()}
    proofs = {stem: Proof.read(snippet) for stem, snippet in snippets.items()}

    def tables(name: str) -> list[dict]:
        return [proof.tables[name] for proof in proofs.values() if name in proof.tables]

    planted, noticed = (sum(table[key] for table in tables("mistakes")) for key in ("of", "noticed"))
    parts = [
        HEAD.format(
            claims=sum(len(snippet.claims) for snippet in snippets.values()),
            programs=len(snippets),
            drawn=len(tables("seeds")),
            shifts=seeds.SHIFTS,
            others=seeds.SHIFTS - 1,
            enough=seeds.ENOUGH,
            full=sum(table["held"] == table["of"] for table in tables("seeds")),
            planted=planted,
            noticed=noticed,
            share=100 * noticed / max(1, planted),
            machines=len(machines.MACHINES) + len(machines.NOISES),
            names=", ".join([*machines.MACHINES, f"last-bit noise with {len(machines.NOISES)} seeds"]),
            devices=sum(table["of"] for table in tables("devices")),
            misplaced=sum(table["noticed"] for table in tables("devices")),
            cards=cards(tables("accelerator")),
            versions=" and ".join(sorted({table["torch"] for name in ATTACKS for table in tables(name)})),
        )
    ]
    for page in dict.fromkeys(section.page.name for section in shown.values()):
        parts += [f"## {next(section.chapter for section in book if section.page.name == page)} {{ #{page} }}", ""]
        for stem, section in shown.items():
            if section.page.name == page:
                parts += entry(snippets[stem], section, proofs[stem])
        parts += survivors(root, page)
    Path("docs/en/claims.md").write_text("\n".join(parts), encoding="utf-8")
    for page in dict.fromkeys(snippet.page for snippet in snippets.values()):
        facts(root, page, [proofs[stem] for stem, snippet in snippets.items() if snippet.page == page])
    print(f"{len(snippets)} programs and their claims listed")


if __name__ == "__main__":
    main()
