"""One table of commands: it gives the keys, the key line, the palette and the help."""
