"""The plain commands, one a file."""
