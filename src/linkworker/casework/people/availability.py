"""When a person cannot come: college, work, reporting, visits, prayers."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import Connection, bindparam, select

from linkworker.base.dates import show_date
from linkworker.base.errors import BadInput
from linkworker.base.lists import coded
from linkworker.base.times import show_time
from linkworker.casework.ask import live_of, maybe
from linkworker.casework.people.people import live_person
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.unavailable import Unavailable


@dataclass(frozen=True, slots=True)
class Busy:
    """One stretch of each week; `words` says it as people read it. Times are HH:MM, None for the day's start or end."""

    id: str
    weekday: str | None
    starts: str | None
    ends: str | None
    until: date | None
    why: str | None
    words: str


_U = Unavailable.table().c
_OF_PERSON = (
    select(_U.id, _U.weekday, _U.starts, _U.ends, _U.until, _U.why)
    .where(
        _U.person_id == bindparam("person"),
        _U.in_error.is_(False),
        _U.until.is_(None) | (_U.until >= bindparam("today")),
    )
    .order_by(_U.id)
)


def cannot_come(
    uow: UnitOfWork,
    person_id: str,
    *,
    weekday: str | None = None,
    starts: time | None = None,
    ends: time | None = None,
    until: date | None = None,
    why: str | None = None,
) -> str:
    """Keep a time when a person cannot come; return its id. No weekday means every day.

    Raises BadInput when it ends before it starts, or says nothing at all.
    """
    live_person(uow, person_id)
    fields = _fields(weekday, starts, ends, until, why)
    return uow.add(Unavailable(person_id=person_id, **fields)).id


def change_time(
    uow: UnitOfWork,
    person_id: str,
    time_id: str,
    *,
    weekday: str | None = None,
    starts: time | None = None,
    ends: time | None = None,
    until: date | None = None,
    why: str | None = None,
) -> bool:
    """Say anew when a person cannot come; return whether anything differed. Raises NotFound, and BadInput as above."""
    fields = _fields(weekday, starts, ends, until, why)
    return uow.change(live_of(uow, Unavailable, person_id, time_id), **fields)


def _fields(
    weekday: str | None, starts: time | None, ends: time | None, until: date | None, why: str | None
) -> dict[str, Any]:
    if weekday is None and starts is None and ends is None and until is None:
        raise BadInput("Enter a day, a time, or the date until which they cannot come.")
    if starts is not None and ends is not None and ends <= starts:
        raise BadInput(f"The end must be after {show_time(starts)}.")
    return {
        "weekday": coded("weekday").find(weekday).code if weekday else None,
        "starts": None if starts is None else starts.strftime("%H:%M"),
        "ends": None if ends is None else ends.strftime("%H:%M"),
        "until": until,
        "why": maybe(why),
    }


def busy_times(connection: Connection, person_id: str, today: date) -> tuple[Busy, ...]:
    """Return the times that still hold today."""
    rows = connection.execute(_OF_PERSON, {"person": person_id, "today": today})
    return tuple(Busy(*row, words=busy_words(row.weekday, row.starts, row.ends, row.until, row.why)) for row in rows)


def busy_words(weekday: str | None, starts: str | None, ends: str | None, until: date | None, why: str | None) -> str:
    """Return a time as people read it: "Tuesday 9:00am to midday, until 6 August 2026: college"."""
    day = "Every day" if weekday is None else coded("weekday").label(weekday)
    first, last = (None if at is None else show_time(time.fromisoformat(at)) for at in (starts, ends))
    if first and last:
        day = f"{day} {first} to {last}"
    elif first or last:
        day = f"{day} from {first}" if first else f"{day} until {last}"
    day = f"{day}, until {show_date(until)}" if until else day
    return f"{day}: {why}" if why else day
