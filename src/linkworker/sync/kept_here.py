"""What stays on this laptop because it speaks of a person or record that stays: values leak through neighbours too."""

from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Row, Table, bindparam, select

from linkworker.casework.consent.withholding import withheld_records
from linkworker.records.plan_version import PlanVersion
from linkworker.records.record import OfPerson, named_by
from linkworker.records.registry import KINDS
from linkworker.records.types import ID_TYPE
from linkworker.records.withholding import Withholding

_KEYS = frozenset({"person_id", "id"})
# A frozen version holds the words of these.
_IN_A_PLAN = frozenset({"plan", "need", "goal", "goal_need", "step", "goal_note", "plan_risk"})
_W = Withholding.table().c
_OWNERS = select(_W.person_id).where(_W.record_id.is_not(None), _W.lifted.is_(False), _W.in_error.is_(False)).distinct()
_AT_ONCE = 500  # ids in one select


def records_kept_here(connection: Connection, people: Collection[str]) -> set[str]:
    """Return the ids of records that may not leave though their person's record may; `people` are those withheld.

    They are: what a worker marked to stay; what names such a record (its correction, the steps of a goal, the marking
    itself with its reason) and so on from there; what is written under one person and names a withheld other (to be
    kept apart, and why); and every frozen version of a plan when a part of a plan stays, for it holds the same words.
    """
    kept = withheld_records(connection)
    kept.update(_naming_people(connection, people))
    owners = list(connection.execute(_OWNERS).scalars())
    for start in range(0, len(owners), _AT_ONCE):
        kept.update(_with_neighbours(connection, owners[start : start + _AT_ONCE], kept))
    return kept


def _naming_people(connection: Connection, people: Collection[str]) -> Iterator[str]:
    for table, column in _other_people():
        for record_id, other in connection.execute(select(table.c.id, column).where(column.is_not(None))):
            if other in people:
                yield record_id


def _with_neighbours(connection: Connection, owners: list[str], marked: set[str]) -> set[str]:
    """Return the records of these people that may not leave, marked or because of one that is."""
    rows: list[tuple[str, Row[Any]]] = list(_rows(connection, owners))
    kept = {row.id for _, row in rows if row.id in marked}
    more = True
    while more:
        parts = {row.person_id for kind, row in rows if kind in _IN_A_PLAN and row.id in kept}
        found = {
            row.id
            for kind, row in rows
            if row.id not in kept
            and (not kept.isdisjoint(row[2:]) or (kind == PlanVersion.kind() and row.person_id in parts))
        }
        kept |= found
        more = bool(found)
    return kept


def _rows(connection: Connection, owners: list[str]) -> Iterator[tuple[str, Row[Any]]]:
    for name, table, ties in _of_people():
        chosen = select(table.c.person_id, table.c.id, *ties).where(
            table.c.person_id.in_(bindparam("owners", expanding=True))
        )
        for row in connection.execute(chosen, {"owners": owners}):
            yield name, row


@cache
def _of_people() -> tuple[tuple[str, Table, tuple[Column[Any], ...]], ...]:
    """Return each kind that is about a person, with the columns that hold another record's id."""
    return tuple(
        (name, kind.table(), tuple(c for c in kind.table().columns if c.type is ID_TYPE and c.name not in _KEYS))
        for name, kind in KINDS.items()
        if issubclass(kind, OfPerson)
    )


@cache
def _other_people() -> tuple[tuple[Table, Column[Any]], ...]:
    """Return each column that names a person other than the one the record is about."""
    return tuple(
        (table, column) for _, table, ties in _of_people() for column in ties if named_by(column) == "person.id"
    )
