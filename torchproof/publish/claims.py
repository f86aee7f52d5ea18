"""The pages of all claims, a summary and one for each page, from snippets and proofs: what each run asserts, over how many seeds, and what was tried to fool it."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from torchproof.attack import attacks, budgets, machines, mistakes, seeds
from torchproof.book.book import Book, Section
from torchproof.book.snippet import Snippet
from torchproof.evidence.proof import Proof


def plain(text: str) -> str:
    """Text as Markdown that shows it to the letter."""
    return re.sub(r"([\\`*_\[\]<>|$#~])", r"\\\1", text)


def message(claim: ast.Assert) -> str:
    """What a claim says: its message, with what an f-string fills in as "…"."""
    parts = claim.msg.values if isinstance(claim.msg, ast.JoinedStr) else [claim.msg]
    return "".join(part.value if isinstance(part, ast.Constant) else "…" for part in parts)


@dataclass(frozen=True)
class Shown:
    """A snippet with the section that first shows it and its proof."""

    snippet: Snippet
    section: Section
    proof: Proof


def shown(book: Book) -> list[Shown]:
    """The snippets in the order in which the pages show them."""
    first: dict[str, Section] = {}
    for section in book.sections:
        for stem, _ in section.regions:
            first.setdefault(stem, section)
    return [Shown(book.snippets[stem], section, Proof.read(book.snippets[stem])) for stem, section in first.items()]


def tables(found: list[Shown], name: str) -> list[dict]:
    """What one attack found out, of all snippets that it applies to."""
    return [each.proof.tables[name] for each in found if name in each.proof.tables]


def entry(each: Shown) -> Iterator[str]:
    """The lines of one snippet: its sentence, the section that shows it, its program, what was tried, and its claims."""
    snippet, section, found = each.snippet, each.section, each.proof.tables
    facts = [f"[{section.title}](../{section.page.name}.md#{section.anchor})", f"[{snippet.path.name}](../snippets/{snippet.id}.py)"]
    facts += [attack.told(found[name]) for name, attack in attacks().items() if name in found]
    if card := found.get("accelerator"):
        facts.append(f"{card['card']}, torch {card['torch']}, {card['date']}")
    yield f"**{plain(ast.get_docstring(snippet.tree).split(chr(10) * 2)[0])}**\n{{ .sentence }}\n"
    yield f"{' · '.join(facts)}\n{{ .tried }}\n"
    yield from (f"- {plain(message(claim))}" for claim in snippet.claims)
    yield ""


def folded(book: Book, title: str, reasons: dict[str, str], line: Callable[[str], str]) -> Iterator[str]:
    """A folded list of what attacks may find in a chapter, each with its reason; `line` shows what follows the snippet in a name."""
    if reasons:
        yield f'??? note "{book.language["claims"][title][len(reasons) > 1].format(len(reasons))}"\n'
        for name, reason in reasons.items():
            stem, _, rest = name.partition(" | ")
            yield f"    - `{stem.partition('/')[2]}`, {line(rest)}. {plain(reason[0].upper() + reason[1:])}."
        yield ""


def survivors(book: Book, page: str) -> Iterator[str]:
    """The folded list of a chapter's mistakes that nothing notices, with the reason for each."""

    def mistake(name: str) -> str:
        line, _, change = name.rpartition(" | ")
        change, _, number = change.partition(" (number ")
        which = f" ({book.language['claims']['which'].format(number[:-1])})" if number else ""
        return f"in ``{line}``: ``{change}``{which}"

    return folded(book, "harmless", mistakes.REASONS.read(book.root, page), mistake)


def limits(book: Book, page: str) -> Iterator[str]:
    """The folded list of a chapter's claims that hold within a budget only, with the words of the text that say so."""

    def fall(name: str) -> str:
        budget, _, claim = name.partition(" | ")
        return f"{budget}: {plain(claim)}"

    return folded(book, "limits", budgets.REASONS.read(book.root, page), fall)


