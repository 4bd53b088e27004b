"""A figure that is a select: its rows are whom it counts, and their number is the figure."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, or_, select

from linkworker.casework.evidence.figure import Asked, Counted
from linkworker.casework.people.naming import shown_name
from linkworker.casework.people.stands import STANDS
from linkworker.records.person import Person

P = Person.table()
NAMED = (P.c.id.label("person_id"), P.c.name, P.c.known_as)
"""The columns of a person that every list of whom it counts needs."""
OWN: tuple[ColumnElement[bool], ...] = (
    STANDS,
    or_(bindparam("worker").is_(None), P.c.worker_id == bindparam("worker")),
)
"""The people of the caseload that is asked about."""


@dataclass(frozen=True, slots=True)
class Counting:
    """One figure. `rows` selects NAMED and what `said` needs; it binds what `Asked.given` holds."""

    code: str
    label: str
    how: str
    rows: Select[Any]
    said: Callable[[Any], str] = lambda _: ""

    def count(self, connection: Connection, asked: Asked, **more: Any) -> int:
        """Return how many."""
        counted = select(func.count()).select_from(self.rows.order_by(None).subquery())
        return int(connection.execute(counted, {**asked.given, **more}).scalar_one())

    def who(self, connection: Connection, asked: Asked, **more: Any) -> tuple[Counted, ...]:
        """Return whom it counts."""
        rows = connection.execute(self.rows, {**asked.given, **more})
        return tuple(Counted(row.person_id, shown_name(row.name, row.known_as), self.said(row)) for row in rows)


def people(*conditions: ColumnElement[bool]) -> Select[Any]:
    """Return the select of the caseload's people under some conditions, by name."""
    return select(*NAMED).where(*OWN, *conditions).order_by(func.lower(P.c.name), P.c.id)
