"""The same program under other conditions: a snippet and its record come in; what each attack found goes out, into its proof.

One module is one attack; adding one is adding a module with these parts:

- `applies(snippet)`: whether it has anything to say of a snippet.
- `trials(snippet)`: its variants, name → what is changed in the run.
- `verdict(snippet, fell)`: the table that the proof keeps, from name of a variant → what gave it away, nothing where nothing did.
- `faults(root, snippet, table)`: what of such a table may not stand, and how to mend it.
- `told(table)`: the table in a few words, for the page of all claims.
- `SLOWDOWN`: how many times as long as a plain run one of its runs may well take.
- `SAME_RECORD`: whether its runs must print what the record says.
- `enough(snippet, runs)`, if it has it: whether, after these runs, the rest of its mistakes need not be tried.
"""

import functools
import importlib
from pathlib import Path
from types import ModuleType

from torchproof.book.snippet import Snippet


@functools.cache
def attacks() -> dict[str, ModuleType]:
    """Name → module of every attack: of every module here that says to which snippets it applies."""
    found = {path.stem: importlib.import_module(f"{__name__}.{path.stem}") for path in sorted(Path(__file__).parent.glob("[a-z]*.py"))}
    return {name: module for name, module in found.items() if hasattr(module, "applies")}


@functools.cache  # a proof is asked several times what applies
def applying(snippet: Snippet) -> dict[str, ModuleType]:
    """Name → module of the attacks that say something of a snippet."""
    return {name: attack for name, attack in attacks().items() if attack.applies(snippet)}
