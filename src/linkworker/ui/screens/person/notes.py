"""The tab 'Notes' of a person: the contact log, searched as one types, and the times set."""

from datetime import date
from typing import ClassVar

from sqlalchemy import Connection
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from linkworker.base.errors import LinkworkerError
from linkworker.casework.support.appointments import AppointmentView, coming, without_outcome
from linkworker.casework.support.contact_reading import codes_of, contact_place, contacts_holding, count_contacts
from linkworker.casework.support.contact_reading import note as note_of
from linkworker.casework.support.contacts import contact_log
from linkworker.ui.commands.table import bindings
from linkworker.ui.forms.inputs.messages import Changed, Done
from linkworker.ui.forms.inputs.text_box import TextBox
from linkworker.ui.screens.appointment_form import AppointmentForm, OutcomeForm
from linkworker.ui.screens.in_error import InError
from linkworker.ui.screens.note_form import CorrectNote
from linkworker.ui.screens.one_note import OneNote
from linkworker.ui.screens.person.list_panel import ListPanel
from linkworker.ui.screens.person.note_rows import (
    COLUMNS,
    TIME_SET,
    found_rows,
    head_rows,
    note_row,
    search_words,
)
from linkworker.ui.widgets.headed_pages import HeadedPages
from linkworker.ui.widgets.list_messages import Chosen
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.pages import FixedRows, ReadPages
from linkworker.ui.widgets.rows import Row
from linkworker.ui.widgets.words import Words

_EMPTY = "No note yet. Press n to write one, or a to set a time."


