"""Bars of counts out of a total, with the figures beside them: for the evidence place."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from linkworker.ui.widgets.drawing import Line
from linkworker.ui.widgets.drawing_glyphs import DrawingGlyphs
from linkworker.ui.widgets.drawn import Drawn

_LABEL_SHARE = 2 / 5
_LEAST_LABEL = 8
_LONGEST_BAR = 50


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: what is counted, how many, and out of how many (0 where there is nobody yet)."""

    label: str
    value: int
    total: int

    @property
    def words(self) -> str:
        """Return the figures: "12 of 30"."""
        return f"{self.value:,} of {self.total:,}"


def bars(rows: Sequence[Bar], width: int, glyphs: DrawingGlyphs) -> list[Line]:
    """Return the bars in so many columns, each as long as its total allows. Roles: label, bar, rest, value.

    A count above none always shows, and one below the total never fills its bar. A long label goes on to more lines.
    """
    if not rows:
        return []
    figures = max(len(row.words) for row in rows)
    longest = max(len(row.label) for row in rows)
    label = min(longest, max(_LEAST_LABEL, int(width * _LABEL_SHARE)))
    room = min(_LONGEST_BAR, width - label - figures - 4)
    found: list[Line] = []
    for row in rows:
        wrapped = textwrap.wrap(row.label, label) or [""]
        found += [((text.ljust(label), "label"),) for text in wrapped[:-1]]
        drawn = bar(row, room, glyphs) if room > 1 else ()
        gap = (("  ", ""),) if drawn else ()
        found.append(
            ((wrapped[-1].ljust(label), "label"), ("  ", ""), *drawn, *gap, (row.words.rjust(figures), "value"))
        )
    return found


def bar(row: Bar, room: int, glyphs: DrawingGlyphs) -> Line:
    """Return one bar alone, in exactly `room` columns."""
    parts = len(glyphs.parts) + 1
    most = room * parts
    filled = 0 if row.total <= 0 else row.value * most // row.total
    if 0 < row.value < row.total:
        filled = max(1, min(filled, most - 1))
    whole, over = divmod(max(0, min(filled, most)), parts)
    text = glyphs.full * whole + (glyphs.parts[over - 1] if over else "")
    return tuple(run for run in ((text, "bar"), (glyphs.rest * (room - len(text)), "rest")) if run[0])


class Bars(Drawn):
    """Bars as a widget, as high as they need."""

    PREFIX: ClassVar[str] = "bars"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"bars--label", "bars--bar", "bars--rest", "bars--value"}
    DEFAULT_CSS = """
    Bars { height: auto; width: 1fr; }
    Bars > .bars--label { color: $text; }
    Bars > .bars--bar { color: $primary; }
    Bars > .bars--rest { color: $text-muted; }
    Bars > .bars--value { color: $text; text-style: bold; }
    """

    def __init__(self, rows: Sequence[Bar] = (), *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self.rows = tuple(rows)

    def show(self, rows: Sequence[Bar]) -> None:
        """Show other bars."""
        self.rows = tuple(rows)
        self.redraw(layout=True)

    def lines(self, width: int, height: int) -> list[Line]:  # noqa: ARG002 - as high as the bars need
        """Return the bars in so many columns."""
        return bars(self.rows, width, self.glyphs)
