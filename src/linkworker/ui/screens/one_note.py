"""One note, read whole."""

from typing import ClassVar

from sqlalchemy import Connection
from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from linkworker.base.dates import show_date
from linkworker.base.errors import LinkworkerError, NotFound
from linkworker.casework.support.contact_reading import codes_of, note
from linkworker.casework.support.contacts import NoteView
from linkworker.ui.commands.table import bindings
from linkworker.ui.screens.in_error import InError
from linkworker.ui.screens.note_form import CorrectNote
from linkworker.ui.screens.place import Place
from linkworker.ui.widgets.words import Words


class OneNote(Place[None]):
    """A note with all its words; one that corrects another names that one."""

    PLACE = "one_note"
    HEADING = "Note"
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("one_note")]
    DEFAULT_CSS = """
    OneNote > VerticalScroll { height: 1fr; padding: 0 1; }
    OneNote Words { max-width: 84; }
    OneNote .facts, OneNote .old { color: $text-muted; margin-bottom: 1; }
    OneNote .said { margin-bottom: 1; }
    """

    def __init__(self, person_id: str, note_id: str, *, about: str = "") -> None:
        super().__init__()
        self.person_id, self.note_id = person_id, note_id
        self._about = about
        self._note: NoteView | None = None

    def body(self) -> ComposeResult:
        """Yield the facts of the contact, its words, and what it corrects."""
        with VerticalScroll():
            yield Words(classes="facts")
            yield Words(classes="said")
            yield Words(classes="old")

    async def load(self) -> None:
        """Read the note."""
        try:
            held, old = await self.desk.read(lambda connection: _read(connection, self.person_id, self.note_id))
        except NotFound:
            if self._note is None:
                raise
            if self.is_current:
                self.dismiss()  # it was erased
            return
        self._note = held
        self.head(f"{self._about}: note of {show_date(held.on)}" if self._about else f"Note of {show_date(held.on)}")
        self.query_one(".facts", Words).show(held.heading)
        self.query_one(".said", Words).show(held.words)
        corrects = f"This takes the place of an earlier note, which said:\n{old.words}" if old else ""
        self.query_one(".old", Words).show(corrects)

    @work(exclusive=True, group="open")
    async def action_correct(self) -> None:
        """Correct it: the correction is shown in its place."""
        try:
            held, codes = await self.desk.read(
                lambda connection: (
                    note(connection, self.person_id, self.note_id),
                    codes_of(connection, self.person_id, self.note_id),
                )
            )
        except LinkworkerError as error:
            self.trouble(str(error))
            return
        await self.app.push_screen(CorrectNote(self.person_id, held, codes, about=self._about), self._written)

    def _written(self, note_id: str | None) -> None:
        if note_id is not None:
            self.note_id = note_id
            self.reload()

    def action_in_error(self) -> None:
        """Mark it as entered in error, and go back to the others."""
        if self._note is not None:
            words = f"the note of {show_date(self._note.on)}"
            form = InError("note", self.person_id, self.note_id, words, about=self._about)
            self.app.push_screen(form, self._marked)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer erasing to those who may."""
        if action == "erase" and not self.desk.role.may("erase"):
            return False
        return super().check_action(action, parameters)

    @work(exclusive=True, group="erase")
    async def action_erase(self) -> None:
        """Erase the note with its corrections; the screen is left when it is read again and is gone."""
        from linkworker.ui.screens.erasing.asking import Record, ask_and_erase_record  # noqa: PLC0415 - seldom

        if self._note is not None:
            record = Record("note", self.note_id, f"the note of {show_date(self._note.on)}")
            await ask_and_erase_record(self, self.person_id, record)

    def _marked(self, done: bool | None) -> None:
        if done:
            self.dismiss()


def _read(connection: Connection, person_id: str, note_id: str) -> tuple[NoteView, NoteView | None]:
    held = note(connection, person_id, note_id)
    return held, note(connection, person_id, held.corrects) if held.corrects else None
