"""Taking a directory in: many records that came from elsewhere, as one entry of the journal."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, insert, select

from linkworker.base.ids import imported_id
from linkworker.journal.actions import Action
from linkworker.journal.canonical import plain
from linkworker.journal.guard import note_field
from linkworker.journal.settling import settle
from linkworker.journal.tables import HEAD
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.record import Record, check_values

_AT_ONCE = 500  # ids in one select: well under SQLite's limit of bound values


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of the records of one import. `kept_local`: (kind, id, field) that a worker had changed here."""

    new: int
    changed: int
    same: int
    kept_local: tuple[tuple[str, str, str], ...]


def take_in(uow: UnitOfWork, feed: str, records: Sequence[Record], summary: dict[str, Any]) -> TakenIn:
    """Add or bring up to date the records of a feed. Fields that a worker changed here stay as the worker left them.

    One 'imported' entry is written, whose values (the summary) never leave this laptop: every laptop that reads the
    same feed arrives at the same records by itself. Raises NotFound for a code that its list has not,
    NumberTooLarge.
    """
    changed = same = 0
    kept: list[tuple[str, str, str]] = []
    held, new = _held(uow, records), dict[str, Record]()
    for record in records:
        check_values(record)
        before = held.get(record.id)
        if before is None:
            held[record.id] = new[record.id] = record
            continue
        differing = [name for name in record.value_fields() if _differ(getattr(before, name), getattr(record, name))]
        if differing:
            stored = held[record.id] = new.get(record.id) or uow.get(type(record), record.id)
            left = _bring_up_to_date(uow, stored, record, differing)
            kept += [(record.kind(), record.id, name) for name in left]
            differing = [name for name in differing if name not in left]
        changed += bool(differing)
        same += not differing
    _add_all(uow, new.values())
    counts = {"feed": feed, "new": len(new), "changed": changed, "same": same}
    uow.event(Action.IMPORTED, "feed", imported_id("feed", feed), values={**summary, **counts})
    return TakenIn(len(new), changed, same, tuple(kept))


def _held(uow: UnitOfWork, records: Sequence[Record]) -> dict[str, Record | Row[Any]]:
    return {
        row.id: row for kind, ids in _by_kind(records).items() for row in _rows(uow, kind, [each.id for each in ids])
    }


def _by_kind(records: Iterable[Record]) -> dict[type[Record], list[Record]]:
    found: dict[type[Record], list[Record]] = {}
    for record in records:
        found.setdefault(type(record), []).append(record)
    return found


def _rows(uow: UnitOfWork, kind: type[Record], ids: list[str]) -> Iterator[Row[Any]]:
    table, connection = kind.table(), uow.connection
    for start in range(0, len(ids), _AT_ONCE):
        yield from connection.execute(select(table).where(table.c.id.in_(ids[start : start + _AT_ONCE])))


def _add_all(uow: UnitOfWork, records: Iterable[Record]) -> None:
    """Write new records by one statement a kind; one by one through the session takes three times as long."""
    for kind, made in _by_kind(records).items():
        names = [column.name for column in kind.table().columns]
        rows = [{name: getattr(record, name) for name in names} for record in made]
        uow.connection.execute(insert(kind.table()), rows)
        _settle_written(uow, [row["id"] for row in rows])


def _settle_written(uow: UnitOfWork, ids: Sequence[str]) -> None:
    """Give new records the values that somebody wrote over the directory's before it was read here."""
    written: set[str] = set()
    for start in range(0, len(ids), _AT_ONCE):
        chosen = HEAD.c.record_id.in_(ids[start : start + _AT_ONCE])
        written.update(uow.connection.execute(select(HEAD.c.record_id).where(chosen)).scalars())
    if written:
        settle(uow.connection, written)


def _differ(before: Any, after: Any) -> bool:
    # Most are the same text or nothing; what is spelt otherwise, or true instead of 1, is compared as the journal does.
    if type(before) is type(after) and not before and not after:
        return False
    if before == after and (isinstance(after, str) or repr(before) == repr(after)):
        return False
    return bool(plain(before) != plain(after))


def _bring_up_to_date(uow: UnitOfWork, before: Record, after: Record, differing: list[str]) -> list[str]:
    """Give a record the values of the feed, and return the fields that were left because a worker changed them."""
    local = uow.heads.of_record(before.id)
    left = [name for name in differing if name in local]
    for name in differing:
        if name not in local:
            setattr(before, name, getattr(after, name))
            note_field(before, name)
    return left
