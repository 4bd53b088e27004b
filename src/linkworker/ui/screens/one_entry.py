"""One entry of a history: who did what and when, and each field as it was and as it became."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from linkworker.base.times import show_instant
from linkworker.base.words import sentence
from linkworker.casework.history.field_words import kind_words
from linkworker.casework.history.histories import HistoryLine
from linkworker.casework.history.history_pages import history_entry
from linkworker.ui.commands.table import bindings
from linkworker.ui.screens.place import Place
from linkworker.ui.screens.undo_entry import EntryDoing
from linkworker.ui.widgets.figures_table import Column, FiguresTable, Table
from linkworker.ui.widgets.words import Words

_COLUMNS = (Column("What"), Column("Before"), Column("After"))


class OneEntry(Place[None]):
    """An entry with its reason."""

    PLACE = "one_entry"
    HEADING = "An entry of the history"
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("one_entry")]
    DEFAULT_CSS = """
    OneEntry > VerticalScroll { height: 1fr; padding: 0 1; }
    OneEntry .done { margin-bottom: 1; }
    OneEntry .reason { margin-top: 1; }
    OneEntry FiguresTable { display: none; }
    OneEntry FiguresTable.-shown { display: block; }
    """

    def __init__(self, person_id: str, entry_id: str, *, about: str = "") -> None:
        super().__init__()
        self.person_id, self.entry_id = person_id, entry_id
        self._about = about
        self._line: HistoryLine | None = None

    def body(self) -> ComposeResult:
        """Yield what was done, the fields, and the reason."""
        with VerticalScroll():
            yield Words(classes="done")
            yield FiguresTable(Table(_COLUMNS, ()))
            yield Words(classes="reason")

    async def load(self) -> None:
        """Read the entry."""
        line = await self.desk.read(lambda connection: history_entry(connection, self.person_id, self.entry_id))
        self._line = line
        what = sentence(kind_words(line.kind))[:-1]
        self.head(f"{self._about}: history" if self._about else "History")
        first = line.what.split(": ", 1)[0] if line.changes else line.what
        self.query_one(".done", Words).show(f"{show_instant(line.at)}, {line.who} {first}.".replace("..", "."))
        table = self.query_one(FiguresTable)
        table.set_class(bool(line.changes), "-shown")
        rows = tuple((sentence(one.label)[:-1], one.old, one.new) for one in line.changes)
        table.show(Table((Column(what), *_COLUMNS[1:]), rows))
        self.query_one(".reason", Words).show(f"Reason: {sentence(line.reason)}" if line.reason else "")

    # Doing ---------------------------------------------------------------------------------------------------------

    def action_undo_this(self) -> None:
        """Undo this change, once what it gives back was shown."""
        if self._line is not None:
            self._doing.undo(self._line)

    def action_take_back(self) -> None:
        """Take back 'entered in error' for the record."""
        if self._line is not None:
            self._doing.take_back(self._line)

    def action_in_error(self) -> None:
        """Mark the record as entered in error."""
        if self._line is not None:
            self._doing.in_error(self._line)

    @property
    def _doing(self) -> EntryDoing:
        return EntryDoing(self, self.person_id, self._about)
