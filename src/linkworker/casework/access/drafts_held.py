"""What somebody typed about one person and has not saved."""

import json
import re
from collections.abc import Collection, Mapping

from sqlalchemy import Connection, select

from linkworker.casework.access.held import ACCESS, HeldDraft, HeldValue, Who
from linkworker.vault.tables import DRAFT

_DRAFTS = select(DRAFT).order_by(DRAFT.c.saved_at, DRAFT.c.form)
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_UNKNOWN = Who("another worker", "a worker")


def drafts_held(
    connection: Connection, ids: Collection[str], names: Collection[str], workers: Mapping[str, Who]
) -> tuple[HeldDraft, ...]:
    """Return every worker's drafts that name one of a person's records by id, or the person by one of their names.

    A draft that only says the name may be about somebody else, and is marked. The drafts of a review of everything
    held are left out: they hold only what was decided there.
    """
    own, spoken = frozenset(ids), [name.casefold() for name in names if name]
    found = []
    for row in connection.execute(_DRAFTS):
        if row.form.partition(":")[0] == ACCESS:
            continue
        by_id = not own.isdisjoint(_ID.findall(f"{row.form} {row.content}"))
        if by_id or any(name in row.content.casefold() for name in spoken):
            fields = json.loads(row.content)
            values = tuple(_value(name, text) for name, text in fields.items() if str(text).strip())
            who = workers.get(row.worker_id, _UNKNOWN)
            found.append(HeldDraft(row.form, who, row.saved_at, values, of_another=not by_id))
    return tuple(found)


def _value(field: str, text: str) -> HeldValue:
    return HeldValue(field, field.replace("_", " "), text, text, typed=True)
