"""Finding the one person, or the one worker, that is meant; the hub has no full-text search of a laptop's kind."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select

from linkworker.base.errors import BadInput, NotFound
from linkworker.base.ids import is_id
from linkworker.base.words import listed
from linkworker.casework.people.finding import people_with_number
from linkworker.casework.people.naming import shown_name
from linkworker.journal.unit_of_work import live
from linkworker.records.person import Person
from linkworker.records.worker import Team, Worker

_P, _W, _T = Person.table().c, Worker.table().c, Team.table().c
_MOST = 8


def one_person(connection: Connection, typed: str) -> str:
    """Return the id of the person meant by id, number or whole name; raises NotFound, or BadInput naming several."""
    given = typed.strip()
    if is_id(given):
        if connection.execute(select(_P.id).where(_P.id == given)).first() is None:
            raise NotFound("Nobody here has that id.")
        return given
    ids = people_with_number(connection, given) if given else []
    named = or_(func.lower(_P.name) == given.lower(), func.lower(_P.known_as) == given.lower())
    asked = live(Person).where(_P.id.in_(ids) if ids else named).order_by(_P.name, _P.id).limit(_MOST + 1)
    found = connection.execute(asked).all()
    if not found:
        raise NotFound(f"Nobody here has the name or number '{given}'. Type the whole name, a number or the id.")
    if len(found) > 1:
        raise BadInput(f"'{given}' could be {_which(found)}. Type the id.")
    return str(found[0].id)


def called(connection: Connection, person_id: str) -> str:
    """Return a person's name; raises NotFound."""
    name = connection.execute(select(_P.name).where(_P.id == person_id)).scalar()
    if name is None:
        raise NotFound("Nobody here has that id.")
    return str(name)


def one_worker(connection: Connection, typed: str) -> str:
    """Return the id of the worker meant by id or whole name; raises NotFound, or BadInput."""
    given = typed.strip()
    named = _W.id == given if is_id(given) else func.lower(_W.name) == given.lower()
    found = connection.execute(live(Worker).where(named).order_by(_W.id)).all()
    if not found:
        raise NotFound(f"No worker '{given}' has sent anything yet.")
    if len(found) > 1:
        raise BadInput(f"'{given}' could be {listed((str(row.id) for row in found), 'or')}. Type the id.")
    return str(found[0].id)


def one_team(connection: Connection, typed: str) -> str:
    """Return the id of the team meant by id or whole name: the oldest record of that name. Raises NotFound."""
    given = typed.strip()
    named = _T.id == given if is_id(given) else func.lower(_T.name) == given.lower()
    found = connection.execute(live(Team).where(named).order_by(_T.id)).all()
    if not found:
        raise NotFound(f"There is no team '{given}' here.")
    return str(found[0].id)


def _which(found: Sequence[Row[Any]]) -> str:
    told = [f"{shown_name(row.name, row.known_as)} ({row.id})" for row in found[:_MOST]]
    return listed([*told, *(["more"] if len(found) > _MOST else [])], "or")
