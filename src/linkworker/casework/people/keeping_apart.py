"""People who must not be in one group: entered once, read both ways."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, bindparam, func, select, union_all

from linkworker.base.errors import BadInput
from linkworker.base.lists import coded
from linkworker.casework.ask import live_of, maybe
from linkworker.casework.directory.not_here import NO_PERSON_HERE
from linkworker.casework.people.naming import shown_name
from linkworker.casework.people.people import live_person
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.keep_apart import KeepApart
from linkworker.records.person import Person


@dataclass(frozen=True, slots=True)
class Apart:
    """Somebody to keep a person away from. `entered_for` is whose record holds it: to change or withdraw it there."""

    id: str
    entered_for: str
    other_id: str
    other_name: str
    source: str | None
    why: str | None
    since: date | None
    until: date | None


_K, _P = KeepApart.table().c, Person.table().c
_NAME = func.coalesce(_P.name, NO_PERSON_HERE).label("name")
_COLUMNS = (_K.id, _K.person_id, _K.source, _K.why, _K.since, _K.until, _NAME, _P.known_as)
_STANDS = _K.in_error.is_(False) & (_K.until.is_(None) | (_K.until >= bindparam("today")))
_BOTH_WAYS = union_all(
    select(*_COLUMNS, _K.other_id.label("other"))
    .join_from(KeepApart.table(), Person.table(), _P.id == _K.other_id, isouter=True)
    .where(_K.person_id == bindparam("person"), _STANDS),
    select(*_COLUMNS, _K.person_id.label("other"))
    .join_from(KeepApart.table(), Person.table(), _P.id == _K.person_id)
    .where(_K.other_id == bindparam("person"), _STANDS),
)


def keep_apart(
    uow: UnitOfWork,
    person_id: str,
    other_id: str,
    *,
    source: str | None = None,
    why: str | None = None,
    until: date | None = None,
) -> str:
    """Say that two people must not be in one group; return the record's id. Said already, it is not said twice.

    Raises BadInput for a person and themself, NotFound for somebody who is not here.
    """
    if person_id == other_id:
        raise BadInput("Choose somebody else: nobody can be kept apart from themself.")
    live_person(uow, person_id)
    live_person(uow, other_id)
    today = uow.clock.today()
    for known in kept_apart(uow.connection, person_id, today):
        if known.other_id == other_id:
            return known.id
    code = coded("risk-source").find(source).code if source else None
    record = KeepApart(person_id=person_id, other_id=other_id, source=code, why=maybe(why), since=today, until=until)
    return uow.add(record).id


def no_longer_apart(uow: UnitOfWork, entered_for: str, record_id: str) -> None:
    """Let it end yesterday, so that it no longer stands and is still in the history. Raises NotFound."""
    record = live_of(uow, KeepApart, entered_for, record_id)
    uow.change(record, until=date.fromordinal(uow.clock.today().toordinal() - 1))


def kept_apart(connection: Connection, person_id: str, today: date) -> tuple[Apart, ...]:
    """Return those from whom a person is kept apart today, whichever of the two it was entered for."""
    rows = connection.execute(_BOTH_WAYS, {"person": person_id, "today": today})
    return tuple(
        Apart(
            row.id, row.person_id, row.other, shown_name(row.name, row.known_as), row.source, row.why, row.since,
            row.until,
        )
        for row in rows
    )  # fmt: skip
