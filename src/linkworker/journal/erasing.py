"""Erasing: rows, values and heads go, headers stay, and one entry says that something went and why.

What goes from backups, drafts and the file itself is the vault's part.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select

from linkworker.base.lists import coded
from linkworker.journal import outbox
from linkworker.journal.actions import Action
from linkworker.journal.erased import BECAUSE, REASONS
from linkworker.journal.taking_out import take_out_person, take_out_records
from linkworker.journal.ties import IN_A_PLAN, Piece, cannot_stand_without, naming, of_people, rows_of, ties
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.person import Person
from linkworker.records.plan_version import PlanVersion
from linkworker.records.record import OfPerson
from linkworker.records.registry import KINDS


@dataclass(frozen=True, slots=True)
class Gone:
    """What one erasure took: ids of every record that went (the person's own id among them), for drafts and prints.

    `drafts` is how many drafts went with them, once the vault has dropped them.
    """

    person_id: str
    ids: frozenset[str]
    whole_person: bool
    drafts: int = 0


def goes_with(connection: Connection, person_id: str, kind: str, record_id: str) -> tuple[Piece, ...]:
    """Return a record and all that goes when it is erased; empty when the record is not there.

    They are: what it corrects and what corrects it, and so on; what could not stand without it (the steps of a goal);
    what says only something about it (that it stays on this laptop, and why); and every frozen version of a plan when
    a part of a plan goes, for it holds the same words.
    """
    rows = list(rows_of(connection, person_id))
    kinds = {row.id: name for name, row in rows}
    if kinds.get(record_id) != kind:
        return ()
    going = {record_id}
    more = True
    while more:
        found = {row.id for name, row in rows if row.id not in going and _must_go(name, row, going)}
        found |= {row.corrects for _, row in rows if row.id in going and getattr(row, "corrects", None)} - going
        if any(kinds.get(one) in IN_A_PLAN for one in going):
            found |= {row.id for name, row in rows if name == PlanVersion.kind()} - going
        found &= kinds.keys()
        going |= found
        more = bool(found)
    return tuple(Piece(name, row.id) for name, row in rows if row.id in going)


def _must_go(kind: str, row: Row[Any], going: Collection[str]) -> bool:
    return any(getattr(row, column.name) in going for column in ties(kind) if cannot_stand_without(column))


def held_of(connection: Connection, person_id: str) -> dict[str, int]:
    """Return how many records of each kind a person has, those in error too; kinds with none are left out."""
    found = {}
    for name in of_people():
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
    ids = {person_id, *(row.id for _, row in rows_of(uow.connection, person_id))}
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
    for kind, row in list(rows_of(uow.connection, person_id)):
        links = [column.name for column in ties(kind) if getattr(row, column.name) in going]
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
