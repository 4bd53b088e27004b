"""What stands on the page before a check-in: the questionnaires, how it is taken, and what to bear in mind."""

from collections.abc import Iterator, Sequence
from datetime import date

from textual.content import Content
from textual.events import Click
from textual.message import Message

from linkworker.base.dates import show_date
from linkworker.base.words import count
from linkworker.casework.check_ins.offering import Offered
from linkworker.ui.screens.check_in.form_draft import Begun
from linkworker.ui.screens.check_in.ways import Way
from linkworker.ui.theme.glyphs import Glyphs
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.rows import Cell, Row
from linkworker.ui.widgets.words import Words
from linkworker.wellbeing.check_in_codes import moment

_HOW_TO_LICENSE = "How to get one: press 1, then F9."
_MUTED, _WARNING = "$text-muted", "$text-warning"

KEEP = "keep"
COLUMNS = (Column(width=1), Column(weight=2, least=26), Column(weight=3, least=30))
_WAYS = (
    (Way.HAND_OVER, "h", "Hand the laptop over", "They answer alone, on the screen."),
    (Way.PAPER, "p", "Type in a paper form", "They answered on paper."),
    (Way.READ_ALOUD, "r", "Read it aloud", "This tends to raise the answers."),
    (Way.INTERPRETER, "i", "With an interpreter", "This may raise the answers."),
)


class Questions(Words):
    """One questionnaire, by its number; a click chooses it."""

    class Clicked(Message):
        """It was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number

    def on_click(self, event: Click) -> None:
        """Choose it."""
        event.stop()
        self.post_message(self.Clicked(self._number))


def questions_words(number: int, each: Offered, *, chosen: bool, begun: bool, signs: Glyphs) -> Content:
    """Return one questionnaire on a line: its number, name, length, and whether it may be used or was begun."""
    scale = each.instrument
    mark = signs.on if chosen else signs.off
    length = count(len(scale.items), scale.item_noun, scale.item_nouns)
    style = "bold" if chosen else ("" if each.allowed else _MUTED)
    state = _state(each, begun=begun)
    return Content.assemble(
        (f"{mark} {number}  {scale.short_name:<9}", style), (f"{length:<15}", _MUTED), (f"{state}", _WARNING)
    )


def _state(each: Offered, *, begun: bool) -> str:
    if not each.allowed:
        if not each.licensed:
            return "needs a licence"
        return f"from age {each.instrument.least_age}" if "aged" in each.refusal else "not on that day"
    return "begun" if begun else ""


def when_words(on: date, today: date, moment_code: str) -> Content:
    """Return the day and the moment, and the key that changes them."""
    day = f"{show_date(on)} (today)" if on == today else show_date(on)
    return Content.assemble((f"{day}, {moment(moment_code).label.lower()}", "bold"), ("   e changes it", _MUTED))


def bear_in_mind(each: Offered, others: Sequence[Offered], begun: Begun | None, *, put_by: bool) -> Content:
    """Return why it may not be used, or what was begun before and what to bear in mind; then of a licence lacking."""
    unlicensed = next((one for one in (each, *others) if not one.licensed), None)
    lines = [*_mind(each, begun, put_by=put_by)]
    if unlicensed is not None:
        style = f"bold {_WARNING}" if unlicensed is each else _MUTED
        lines += [Content.styled(unlicensed.refusal, style), Content.styled(_HOW_TO_LICENSE, _MUTED)]
    return Content("\n").join(lines)


def _mind(each: Offered, begun: Begun | None, *, put_by: bool) -> Iterator[Content]:
    if not each.allowed:
        if each.licensed:
            yield Content.styled(each.refusal, f"bold {_WARNING}")
        return
    if begun is not None and put_by:
        yield Content("Put by: the next form begins empty. Press n to have the answers back.")
    elif begun is not None:
        yield Content.styled(f"Begun on {begun.when}: {begun.counted}.", "bold")
        yield Content("Choose how to go on from there. k keeps them as they are, n starts again.")
    for caution in each.cautions:
        yield Content.styled(caution.sentence, _WARNING)


def way_rows(begun: Begun | None) -> list[Row]:
    """Return the ways of taking it, and of keeping what was answered before."""
    rows = [
        Row(way.value, (Cell(key, "accent"), Cell(name, "strong"), Cell(says, "muted")))
        for way, key, name, says in _WAYS
    ]
    if begun is not None:
        cells = Cell("k", "accent"), Cell("Keep the answers so far", "strong"), Cell(f"{begun.counted}.", "muted")
        rows.append(Row(KEEP, cells))
    return rows
