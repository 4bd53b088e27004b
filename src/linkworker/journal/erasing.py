"""Erasing: rows, values and heads go, headers stay, and one entry says that something went and why.

What goes from backups, drafts and the file itself is the vault's part.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Row, bindparam, delete, func, select

from linkworker.base.lists import coded
from linkworker.journal import outbox
from linkworker.journal.actions import Action
from linkworker.journal.erased import BECAUSE, REASONS
from linkworker.journal.tables import ENTRY, ENTRY_VALUES, HEAD
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.person import Person
from linkworker.records.plan_version import PlanVersion
from linkworker.records.record import OfPerson
from linkworker.records.registry import KINDS
from linkworker.records.types import ID_TYPE

_KEYS = frozenset({"person_id", "id"})
# A link that may be empty is let go of; but these say what their record is about, so that it goes with it.
_ABOUT = frozenset({"corrects", "record_id"})
# A frozen version of a plan holds the words of these.
_IN_A_PLAN = frozenset({"plan", "need", "goal", "goal_need", "step", "goal_note", "plan_risk"})
_AT_ONCE = 500  # ids in one statement: well under SQLite's limit of bound values


@dataclass(frozen=True, slots=True)
class Piece:
    """One record about a person: its kind and id."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Gone:
    """What one erasure took: ids of every record that went (the person's own id among them), for drafts and prints."""

    person_id: str
    ids: frozenset[str]
    whole_person: bool


# What goes with it -----------------------------------------------------------------------------------------------


def goes_with(connection: Connection, person_id: str, kind: str, record_id: str) -> tuple[Piece, ...]:
    """Return a record and all that goes when it is erased; empty when the record is not there.

    They are: what it corrects and what corrects it, and so on; what could not stand without it (the steps of a goal);
    what says only something about it (that it stays on this laptop, and why); and every frozen version of a plan when
    a part of a plan goes, for it holds the same words.
    """
    rows = list(_rows(connection, person_id))
    kinds = {row.id: name for name, row in rows}
    if kinds.get(record_id) != kind:
        return ()
    going = {record_id}
    more = True
    while more:
        found = {row.id for name, row in rows if row.id not in going and _must_go(name, row, going)}
        found |= {row.corrects for _, row in rows if row.id in going and getattr(row, "corrects", None)} - going
        if any(kinds.get(one) in _IN_A_PLAN for one in going):
            found |= {row.id for name, row in rows if name == PlanVersion.kind()} - going
        found &= kinds.keys()
        going |= found
        more = bool(found)
    return tuple(Piece(name, row.id) for name, row in rows if row.id in going)


def _must_go(kind: str, row: Row[Any], going: Collection[str]) -> bool:
    return any(getattr(row, column.name) in going for column in _ties(kind) if _cannot_stand_without(column))


def _cannot_stand_without(column: Column[Any]) -> bool:
    return not column.nullable or column.name in _ABOUT


def _rows(connection: Connection, person_id: str) -> Iterator[tuple[str, Row[Any]]]:
    for name in _of_people():
        table = KINDS[name].table()
        chosen = select(table.c.id, *_ties(name)).where(table.c.person_id == bindparam("person"))
        for row in connection.execute(chosen, {"person": person_id}):
            yield name, row


@cache
def _of_people() -> tuple[str, ...]:
    return tuple(name for name, kind in KINDS.items() if issubclass(kind, OfPerson))


@cache
def _ties(kind: str) -> tuple[Column[Any], ...]:
    """Return the columns of a kind that hold another record's id."""
    return tuple(c for c in KINDS[kind].table().columns if c.type is ID_TYPE and c.name not in _KEYS)


@cache
def _naming_people() -> tuple[tuple[str, Column[Any]], ...]:
    """Return each column that names a person other than the one the record is about."""
    return tuple(
        (name, column)
        for name in _of_people()
        for column in _ties(name)
        if any(tie.target_fullname == "person.id" for tie in column.foreign_keys)
    )


def naming(connection: Connection, person_id: str) -> tuple[tuple[str, Piece], ...]:
    """Return records of other people that name this person (to keep apart from them), each with whose it is."""
    found = []
    for kind, column in _naming_people():
        table = KINDS[kind].table()
        rows = connection.execute(select(table.c.person_id, table.c.id).where(column == person_id))
        found += [(row.person_id, Piece(kind, row.id)) for row in rows if row.person_id != person_id]
    return tuple(found)


def held_of(connection: Connection, person_id: str) -> dict[str, int]:
    """Return how many records of each kind a person has, those in error too; kinds with none are left out."""
    found = {}
    for name in _of_people():
        table = KINDS[name].table()
        number = connection.execute(select(func.count()).where(table.c.person_id == person_id)).scalar_one()
        if number:
            found[name] = number
    return found


# Erasing ---------------------------------------------------------------------------------------------------------


