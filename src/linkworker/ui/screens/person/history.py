"""The tab 'History' of a person: who saw and changed what, newest first."""

from collections.abc import Callable
from typing import ClassVar

from sqlalchemy import Connection
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from linkworker.base.errors import LinkworkerError
from linkworker.base.times import show_instant
from linkworker.base.words import sentence
from linkworker.casework.history.histories import HistoryLine
from linkworker.casework.history.history_pages import (
    count_history,
    history_entry,
    history_page,
    history_place,
    newest,
)
from linkworker.journal.actions import Action
from linkworker.ui.checkpoint_words import checkpoint_words
from linkworker.ui.commands.table import bindings
from linkworker.ui.screens.one_entry import OneEntry
from linkworker.ui.screens.person.list_panel import ListPanel
from linkworker.ui.screens.undo_entry import EntryDoing
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.list_messages import Chosen
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.pages import ReadPages
from linkworker.ui.widgets.rows import Cell, CellStyle, Row
from linkworker.ui.widgets.words import Words

_COLUMNS = (Column(width=28), Column(weight=1, least=24))
_QUIET = frozenset({Action.VIEWED, Action.PRINTED, Action.EXPORTED})


class HistoryPanel(ListPanel):
    """Every entry about a person. Nothing in it can be changed: what is wrong is undone, and that stays too."""

    PLACE = "history"
    DEFAULT_CSS = """
    HistoryPanel > #checkpoint { height: auto; padding: 0 1; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("history")]

    def __init__(self, person_id: str) -> None:
        super().__init__(person_id)
        self._top = ""
        """The newest entry when the list was read: those written since are in the next reading."""

    def compose(self) -> ComposeResult:
        """Yield the list."""
        yield PagedList(_COLUMNS, lines=2, empty="Nothing yet: nobody has looked at this record or changed it.")
        yield Words(id="checkpoint")

    async def load(self) -> None:
        """Read the first page."""
        await self.rows.show(ReadPages(self.desk, self._count, self._page, self._place))
        words = await self.desk.look(checkpoint_words)
        self.query_one("#checkpoint", Words).show(f"Checkpoint: {words}" if words else "")

    def _count(self, connection: Connection) -> int:
        self._top = newest(connection, self.person_id)
        return count_history(connection, self.person_id, self._top)

    def _page(self, connection: Connection, offset: int, limit: int) -> list[Row]:
        return [history_row(line) for line in history_page(connection, self.person_id, self._top, offset, limit)]

    def _place(self, connection: Connection, entry_id: str) -> int | None:
        return history_place(connection, self.person_id, self._top, entry_id)

    # Doing ---------------------------------------------------------------------------------------------------------

    @on(Chosen)
    def _open(self, event: Chosen) -> None:
        event.stop()
        self.app.push_screen(OneEntry(self.person_id, event.key, about=self.who))

    def action_undo_this(self) -> None:
        """Undo the change on this line, once what it gives back was shown."""
        self._with_line(self._doing.undo)

    def action_take_back(self) -> None:
        """Take back 'entered in error' for the record of this line."""
        self._with_line(self._doing.take_back)

    def action_in_error(self) -> None:
        """Mark the record of this line as entered in error."""
        self._with_line(self._doing.in_error)

    @property
    def _doing(self) -> EntryDoing:
        return EntryDoing(self.person, self.person_id, self.who)

    @work(exclusive=True, group="entry")
    async def _with_line(self, do: Callable[[HistoryLine], None]) -> None:
        entry_id = self.rows.highlighted_key
        if entry_id is None:
            return
        try:
            do(await self.desk.read(lambda connection: history_entry(connection, self.person_id, entry_id)))
        except LinkworkerError as error:
            self.person.trouble(str(error))


def history_row(line: HistoryLine) -> Row:
    """Return a line: when and what, below them who and the fields; looking and printing are quieter than changes."""
    what, _, fields = line.what.partition(": ")
    style: CellStyle = "muted" if line.action in _QUIET else "strong"
    cells = (Cell(show_instant(line.at), "muted"), Cell(sentence(what)[:-1], style))
    return Row(line.entry_id, cells, detail=f"{line.who}: {fields}" if fields else line.who)
