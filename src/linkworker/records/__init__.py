"""Floor 1: the tables, one noun a file; no input or output."""
