"""Writing a note of a contact: the words first, and all else as it usually is; and correcting one."""

from dataclasses import replace
from datetime import date, time
from typing import Any

from linkworker.base.dates import show_date
from linkworker.base.times import show_time
from linkworker.casework.support.contact_reading import Codes, usual
from linkworker.casework.support.contacts import NoteView, correct_note, write_note
from linkworker.ui.forms.field import Field, Kind
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.forms.form_view import FormView
from linkworker.ui.forms.options import from_list


class NoteForm(FormScreen[str]):
    """A new note. Ends with its id. The kind of contact begins as that of the person's last note."""

    def __init__(self, person_id: str, today: date, *, about: str = "") -> None:
        self._person_id = person_id
        fields = note_fields(Codes(), show_date(today))
        super().__init__(Form(f"note:{person_id}", "New note", fields, self._write, "Save the note"), about=about)

    async def load(self) -> None:
        """Begin with the usual kind of contact, then take up the draft."""
        codes = await self.desk.read(lambda connection: usual(connection, self._person_id))
        view = self.query_one(FormView)
        start, typed = self.form.initial(), view.typed
        begins = {"about": codes.about, "mode": codes.mode}
        view.fill({name: code for name, code in begins.items() if typed[name] == start[name]})
        self.form = replace(self.form, fields=tuple(_begun(each, begins) for each in self.form.fields))
        await super().load()

    async def _write(self, values: Values) -> str:
        who = f" about {self._about}" if self._about else ""
        said = await self.desk.change(lambda uow: write_note(uow, self._person_id, **_said(values)), f"the note{who}")
        self.say(f"Note{who} saved. u takes it back.")
        return said


class CorrectNote(FormScreen[str]):
    """A new note in the place of one that is wrong; the old one is named, and kept. Ends with the new one's id."""

    def __init__(self, person_id: str, old: NoteView, codes: Codes, *, about: str = "") -> None:
        self._person_id, self._old = person_id, old
        kept = Field("corrects", f"Takes the place of: {old.heading}. That one stays in the history.", Kind.NOTE)
        form = Form(
            f"correct-note:{old.id}",
            "Correct a note",
            (kept, *note_fields(codes, show_date(old.on), old)),
            self._correct,
            "Save the correction",
        )
        super().__init__(form, about=about)

    async def _correct(self, values: Values) -> str:
        given = _said(values)
        made = await self.desk.change(
            lambda uow: correct_note(uow, self._person_id, self._old.id, **given), "the correction of the note"
        )
        self.say("Note corrected. The old one stays in the history. u takes it back.")
        return made


def note_fields(codes: Codes, on: str, old: NoteView | None = None) -> tuple[Field, ...]:
    """Return the questions of a note, beginning with these codes and day, and with the words of an old one."""
    at = show_time(time.fromisoformat(old.at)) if old and old.at else ""
    return (
        Field(
            "text",
            "What was said or done",
            Kind.LONG,
            needed="Write what was said or done.",
            default=old.words if old else "",
            lines=5,
        ),
        Field(
            "about",
            "Kind of contact",
            Kind.PICK,
            options=from_list("contact-kind"),
            default=codes.about,
            needed="Choose a kind of contact.",
            what="a kind of contact",
        ),
        Field(
            "mode",
            "How",
            Kind.PICK,
            options=from_list("contact-mode"),
            default=codes.mode,
            needed="Choose how the contact was made.",
            what="how the contact was made",
        ),
        Field("on", "Day", Kind.DATE, default=on, needed="Enter the day of the contact."),
        Field("at", "Time", Kind.TIME, hint="For example 2:30pm", default=at),
        Field(
            "minutes",
            "How long, in minutes",
            Kind.NUMBER,
            default=str(old.minutes) if old and old.minutes else "",
            what="how long it took in minutes",
        ),
        Field("where", "Where", hint="For example B wing", default=(old.where or "") if old else ""),
    )


def _said(values: Values) -> dict[str, Any]:
    return {name: values[name] for name in ("text", "on", "at", "about", "mode", "minutes", "where")}


def _begun(field: Field, begins: dict[str, str]) -> Field:
    return replace(field, default=begins[field.name]) if field.name in begins else field
