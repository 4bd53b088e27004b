"""Release dates: the history of one person's, and whose are near."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, bindparam, select

from linkworker.casework.history.history_names import Names
from linkworker.casework.people.naming import shown_name
from linkworker.casework.people.stands import STANDS
from linkworker.journal.history import of_field
from linkworker.records.person import Person


@dataclass(frozen=True, slots=True)
class ReleaseDate:
    """What was entered as the release date, when and by whom; None: taken out again, not known."""

    release_date: date | None
    at: datetime
    who: str


@dataclass(frozen=True, slots=True)
class Countdown:
    """Somebody who is released soon; `days` from today, 0 on the day."""

    person_id: str
    name: str
    release_date: date
    days: int


_P = Person.table().c
_NEAR = (
    select(_P.id, _P.name, _P.known_as, _P.release_date)
    .where(STANDS, _P.release_date.between(bindparam("today"), bindparam("until")))
    .order_by(_P.release_date, _P.id)
)


def release_date_history(connection: Connection, person_id: str) -> tuple[ReleaseDate, ...]:
    """Return every release date that was entered, oldest first, from the journal."""
    lines = [line for line in of_field(connection, person_id, "release_date") if "release_date" in line.values]
    names = Names.of(connection, lines)
    return tuple(
        ReleaseDate(
            None if (text := line.values["release_date"]) is None else date.fromisoformat(text),
            datetime.fromisoformat(line.entry.at),
            names.worker(line.entry.worker),
        )
        for line in lines
    )


def countdown(connection: Connection, today: date, days: int = 90) -> tuple[Countdown, ...]:
    """Return who is released within so many days, soonest first."""
    rows = connection.execute(_NEAR, {"today": today, "until": today + timedelta(days=days)})
    return tuple(
        Countdown(row.id, shown_name(row.name, row.known_as), row.release_date, (row.release_date - today).days)
        for row in rows
    )
