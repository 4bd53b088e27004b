"""Who a person is called, whose they are, and which staff may be named in what was written about them."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from linkworker.base.errors import NotFound
from linkworker.base.lists import coded
from linkworker.records.person import Person
from linkworker.records.professional import Professional
from linkworker.records.worker import Team, Worker

_P, _W, _T, _O = Person.table(), Worker.table(), Team.table(), Professional.table()
_PERSON = (
    select(_P.c.name, _P.c.known_as, _W.c.name.label("worker"), _W.c.title, _T.c.name.label("team"))
    .select_from(_P.outerjoin(_W, _W.c.id == _P.c.worker_id).outerjoin(_T, _T.c.id == _P.c.team_id))
    .where(_P.c.id == bindparam("person"), _P.c.in_error.is_(False))
)
_WORKER = (
    select(_W.c.name, _W.c.title, _T.c.name.label("team"))
    .select_from(_W.outerjoin(_T, _T.c.id == _W.c.team_id))
    .where(_W.c.id == bindparam("worker"))
)
_WORKERS = select(_W.c.name, _W.c.title).where(_W.c.in_error.is_(False)).order_by(_W.c.id)
_PROFESSIONALS = (
    select(_O.c.name, _O.c.role)
    .where(_O.c.person_id == bindparam("person"), _O.c.in_error.is_(False))
    .order_by(_O.c.id)
)
_HAS_PEOPLE = select(_P.c.id).where(_P.c.worker_id == bindparam("worker"), _P.c.in_error.is_(False)).limit(1)


@dataclass(frozen=True, slots=True)
class Whose:
    """What a person likes to be called, their worker with title, and the team, each "" where not known."""

    called: str
    worker: str
    title: str
    team: str


def whose(connection: Connection, person_id: str, worker_id: str | None) -> Whose:
    """Return whose a person is; the worker at the keys stands in where nobody is named. Raises NotFound."""
    row = connection.execute(_PERSON, {"person": person_id}).first()
    if row is None:
        raise NotFound("There is nobody with that id here.")
    own = row if row.worker else connection.execute(_WORKER, {"worker": worker_id}).first()
    team = row.team or (own.team if own else None)
    if own is None:
        return Whose(row.known_as or row.name, "", "", team or "")
    name = row.worker or own.name
    return Whose(row.known_as or row.name, name or "", own.title or "", team or "")


def staff_around(connection: Connection, person_id: str) -> tuple[tuple[str, str], ...]:
    """Return (name, what they do) of every worker here and of the professionals around a person."""
    workers = [(row.name, row.title or "") for row in connection.execute(_WORKERS)]
    roles = coded("professional-role")
    others = connection.execute(_PROFESSIONALS, {"person": person_id})
    return (*workers, *((row.name, roles.label(row.role).lower()) for row in others))


def has_people(connection: Connection, worker_id: str) -> bool:
    """Say whether anybody is on a worker's own caseload."""
    return connection.execute(_HAS_PEOPLE, {"worker": worker_id}).first() is not None
