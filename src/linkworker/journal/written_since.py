"""People who were entered in error, and about whom another device wrote what the removal could not know.

An edit of the person's own record names what it replaces, so that the pure decision tells it from one that the removal
had seen. A new note names nothing of the person's record. What tells here is the order in which entries were kept: what
came after the removal was not there when it was written. The device that removed always has it in that order, so that
somebody is asked. SQLite tells it by the rows' own numbers. Another database says how by an execution option of its
engine, ARRIVED_AFTER: a condition on the entries `later` and `removal`. Without that nothing is listed there.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, TextClause, bindparam, exists, func, select, text

from linkworker.base.errors import Refused
from linkworker.journal.actions import WRITES
from linkworker.journal.conflict_sides import Conflict, Side, entries_of, kept_of, shown_first, side_of, written_by
from linkworker.journal.entry import read_header
from linkworker.journal.entry_facts import IN_ERROR
from linkworker.journal.tables import ENTRY, ENTRY_VALUES, HEAD, TIP
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.person import Person
from linkworker.records.record import Record

ARRIVED_AFTER = "arrived_after"
_MOST = 20
"""Of what was written since, the newest that are shown as sides."""
_P = Person.table()
_R, _E = ENTRY.alias("removal"), ENTRY.alias("later")
_BY_ROWID = text("later.rowid > removal.rowid")
_REMOVAL = (
    select(_R.c.id)
    .select_from(HEAD.join(_R, (_R.c.record_id == HEAD.c.record_id) & (_R.c.id == HEAD.c.entry_id)))
    .where(HEAD.c.field == IN_ERROR)
)
_OF_PERSON = _REMOVAL.where(HEAD.c.record_id == bindparam("person"))
_ASKED_ANYWAY = exists().where(TIP.c.record_id == _P.c.id, TIP.c.field == IN_ERROR, TIP.c.agreed.is_(False))


def _since(after: TextClause) -> tuple[ColumnElement[bool] | TextClause, ...]:
    return (
        _E.c.person_id == _R.c.person_id,
        after,
        _E.c.device_id != _R.c.device_id,
        _E.c.record_id != _R.c.person_id,
        _E.c.action.in_(sorted(str(action) for action in WRITES)),
    )


@cache
def _people(after: TextClause) -> Select[Any]:
    """Select those who were removed and written about; for each the removal is found once, and they are few."""
    later = exists(select(_E.c.id).where(*_since(after)).correlate(_R))
    return select(_P.c.id).where(
        _P.c.in_error.is_(True), exists(_REMOVAL.where(HEAD.c.record_id == _P.c.id, later).correlate(_P))
    )


@cache
def _written(after: TextClause) -> Select[Any]:
    """Select what was kept after a removal, the newest first."""
    values = (ENTRY_VALUES.c.person_id == _E.c.person_id) & (ENTRY_VALUES.c.entry_id == _E.c.id)
    return (
        select(_E.c.id, _E.c.header, ENTRY_VALUES.c.content)
        .select_from(_R.join(_E, _E.c.person_id == _R.c.person_id).outerjoin(ENTRY_VALUES, values))
        .where(_R.c.person_id == bindparam("person"), _R.c.id == bindparam("removal"), *_since(after))
        .order_by(_E.c.hlc.desc(), _E.c.id.desc())
        .limit(_MOST)
    )


def of_removed(connection: Connection, person_id: str | None, after: tuple[str, str] | None) -> Iterator[Conflict]:
    """Yield a conflict for each such person, of everybody or one person, behind a place."""
    for one in _removed(connection, person_id):
        if after is None or (one, IN_ERROR) > after:
            removal = str(connection.execute(_OF_PERSON, {"person": one}).scalar_one())
            entries = entries_of(connection, [one], [removal])
            sides = [*(side_of(IN_ERROR, each, removal) for each in entries.values()), *_later(connection, one)]
            yield Conflict(Person.kind(), one, one, IN_ERROR, tuple(sorted(sides, key=shown_first)))


def count_removed(connection: Connection) -> int:
    """Return how many there are of whom the pure decision asks nothing."""
    after = _arrived_after(connection)
    if after is None:
        return 0
    asked = _people(after).where(~_ASKED_ANYWAY).subquery()
    return int(connection.execute(select(func.count()).select_from(asked)).scalar_one())


def together(of_fields: Collection[Conflict], removed: Collection[Conflict]) -> Iterator[Conflict]:
    """Yield conflicts of fields and those of removed people: of one place all the sides in one."""
    since = {each.place: each for each in removed}
    for each in of_fields:
        other = since.pop(each.place, None)
        if other is None:
            yield each
        else:
            further = (side for side in other.sides if side.kind)
            yield replace(each, sides=tuple(sorted((*each.sides, *further), key=shown_first)))
    yield from since.values()


def choose_removal(
    uow: UnitOfWork, record: Record, entries: Collection[str], reason: str | None = None, *, goes: bool
) -> None:
    """Say whether a removed record goes that somebody changed, or wrote about, without knowing.

    `entries` are the sides that the chooser saw. Raises Refused where nothing is to be chosen (any more), or when a
    side has come that was not seen.
    """
    since = _later(uow.connection, record.id) if isinstance(record, Person) and record.in_error else []
    if not {side.entry_id for side in since} <= set(entries):
        raise Refused("Another side has come since. Look again and choose.")
    if not since or len(uow.heads.settled(record.id, IN_ERROR)) > 1:
        uow.choose(record, IN_ERROR, goes, entries, reason)
    else:
        uow.put_aside(record, reason, in_error=goes)


def _arrived_after(connection: Connection) -> TextClause | None:
    if connection.dialect.name == "sqlite":
        return _BY_ROWID
    found: TextClause | None = connection.get_execution_options().get(ARRIVED_AFTER)
    return found


def _removed(connection: Connection, person_id: str | None) -> Sequence[str]:
    after = _arrived_after(connection)
    if after is None:
        return ()
    asked = _people(after) if person_id is None else _people(after).where(_P.c.id == person_id)
    return connection.execute(asked).scalars().all()


def _later(connection: Connection, person_id: str) -> list[Side]:
    """Return what was kept after the removal of somebody who is entered in error, the newest."""
    after, removal = _arrived_after(connection), connection.execute(_OF_PERSON, {"person": person_id}).scalar()
    if after is None or removal is None:
        return []
    return [_side(row) for row in connection.execute(_written(after), {"person": person_id, "removal": removal})]


def _side(row: Any) -> Side:
    entry = read_header(row.header)
    value, known = written_by(entry, kept_of(row.content))
    at = datetime.fromisoformat(entry.at)
    return Side(entry.id, value, known, entry.worker, entry.device, at, shown=False, kind=entry.kind)