def cards(book: Book, found: list[dict]) -> str:
    """Sentences on the runs on real accelerators that stand in the proofs, empty where there is none."""
    runs: dict[tuple, list] = {}
    for table in found:
        runs.setdefault((table["card"], table["torch"], table["date"]), []).append(table["moved"])
    says = book.language["claims"]["accelerator"]
    return "".join(
        says.format(card=card, torch=torch, date=date, count=len(moved), equal=moved.count([]), moved=len(moved) - moved.count([]))
        for (card, torch, date), moved in sorted(runs.items())
    )


def exercises(book: Book) -> str:
    """A line on what was tried with the solutions of the exercises, empty where there are none."""
    proofs = [Proof.read(exercise.programs["solution"]) for exercise in book.exercises.values()]
    found = [proof.tables.get("mistakes", {"noticed": 0, "of": 0}) for proof in proofs if proof]
    noticed, planted = (sum(table[key] for table in found) for key in ("noticed", "of"))
    said = {"count": len(found), "seeds": seeds.SHIFTS, "machines": len(machines.MACHINES) + len(machines.NOISES)}
    return book.language["claims"]["exercises"].format(**said, noticed=noticed, planted=planted) if found else ""


def summary(book: Book, found: list[Shown]) -> str:
    """The page `claims.md`: what was tried in the whole book, and a row for each page that claims something."""
    says = book.language["claims"]
    planted, noticed = (sum(table[key] for table in tables(found, "mistakes")) for key in ("of", "noticed"))
    drawn, misplaced, trained = (tables(found, name) for name in ("seeds", "placement", "budgets"))
    head = says["head"].format(
        claims=sum(len(each.snippet.claims) for each in found),
        programs=len(found),
        drawn=len(drawn),
        shifts=seeds.SHIFTS,
        others=seeds.SHIFTS - 1,
        enough=seeds.ENOUGH,
        full=sum(table["held"] == table["of"] for table in drawn),
        planted=planted,
        noticed=noticed,
        share=100 * noticed / max(1, planted),
        machines=len(machines.MACHINES) + len(machines.NOISES),
        names=", ".join([*machines.MACHINES, says["noise"].format(len(machines.NOISES))]),
        fixed=sum(len(table["never"]) for table in tables(found, "vacuity")),
        trained=len(trained),
        any_budget=sum(table["held"] == table["of"] for table in trained),
        devices=sum(table["of"] for table in misplaced),
        misplaced=sum(table["noticed"] for table in misplaced),
        cards=cards(book, tables(found, "accelerator")),
        exercises=exercises(book),
        versions=says["and"].join(sorted({table["torch"] for name in attacks() for table in tables(found, name)})),
    )
    lines = [head, says["table"]]
    for page, own in by_page(found).items():
        noted = [sum(table[key] for table in tables(own, "mistakes")) for key in ("noticed", "of")]
        cells = [f"[{own[0].section.chapter}](claims/{page}.md)", sum(len(each.snippet.claims) for each in own), len(own)]
        lines.append(f"| {' | '.join(map(str, cells))} | {says['noticed'].format(*noted)} |")
    return "\n".join([*lines, ""])


def by_page(found: list[Shown]) -> dict[str, list[Shown]]:
    """The snippets of each page, in the order of the book."""
    return {
        page: [each for each in found if each.section.page.name == page] for page in dict.fromkeys(each.section.page.name for each in found)
    }


def chapter(book: Book, own: list[Shown]) -> str:
    """The page of one page's claims, `claims/<page>.md`."""
    section = own[0].section
    lines = [book.language["claims"]["page"].format(title=section.chapter, page=section.page.name), ""]
    lines += [line for each in own for line in entry(each)]
    return "\n".join([*lines, *limits(book, section.page.name), *survivors(book, section.page.name)])


def facts(book: Book, found: list[Shown], page: str) -> str:
    """The line of facts under a chapter's title, from the proofs of its snippets."""
    proofs = [each.proof for each in found if each.snippet.page == page]
    said = book.language["facts"]["verified"][len(proofs) > 1].format(
        count=len(proofs),
        torch=book.language["claims"]["and"].join(sorted({proof.torch for proof in proofs})),
        date=max(proof.date for proof in proofs),
        seconds=max(0.1, sum(proof.seconds for proof in proofs)),
    )
    return f"{said}\n"
