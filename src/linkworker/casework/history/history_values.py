"""What the entries on a page of history replaced: one query for the page."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, select

from linkworker.base.ids import NO_PERSON
from linkworker.journal.entry import read_header
from linkworker.journal.history import Line
from linkworker.journal.tables import ENTRY, ENTRY_VALUES, VALUES_OF_ENTRY

REPLACED_GONE = "something no longer kept"

_REPLACED = (
    select(ENTRY.c.id, ENTRY.c.header, ENTRY_VALUES.c.content)
    .select_from(ENTRY.outerjoin(ENTRY_VALUES, VALUES_OF_ENTRY))
    .where(ENTRY.c.person_id.in_(bindparam("people", expanding=True)), ENTRY.c.id.in_(bindparam("ids", expanding=True)))
)


def replaced_values(connection: Connection, lines: Iterable[Line]) -> dict[tuple[str, str], Any]:
    """Return (entry id, field) to the value that stood there; REPLACED_GONE where it was taken out since."""
    wanted = [
        (line.entry.person or NO_PERSON, change.replaces)
        for line in lines
        for change in line.entry.fields
        if change.replaces
    ]
    if not wanted:
        return {}
    given = {"people": sorted({person for person, _ in wanted}), "ids": sorted({entry for _, entry in wanted})}
    found: dict[tuple[str, str], Any] = {}
    for row in connection.execute(_REPLACED, given):
        found.update(_of_entry(row.id, row.header, row.content))
    return found


def before_of(line: Line, field: str, replaced: Mapping[tuple[str, str], Any]) -> Any:
    """Return what stood in a field before an entry wrote it, or None for nothing.

    Where it replaced several, the first value that is kept; `replaced` is of `replaced_values`.
    """
    places = [(change.replaces or "", field) for change in line.entry.fields if change.field == field]
    held = [replaced[place] for place in places if place in replaced]
    return next((value for value in held if value != REPLACED_GONE), held[0] if held else None)


def _of_entry(entry_id: str, header: str, content: str | None) -> dict[tuple[str, str], Any]:
    kept = {} if content is None else {field: value for field, (_, value) in json.loads(content).items()}
    return {(entry_id, change.field): kept.get(change.field, REPLACED_GONE) for change in read_header(header).fields}
