"""Drawing with characters: a canvas of cells, each with the role that the theme gives a colour, read out as lines."""

from collections.abc import Iterable
from itertools import groupby
from typing import TypeAlias

Run: TypeAlias = tuple[str, str]
"""A stretch of text and its role, for example ("43", "value"); the role "" is plain text."""
Line: TypeAlias = tuple[Run, ...]

BLANK = (" ", "")


class Canvas:
    """A rectangle of cells, origin at the top left. What falls outside it is not drawn."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self._cells = [[BLANK] * width for _ in range(height)]

    def put(self, x: int, y: int, text: str, role: str = "") -> None:
        """Write text from a cell to the right."""
        for place, letter in enumerate(text, x):
            if 0 <= place < self.width and 0 <= y < self.height:
                self._cells[y][place] = (letter, role)

    def role(self, x: int, y: int) -> str:
        """Return the role of a cell, "" for a blank one."""
        return self._cells[y][x][1]

    def is_free(self, x: int, y: int, length: int, over: frozenset[str] = frozenset()) -> bool:
        """Say whether a stretch lies inside, and holds nothing but blanks and the roles that may be written over."""
        if not (0 <= y < self.height and x >= 0 and x + length <= self.width):
            return False
        return all(cell == BLANK or cell[1] in over for cell in self._cells[y][x : x + length])

    def lines(self) -> list[Line]:
        """Return the rows from top to bottom, as runs of one role."""
        return [
            tuple(("".join(letter for letter, _ in cells), role) for role, cells in groupby(row, lambda cell: cell[1]))
            for row in self._cells
        ]


def plain(lines: Iterable[Line]) -> list[str]:
    """Return lines as text without roles, nothing left at their ends."""
    return ["".join(text for text, _ in line).rstrip() for line in lines]
