"""A plain table of words and figures: what stands beside every chart, and can be read without seeing one."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import ClassVar

from textual.geometry import Size

from linkworker.ui.widgets.drawing import Line, plain
from linkworker.ui.widgets.drawing_glyphs import DrawingGlyphs
from linkworker.ui.widgets.drawn import Drawn

_GAP = 2
_BOUNDLESS = 1000
_LEAST = 6
"""Columns of words are narrowed no further than this many letters."""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, and whether figures stand below it: they are set to the right, and never broken."""

    heading: str
    figures: bool = False
    whole: bool = False
    """Words that are never broken either, such as dates."""


@dataclass(frozen=True, slots=True)
class Table:
    """Columns, and rows of as many texts each."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


def lay_out(table: Table, width: int, glyphs: DrawingGlyphs) -> list[Line]:
    """Return the table in so many columns of cells. Roles: heading, rule, figure, and plain text.

    As wide as its words need; where that is too wide, the longest columns of words go on to more lines.
    """
    widths = _widths(table, width)
    found = _row(table, [column.heading for column in table.columns], widths, "heading", "heading")
    found.append(((glyphs.signs.line * (sum(widths) + _GAP * (len(widths) - 1)), "rule"),))
    for row in table.rows:
        found += _row(table, row, widths, "", "figure")
    return found


def _widths(table: Table, width: int) -> list[int]:
    texts = [[column.heading, *(row[at] for row in table.rows)] for at, column in enumerate(table.columns)]
    widths = [max(len(text) for text in each) for each in texts]
    over = sum(widths) + _GAP * (len(widths) - 1) - width
    while over > 0:
        may_narrow = [not (each.figures or each.whole) for each in table.columns]
        words = [at for at, may in enumerate(may_narrow) if may and widths[at] > _LEAST]
        if not words:
            break
        widths[max(words, key=lambda at: widths[at])] -= 1
        over -= 1
    return widths


def _row(table: Table, texts: Sequence[str], widths: Sequence[int], role: str, figure_role: str) -> list[Line]:
    """Return one row as the lines it takes."""
    cells = [
        [text.rjust(width)] if column.figures else [part.ljust(width) for part in textwrap.wrap(text, width) or [""]]
        for column, text, width in zip(table.columns, texts, widths, strict=True)
    ]
    found: list[Line] = []
    for parts in zip_longest(*cells):
        runs: list[tuple[str, str]] = []
        for column, part, width in zip(table.columns, parts, widths, strict=True):
            runs += [(part or " " * width, figure_role if column.figures else role), (" " * _GAP, "")]
        found.append(tuple(runs[:-1]))
    return found


class FiguresTable(Drawn):
    """The table as a widget, as high as it needs."""

    PREFIX: ClassVar[str] = "figures-table"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"figures-table--heading", "figures-table--rule", "figures-table--figure"}
    DEFAULT_CSS = """
    FiguresTable { height: auto; width: 1fr; }
    FiguresTable > .figures-table--heading { color: $text-muted; }
    FiguresTable > .figures-table--rule { color: $text-muted; }
    FiguresTable > .figures-table--figure { color: $text; text-style: bold; }
    """

    def __init__(self, table: Table, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self.table = table

    def show(self, table: Table) -> None:
        """Show another table."""
        self.table = table
        self.redraw(layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Textual's own signature
        """Return what its words need where its width is `auto`, at most what there is."""
        return min(container.width, max((len(line) for line in plain(self.lines(_BOUNDLESS, 0))), default=0))

    def lines(self, width: int, height: int) -> list[Line]:  # noqa: ARG002 - as high as the table needs
        """Return the table in so many columns."""
        return lay_out(self.table, width, self.glyphs)
