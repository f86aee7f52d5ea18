"""The page of all claims, made from snippets and records (`python -m torchproof.claims`): what each run asserts, over how many seeds, and what was tried to fool it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from torchproof import mutants, seeds, terms
from torchproof.snippet import Snippet

HEAD = """---
title: All claims
description: Every conclusion of the book as an assertion that a run must pass, in how many seeds it held, and how many planted mistakes were noticed.
search:
  exclude: true
---
# All claims

Every conclusion of this book is an assertion at the end of a program. Here they stand: {claims:,} claims of {programs} programs.

- **Seeds.** {drawn} programs draw random numbers. Each ran with {shifts} seeds, its own and {others} more, and we counted in how many all
  its claims hold. Fewer than {enough} of {shifts}, and the claim is rewritten. In {full} of the {drawn} programs they hold in all {shifts}.
- **Mistakes.** In the part of each program that its page shows, one small mistake at a time was planted: another number, sign,
  operator or comparison, two arguments swapped, a line such as `zero_grad()` left out. {planted:,} mistakes in all; {noticed:,} times the
  run failed, a claim was false, or what was printed or drawn changed ({share:.1f} %). The others make no difference to what the page says; the
  reason stands under each chapter.
"""


def plain(text: str) -> str:
    """Text as Markdown that shows it to the letter."""
    return re.sub(r"([\\`*_\[\]<>|$#~])", r"\\\1", text)


def message(claim: ast.Assert) -> str:
    """What a claim says: its message, with what an f-string fills in as "…"."""
    parts = claim.msg.values if isinstance(claim.msg, ast.JoinedStr) else [claim.msg]
    return "".join(part.value if isinstance(part, ast.Constant) else "…" for part in parts)


def entry(snippet: Snippet, section: terms.Section) -> Iterator[str]:
    """The lines of one snippet: its sentence, the section that shows it, its program, what was tried, and its claims."""
    facts = [f"[{section.title}]({section.page.name}.md#{section.anchor})", f"[{snippet.path.name}](snippets/{snippet.id}.py)"]
    for counted, what in ((seeds.count(snippet), "seeds"), (mutants.count(snippet), "mistakes noticed")):
        if counted:
            facts.append(f"{counted[0]} of {counted[1]} {what}")
    yield f"**{plain(ast.get_docstring(snippet.tree).split(chr(10) * 2)[0])}**\n{{ .sentence }}\n"
    yield f"{' · '.join(facts)}\n{{ .tried }}\n"
    yield from (f"- {plain(message(claim))}" for claim in snippet.claims)
    yield ""


def survivors(root: Path, page: str) -> Iterator[str]:
    """The folded list of a chapter's mistakes that nothing notices, with the reason for each."""
    reasons = mutants.allowed(root, page)
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


def main() -> None:
    """Write `claims.md` beside the pages, chapter by chapter in the order of the book."""
    root = Path()
    book = terms.sections(root, "index")
    shown = {}
    for section in book:
        for stem, _ in section.regions:
            shown.setdefault(stem, section)
    snippets = {stem: section.page.snippets[stem] for stem, section in shown.items()}
    drawn = [counted for snippet in snippets.values() if (counted := seeds.count(snippet))]
    tried = [counted for snippet in snippets.values() if (counted := mutants.count(snippet))]
    noticed, planted = (sum(counts[place] for counts in tried) for place in (0, 1))
    parts = [
        HEAD.format(
            claims=sum(len(snippet.claims) for snippet in snippets.values()),
            programs=len(snippets),
            drawn=len(drawn),
            shifts=seeds.SHIFTS,
            others=seeds.SHIFTS - 1,
            enough=seeds.ENOUGH,
            full=sum(held == shifts for held, shifts, _ in drawn),
            planted=planted,
            noticed=noticed,
            share=100 * noticed / max(1, planted),
        )
    ]
    for page in dict.fromkeys(section.page.name for section in shown.values()):
        parts += [f"## {next(section.chapter for section in book if section.page.name == page)} {{ #{page} }}", ""]
        for stem, section in shown.items():
            if section.page.name == page:
                parts += entry(snippets[stem], section)
        parts += survivors(root, page)
    Path("docs/en/claims.md").write_text("\n".join(parts), encoding="utf-8")
    print(f"{len(snippets)} programs and their claims listed")


if __name__ == "__main__":
    main()
