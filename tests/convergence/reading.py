"""Reading what lies at a place: entries, values, rows and conflicts, and what was written last."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from convergence.model import Held, spelt
from linkworker.journal.conflicts import conflicts
from linkworker.journal.tables import ENTRY, ENTRY_VALUES, VALUES_OF_ENTRY
from linkworker.records.consent import Consent
from linkworker.records.goal import Goal, Step
from linkworker.records.money import MoneyRequest
from linkworker.records.note import Note
from linkworker.records.oversight import Oversight
from linkworker.records.person import Person
from linkworker.records.plan import Plan
from linkworker.records.withholding import Withholding

KINDS = (Person, Plan, Goal, Step, Note, MoneyRequest, Oversight, Withholding, Consent)


def held(connection: Connection) -> Held:
    """Read all that lies at a place."""
    found = Held(
        set(connection.execute(select(ENTRY.c.id)).scalars()),
        set(connection.execute(select(ENTRY_VALUES.c.entry_id)).scalars()),
    )
    for kind in KINDS:
        for row in connection.execute(select(kind.table())).mappings():
            found.rows[row["id"]] = {name: _plain(value) for name, value in row.items()}
    for each in _all_conflicts(connection):
        # What others wrote about somebody who was removed follows from the order of arrival: each place has its own.
        sides = [side for side in each.sides if not side.kind]
        if len(sides) > 1:
            found.sides[each.record_id, each.field] = {
                side.entry_id: spelt(side.value) if side.known else None for side in sides
            }
    return found


def _all_conflicts(connection: Connection) -> Iterator[Any]:
    after = None
    while page := conflicts(connection, after=after, most=50):
        yield from page
        after = page[-1].place


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def written(connection: Connection, device_id: str, after: int) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    joined = ENTRY.outerjoin(ENTRY_VALUES, VALUES_OF_ENTRY)
    asked = select(ENTRY.c.header, ENTRY_VALUES.c.content).select_from(joined)
    for row in connection.execute(
        asked.where(ENTRY.c.device_id == device_id, ENTRY.c.seq > after).order_by(ENTRY.c.seq)
    ):
        header = json.loads(row.header)
        fields = {each["field"] for each in header["fields"]}
        content = json.loads(row.content or "{}")
        yield header, {name: value for name, (_, value) in content.items() if name in fields}
