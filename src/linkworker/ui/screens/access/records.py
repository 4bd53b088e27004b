"""Every record held about a person, to hold one back whole where it would do serious harm."""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from linkworker.base.errors import LinkworkerError
from linkworker.casework.access.decisions import Decisions, give_record, held_records, hold_record
from linkworker.casework.access.held import HeldRecord
from linkworker.casework.access.passages import record_name
from linkworker.casework.access.reviewing import Review
from linkworker.ui.commands.table import bindings
from linkworker.ui.screens.access.hold_form import HoldBack
from linkworker.ui.screens.place import Place
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.list_messages import Chosen
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.pages import FixedRows
from linkworker.ui.widgets.rows import Cell, Row

_COLUMNS = (Column("Record", width=44), Column("What it says", weight=1, least=12), Column("", width=9))
_SAYS = ("words", "name", "value", "what_for", "matters", "hazard", "reason", "why", "what")
"""Fields that tell one record from another at a glance."""


class AccessRecords(Place[Decisions]):
    """Ends with the decisions as they became; h holds the record on the line back, or gives it after all."""

    PLACE = "access_records"
    GUIDE = "subject-access"
    HEADING = "Every record"
    AUTO_FOCUS = "PagedList"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("access_records")]

    def __init__(self, review: Review, *, about: str = "") -> None:
        super().__init__()
        self._review, self._about = review, about

    def body(self) -> ComposeResult:
        """Yield the list."""
        yield PagedList(_COLUMNS, empty="Nothing is held.")

    async def load(self) -> None:
        """Show every record, with those held back marked."""
        self.head(f"{self._about}: every record" if self._about else self.HEADING)
        await self._list()

    async def _list(self) -> None:
        whole = held_records(self._review.decisions)
        rows = [_row(record, held=record.record_id in whole) for record in self._review.held.records()]
        await self.query_one(PagedList).show(FixedRows(rows))

    @on(Chosen)
    def _chosen(self, event: Chosen) -> None:
        event.stop()
        self.action_hold()

    def action_hold(self) -> None:
        """Hold the record on the line back, once a reason is given; or give it after all."""
        key = self.query_one(PagedList).highlighted_key
        record = next((each for each in self._review.held.records() if each.record_id == key), None)
        if record is None:
            return
        if record.record_id in held_records(self._review.decisions):
            self._took(give_record(self._review.decisions, record.record_id), "It will be given.")
            return
        about = self._about
        self.app.push_screen(
            HoldBack(self._review.held.person_id, record_name(record), about=about),
            lambda reason: self._held(record, reason),
        )

    def _held(self, record: HeldRecord, reason: str | None) -> None:
        if reason is None:
            return
        try:
            decisions = hold_record(self._review.held, self._review.decisions, record.record_id, reason)
        except LinkworkerError as error:
            self.trouble(str(error))
            return
        self._took(decisions, "Held back. h gives it after all.")

    def _took(self, decisions: Decisions, said: str) -> None:
        self._review = replace(self._review, decisions=decisions)
        self.say(said)
        self.run_worker(self._list(), group="list", exclusive=True)

    def action_back(self) -> None:
        """Go back to the review with what was decided here."""
        self.dismiss(self._review.decisions)


def _row(record: HeldRecord, *, held: bool) -> Row:
    values = {value.field: value.words for value in record.values}
    says = next((values[field] for field in _SAYS if field in values), "")
    state = Cell("held back", "warning") if held else Cell("")
    return Row(record.record_id, (Cell(record_name(record), "strong"), Cell(" ".join(says.split()), "muted"), state))
