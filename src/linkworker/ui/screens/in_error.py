"""Marking any record as entered in error: one reason, and it counts nowhere any more."""

from linkworker.base.words import sentence, within
from linkworker.casework.history.histories import mark_error
from linkworker.ui.forms.field import Field, Kind
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.form_screen import FormScreen

_KEPT = "It stays in the history with your reason, and counts nowhere."


class InError(FormScreen[bool]):
    """Asks why a record is wrong, and marks it. Ends with True when that is done, None when the worker went back.

    `kind` is as the journal names it, `words` say what it is ("the note of 6 August 2026"), and `about` whom it is of.
    """

    def __init__(self, kind: str, person_id: str | None, record_id: str, words: str, *, about: str = "") -> None:
        self._kind, self._person_id, self._record_id = kind, person_id, record_id
        self._words = within(words)
        fields = (
            Field("what", sentence(self._words), Kind.NOTE),
            Field(
                "reason",
                "Why was it entered in error?",
                hint="For example: meant for another person",
                needed="Say why this was entered in error.",
            ),
            Field("kept", _KEPT, Kind.NOTE),
        )
        form = Form(f"in-error:{record_id}", "Entered in error", fields, self._mark, "Mark as entered in error")
        super().__init__(form, about=about)

    async def _mark(self, values: Values) -> bool:
        """Mark it; raises a LinkworkerError for the form to show."""
        await self.desk.change(
            lambda uow: mark_error(uow, self._kind, self._person_id, self._record_id, values["reason"]),
            f"marking {self._words} as entered in error",
        )
        self.say(f"{sentence(self._words)[:-1]}: marked as entered in error. u takes it back.")
        return True