class NotesPanel(ListPanel):
    """The contacts with a person, newest first, below the times set with them."""

    PLACE = "notes"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("notes"),
        Binding("escape", "leave_search", "leave the search", show=False),
    ]
    DEFAULT_CSS = """
    NotesPanel > .search { height: 1; margin-bottom: 1; display: none; }
    NotesPanel.-searching > .search { display: block; }
    NotesPanel > .search > .label { width: 10; color: $text-accent; text-style: bold; }
    NotesPanel > .search > TextBox { width: 1fr; }
    NotesPanel > .search > .found { width: 12; text-align: right; color: $text-muted; }
    """

    def __init__(self, person_id: str) -> None:
        super().__init__(person_id)
        self._written_id: str | None = None
        """What the highlight goes to when the log is next shown."""

    def compose(self) -> ComposeResult:
        """Yield the line of the search, hidden until it is asked for, and the log."""
        with Horizontal(classes="search"):
            yield Words("  Search", classes="label")
            yield TextBox(help_text="Words of a note. Enter goes to the notes, Esc shows them all again.")
            yield Words(classes="found")
        yield PagedList(COLUMNS, lines=2, empty=_EMPTY)

    # Reading -------------------------------------------------------------------------------------------------------

    async def load(self) -> None:
        """Read the times set and the first notes, or those that hold what is searched for."""
        await self._show()

    async def _show(self) -> None:
        log, typed = self.rows, self.query_one(TextBox).typed
        if typed.strip():
            found = await self.desk.read(lambda connection: contacts_holding(connection, self.person_id, typed))
            await log.show(FixedRows(found_rows(found)), empty="No note holds these words.")
            self.query_one(".found", Words).show(search_words(len(found), typed))
            return
        self.query_one(".found", Words).show("")
        today = self.desk.today
        head = await self.desk.read(lambda connection: _head(connection, self.person_id, today))
        await log.show(HeadedPages(head, self._pages()), empty=_EMPTY, at=self._written_id)
        self._written_id = None

    def _pages(self) -> ReadPages:
        return ReadPages(self.desk, self._count, self._page, self._place)

    def _place(self, connection: Connection, key: str) -> int | None:
        return None if key.startswith(TIME_SET) else contact_place(connection, self.person_id, key)

    def _count(self, connection: Connection) -> int:
        return count_contacts(connection, self.person_id)

    def _page(self, connection: Connection, offset: int, limit: int) -> list[Row]:
        return [note_row(each) for each in contact_log(connection, self.person_id, most=limit, skip=offset)]

    def show_note(self, note_id: str) -> None:
        """Put the highlight on a note that was just written."""
        self._written_id = note_id
        self.action_leave_search()

    # Searching -----------------------------------------------------------------------------------------------------

    def action_search(self) -> None:
        """Open the line of the search."""
        self.add_class("-searching")
        self.query_one(TextBox).focus()

    @property
    def searching(self) -> bool:
        """Whether the line of the search is open."""
        return self.has_class("-searching")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let Esc through to the screen while nothing is searched for."""
        return self.searching if action == "leave_search" else super().check_action(action, parameters)

    def action_leave_search(self) -> None:
        """Close the search and show every note again."""
        self.query_one(TextBox).typed = ""
        self.remove_class("-searching")
        self.rows.focus()
        self._search()

    @on(Changed)
    def _typed(self, event: Changed) -> None:
        event.stop()
        self._search()

    @on(Done)
    def _to_the_notes(self, event: Done) -> None:
        event.stop()
        self.rows.focus()

    @work(exclusive=True, group="notes")
    async def _search(self) -> None:
        try:
            await self._show()
        except LinkworkerError as error:
            self.person.trouble(str(error))

    # Doing ---------------------------------------------------------------------------------------------------------

    def action_note(self) -> None:
        """Write a note."""
        self.person.action_note()

    def action_appointment(self) -> None:
        """Set a time."""
        self.app.push_screen(AppointmentForm(self.person_id, about=self.who))

    @on(Chosen)
    def _open(self, event: Chosen) -> None:
        event.stop()
        if event.key.startswith(TIME_SET):
            self._ask_how_it_went(event.key.removeprefix(TIME_SET))
        else:
            self.app.push_screen(OneNote(self.person_id, event.key, about=self.who))

    @work(exclusive=True, group="open")
    async def _ask_how_it_went(self, appointment_id: str) -> None:
        held = await self._appointment(appointment_id)
        if held is not None:
            await self.app.push_screen(OutcomeForm(self.person_id, held, about=self.who))

    def action_correct(self) -> None:
        """Correct the note on this line; of a time set, say how it went."""
        key = self.rows.highlighted_key
        if key is None:
            self.person.say("There is no note here to correct.")
        elif key.startswith(TIME_SET):
            self._ask_how_it_went(key.removeprefix(TIME_SET))
        else:
            self._correct(key)

    @work(exclusive=True, group="open")
    async def _correct(self, note_id: str) -> None:
        try:
            old, codes = await self.desk.read(
                lambda connection: (
                    note_of(connection, self.person_id, note_id),
                    codes_of(connection, self.person_id, note_id),
                )
            )
        except LinkworkerError as error:
            self.person.trouble(str(error))
            return
        await self.app.push_screen(CorrectNote(self.person_id, old, codes, about=self.who), self._written)

    def _written(self, note_id: str | None) -> None:
        if note_id is not None:
            self.show_note(note_id)

    @work(exclusive=True, group="open")
    async def action_in_error(self) -> None:
        """Mark what is on this line as entered in error."""
        row = self.rows.highlighted_row
        if row is None or row.key is None:
            self.person.say("There is nothing here to mark as entered in error.")
            return
        what = "time" if row.key.startswith(TIME_SET) else "note"
        kind = "appointment" if row.key.startswith(TIME_SET) else "note"
        words = f"the {what} of {getattr(row.cells[0], 'text', row.cells[0])}"
        form = InError(kind, self.person_id, row.key.removeprefix(TIME_SET), words, about=self.who)
        await self.app.push_screen(form)

    async def _appointment(self, appointment_id: str) -> AppointmentView | None:
        today = self.desk.today
        held = await self.desk.read(lambda connection: _times(connection, self.person_id, today))
        return next((each for group in held for each in group if each.id == appointment_id), None)


def _times(
    connection: Connection, person_id: str, today: date
) -> tuple[tuple[AppointmentView, ...], tuple[AppointmentView, ...]]:
    return without_outcome(connection, person_id, today), coming(connection, person_id, today)


def _head(connection: Connection, person_id: str, today: date) -> list[Row]:
    unsaid, ahead = _times(connection, person_id, today)
    return head_rows(unsaid, ahead, count_contacts(connection, person_id))
