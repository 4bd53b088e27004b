"""Erasures taken in: what an entry says was erased goes here too, with what cannot stand without it.

Whether a record went follows from the entries alone: one says that it (or its person) was erased, or what it is about
was. So an edit that arrives after the erasure goes as one that was here before it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, insert, literal_column, select

from linkworker.base.ids import NO_PERSON
from linkworker.journal.actions import Action
from linkworker.journal.canonical import canonical
from linkworker.journal.entry import read_header
from linkworker.journal.facts import in_turn
from linkworker.journal.tables import ENTRY, GONE
from linkworker.journal.taking_out import take_out_person, take_out_records
from linkworker.journal.ties import IN_A_PLAN, Piece, cannot_stand_without, naming, of_people, ties
from linkworker.records.plan_version import PlanVersion
from linkworker.records.record import OfPerson, Record
from linkworker.records.registry import KINDS

_ERASED: ColumnElement[str] = literal_column(f"'{Action.ERASED}'")  # not bound, or its index would not be used
_MARKS = select(ENTRY.c.record_id, ENTRY.c.person_id, ENTRY.c.header).where(
    ENTRY.c.action == _ERASED, ENTRY.c.record_id.in_(bindparam("ids", expanding=True))
)
_MARKED_OF = select(ENTRY.c.record_id, ENTRY.c.person_id, ENTRY.c.header).where(
    ENTRY.c.action == _ERASED, ENTRY.c.person_id.in_(bindparam("people", expanding=True))
)
_GONE = select(GONE.c.record_id).where(GONE.c.record_id.in_(bindparam("ids", expanding=True)))


@dataclass(slots=True)
class Vanished:
    """What went in one go: ids of records, and of people with everything of theirs."""

    records: set[str] = field(default_factory=set)
    of_people: dict[str, frozenset[str]] = field(default_factory=dict)
    """Of each person that went: every record's id, the person's own among them."""
    newly: set[str] = field(default_factory=set)
    """Records that went now because of what was erased, though no entry says so of them."""


def erased_among(connection: Connection, ids: Collection[str]) -> set[str]:
    """Return those of these ids (of records or people) that were erased, or went with what was."""
    found: set[str] = set()
    for some in in_turn(ids):
        found.update(row.record_id for row in connection.execute(_MARKS, {"ids": some}))
        found.update(connection.execute(_GONE, {"ids": some}).scalars())
    return found


def take_out_erased(connection: Connection, whose: Mapping[str, str], went: Vanished) -> None:
    """Take out those of these records that were erased, with what cannot stand without them.

    `whose` gives the person of each record id, or the nil id.
    """
    people = set[str]()
    marks: dict[str, dict[str, list[Piece]]] = defaultdict(lambda: defaultdict(list))
    for some in in_turn({*whose, *whose.values()} - {NO_PERSON}):
        for row in connection.execute(_MARKS, {"ids": some}):
            if row.record_id in went.records:
                continue
            if row.record_id == row.person_id:
                people.add(row.person_id)
            else:
                marks[row.person_id][row.record_id].append(Piece(read_header(row.header).kind, row.record_id))
    for person_id in people:
        _take_out_person(connection, person_id, went)
    for person_id, pieces in marks.items():
        if person_id not in people:
            _forget_gone(connection, GONE.c.record_id.in_(list(pieces)))  # an entry says so of them now
            take_out(connection, person_id, [each[0] for each in pieces.values()], went)
    _take_out_again(connection, whose, went)


def take_out(connection: Connection, person_id: str, pieces: Collection[Piece], went: Vanished) -> None:
    """Take out records of a person, and then what cannot stand without them."""
    going = [piece for piece in pieces if piece.id not in went.records]
    while going:
        take_out_records(connection, person_id, going)
        went.records |= {piece.id for piece in going}
        going = list(_followers(connection, person_id, going, went.records))
        note_gone(connection, person_id, going, went)


def note_gone(connection: Connection, person_id: str, pieces: Collection[Piece], went: Vanished) -> None:
    """Note that records went because of an erasure, though no entry says so of them."""
    known: set[str] = set()
    for some in in_turn([piece.id for piece in pieces]):
        known.update(connection.execute(_GONE, {"ids": some}).scalars())
    rows = [{"record_id": one, "person_id": person_id} for one in {piece.id for piece in pieces} - known]
    if rows:
        connection.execute(insert(GONE), rows)
        went.newly |= {row["record_id"] for row in rows}


def doomed(connection: Connection, kind: type[Record], rows: Collection[Mapping[str, Any]]) -> set[str]:
    """Return the ids of those rows (which are not written yet) that name something erased they cannot stand without."""
    if not issubclass(kind, OfPerson):
        return set()
    names = [column.name for column in ties(kind.kind()) if cannot_stand_without(column)]
    erased = erased_among(connection, {row[name] for row in rows for name in names if row.get(name)}) if names else ()
    found = {row["id"] for row in rows if any(row.get(name) in erased for name in names)}
    if kind is PlanVersion:
        found |= _holding_words(connection, rows)
    return found


def _holding_words(connection: Connection, rows: Collection[Mapping[str, Any]]) -> set[str]:
    """Return the versions of plans that hold a part which was erased: the same words stand in them."""
    parts: dict[str, list[str]] = defaultdict(list)
    for some in in_turn({row["person_id"] for row in rows}):
        for mark in connection.execute(_MARKED_OF, {"people": some}):
            if read_header(mark.header).kind in IN_A_PLAN:
                parts[mark.person_id].append(mark.record_id)
    return {row["id"] for row in rows if parts[row["person_id"]] and _holds(row["snapshot"], parts[row["person_id"]])}


def _holds(snapshot: Any, ids: Collection[str]) -> bool:
    text = canonical(snapshot)
    return any(one in text for one in ids)


def _followers(
    connection: Connection, person_id: str, gone: Collection[Piece], already: Collection[str]
) -> Iterator[Piece]:
    ids = {piece.id for piece in gone}
    parts = [piece.id for piece in gone if piece.kind in IN_A_PLAN]
    for name in of_people():
        table = KINDS[name].table()
        columns = [column for column in ties(name) if cannot_stand_without(column)]
        snapshot = [table.c.snapshot] if name == PlanVersion.kind() else []
        if not columns:
            continue
        chosen = select(table.c.id, *columns, *snapshot).where(table.c.person_id == bindparam("person"))
        for row in connection.execute(chosen, {"person": person_id}).mappings():
            named = any(row[column.name] in ids for column in columns)
            if row["id"] not in already and (named or (snapshot and parts and _holds(row["snapshot"], parts))):
                yield Piece(name, row["id"])


def _take_out_person(connection: Connection, person_id: str, went: Vanished) -> None:
    others = naming(connection, person_id)
    records = select(ENTRY.c.record_id).where(ENTRY.c.person_id == person_id).distinct()
    every = frozenset({person_id, *connection.execute(records).scalars()})
    went.of_people[person_id] = every
    went.records |= every
    take_out_person(connection, person_id)
    _forget_gone(connection, GONE.c.person_id == person_id)
    for other, piece in others:
        note_gone(connection, other, [piece], went)
        take_out(connection, other, [piece], went)


def _forget_gone(connection: Connection, which: ColumnElement[bool]) -> None:
    connection.execute(delete(GONE).where(which))


def _take_out_again(connection: Connection, whose: Mapping[str, str], went: Vanished) -> None:
    """Take out what came again of records that went with an erased one."""
    for some in in_turn(whose):
        by_person: dict[str, list[str]] = defaultdict(list)
        for one in connection.execute(_GONE, {"ids": some}).scalars():
            if one not in went.records:
                by_person[whose[one]].append(one)
        for person_id, ids in by_person.items():
            take_out_records(connection, person_id, [Piece("", one) for one in ids])
            went.records.update(ids)
