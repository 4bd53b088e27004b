"""The chain of a device's entries: its end, and the proof that nothing in it was altered or lost."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from linkworker.base.errors import LinkworkerError
from linkworker.base.ids import NO_PERSON
from linkworker.journal.canonical import canonical
from linkworker.journal.entry import FIRST_HASH, chain_hash, commitment, read_header
from linkworker.journal.hybrid_clock import ZERO
from linkworker.journal.quick_proof import shown_whole
from linkworker.journal.tables import ENTRY, ENTRY_VALUES


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
_KEPT = select(ENTRY.c.header, ENTRY_VALUES.c.content).join_from(
    ENTRY, ENTRY_VALUES, (ENTRY.c.person_id == ENTRY_VALUES.c.person_id) & (ENTRY.c.id == ENTRY_VALUES.c.entry_id)
)


def last_of(connection: Connection, device_id: str) -> Link:
    """Return the end of a device's chain; number 0 and 32 zero bytes before its first entry."""
    row = connection.execute(_LAST, {"device": device_id}).first()
    return Link(0, FIRST_HASH, ZERO) if row is None else Link(row.seq, row.hash, row.hlc)


def newest_reading(connection: Connection) -> str:
    """Return the newest hybrid time of any device's entry: a device's first entry is later than all it follows.

    It reads every entry, so it is only for the beginning of a chain.
    """
    return connection.execute(select(func.max(ENTRY.c.hlc))).scalar() or ZERO


def verify_chain(connection: Connection, device_id: str, *, after: Link | None = None) -> int:
    """Return how many entries the chain has, each proved by the one before; raises BrokenChain.

    With `after`, an entry that was proved before, only it and what follows it are looked at.
    """
    if after is not None and hash_at(connection, device_id, after.seq) != after.hash:
        raise BrokenChain(after.seq, "it is not the entry that stood there when it was proved")
    start = after or Link(0, FIRST_HASH, ZERO)
    shown = shown_whole(connection, device_id, start.seq + 1, start.hash)
    return _verify_each(connection, device_id, start) if shown is None else shown


def hash_at(connection: Connection, device_id: str, seq: int) -> str | None:
    """Return the hash that an entry is kept with, or None where there is no such entry."""
    return FIRST_HASH if seq == 0 else connection.execute(_HASH, {"device": device_id, "seq": seq}).scalar()


def _verify_each(connection: Connection, device_id: str, start: Link) -> int:
    """Prove one entry after another, on any database, and name the first that is not as it was written."""
    previous, count = start.hash, start.seq
    given = {"device": device_id, "first": -1 if start.seq == 0 else start.seq + 1}
    with connection.execute(_ALL, given, execution_options={"yield_per": _AT_ONCE}) as rows:
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


def verify_chains(connection: Connection) -> int:
    """Return how many entries stand in the chains of all devices, a restored store's former ones among them.

    Each is proved as by `verify_chain`; raises BrokenChain.
    """
    devices = connection.execute(select(ENTRY.c.device_id).distinct()).scalars().all()
    return sum(verify_chain(connection, device) for device in devices)


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
