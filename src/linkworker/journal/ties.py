"""What names what: the columns of records that hold another record's id, and what cannot stand without it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Row, bindparam, select

from linkworker.records.record import OfPerson, named_by
from linkworker.records.registry import KINDS
from linkworker.records.types import ID_TYPE

_KEYS = frozenset({"person_id", "id"})
# A link that may be empty is let go of; but these say what their record is about, so that it goes with it.
_ABOUT = frozenset({"corrects", "record_id"})
IN_A_PLAN = frozenset({"plan", "need", "goal", "goal_need", "step", "goal_note", "plan_risk"})
"""Kinds whose words a frozen version of a plan holds."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One record about a person: its kind and id."""

    kind: str
    id: str


def cannot_stand_without(column: Column[Any]) -> bool:
    """Say whether a record goes when what this column names goes."""
    return not column.nullable or column.name in _ABOUT


def rows_of(connection: Connection, person_id: str) -> Iterator[tuple[str, Row[Any]]]:
    """Yield the kind, id and ties of every record of a person."""
    for name in of_people():
        table = KINDS[name].table()
        chosen = select(table.c.id, *ties(name)).where(table.c.person_id == bindparam("person"))
        for row in connection.execute(chosen, {"person": person_id}):
            yield name, row


@cache
def of_people() -> tuple[str, ...]:
    """Return the kinds of record that are about a person."""
    return tuple(name for name, kind in KINDS.items() if issubclass(kind, OfPerson))


@cache
def ties(kind: str) -> tuple[Column[Any], ...]:
    """Return the columns of a kind that hold another record's id."""
    return tuple(c for c in KINDS[kind].table().columns if c.type is ID_TYPE and c.name not in _KEYS)


@cache
def _naming_people() -> tuple[tuple[str, Column[Any]], ...]:
    """Return each column that names a person other than the one the record is about."""
    return tuple((name, column) for name in of_people() for column in ties(name) if named_by(column) == "person.id")


def naming(connection: Connection, person_id: str) -> tuple[tuple[str, Piece], ...]:
    """Return records of other people that name this person (to keep apart from them), each with whose it is."""
    found = []
    for kind, column in _naming_people():
        table = KINDS[kind].table()
        rows = connection.execute(select(table.c.person_id, table.c.id).where(column == person_id))
        found += [(row.person_id, Piece(kind, row.id)) for row in rows if row.person_id != person_id]
    return tuple(found)
