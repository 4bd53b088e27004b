"""Facts that a later fact corrects: kept, shown in the history, left out elsewhere."""

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select

from linkworker.records.note import Note
from linkworker.vault.search import Found

_N = Note.table().c
_CORRECTED = select(_N.corrects).where(
    _N.person_id.in_(bindparam("people", expanding=True)), _N.corrects.is_not(None), _N.in_error.is_(False)
)


def without_corrected(connection: Connection, found: Iterable[Found]) -> list[Found]:
    """Return what was found, less the notes that a later note corrects."""
    hits = list(found)
    people = sorted({hit.person_id for hit in hits if hit.kind == Note.kind()})
    if not people:
        return hits
    corrected = set(connection.execute(_CORRECTED, {"people": people}).scalars())
    return [hit for hit in hits if hit.record_id not in corrected]
