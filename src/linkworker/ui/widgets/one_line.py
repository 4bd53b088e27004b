"""Text that somebody typed, made to fit a line of the screen, by cells and not by characters."""

import re

from rich.cells import cell_len, chop_cells, set_cell_size

from linkworker.ui.widgets.columns import Align

# What would move the cursor, turn the line round, or cannot be written out: controls, line ends, bidirectional
# embeddings and overrides, halves of surrogate pairs.
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def one_line(text: str) -> str:
    """Return the text with a space in place of everything that would break the line."""
    return _UNFIT.sub(" ", text)


def fitted(text: str, width: int, more: str, align: Align = "left") -> str:
    """Return the text in exactly `width` cells: padded, or cut with `more` at its end."""
    line = one_line(text)
    length = cell_len(line)
    if length > width:
        line = cut(line, width, more)
        length = cell_len(line)
    padding = " " * (width - length)
    return padding + line if align == "right" else line + padding


def cut(line: str, width: int, more: str) -> str:
    """Return as much of a line as fits in `width` cells with `more` after it."""
    room = width - cell_len(more)
    if room <= 0:
        return set_cell_size(line, width)
    return set_cell_size(line, room).rstrip() + more


def wrapped(text: str, width: int) -> list[str]:
    """Return the text in lines of at most `width` cells, broken between words where it can be."""
    lines: list[str] = []
    line = ""
    for word in one_line(text).split():
        longer = f"{line} {word}" if line else word
        if cell_len(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = chop_cells(word, max(1, width))
        lines.extend(whole)
    return [*lines, line] if line else lines
