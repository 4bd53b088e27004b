"""The chain of a device's entries: its end, and the proof that nothing in it was altered or lost."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from linkworker.base.errors import LinkworkerError
from linkworker.base.ids import NO_PERSON
from linkworker.journal.canonical import canonical
from linkworker.journal.entry import FIRST_HASH, chain_hash, commitment, read_header
from linkworker.journal.hybrid_clock import ZERO
from linkworker.journal.quick_proof import shown_whole
from linkworker.journal.tables import ENTRY, ENTRY_VALUES, VALUES_OF_ENTRY


class BrokenChain(LinkworkerError):
    """The journal does not prove itself at entry {}: {}. Restore the newest backup and tell your IT team."""

    exit_code = 6


@dataclass(frozen=True, slots=True)
class Link:
    """The last entry of a chain: its number, hash and hybrid time."""

    seq: int
    hash: str
    hlc: str


_AT_ONCE = 2000  # rows held at a time
_LAST = (
    select(ENTRY.c.seq, ENTRY.c.hash, ENTRY.c.hlc)
    .where(ENTRY.c.device_id == bindparam("device"))
    .order_by(ENTRY.c.seq.desc())
    .limit(1)
)
_COPIED = (ENTRY.c.id, ENTRY.c.seq, ENTRY.c.hlc, ENTRY.c.action, ENTRY.c.record_id, ENTRY.c.person_id)
_ALL = (
    select(ENTRY.c.header, ENTRY.c.hash, *_COPIED)
    .where(ENTRY.c.device_id == bindparam("device"), ENTRY.c.seq >= bindparam("first"))
    .order_by(ENTRY.c.seq)
)
_HASH = select(ENTRY.c.hash).where(ENTRY.c.device_id == bindparam("device"), ENTRY.c.seq == bindparam("seq"))
_KEPT = select(ENTRY.c.header, ENTRY_VALUES.c.content).join_from(ENTRY, ENTRY_VALUES, VALUES_OF_ENTRY)


def last_of(connection: Connection, device_id: str) -> Link:
    """Return the end of a device's chain; number 0 and 32 zero bytes before its first entry."""
    row = connection.execute(_LAST, {"device": device_id}).first()
    return Link(0, FIRST_HASH, ZERO) if row is None else Link(row.seq, row.hash, row.hlc)


def newest_reading(connection: Connection, *, not_above: str) -> str:
    """Return the newest hybrid time of any device's entry: a device's first entry is later than all it follows.

    What is above `not_above` is of a clock that was wrong, and is not followed; unless all is, for then it is this
    laptop's. It reads every entry, so it is only for the beginning of a chain.
    """
    newest = select(func.max(ENTRY.c.hlc))
    below = connection.execute(newest.where(ENTRY.c.hlc <= not_above)).scalar()
    return below or connection.execute(newest).scalar() or ZERO


def verify_chain(connection: Connection, device_id: str, *, after: Link | None = None, up_to: int | None = None) -> int:
    """Return how many entries the chain has, each proved by the one before; raises BrokenChain.

    With `after`, an entry that was proved before, only it and what follows it are looked at; with `up_to`, the number
    of an entry, only it and what is before it.
    """
    if after is not None and hash_at(connection, device_id, after.seq) != after.hash:
        raise BrokenChain(after.seq, "it is not the entry that stood there when it was proved")
    start = after or Link(0, FIRST_HASH, ZERO)
    shown = shown_whole(connection, device_id, start.seq + 1, start.hash, up_to=up_to)
    return _verify_each(connection, device_id, start, up_to) if shown is None else shown


def hash_at(connection: Connection, device_id: str, seq: int) -> str | None:
    """Return the hash that an entry is kept with, or None where there is no such entry."""
    return FIRST_HASH if seq == 0 else connection.execute(_HASH, {"device": device_id, "seq": seq}).scalar()


def _verify_each(connection: Connection, device_id: str, start: Link, up_to: int | None) -> int:
    """Prove one entry after another, on any database, and name the first that is not as it was written."""
    previous, count = start.hash, start.seq
    given = {"device": device_id, "first": -1 if start.seq == 0 else start.seq + 1}
    asked = _ALL if up_to is None else _ALL.where(ENTRY.c.seq <= up_to)
    with connection.execute(asked, given, execution_options={"yield_per": _AT_ONCE}) as rows:
        for row in rows:
            count += 1
            if row.seq != count:
                raise BrokenChain(count, "an entry is missing")
            previous = chain_hash(previous, row.header)
            if previous != row.hash:
                raise BrokenChain(count, "its bytes were altered")
            if not _stands_as_it_says(row, device_id):
                raise BrokenChain(count, "it stands where its bytes do not say")
    return count


def _stands_as_it_says(row: Any, device_id: str) -> bool:
    """Say whether an entry's columns are copies of what its header says.

    The header is canonical, and no text inside it holds a bare quotation mark, so each piece can stand only where it
    belongs. Reading every header as JSON instead took half of the whole proof's time.
    """
    header: str = row.header
    person = "null" if row.person_id == NO_PERSON else f'"{row.person_id}"'
    return (
        header.startswith(f'{{"action":"{row.action}","at":"')
        and f'","device":"{device_id}","fields":[' in header
        and f'],"hlc":"{row.hlc}","id":"{row.id}","kind":"' in header
        and f'","person":{person},"reason":' in header
        and f',"record":"{row.record_id}","seq":{row.seq},"v":' in header
    )


def verify_chains(
    connection: Connection, device_ids: Iterable[str], ends: Mapping[str, int] = MappingProxyType({})
) -> int:
    """Return how many entries stand in the chains of these devices: those that a store is and was.

    Each is proved as by `verify_chain`, up to its last entry in `ends` where it has one: what the store lost by a
    restore has come down from the centre, with gaps. Raises BrokenChain. Entries that came from other devices stand in
    no whole chain here: the centre had proved them, and signed what it sent.
    """
    return sum(verify_chain(connection, device, up_to=ends.get(device)) for device in device_ids)


def verify_values(connection: Connection) -> int:
    """Return how many values are kept, each matching its commitment; raises BrokenChain."""
    count = 0
    with connection.execute(_KEPT, execution_options={"yield_per": _AT_ONCE}) as rows:
        for header, content in rows:
            entry = read_header(header)
            commits = entry.commits()
            for field, (salt, value) in json.loads(content).items():
                count += 1
                if commitment(salt, canonical(value)) != commits.get(field):
                    raise BrokenChain(entry.seq, "a value does not match its commitment")
    return count
