"""Attacks: the same program under other conditions. Adding one is adding a module here, with four parts, and its name below.

- `applies(snippet)`: whether it has anything to say of a snippet.
- `trials(snippet)`: its variants, name → what is changed in the run.
- `verdict(snippet, fell)`: the table that the proof keeps, from name of a variant → what gave it away, None where nothing did.
- `faults(root, snippet, table)`: what of such a table may not stand, and how to mend it.
"""

from torchproof.attack import devices, machines, mistakes, seeds

ATTACKS = {"seeds": seeds, "mistakes": mistakes, "machines": machines, "devices": devices}
