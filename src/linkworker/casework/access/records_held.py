"""Every record that hangs on one person, found by walking the registry: a new kind comes in by itself."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Column, Connection, RowMapping, select

from linkworker.casework.access.flattened import lines_of
from linkworker.casework.access.held import HeldKind, HeldRecord, HeldValue, Who, numbered
from linkworker.casework.access.kind_words import heading_of, why_held
from linkworker.casework.history.field_words import field_label, value_words
from linkworker.casework.history.history_names import Names
from linkworker.journal.canonical import plain
from linkworker.records.person import Person
from linkworker.records.record import OfPerson, Record, named_by
from linkworker.records.registry import KINDS
from linkworker.records.types import ID_TYPE

_PERSON_KEY = "person.id"
_WORKER_KEY = "worker.id"
_SOMEBODY_ELSE = "another person"


@dataclass(frozen=True, slots=True)
class _Row:
    kind: type[Record]
    number: int
    row: RowMapping
    elsewhere: bool


def records_held(
    connection: Connection, person_id: str, workers: Mapping[str, Who], errors: Mapping[str, tuple[str, str]]
) -> tuple[HeldKind, ...]:
    """Return every record of a person by kind, in the registry's order, oldest first; empty kinds are left out.

    `errors` gives, for a record entered in error, the entry that said so and its reason. Records of other people that
    point to this person (someone to keep apart, say) come too, and say that they lie elsewhere.
    """
    rows = {kind: list(_rows(connection, kind, person_id)) for kind in KINDS.values()}
    every = [row for found in rows.values() for row in found]
    reading = _Reading(
        names=Names.of(connection, (), _linked(every)),
        workers=workers,
        numbers={row.row["id"]: (row.kind.kind(), row.number) for row in every},
        corrections={row.row["corrects"]: row.number for row in every if row.row.get("corrects")},
        errors=errors,
    )
    return tuple(
        HeldKind(kind.kind(), heading_of(kind.kind()), why_held(kind.kind()), tuple(map(reading.record, found)))
        for kind, found in rows.items()
        if found
    )


def hangs_on_person(kind: type[Record]) -> tuple[str, ...]:
    """Return the columns by which a kind is about a person: () for a kind that belongs to nobody."""
    if kind is Person:
        return ("id",)
    ties = [column.name for column in kind.table().columns if points_to_person(column)]
    return tuple(sorted(ties, key=lambda name: name != "person_id"))


def points_to_person(column: Column[Any]) -> bool:
    """Say whether a column holds the id of a person."""
    return _points_to(column, _PERSON_KEY)


def _rows(connection: Connection, kind: type[Record], person_id: str) -> Iterator[_Row]:
    table, number = kind.table(), 0
    for tie in hangs_on_person(kind):
        elsewhere = issubclass(kind, OfPerson) and tie != "person_id"
        found = connection.execute(select(table).where(table.c[tie] == person_id)).mappings().all()
        for row in sorted(found, key=lambda row: (str(_day(row) or ""), row["id"])):
            if elsewhere and row["person_id"] == person_id:
                continue  # it was found by its own person already
            number += 1
            yield _Row(kind, number, row, elsewhere)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Turns rows into held records: names for ids, marks, and numbers of the records they point to."""

    names: Names
    workers: Mapping[str, Who]
    numbers: Mapping[str, tuple[str, int]]
    corrections: Mapping[str, int]
    errors: Mapping[str, tuple[str, str]]

    def record(self, found: _Row) -> HeldRecord:
        """Return one row as a held record; fields that say nothing are left out."""
        row, kind = found.row, found.kind
        entry, reason = self.errors.get(row["id"], ("", ""))
        values = [self.value(kind, name, row[name]) for name in kind.value_fields() if not _empty(row[name])]
        marked = bool(row["in_error"])
        return HeldRecord(
            kind=kind.kind(),
            record_id=row["id"],
            number=found.number,
            on=_day(row),
            values=tuple(values),
            in_error=marked,
            error_entry=entry if marked else "",
            error_reason=reason if marked else "",
            corrects=self.numbers.get(row.get("corrects") or "", ("", 0))[1],
            corrected_by=self.corrections.get(row["id"], 0),
            of_another=self.names.known.get(row["person_id"], _SOMEBODY_ELSE) if found.elsewhere else "",
        )

    def value(self, kind: type[Record], field: str, held: Any) -> HeldValue:
        """Return one field in words and as plain JSON."""
        column = kind.table().columns[field]
        label = field_label(kind.kind(), field)
        if column.type is ID_TYPE or _points_to(column, _WORKER_KEY):
            who = self.workers.get(held) if _points_to(column, _WORKER_KEY) else None
            points = self.numbers.get(held)
            words = who.name if who else self._pointed(held, points)
            return HeldValue(field, label, words, plain(held), typed=False, who=who, points=points)
        typed = isinstance(held, str | list | tuple | dict) and "list" not in column.info
        nested = isinstance(held, dict) or (isinstance(held, list) and any(isinstance(one, dict) for one in held))
        words = "\n".join(lines_of(held)) if nested else value_words(kind, field, held)
        return HeldValue(field, label, words, plain(held), typed=typed)

    def _pointed(self, held: str, points: tuple[str, int] | None) -> str:
        return numbered(*points) if points else self.names.known.get(held) or "another record"


def _points_to(column: Column[Any], key: str) -> bool:
    return named_by(column) == key


def _linked(rows: list[_Row]) -> set[str]:
    """Return the ids that point to what has a name: people, workers, teams, providers, activities, pots, mentors."""
    columns: dict[type[Record], list[str]] = defaultdict(list)
    for kind in {row.kind for row in rows}:
        columns[kind] = [column.name for column in kind.table().columns if column.type is ID_TYPE]
    return {row.row[name] for row in rows for name in columns[row.kind] if row.row[name]}


def _day(row: RowMapping) -> date | None:
    """Return the day a record is of: the first of its own days."""
    for name in ("on", "held_on", "decided_on", "opened_on", "received_on", "agreed_on", "state_on", "since"):
        held = row.get(name)
        if isinstance(held, date):
            return held
    return None


def _empty(held: Any) -> bool:
    return held is None or held == "" or (isinstance(held, list | dict) and not held)
