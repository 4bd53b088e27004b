"""Columns of a list: how wide each is, and which of them go when there is little room."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Align = Literal["left", "right"]
BETWEEN = 2
"""Blank cells between two columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. Widths are in cells of the screen.

    Without a `width` it takes `least` and a share, by `weight`, of what the others leave. A `drop` above 0 lets the
    column go when there is little room: the highest number first, and of equals the one furthest to the right.
    """

    title: str = ""
    width: int | None = None
    align: Align = "left"
    weight: int = 1
    least: int = 8
    drop: int = 0


@dataclass(frozen=True, slots=True)
class Laid:
    """Where a column's text stands: which of a row's cells it shows, and how many cells wide."""

    cell: int
    width: int
    align: Align


def laid_out(columns: Sequence[Column], room: int) -> tuple[Laid, ...]:
    """Return the columns that fit in `room` cells, from left to right. What still does not fit is cut at the right."""
    shown = _those_that_fit(columns, room)
    widths = _widths([columns[cell] for cell in shown], room)
    laid: list[Laid] = []
    left = room
    for cell, width in zip(shown, widths, strict=True):
        width_here = min(width, left)
        if width_here <= 0:
            break
        laid.append(Laid(cell, width_here, columns[cell].align))
        left -= width_here + BETWEEN
    return tuple(laid)


def _those_that_fit(columns: Sequence[Column], room: int) -> list[int]:
    shown = list(range(len(columns)))
    while sum(_least(columns[cell]) for cell in shown) + BETWEEN * (len(shown) - 1) > room:
        may_go = [cell for cell in shown if columns[cell].drop > 0]
        if not may_go:
            break
        shown.remove(max(may_go, key=lambda cell: (columns[cell].drop, cell)))
    return shown


def _widths(columns: Sequence[Column], room: int) -> list[int]:
    """Return each column's width. Shares are rounded so that they add up to what there is."""
    spare = max(0, room - BETWEEN * (len(columns) - 1) - sum(_least(column) for column in columns))
    weights = sum(column.weight for column in columns if column.width is None)
    widths: list[int] = []
    before = 0
    for column in columns:
        after = before + (column.weight if column.width is None else 0)
        share = spare * after // weights - spare * before // weights if weights else 0
        widths.append(_least(column) + share)
        before = after
    return widths


def _least(column: Column) -> int:
    return column.least if column.width is None else column.width
