"""What holds within a budget only: the section names the budget, and no reason is left behind."""

from planted import PAGE, SETTINGS, faults

from torchproof import rules
from torchproof.book.book import Book

LINE = "demo/good | rate / 2 | the slope of x² at 1 is 2 | after 40 epochs\n"


def planted(tree, folder: str, line: str):
    """Put a line into a list, and take it away again."""
    path = tree / "tests" / folder / "demo.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(line, encoding="utf-8")
    return path


def test_a_section_names_the_budget_of_its_claims(tree, good):
    path = planted(tree, "limits", LINE)
    silent = [fault.what for fault in faults(tree, f"{PAGE}\n## Elsewhere {{ #elsewhere }}\n\nBut after 40 epochs.\n")]
    spoken = [
        faults(tree, PAGE.replace("See [slopes]", f"{said}. See [slopes]"))
        for said in ("Twice, in 20 epochs", "So at the rate of 0.1", "20 Adam steps")
    ]
    path.unlink()
    silent = [what for what in silent if "40" not in what]
    assert silent == ["claims of demo/good hold within a budget only, and its section names neither steps, epochs nor a rate"]
    assert not any("within a budget" in fault.what for found in spoken for fault in found)


def test_a_reason_for_a_snippet_that_is_gone_is_found(tree, good):
    (tree / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    for folder in ("facts", "limits", "misplaced", "survivors"):
        path = planted(tree, folder, f"# why\n{LINE}{LINE.replace('good', 'gone')}")
        found = [str(fault) for fault in rules.check_book(Book(tree, tree / "mkdocs.yml")) if "no such snippet" in fault.what]
        path.unlink()
        assert len(found) == 1 and "demo.txt:3: speaks of demo/gone" in found[0]
