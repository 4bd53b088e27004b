"""Rows of a list as plain values: what each cell says, and by which key the row is chosen."""

from dataclasses import dataclass
from typing import Literal

CellStyle = Literal["", "muted", "strong", "warning", "error", "success", "accent"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell's text and its style. A colour is never the only sign: the words say it too."""

    text: str
    style: CellStyle = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list.

    `key` is what the row is chosen by; None is a line that cannot be chosen. `heading` names the group below it.
    `detail` is a second, dim line, painted in lists of two lines a row.
    """

    key: str | None
    cells: tuple[Cell | str, ...]
    heading: bool = False
    detail: str = ""

    @property
    def can_be_chosen(self) -> bool:
        """Return whether the highlight may stand here."""
        return self.key is not None and not self.heading


GAP = Row(None, ())
"""A blank line, as between two groups."""


def heading(*cells: Cell | str) -> Row:
    """Return a row that names the group below it."""
    return Row(None, cells, heading=True)


def as_cell(cell: Cell | str) -> Cell:
    """Return a cell; a bare string is one without a style."""
    return Cell(cell) if isinstance(cell, str) else cell
