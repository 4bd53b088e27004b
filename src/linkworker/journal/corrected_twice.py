"""Two corrections of one fact: both stand, or each was put aside by somebody who chose the other."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, and_, case, func, or_, select

from linkworker.base.errors import Refused
from linkworker.journal.actions import Action
from linkworker.journal.conflict_sides import Conflict, Side, entries_of, shown_first
from linkworker.journal.entry_facts import IN_ERROR, MADE
from linkworker.journal.tables import ENTRY, HEAD, TIP
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.record import OfPerson
from linkworker.records.registry import KINDS

CORRECTS = "corrects"
"""The field that two corrections of one fact stand under."""


def twice(connection: Connection, person_id: str | None = None) -> Iterator[tuple[Table, Any, frozenset[str]]]:
    """Yield the facts to choose a correction of: the table, (person_id, corrects), and the corrections' ids."""
    for table in _facts():
        for row in _more_than_one(connection, table, person_id):
            if row.live:
                chosen = and_(_of_fact(table, row), table.c.in_error.is_(False))
                yield table, row, frozenset(connection.execute(select(table.c.id).where(chosen)).scalars())
            else:
                put_aside = _put_aside(connection, table, row)
                if len(put_aside) > 1:
                    yield table, row, put_aside


def of_corrections(connection: Connection, person_id: str | None, after: tuple[str, str] | None) -> Iterator[Conflict]:
    """Yield what there is to choose between corrections, of everybody or one person, behind a place."""
    for table, row, ids in twice(connection, person_id):
        if after is None or (row.corrects, CORRECTS) > after:
            sides = tuple(sorted(_sides(connection, ids, is_live=bool(row.live)), key=shown_first))
            yield Conflict(table.name, row.corrects, row.person_id, CORRECTS, sides)


def choose_correction(
    uow: UnitOfWork, person_id: str, kind: str, kept: str, others: Collection[str], reason: str
) -> None:
    """Settle two corrections of one fact: `kept` stands, the others are put aside.

    One that was put aside by an earlier choice comes back by this one, if no other correction stands. Raises NotFound
    for one that is not here, and Refused where `kept` is entered in error itself.
    """
    known: Any = KINDS[kind]
    record = uow.get_of(known, person_id, kept)
    if record.in_error:
        found = (ids for _, row, ids in twice(uow.connection, person_id) if row.corrects == record.corrects)
        if not any(kept in ids for ids in found):
            raise Refused("That correction is marked as entered in error. Choose the other, or take that back first.")
        uow.put_aside(record, reason, in_error=False)
    for other in others:
        each = uow.get_of(known, person_id, other)
        if not each.in_error:
            uow.put_aside(each, reason, in_error=True)


@cache
def _facts() -> tuple[Table, ...]:
    return tuple(
        kind.table() for kind in KINDS.values() if issubclass(kind, OfPerson) and CORRECTS in kind.table().columns
    )


def _more_than_one(connection: Connection, table: Table, person_id: str | None) -> Sequence[Any]:
    """Return the facts with two corrections that stand, or with several of which none does."""
    live = func.sum(case((table.c.in_error.is_(False), 1), else_=0))
    of_person = () if person_id is None else (table.c.person_id == person_id,)
    return connection.execute(
        select(table.c.person_id, table.c.corrects, live.label("live"))
        .where(table.c.corrects.is_not(None), *of_person)
        .group_by(table.c.person_id, table.c.corrects)
        .having(and_(func.count() > 1, or_(live > 1, live == 0)))
    ).all()


def _of_fact(table: Table, row: Any) -> Any:
    return and_(table.c.person_id == row.person_id, table.c.corrects == row.corrects)


def _put_aside(connection: Connection, table: Table, row: Any) -> frozenset[str]:
    """Return the corrections of a fact that a choice put aside, and not somebody's own word about them alone."""
    found: set[str] = set()
    for heads in (HEAD, TIP):
        asked = (
            select(table.c.id)
            .select_from(
                table.join(heads, and_(heads.c.record_id == table.c.id, heads.c.field == IN_ERROR)).join(
                    ENTRY, and_(ENTRY.c.record_id == table.c.id, ENTRY.c.id == heads.c.entry_id)
                )
            )
            .where(_of_fact(table, row), ENTRY.c.action == str(Action.CHOSEN))
        )
        found |= set(connection.execute(asked).scalars())
    return frozenset(found)


def _sides(connection: Connection, ids: Collection[str], *, is_live: bool) -> Iterator[Side]:
    made = select(HEAD.c.entry_id).where(HEAD.c.record_id.in_(ids), HEAD.c.field == MADE)
    entries = entries_of(connection, ids, list(connection.execute(made).scalars()))
    last = max(((entry.hlc, entry.id) for entry, _ in entries.values()), default=("", ""))
    for entry, _ in entries.values():
        at, shown = datetime.fromisoformat(entry.at), is_live and (entry.hlc, entry.id) == last
        yield Side(entry.id, entry.record, True, entry.worker, entry.device, at, shown)  # noqa: FBT003 - known
