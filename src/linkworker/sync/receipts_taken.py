"""Which receipts this laptop has taken in, by device: their numbers and hashes, in the store's own facts."""

import json

from sqlalchemy import Connection, select

from linkworker.vault.store import remember_in
from linkworker.vault.tables import STORE_FACT

_FACT = "receipts"
_KEPT = 50  # of each device: enough to know again what an older receipt builds on


def receipts_taken(connection: Connection, device_id: str) -> dict[int, str]:
    """Return the hashes of the newest receipts that were taken in for a device, by number; empty before the first."""
    return dict(_held(connection).get(device_id, []))


def note_receipt_taken(connection: Connection, device_id: str, number: int, digest: str) -> None:
    """Note, in the transaction of a connection, that a receipt was taken in."""
    held = _held(connection)
    rows = {**dict(held.get(device_id, [])), number: digest}
    held[device_id] = sorted(rows.items())[-_KEPT:]
    remember_in(connection, _FACT, json.dumps(held))


def _held(connection: Connection) -> dict[str, list[tuple[int, str]]]:
    text = connection.execute(select(STORE_FACT.c.value).where(STORE_FACT.c.name == _FACT)).scalar()
    rows = json.loads(text) if text else {}
    return {device: [(number, digest) for number, digest in each] for device, each in rows.items()}