def erase_record(
    uow: UnitOfWork, person_id: str, kind: str, record_id: str, because: str, *, despite: str | None = None,
    stays: bool = False,
) -> Gone:  # fmt: skip
    """Erase one record about a person with what goes with it; raises NotFound for one that is not there.

    `because` is a code of the list erasure-reason. `despite` is what was said where something spoke against it.
    `stays` keeps the reasons on this laptop, as all else of the person is kept; that something was erased travels.
    """
    coded(REASONS)[because]
    uow.flush()
    pieces = goes_with(uow.connection, person_id, kind, record_id)
    if not pieces:
        uow.get_of(_kind_of_person(kind), person_id, record_id)  # says why it is not there
    ids = {piece.id for piece in pieces}
    _let_go_of(uow, person_id, ids)
    uow.flush()
    take_out_records(uow.connection, person_id, pieces)
    uow.forget()
    for piece in pieces:
        _mark(uow, piece.kind, piece.id, person_id, because, despite if piece.id == record_id else None, stays=stays)
    return Gone(person_id, frozenset(ids), whole_person=False)


def erase_person(
    uow: UnitOfWork, person_id: str, because: str, *, despite: str | None = None, stays: bool = False
) -> Gone:
    """Erase a person with everything of theirs, and what other people's records say of them; raises NotFound.

    The arguments are as in `erase_record`.
    """
    coded(REASONS)[because]
    uow.get(Person, person_id)
    uow.flush()
    ids = {person_id, *(row.id for _, row in _rows(uow.connection, person_id))}
    for other, piece in naming(uow.connection, person_id):
        ids |= erase_record(uow, other, piece.kind, piece.id, because, stays=stays).ids
    take_out_person(uow.connection, person_id)
    uow.forget()
    _mark(uow, Person.kind(), person_id, person_id, because, despite, stays=stays)
    return Gone(person_id, frozenset(ids), whole_person=True)


def _kind_of_person(kind: str) -> type[OfPerson]:
    known = KINDS[kind]
    if not issubclass(known, OfPerson):
        message = f"{kind} is about nobody"
        raise TypeError(message)
    return known


def _let_go_of(uow: UnitOfWork, person_id: str, going: Collection[str]) -> None:
    """Empty the links of records that stay to those that go, each as a change that the journal knows."""
    for kind, row in list(_rows(uow.connection, person_id)):
        links = [column.name for column in _ties(kind) if getattr(row, column.name) in going]
        if row.id not in going and links:
            uow.untie(uow.get_of(_kind_of_person(kind), person_id, row.id), *links)


def _mark(
    uow: UnitOfWork, kind: str, record_id: str, person_id: str, because: str, despite: str | None, *, stays: bool
) -> None:
    entry_id = uow.event(
        Action.ERASED, kind, record_id, person_id=person_id, values={BECAUSE: because}, reason=despite
    )  # fmt: skip
    if stays:
        outbox.keep_here(uow.connection, uow.device_id, entry_id, person_id)
    outbox.forget_unwritten(uow.connection, uow.device_id)


# Taking out: also what the hub does when it hears of an erasure -------------------------------------------------------


def take_out_records(connection: Connection, person_id: str, pieces: Iterable[Piece]) -> None:
    """Delete rows, heads and journal values of some records of a person. Headers stay, and what `erased` says."""
    by_kind: dict[str, list[str]] = {}
    for piece in pieces:
        by_kind.setdefault(piece.kind, []).append(piece.id)
    for kind, ids in by_kind.items():
        table = KINDS[kind].table()
        for some in _in_turn(ids):
            connection.execute(delete(table).where(table.c.person_id == person_id, table.c.id.in_(some)))
            _take_out_values(connection, person_id, ENTRY.c.record_id.in_(some))
            connection.execute(delete(HEAD).where(HEAD.c.record_id.in_(some)))


def take_out_person(connection: Connection, person_id: str) -> None:
    """Delete every row, head and journal value of a person. What other people's records say of them is not touched."""
    ids = [person_id, *(row.id for _, row in _rows(connection, person_id))]
    for some in _in_turn(ids):
        connection.execute(delete(HEAD).where(HEAD.c.record_id.in_(some)))
    for name in _of_people():
        table = KINDS[name].table()
        connection.execute(delete(table).where(table.c.person_id == person_id))
    connection.execute(delete(Person.table()).where(Person.table().c.id == person_id))
    _take_out_values(connection, person_id, ENTRY.c.person_id == person_id)


def _take_out_values(connection: Connection, person_id: str, about: Any) -> None:
    chosen = select(ENTRY.c.id).where(ENTRY.c.person_id == person_id, about, ENTRY.c.action != Action.ERASED)
    connection.execute(
        delete(ENTRY_VALUES).where(ENTRY_VALUES.c.person_id == person_id, ENTRY_VALUES.c.entry_id.in_(chosen))
    )


def _in_turn(ids: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
