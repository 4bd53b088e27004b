"""The chain of a device's entries: its end, and the proof that nothing in it was altered or lost."""

import json
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from linkworker.base.errors import LinkworkerError
from linkworker.journal.canonical import canonical
from linkworker.journal.entry import FIRST_HASH, chain_hash, commitment, read_header
from linkworker.journal.hybrid_clock import ZERO
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


_LAST = (
    select(ENTRY.c.seq, ENTRY.c.hash, ENTRY.c.hlc)
    .where(ENTRY.c.device_id == bindparam("device"))
    .order_by(ENTRY.c.seq.desc())
    .limit(1)
)
_ALL = (
    select(ENTRY.c.seq, ENTRY.c.header, ENTRY.c.hash)
    .where(ENTRY.c.device_id == bindparam("device"))
    .order_by(ENTRY.c.seq)
)
_KEPT = select(ENTRY.c.header, ENTRY_VALUES.c.content).join_from(
    ENTRY, ENTRY_VALUES, (ENTRY.c.person_id == ENTRY_VALUES.c.person_id) & (ENTRY.c.id == ENTRY_VALUES.c.entry_id)
)


def last_of(connection: Connection, device_id: str) -> Link:
    """Return the end of a device's chain; number 0 and 32 zero bytes before its first entry."""
    row = connection.execute(_LAST, {"device": device_id}).first()
    return Link(0, FIRST_HASH, ZERO) if row is None else Link(row.seq, row.hash, row.hlc)


def verify_chain(connection: Connection, device_id: str) -> int:
    """Return how many entries the chain has, each proved by the one before; raises BrokenChain."""
    previous, count = FIRST_HASH, 0
    for row in connection.execute(_ALL, {"device": device_id}):
        count += 1
        if row.seq != count:
            raise BrokenChain(count, "an entry is missing")
        previous = chain_hash(previous, row.header)
        if previous != row.hash:
            raise BrokenChain(count, "its bytes were altered")
    return count


def verify_values(connection: Connection) -> int:
    """Return how many values are kept, each matching its commitment; raises BrokenChain."""
    count = 0
    for header, content in connection.execute(_KEPT):
        entry = read_header(header)
        commits = {field.field: field.commit for field in entry.fields}
        for field, (salt, value) in json.loads(content).items():
            count += 1
            if commitment(salt, canonical(value)) != commits.get(field):
                raise BrokenChain(entry.seq, "a value does not match its commitment")
    return count
