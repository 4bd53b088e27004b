"""Where in a TOML text each key stands, so that what is wrong can be named with its line."""

import re

Path = tuple[str | int, ...]
"""The way to a key: ("team", 1, "name") is the name of the second [[team]]."""

NOT_TOML = "this line cannot be read, so check its quotes, brackets and equals signs"
"""What is said of a line that is not TOML; the reader's own words are for programmers."""

_TABLES = re.compile(r"\s*\[\[\s*([^\[\]]+?)\s*\]\]")
_TABLE = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_SYNTAX = re.compile(r"at line (\d+)")


def find_lines(text: str) -> dict[Path, int]:
    """Return the line, counted from 1, of every table and key in the text."""
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    inside: Path = ()
    for number, line in enumerate(text.splitlines(), 1):
        if found := _TABLES.match(line):
            name = _names(found[1])
            counts[name] = counts.get(name, -1) + 1
            inside = (*name, counts[name])
            lines.setdefault(inside, number)
            lines.setdefault(name, number)
        elif found := _TABLE.match(line):
            inside = _names(found[1])
            lines.setdefault(inside, number)
        elif found := _KEY.match(line):
            lines.setdefault((*inside, *_names(found[1])), number)
    return lines


def line_of(lines: dict[Path, int], path: Path) -> int | None:
    """Return the line of a key, or of the nearest table around it, or None."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return None


def syntax_line(message: str, text: str) -> int:
    """Return the line that the TOML reader's message means; the last one where it names none."""
    found = _SYNTAX.search(message)
    return int(found[1]) if found else max(1, len(text.splitlines()))


def _names(dotted: str) -> Path:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))
