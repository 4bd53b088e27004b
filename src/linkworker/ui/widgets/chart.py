"""The chart as a widget: it fills whatever room it is given."""

from typing import ClassVar

from linkworker.ui.widgets.chart_draw import draw, height_for
from linkworker.ui.widgets.chart_parts import Series
from linkworker.ui.widgets.drawing import Line
from linkworker.ui.widgets.drawn import Drawn

AUTO_ROWS = 9
"""Rows of the chart itself where its height is `auto`."""


class Chart(Drawn):
    """Values over time against named levels. A table of the same figures always stands beside it (see `trend`)."""

    PREFIX: ClassVar[str] = "chart"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "chart--axis",
        "chart--label",
        "chart--level",
        "chart--name",
        "chart--path",
        "chart--point",
        "chart--last",
        "chart--value",
    }
    DEFAULT_CSS = """
    Chart { height: auto; width: 1fr; }
    Chart > .chart--axis { color: $text-muted; }
    Chart > .chart--label { color: $text-muted; }
    Chart > .chart--level { color: $text-muted; }
    Chart > .chart--name { color: $text-muted; }
    Chart > .chart--path { color: $primary; }
    Chart > .chart--point { color: $primary; }
    Chart > .chart--last { color: $primary; text-style: bold; }
    Chart > .chart--value { color: $text; text-style: bold; }
    """

    def __init__(self, series: Series, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self.series = series

    def show(self, series: Series) -> None:
        """Show another series."""
        self.series = series
        self.redraw()

    def lines(self, width: int, height: int) -> list[Line]:
        """Return the chart in so many cells."""
        return draw(self.series, width, height or height_for(self.series, width, AUTO_ROWS), self.glyphs)
