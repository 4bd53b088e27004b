"""What left the laptop about one person, and when: the bundles for the centre that held entries about them."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, func, select

from linkworker.casework.access.held import HeldBundle
from linkworker.journal.history import Line
from linkworker.journal.tables import BUNDLE, WITHHELD

_BUNDLES = select(
    BUNDLE.c.device_id, BUNDLE.c.number, BUNDLE.c.first_seq, BUNDLE.c.last_seq,
    BUNDLE.c.made_at, BUNDLE.c.written_at, BUNDLE.c.receipted_at,
).order_by(BUNDLE.c.made_at, BUNDLE.c.number)  # fmt: skip
_BARE = (
    select(WITHHELD.c.device_id, WITHHELD.c.bundle, func.count().label("bare"))
    .where(WITHHELD.c.person_id == bindparam("person"))
    .group_by(WITHHELD.c.device_id, WITHHELD.c.bundle)
)
_RELEASED = (
    select(WITHHELD.c.device_id, WITHHELD.c.released_in, func.count().label("released"))
    .where(WITHHELD.c.person_id == bindparam("person"), WITHHELD.c.released_in.is_not(None))
    .group_by(WITHHELD.c.device_id, WITHHELD.c.released_in)
)


def bundles_held(connection: Connection, person_id: str, lines: Sequence[Line]) -> tuple[HeldBundle, ...]:
    """Return each bundle that held entries about a person, oldest first; one that was never written out says so."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for line in lines:
        numbers[line.entry.device].append(line.entry.seq)
    for own in numbers.values():
        own.sort()
    given = {"person": person_id}
    bare = {(row.device_id, row.bundle): row.bare for row in connection.execute(_BARE, given)}
    late = {(row.device_id, row.released_in): row.released for row in connection.execute(_RELEASED, given)}
    found = []
    for row in connection.execute(_BUNDLES):
        own = numbers.get(row.device_id, [])
        entries = bisect_right(own, row.last_seq) - bisect_left(own, row.first_seq)
        key = (row.device_id, row.number)
        entries += late.get(key, 0)
        if entries:
            when = (row.made_at, row.written_at, row.receipted_at)
            found.append(HeldBundle(row.number, *when, entries=entries, bare=bare.get(key, 0)))
    return tuple(found)
