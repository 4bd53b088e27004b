"""What the journal says of erased things: that they went, when, by whom and by which reason code; nothing else."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, literal_column, select

from linkworker.base.errors import NotFound
from linkworker.journal.actions import Action
from linkworker.journal.entry import REASON, read_header
from linkworker.journal.tables import ENTRY, ENTRY_VALUES, VALUES_OF_ENTRY

REASONS = "erasure-reason"
"""The coded list of reasons."""
BECAUSE = "because"
"""The one value of an `erased` entry: a code of the list erasure-reason."""


class Erased(NotFound):
    """That was erased on {}. What is erased cannot be changed, undone or brought back."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One erasure: the record's kind and id, whose it was, when (`at` UTC text, `hlc` its place in the journal).

    `because` is None where the code itself was not kept; `despite` is what was said where something spoke against it.
    """

    entry_id: str
    kind: str
    record_id: str
    person_id: str | None
    at: str
    hlc: str
    worker_id: str | None
    because: str | None
    despite: str | None


_JOINED = ENTRY.outerjoin(ENTRY_VALUES, VALUES_OF_ENTRY)
_ERASED: ColumnElement[str] = literal_column(
    f"'{Action.ERASED}'"
)  # not bound, or the index of erasures would not be used
_MARKS = select(ENTRY.c.header, ENTRY_VALUES.c.content).select_from(_JOINED).where(ENTRY.c.action == _ERASED)
_OF_RECORDS = _MARKS.where(ENTRY.c.record_id.in_(bindparam("ids", expanding=True))).order_by(ENTRY.c.hlc)
_LATEST = _MARKS.order_by(ENTRY.c.hlc.desc()).limit(bindparam("most"))


def marks_of(connection: Connection, record_ids: Iterable[str]) -> dict[str, Mark]:
    """Return the latest erasure of each record that was erased."""
    ids = sorted(set(record_ids))
    if not ids:
        return {}
    marks = [_mark(row) for row in connection.execute(_OF_RECORDS, {"ids": ids})]
    return {mark.record_id: mark for mark in marks}


def mark_of(connection: Connection, record_id: str) -> Mark | None:
    """Return the latest erasure of a record, or None."""
    return marks_of(connection, (record_id,)).get(record_id)


def latest_marks(connection: Connection, most: int = 200) -> tuple[Mark, ...]:
    """Return the erasures of this store, latest first."""
    return tuple(_mark(row) for row in connection.execute(_LATEST, {"most": most}))


def _mark(row: Any) -> Mark:
    entry = read_header(row.header)
    kept = {} if row.content is None else {name: value for name, (_, value) in json.loads(row.content).items()}
    return Mark(
        entry.id,
        entry.kind,
        entry.record,
        entry.person,
        entry.at,
        entry.hlc,
        entry.worker,
        kept.get(BECAUSE),
        kept.get(REASON),
    )
