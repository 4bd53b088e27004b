"""Long lines in a console: folded between words, so that what goes on stands under where it began."""

import re
import shutil
import textwrap
from typing import TextIO

_WIDEST = 100
"""Longer lines than this are hard to follow back, whatever the console's width."""
_NARROWEST = 30
_COLUMN = re.compile(r" *\S+(?: \S+)* {2,}(?=\S)")
"""A label and the gap after it: `organisation     `."""
_MARK = re.compile(r" *(?:[-*]|\d{1,3}\.?) +(?=\S)")
"""What begins a row of a list: `  3. `."""


def folded(text: str, stream: TextIO) -> str:
    """Return lines folded to the console's width; unchanged where no console reads them, as a script or a file."""
    if not stream.isatty():
        return text
    width = max(_NARROWEST, min(shutil.get_terminal_size().columns - 1, _WIDEST))
    return "\n".join("\n".join(_fold(line, width)) for line in text.split("\n"))


def _fold(line: str, width: int) -> list[str]:
    if len(line) <= width:
        return [line]
    hang = " " * min(_hang(line), width // 2)
    begins = line[: len(line) - len(line.lstrip())]
    room = textwrap.TextWrapper(
        width, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False, drop_whitespace=True
    )
    room.initial_indent = begins
    # Gaps inside a line are columns: they stay as they are.
    return room.wrap(line.lstrip()) or [line]


def _hang(line: str) -> int:
    """Return how far in the lines after the first begin."""
    for begins in (_MARK, _COLUMN):
        found = begins.match(line)
        if found:
            return found.end()
    return len(line) - len(line.lstrip()) + 2
