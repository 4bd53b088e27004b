"""A trend as a chart and as a table, always both: side by side where there is room, else one below the other."""

from collections.abc import Sequence
from decimal import Decimal

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Resize

from linkworker.base.dates import show_date
from linkworker.casework.check_ins.check_in_view import NO_TOTAL, Trend
from linkworker.casework.check_ins.trend_marks import Mark
from linkworker.ui.widgets.chart import Chart
from linkworker.ui.widgets.chart_parts import Level, Point, Series
from linkworker.ui.widgets.figures_table import Column, FiguresTable, Table

WIDE = 128
"""From so many columns the table stands beside the chart."""


def series_of(trend: Trend, marks: Sequence[Mark] = (), *, gap_words: str = NO_TOTAL) -> Series:
    """Return a trend as the chart takes it, on its whole scale."""
    return Series(
        tuple(Point(row.on, row.value) for row in trend.rows),
        trend.lowest,
        trend.highest,
        tuple(Level(mark.value, mark.name, mark.short) for mark in marks),
        gap_words,
    )


def table_of(trend: Trend) -> Table:
    """Return a trend as a table: day, moment, score, change from the check-in before, and how it was completed."""
    words = Column("Date", whole=True), Column("Moment")
    figures = Column(trend.name, figures=True), Column("Change", figures=True)
    rows = [
        (show_date(row.on), row.moment_label, _figure(row.value), _moved(row.change), row.mode_label)
        for row in trend.rows
    ]
    return Table((*words, *figures, Column("How")), tuple(rows))


def _figure(value: Decimal | None) -> str:
    return NO_TOTAL if value is None else str(value)


def _moved(change: Decimal | None) -> str:
    if change is None:
        return ""
    return "the same" if not change else f"{'up' if change > 0 else 'down'} {abs(change)}"


class TrendPanel(Vertical):
    """One trend. `show` changes it; the parts are never shown alone."""

    DEFAULT_CSS = """
    TrendPanel { height: auto; layout: vertical; }
    TrendPanel > Chart { height: auto; width: 1fr; }
    TrendPanel > FiguresTable { width: 1fr; margin: 1 0 0 0; }
    TrendPanel.-wide { layout: horizontal; }
    TrendPanel.-wide > FiguresTable { width: auto; margin: 0 0 0 3; }
    """

    def __init__(self, trend: Trend, marks: Sequence[Mark] = (), *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._chart = Chart(series_of(trend, marks))
        self._table = FiguresTable(table_of(trend))

    def compose(self) -> ComposeResult:
        """Yield the chart, then the table."""
        yield self._chart
        yield self._table

    def show(self, trend: Trend, marks: Sequence[Mark] = ()) -> None:
        """Show another trend."""
        self._chart.show(series_of(trend, marks))
        self._table.show(table_of(trend))

    def on_resize(self, event: Resize) -> None:
        """Stand side by side where there is room."""
        self.set_class(event.size.width >= WIDE, "-wide")
