"""What can be done with one entry of a history: undo it, mark its record as entered in error, take that back."""

from collections.abc import Callable
from typing import Any

from linkworker.base.errors import LinkworkerError
from linkworker.base.times import show_instant
from linkworker.casework.history.field_words import kind_words
from linkworker.casework.history.histories import HistoryLine, take_back_error, undo_entry
from linkworker.casework.history.undo_words import given_back
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.ui.screens.in_error import InError
from linkworker.ui.screens.place import Place
from linkworker.ui.widgets.dialog import Dialog

_PERSON = "person"


class EntryDoing:
    """Acts on entries of one person's history for a screen, which says what came of it. `who` names the person."""

    def __init__(self, place: Place[Any], person_id: str, who: str) -> None:
        self._place, self._person_id, self._who = place, person_id, who

    def undo(self, line: HistoryLine) -> None:
        """Show what undoing an entry gives back, and do it if that is wanted."""
        try:
            detail = "\n".join(given_back(line))
        except LinkworkerError as error:
            self._place.trouble(str(error))
            return
        when = show_instant(line.at)
        question = f"Undo what {line.who} did on {when}{f', of {self._who}' if self._who else ''}?"
        dialog = Dialog(question, detail=detail, safe="No, leave it", other="Undo it")
        self._place.app.push_screen(dialog, lambda yes: self._undo(line) if yes else None)

    def _undo(self, line: HistoryLine) -> None:
        when = show_instant(line.at)
        self._change(
            lambda uow: undo_entry(uow, self._person_id, line.entry_id),
            f"undoing what {line.who} did on {when}",
            f"Undone: what {line.who} did on {when}. u takes that back.",
        )

    def take_back(self, line: HistoryLine) -> None:
        """Take back 'entered in error' for the record of an entry."""
        thing = kind_words(line.kind)
        self._change(
            lambda uow: take_back_error(uow, line.kind, self._person_id, line.record_id),
            f"taking back 'entered in error' for {thing}",
            f"'Entered in error' is taken back for {thing}.",
        )

    def in_error(self, line: HistoryLine) -> None:
        """Ask why the record of an entry is wrong, and mark it."""
        if not line.undoable:
            self._place.trouble("Nothing was entered on this line: somebody looked, printed or exported.")
            return
        words = f"the whole record of {self._who}" if line.kind == _PERSON else kind_words(line.kind)
        named = f"{words}, {show_instant(line.at)}"
        self._place.app.push_screen(InError(line.kind, self._person_id, line.record_id, named, about=self._who))

    def _change(self, do: Callable[[UnitOfWork], None], words: str, said: str) -> None:
        self._place.run_worker(self._changed(do, words, said), group="entry", exclusive=True)

    async def _changed(self, do: Callable[[UnitOfWork], None], words: str, said: str) -> None:
        try:
            await self._place.desk.change(do, words)
        except LinkworkerError as error:
            self._place.trouble(str(error))
        else:
            self._place.say(said)
