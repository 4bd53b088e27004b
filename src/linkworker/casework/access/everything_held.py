"""Everything held about one person: their records, the journal, what left the laptop, and what is not saved yet."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, bindparam, select

from linkworker.base.errors import NotFound
from linkworker.casework.access.drafts_held import drafts_held
from linkworker.casework.access.events_held import errors_in, events_held, lines_held
from linkworker.casework.access.held import Everything, Who
from linkworker.casework.access.left_held import bundles_held
from linkworker.casework.access.records_held import records_held
from linkworker.records.person import Person
from linkworker.records.worker import Worker

_P, _W = Person.table(), Worker.table()
_PERSON = select(_P).where(_P.c.id == bindparam("person"))
_WORKERS = select(_W.c.id, _W.c.name, _W.c.title).order_by(_W.c.id)
_SOME_WORKER = "a worker"


def everything_held(connection: Connection, person_id: str, today: date) -> Everything:
    """Return everything held about a person, also where their record was entered in error; raises NotFound.

    The registry of kinds is walked, so that a new kind of record comes in by itself.
    """
    person = connection.execute(_PERSON, {"person": person_id}).first()
    if person is None:
        raise NotFound("There is nobody with that id here.")
    workers = _workers(connection)
    lines = lines_held(connection, person_id)
    kinds = records_held(connection, person_id, workers, errors_in(lines))
    ids = {person_id, *(record.record_id for kind in kinds for record in kind.records if not record.of_another)}
    return Everything(
        person_id=person_id,
        name=person.name,
        called=person.known_as or person.name,
        born=person.date_of_birth,
        made_on=today,
        kinds=kinds,
        events=events_held(connection, lines, workers),
        bundles=bundles_held(connection, person_id, lines),
        drafts=drafts_held(connection, ids, _whole_names(person.name), workers),
        staff=tuple(dict.fromkeys(workers.values())),
    )


def _workers(connection: Connection) -> Mapping[str, Who]:
    return {row.id: Who(row.name, row.title or _SOME_WORKER) for row in connection.execute(_WORKERS)}


def _whole_names(name: str) -> tuple[str, ...]:
    """Return the name where it is of several words: a first name alone would find everybody's drafts."""
    return (name,) if len(name.split()) > 1 else ()
