"""The machinery of Torchproof: one small module for each noun. Snippets never import it."""

GENERATED = ("terms.md", "claims.md", "notebooks/", "downloads/")
"""What `nox -s docs` writes beside the pages; the build checks links to it."""
