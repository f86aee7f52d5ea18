"""The machinery of Torchproof: one room for each thing that happens to an example on its way: book, run, evidence, attack, rules, publish."""
