"""Times set with a person, and what came of each."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import Connection, bindparam, select

from linkworker.base.dates import show_day
from linkworker.base.errors import BadInput
from linkworker.base.lists import coded
from linkworker.base.times import show_time
from linkworker.casework.ask import live_of, maybe
from linkworker.casework.people.people import live_person
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.appointment import Appointment


@dataclass(frozen=True, slots=True)
class AppointmentView:
    """One time set. `mode`, `about` and `outcome` are labels; `at` is HH:MM."""

    id: str
    on: date
    at: str | None
    minutes: int | None
    where: str | None
    mode: str
    about: str
    outcome: str | None
    note: str | None

    @property
    def words(self) -> str:
        """Return it in one line: "Thursday 6 August 2026 2:00pm, Review, In person, B wing"."""
        at = f" {show_time(time.fromisoformat(self.at))}" if self.at else ""
        parts = (f"{show_day(self.on)}{at}", self.about, self.mode, self.where, self.outcome)
        return ", ".join(part for part in parts if part)


_A = Appointment.table().c
_COLUMNS = (_A.id, _A.on, _A.at, _A.minutes, _A.where, _A.mode, _A.about, _A.outcome, _A.note)
_LIVE = select(*_COLUMNS).where(_A.person_id == bindparam("person"), _A.in_error.is_(False))
_ALL = _LIVE.order_by(_A.on.desc(), _A.at.desc(), _A.id.desc())
_COMING = _LIVE.where(_A.on >= bindparam("today"), _A.outcome.is_(None)).order_by(_A.on, _A.at, _A.id)
_UNSAID = _LIVE.where(_A.on < bindparam("today"), _A.outcome.is_(None)).order_by(_A.on, _A.at, _A.id)


def set_appointment(
    uow: UnitOfWork,
    person_id: str,
    on: date,
    *,
    at: time | None = None,
    minutes: int | None = None,
    where: str | None = None,
    mode: str = "in-person",
    about: str = "meeting",
    note: str | None = None,
) -> str:
    """Set a time with a person; return its id. `mode` and `about` are codes or labels of their lists."""
    live_person(uow, person_id)
    if minutes is not None and minutes <= 0:
        raise BadInput("Enter how long it takes in minutes, for example 40.")
    record = Appointment(
        person_id=person_id,
        on=on,
        at=None if at is None else at.strftime("%H:%M"),
        minutes=minutes,
        where=maybe(where),
        mode=coded("contact-mode").find(mode).code,
        about=coded("appointment-kind").find(about).code,
        note=maybe(note),
    )
    return uow.add(record).id


def say_how_it_went(
    uow: UnitOfWork, person_id: str, appointment_id: str, outcome: str, *, note: str | None = None
) -> None:
    """Say what came of an appointment (a code or label of appointment-outcome). Raises NotFound, BadInput.

    An outcome that asks for a note is not taken without one, and none is taken before the day.
    """
    record = live_of(uow, Appointment, person_id, appointment_id)
    row, said = coded("appointment-outcome").find(outcome), maybe(note) or record.note
    if row.is_set("happened") and record.on > uow.clock.today():
        raise BadInput("This appointment is still to come.")
    if row.text("ask") == "note" and said is None:
        raise BadInput("Add a note: what happened?")
    uow.change(record, outcome=row.code, note=said)


def appointments(connection: Connection, person_id: str) -> tuple[AppointmentView, ...]:
    """Return every appointment of a person, the latest first."""
    return tuple(_view(row) for row in connection.execute(_ALL, {"person": person_id}))


def coming(connection: Connection, person_id: str, today: date) -> tuple[AppointmentView, ...]:
    """Return the appointments from today on that have no outcome yet, soonest first."""
    return tuple(_view(row) for row in connection.execute(_COMING, {"person": person_id, "today": today}))


def without_outcome(connection: Connection, person_id: str, today: date) -> tuple[AppointmentView, ...]:
    """Return the appointments before today of which nobody has said how they went, oldest first."""
    return tuple(_view(row) for row in connection.execute(_UNSAID, {"person": person_id, "today": today}))


def _view(row: Any) -> AppointmentView:
    return AppointmentView(
        id=row.id,
        on=row.on,
        at=row.at,
        minutes=row.minutes,
        where=row.where,
        mode=coded("contact-mode").label(row.mode),
        about=coded("appointment-kind").label(row.about),
        outcome=None if row.outcome is None else coded("appointment-outcome").label(row.outcome),
        note=row.note,
    )
