"""The score as it is shown to the person who asks: plain, beside their own scores and nobody else's."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from linkworker.base.dates import show_date
from linkworker.casework.check_ins.check_in_view import Result, Trend
from linkworker.ui.commands.table import bindings
from linkworker.ui.screens.place import Place
from linkworker.ui.widgets.drawing_glyphs import drawing_glyphs_of
from linkworker.ui.widgets.trend import TrendPanel
from linkworker.ui.widgets.words import Words


class ShowThem(Place[None]):
    """No average, no band, no threshold and no caution: only what the person's own answers came to."""

    PLACE = "check_in_shown"
    GUIDE = "check-ins"
    PLACES_SHOWN = False
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("check_in_shown")]
    DEFAULT_CSS = """
    ShowThem > VerticalScroll { height: 1fr; padding: 1 3; }
    ShowThem.-low > VerticalScroll { padding: 0 3; }
    ShowThem .score { text-style: bold; }
    ShowThem .words { margin-bottom: 1; max-width: 72; }
    ShowThem TrendPanel { margin-bottom: 1; max-width: 110; }
    ShowThem .notice { color: $text-muted; }
    """

    def __init__(self, found: Result) -> None:
        super().__init__()
        self._result = found

    def body(self) -> ComposeResult:
        """Yield the score in words, and the person's own line; of single answers, one after another."""
        found = self._result
        own = found.trends if found.check_in.figures else found.trends[:1]
        with VerticalScroll():
            for number, trend in enumerate(own):
                yield Words(_score(trend, found, number), classes="score")
                yield Words(" ".join(_plain(trend, found)), classes="words")
                if len(trend.rows) > 1:
                    yield TrendPanel(trend)
            yield Words(found.notice.replace("©", drawing_glyphs_of(self).copyright), classes="notice")


def _score(trend: Trend, found: Result, number: int) -> str:
    held = found.check_in
    if held.figures:
        answer = held.figures[number].answer
        return f"{trend.name}: {'no answer' if answer is None else answer}"
    if not held.scores:
        return f"{trend.name}: no score, because some have no answer"
    return f"{trend.name}: {held.scores[0].value}"


def _plain(trend: Trend, found: Result) -> Iterator[str]:
    yield f"The scale goes from {trend.lowest} to {trend.highest}."
    yield "A higher number is better." if trend.higher_is_better else "A lower number is better."
    before = [row for row in trend.rows if row.on < found.check_in.on and row.value is not None]
    if before:
        yield f"Last time, {show_date(before[-1].on)}, it was {before[-1].value}."
