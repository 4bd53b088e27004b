"""Painting the lines of a list: a mark, then the cells in their columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from linkworker.ui.widgets.columns import BETWEEN, Column, laid_out
from linkworker.ui.widgets.one_line import cut, fitted, one_line
from linkworker.ui.widgets.rows import Cell, Row, as_cell

INDENT = 2
"""The mark of the highlighted row, and a blank cell."""
MARGIN = 1
"""A blank cell at the right, before the scroll bar."""


class Highlight(StrEnum):
    """Whether a row is the highlighted one, and whether the keys act on this list just now."""

    NONE = ""
    SELECTED = "selected"
    RESTING = "resting"


@dataclass(frozen=True, slots=True)
class Marks:
    """The signs of the look: the highlighted row's, with the keys and without, and the one of text cut short."""

    pointer: str
    resting: str
    more: str


StyleOf = Callable[[tuple[str, ...]], Style]


class RowLines:
    """Paints the lines of a list in one width and one look. `per_row` is how many lines each row takes.

    `style_of` gives the style of component names laid over each other.
    """

    def __init__(self, columns: Sequence[Column], per_row: int, width: int, marks: Marks, style_of: StyleOf) -> None:
        self._columns = columns
        self._last = per_row - 1
        self.width = width
        self._marks = marks
        self._style_of = cache(style_of)  # a list paints a hundred parts of lines in a handful of styles
        self._laid = laid_out(columns or (Column(),), width - INDENT - MARGIN)

    def titles(self) -> Strip:
        """Return the line of column titles."""
        cells = [Cell(column.title) for column in self._columns]
        return self._strip(" " * INDENT, self._in_columns(cells, ("titles",)), ("titles",))

    def words(self, text: str, *names: str) -> Strip:
        """Return a line of words that stand where the first column does."""
        return self._strip(" " * INDENT, [(text, names)], names)

    def line(self, row: Row, which: int, highlight: Highlight) -> Strip:
        """Return one of a row's lines (0 or 1).

        In lists of two lines a row, the blank line before a group is the heading's own first one.
        """
        if row.heading:
            return self.heading(row) if which == self._last else self.blank()
        return self.detail(row, highlight) if which else self.row(row, highlight)

    def heading(self, row: Row) -> Strip:
        """Return the line that names a group. It stands further out than the rows below."""
        return self._strip("", self._run_on(row, ("heading",)), ("heading",))

    def row(self, row: Row, highlight: Highlight) -> Strip:
        """Return the first line of a row."""
        base = (highlight.value,) if highlight else ()
        mark = {Highlight.SELECTED: self._marks.pointer, Highlight.RESTING: self._marks.resting}.get(highlight, "")
        alone = not row.can_be_chosen and len(row.cells) == 1
        cells = [as_cell(cell) for cell in row.cells]
        if highlight is Highlight.SELECTED:  # one colour, readable on its ground in every theme
            cells = [Cell(cell.text) for cell in cells]
        parts = self._run_on(row, base) if alone else self._in_columns(cells, base)
        return self._strip(fitted(mark, INDENT, ""), parts, base)

    def detail(self, row: Row, highlight: Highlight) -> Strip:
        """Return the second line of a row."""
        if highlight is Highlight.SELECTED:
            return self.words(row.detail, "selected-quiet")
        base = (highlight.value,) if highlight else ()
        return self.words(row.detail, *base, "muted")

    def blank(self) -> Strip:
        """Return a line with nothing on it."""
        return Strip.blank(self.width, self._style_of(()))

    def _in_columns(self, cells: Sequence[Cell], base: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
        parts: list[tuple[str, tuple[str, ...]]] = []
        for laid in self._laid:
            if parts:
                parts.append((" " * BETWEEN, base))
            cell = cells[laid.cell] if laid.cell < len(cells) else Cell("")
            text = fitted(cell.text, laid.width, self._marks.more, laid.align)
            # What stands before a right-aligned text is not the cell's own, and takes no style from it.
            own = text.lstrip() if laid.align == "right" else text
            parts.append((text.removesuffix(own), base))
            parts.append((own, (*base, cell.style) if cell.style else base))
        return parts

    def _run_on(self, row: Row, base: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
        """Return cells one after the other, without columns."""
        parts: list[tuple[str, tuple[str, ...]]] = []
        for cell in map(as_cell, row.cells):
            if parts:
                parts.append((" " * BETWEEN, base))
            parts.append((cell.text, (*base, cell.style) if cell.style else base))
        return parts

    def _strip(self, mark: str, parts: Sequence[tuple[str, tuple[str, ...]]], base: tuple[str, ...]) -> Strip:
        """Return a whole line: as much of the parts as fits, and blank cells to the right edge."""
        plain = self._style_of(base)
        segments = [Segment(mark, plain)] if mark else []
        left = self.width - cell_len(mark) - MARGIN
        for text, names in parts:
            line = one_line(text)
            if cell_len(line) > left:
                line = cut(line, left, self._marks.more)
            if line:
                segments.append(Segment(line, self._style_of(names)))
                left -= cell_len(line)
        segments.append(Segment(" " * (left + MARGIN), plain))
        return Strip(segments).adjust_cell_length(self.width, plain)
