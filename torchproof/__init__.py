"""The machinery of Torchproof: one small module for each noun. Snippets never import it."""
