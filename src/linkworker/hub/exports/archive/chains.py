"""One device's chain as lines of JSON: each entry's header as it was hashed, its hash, and its values as kept."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from linkworker.hub.exports.folder import written
from linkworker.hub.exports.people import changed_since
from linkworker.journal.entry import FIRST_HASH, chain_hash
from linkworker.journal.tables import ENTRY, ENTRY_VALUES, VALUES_OF_ENTRY

_AT_ONCE = 2000
_HASH = select(ENTRY.c.hash).where(ENTRY.c.device_id == bindparam("device"), ENTRY.c.seq == bindparam("seq"))
_ENTRIES = (
    select(ENTRY.c.seq, ENTRY.c.hash, ENTRY.c.header, ENTRY_VALUES.c.content)
    .select_from(ENTRY.outerjoin(ENTRY_VALUES, VALUES_OF_ENTRY))
    .where(ENTRY.c.device_id == bindparam("device"), ENTRY.c.seq >= bindparam("first"))
    .order_by(ENTRY.c.seq)
)


@dataclass(frozen=True, slots=True)
class Chain:
    """What the manifest says of one chain. `previous` is the hash before its first entry, None where it is not here.

    `unproved` counts entries whose one before is not here, so that nothing proves where they stand; at a hub it is 0,
    but for entries of an accepted fork: each stands apart, and only the one behind the line that it left is proved.
    """

    device: str
    file: str
    first: int
    last: int
    entries: int
    previous: str | None
    head: str
    unproved: int

    def as_data(self) -> dict[str, Any]:
        """Return it as the manifest holds it."""
        return asdict(self)


def devices(connection: Connection) -> list[str]:
    """Return the devices whose entries are here; what only an accepted fork has is each under its own id."""
    return sorted(connection.execute(select(ENTRY.c.device_id).distinct()).scalars())


def write_chain(connection: Connection, folder: Path, device: str, since: date | None) -> Chain | None:
    """Write a device's chain, from the first entry of a day (UTC) on where one is given; None where it has none."""
    first = _first(connection, device, since)
    if first is None:
        return None
    name = f"{device}.ndjson"
    with written(folder / name) as file:
        return _written(_rows(connection, device, first), file, connection, device)


def _first(connection: Connection, device: str, since: date | None) -> int | None:
    query = select(func.min(ENTRY.c.seq)).where(ENTRY.c.device_id == device)
    if since is not None:
        query = query.where(ENTRY.c.hlc >= changed_since(since))
    found: int | None = connection.execute(query).scalar()
    return found


def _rows(connection: Connection, device: str, first: int) -> Iterator[Any]:
    given = {"device": device, "first": first}
    with connection.execute(_ENTRIES, given, execution_options={"yield_per": _AT_ONCE}) as rows:
        yield from rows


def _written(rows: Iterator[Any], file: Any, connection: Connection, device: str) -> Chain:
    first = last = count = unproved = 0
    previous: str | None = None
    head = FIRST_HASH
    for row in rows:
        file.write(_line(row))
        if not count:
            first, previous = row.seq, _before(connection, device, row)
            unproved += previous is None
        elif row.seq != last + 1:
            unproved += 1
        last, head, count = row.seq, row.hash, count + 1
    return Chain(device, f"{device}.ndjson", first, last, count, previous, head, unproved)


def _line(row: Any) -> str:
    header = json.dumps(row.header, ensure_ascii=False)
    return f'{{"seq": {row.seq}, "hash": "{row.hash}", "header": {header}, "values": {row.content or "null"}}}\n'


def _before(connection: Connection, device: str, row: Any) -> str | None:
    """Return the hash that the first entry was chained to: an accepted fork's stands in the line that it left."""
    if row.seq == 1:
        return FIRST_HASH
    for line in (device, json.loads(row.header)["device"]):
        found: str | None = connection.execute(_HASH, {"device": line, "seq": row.seq - 1}).scalar()
        if found is not None and chain_hash(found, row.header) == row.hash:
            return found
    return None
