"""Taking a directory in: many records that came from elsewhere, as one entry of the journal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import select

from linkworker.base.ids import imported_id
from linkworker.journal.actions import Action
from linkworker.journal.canonical import plain
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.record import Record, check_codes

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
    same feed arrives at the same records by itself. Raises NotFound for a code that its list has not.
    """
    new = changed = same = 0
    kept: list[tuple[str, str, str]] = []
    held = _held(uow, records)
    for record in records:
        check_codes(record)
        before = held.get(record.id)
        if before is None:
            uow.session.add(record)
            held[record.id] = record
            new += 1
            continue
        moved, left = _bring_up_to_date(uow, before, record)
        kept += left
        changed += moved
        same += not moved
    counts = {"feed": feed, "new": new, "changed": changed, "same": same}
    uow.event(Action.IMPORTED, "feed", imported_id("feed", feed), values={**summary, **counts})
    return TakenIn(new, changed, same, tuple(kept))


def _held(uow: UnitOfWork, records: Sequence[Record]) -> dict[str, Record]:
    by_kind: dict[type[Record], list[str]] = {}
    for record in records:
        by_kind.setdefault(type(record), []).append(record.id)
    return {row.id: row for kind, ids in by_kind.items() for row in _rows(uow, kind, ids)}


def _rows(uow: UnitOfWork, kind: type[Record], ids: list[str]) -> Iterator[Record]:
    for start in range(0, len(ids), _AT_ONCE):
        yield from uow.session.exec(select(kind).where(kind.table().c.id.in_(ids[start : start + _AT_ONCE])))


def _bring_up_to_date(uow: UnitOfWork, before: Record, after: Record) -> tuple[bool, list[tuple[str, str, str]]]:
    moved, left = False, []
    local: dict[str, str] | None = None
    for name in after.value_fields():
        given = getattr(after, name)
        if plain(getattr(before, name)) == plain(given):
            continue
        local = uow.heads.of_record(before.id) if local is None else local
        if name in local:
            left.append((before.kind(), before.id, name))
            continue
        setattr(before, name, given)
        moved = True
    return moved, left
