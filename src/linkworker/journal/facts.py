"""Reading the entries of records as the facts that the decision looks at."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, select

from linkworker.journal.actions import WRITES, Action
from linkworker.journal.entry_facts import EntryFacts
from linkworker.journal.tables import ENTRY, ENTRY_VALUES, VALUES_OF_ENTRY

T = TypeVar("T")

AT_ONCE = 500
"""Ids in one statement: well under SQLite's limit of bound values."""
EVENTS = frozenset(str(action) for action in Action) - WRITES
"""Actions that are known and write no field of a record."""

_JOINED = ENTRY.outerjoin(ENTRY_VALUES, VALUES_OF_ENTRY)
_OF_RECORDS = (
    select(ENTRY.c.record_id, ENTRY.c.header, ENTRY_VALUES.c.content)
    .select_from(_JOINED)
    .where(ENTRY.c.record_id.in_(bindparam("records", expanding=True)), ENTRY.c.action.not_in(sorted(EVENTS)))
)


def facts_of(connection: Connection, record_ids: Collection[str]) -> dict[str, list[EntryFacts]]:
    """Return the entries of each record that has any, oldest first: those that write, and of unknown actions.

    `record_ids` are at most AT_ONCE.
    """
    found: dict[str, list[EntryFacts]] = defaultdict(list)
    for row in connection.execute(_OF_RECORDS, {"records": list(record_ids)}):
        found[row.record_id].append(facts(row.header, row.content))
    return {record_id: sorted(entries, key=lambda each: each.order) for record_id, entries in found.items()}


def facts(header: str, content: str | None) -> EntryFacts:
    """Return one entry's facts from its header and its values, both as they are kept."""
    held = json.loads(header)
    writes: dict[str, set[str | None]] = {}
    for change in held["fields"]:
        writes.setdefault(change["field"], set()).add(change["replaces"])
    return EntryFacts(
        id=held["id"],
        hlc=held["hlc"],
        device=held["device"],
        action=held["action"],
        kind=held["kind"],
        record=held["record"],
        person=held["person"],
        writes={field: frozenset(replaces) for field, replaces in writes.items()},
        values=values_in(content, writes),
    )


def values_in(content: str | None, writes: Collection[str]) -> dict[str, Any]:
    """Return the values of the fields that an entry writes, without their salts and without its reason."""
    if content is None:
        return {}
    return {field: value for field, (_, value) in json.loads(content).items() if field in writes}


def in_turn(ids: Collection[T]) -> Iterator[list[T]]:
    """Yield ids some hundreds at a time."""
    every = list(ids)
    for start in range(0, len(every), AT_ONCE):
        yield every[start : start + AT_ONCE]
