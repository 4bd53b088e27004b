"""Setting a time with a person, and saying what became of it."""

from datetime import date

from linkworker.base.dates import show_day
from linkworker.base.words import within
from linkworker.casework.support.appointments import AppointmentView, say_how_it_went, set_appointment
from linkworker.ui.forms.field import Field, Kind
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.forms.options import from_list


class AppointmentForm(FormScreen[str]):
    """A new time with a person. Ends with the appointment's id."""

    def __init__(self, person_id: str, *, about: str = "") -> None:
        self._person_id = person_id
        fields = (
            Field("on", "Day", Kind.DATE, hint="For example 12 August 2026", needed="Enter the day."),
            Field("at", "Time", Kind.TIME, hint="For example 2:30pm"),
            Field(
                "about",
                "What it is",
                Kind.PICK,
                options=from_list("appointment-kind"),
                default="meeting",
                needed="Choose what it is.",
                what="what it is",
            ),
            Field("where", "Where", hint="For example B wing interview room"),
            Field(
                "mode",
                "How",
                Kind.PICK,
                options=from_list("contact-mode"),
                default="in-person",
                needed="Choose how you will meet.",
                what="how you will meet",
            ),
            Field("minutes", "How long, in minutes", Kind.NUMBER, what="how long it takes in minutes"),
            Field("note", "Note"),
        )
        super().__init__(Form(f"appointment:{person_id}", "New time", fields, self._set, "Save the time"), about=about)

    async def _set(self, values: Values) -> str:
        on: date = values["on"]
        given = {name: values[name] for name in ("at", "about", "where", "mode", "minutes", "note")}
        made = await self.desk.change(
            lambda uow: set_appointment(uow, self._person_id, on, **given), f"the time on {show_day(on)}"
        )
        self.say(f"Time set on {show_day(on)}. u takes it back.")
        return made


class OutcomeForm(FormScreen[bool]):
    """What became of a time that was set. Ends with True."""

    def __init__(self, person_id: str, held: AppointmentView, *, about: str = "") -> None:
        self._person_id, self._held = person_id, held
        fields = (
            Field("when", held.words, Kind.NOTE),
            Field(
                "outcome",
                "How did it go?",
                Kind.PICK,
                options=from_list("appointment-outcome"),
                needed="Choose how it went.",
                what="how it went",
                lines=6,
            ),
            Field("note", "Note", hint="What happened, in a few words", default=held.note or ""),
        )
        super().__init__(Form(f"outcome:{held.id}", "How it went", fields, self._say_it, "Save"), about=about)

    async def _say_it(self, values: Values) -> bool:
        await self.desk.change(
            lambda uow: say_how_it_went(uow, self._person_id, self._held.id, values["outcome"], note=values["note"]),
            f"how it went on {show_day(self._held.on)}",
        )
        self.say(f"Saved how it went on {within(show_day(self._held.on))}. u takes it back.")
        return True
