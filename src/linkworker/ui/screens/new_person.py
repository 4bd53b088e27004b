"""A new person in one short form: only a name is needed; whoever may be here already is shown first."""

from collections.abc import Sequence
from typing import Any

from linkworker.base.errors import Refused
from linkworker.base.words import within
from linkworker.casework.people.identifying import read_number
from linkworker.casework.people.look_alikes import KnownPeople, LookAlike
from linkworker.casework.people.people import Added, add_person
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.ui.desk import Desk
from linkworker.ui.forms.field import Field, Kind, Option, Typed
from linkworker.ui.forms.form import Form, Problem, Values
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.forms.options import from_list
from linkworker.ui.screens.look_alikes import LookAlikes, Told


class LooksAlike(Refused):
    """Nobody was added yet, because somebody here may be the same person."""

    def __init__(self, alike: Sequence[LookAlike]) -> None:
        super().__init__()
        self.alike = tuple(alike)


class NewPerson(FormScreen[str]):
    """Ends with the id of the person who was added, or of the one here whom the worker knew again."""

    def __init__(self, desk: Desk) -> None:
        self._somebody_else: dict[str, Any] | None = None
        super().__init__(Form("new-person", "A new person", _fields(desk), self._add, "Add this person"))

    async def _add(self, values: Values) -> str:
        """Add the person; raises LooksAlike unless the worker said of just these answers that it is somebody else."""
        anyway = self._somebody_else == dict(values)
        places = self.desk.settings.places()

        def add(uow: UnitOfWork) -> Added:
            return _add_person(uow, values, places, anyway=anyway)

        added = await self.desk.change(add, f"adding {within(values['name'])}")
        if added.person_id is None:
            self._asked_about = dict(values)
            raise LooksAlike(added.look_alikes)
        said = (f"{values['name'].strip()} is added. u takes it back.", *added.warnings, *added.checks)
        self.say(" ".join(said))
        return added.person_id

    def _problem(self, error: Exception) -> Problem:
        if isinstance(error, LooksAlike):
            self.app.push_screen(LookAlikes(self._asked_about["name"], error.alike), self._told)
            return Problem("", str(error))
        return super()._problem(error)  # type: ignore[arg-type]

    def _told(self, told: Told | None) -> None:
        """Go on as the worker said: open the one they knew, or add somebody else."""
        if told is None:
            self._view.focus_field("name")
        elif told.person_id:
            self.run_worker(self._open_instead(told.person_id), group="save")
        else:
            self._somebody_else = self._asked_about
            self.action_save()

    async def _open_instead(self, person_id: str) -> None:
        if self._keeping is not None:
            await self._keeping.close()
        self.say("Nobody was added: this is who you meant.")
        self._end_with(person_id)


def _fields(desk: Desk) -> tuple[Field, ...]:
    prisons = tuple(Option(each.code, each.name) for each in desk.settings.establishments.value)
    areas = desk.settings.areas.value
    now = Field("setting", "Where they are now", Kind.CHOICE, options=lambda: from_list("setting"))
    prison = Field("establishment", "Prison", Kind.PICK, options=prisons, lines=3, what="a prison", shown_if=_is_inside)
    return (
        Field("name", "Name", hint="First name first, as on their papers", needed="Enter a name."),
        Field("known_as", "What they like to be called", hint="If it is another name"),
        Field("date_of_birth", "Date of birth", Kind.BIRTH),
        Field("number", "A number", hint="NHS, prison, CRN or another; or write nhs=999 000 0018", parse=read_number),
        now,
        *((prison,) if prisons else ()),
        Field("area", "Town or area", suggest=areas),
    )


def _is_inside(typed: Typed) -> bool:
    return typed.get("setting") == "custody"


def _add_person(uow: UnitOfWork, values: Values, places: dict[str, str], *, anyway: bool) -> Added:
    fields = {name: value for name, value in values.items() if name not in {"name", "number"} and value is not None}
    numbers = [values["number"]] if values.get("number") else []
    known = KnownPeople.read(uow.connection, places)
    return add_person(uow, values["name"], numbers=numbers, anyway=anyway, known=known, **fields)
