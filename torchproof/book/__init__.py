"""What lies in the tree, read once: files come in; snippets, records and pages, with all their parts and lines, go out."""
