"""The other way round: whom of a worker's people one activity fits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, bindparam, func, select

from linkworker.base.errors import NotFound
from linkworker.casework.matches.match_activity_facts import activity_facts
from linkworker.casework.matches.match_person_facts import person_facts
from linkworker.casework.people.naming import CODES_ONLY, shown_name
from linkworker.casework.people.stands import STANDS
from linkworker.matching.directory import Directory
from linkworker.matching.match import match
from linkworker.matching.reasons import short_reasons
from linkworker.matching.verdict import Group
from linkworker.records.person import Person

_P = Person.table().c
_OF_WORKER = (
    select(_P.id, _P.name, _P.known_as)
    .where(_P.worker_id == bindparam("worker"), STANDS)
    .order_by(func.lower(_P.name), _P.id)
)


@dataclass(frozen=True, slots=True)
class FittingPerson:
    """One person for one activity: the group, and why in a few words."""

    person_id: str
    name: str
    group: Group
    reasons: tuple[str, ...]


def people_of(connection: Connection, worker_id: str) -> tuple[tuple[str, str], ...]:
    """Return (id, name) of a worker's people by name."""
    rows = connection.execute(_OF_WORKER, {"worker": worker_id})
    return tuple((row.id, shown_name(row.name, row.known_as)) for row in rows)


def one_alone(connection: Connection, activity_id: str, today: date) -> Directory:
    """Return a directory of one activity, to match people with; raises NotFound."""
    found = next((each for each in activity_facts(connection, today) if each.id == activity_id), None)
    if found is None:
        raise NotFound("There is no such activity here.")
    return Directory((found,))


def fitting(
    connection: Connection,
    people: Iterable[tuple[str, str]],
    alone: Directory,
    today: date,
    places: Mapping[str, str] = CODES_ONLY,
) -> tuple[FittingPerson, ...]:
    """Return how one activity stands for each of some people, in the order given."""
    found = []
    for person_id, name in people:
        (one,) = match(person_facts(connection, person_id, today), alone, today).all()
        found.append(FittingPerson(person_id, name, one.group, short_reasons(one, places)))
    return tuple(found)
