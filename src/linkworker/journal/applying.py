"""Applying entries that came from elsewhere, row by row, on any database, inside the caller's transaction."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from sqlalchemy import Connection

from linkworker.journal.applied import Applied
from linkworker.journal.hybrid_clock import ZERO
from linkworker.journal.incoming import Incoming, Late
from linkworker.journal.settling import Settled, known_since, rebuild_person, settle
from linkworker.journal.storing import Stored, store_entries, store_late

__all__ = ["applied_of", "apply", "known_since", "rebuild_person", "settle"]

_AT_ONCE = 1000  # things held at a time, so that memory stays flat however long a bundle is
_END_OF_TIME = "g"  # sorts after every hexadecimal reading


def apply(
    connection: Connection,
    things: Iterable[Incoming | Late],
    *,
    until: str = _END_OF_TIME,
    closed: Collection[str] = (),
) -> Applied:
    """Take in entries and late values, in any order and any number of times: what comes of it is the same.

    `until` bounds `Applied.newest_hlc` (see `hybrid_clock.a_day_ahead`). `closed` are ids of devices whose chains are
    whole here: what is new of them was written by a copy of that laptop, and is kept beside the chain. Late values are
    proved against their entry's commitments before they are kept; those that do not fit, or whose entry is not here at
    the end, are left out and counted as `refused` (the latter as `homeless` too). Nothing is committed, and the unsent
    bundles of this store are not touched: where `erased` is not empty, the caller makes those anew.
    """
    stored, homeless = Stored(), list[Late]()
    for some in _in_parts(things):
        entries = [one for one in some if isinstance(one, Incoming)]
        store_entries(connection, entries, until, stored, closed=closed)
        late = [one for one in some if isinstance(one, Late)]
        homeless += store_late(connection, late, stored) if late else []
    lost = len(store_late(connection, homeless, stored)) if homeless else 0
    stored.refused += lost
    return replace(applied_of(stored, settle(connection, stored.touched)), homeless=lost)


def _in_parts(things: Iterable[Incoming | Late]) -> Iterator[list[Incoming | Late]]:
    part: list[Incoming | Late] = []
    for one in things:
        part.append(one)
        if len(part) == _AT_ONCE:
            yield part
            part = []
    if part:
        yield part


def _erased(stored: Stored, settled: Settled) -> frozenset[str]:
    """Return what went now; what had gone before, and of which something came again, is not told again."""
    went = settled.went
    people = (every for person, every in went.of_people.items() if person in stored.erasing)
    return frozenset(went.newly | (went.records & stored.erasing)).union(*people)


def applied_of(stored: Stored, settled: Settled) -> Applied:
    """Return what became of all that came, from what was kept of it and what settling the records found."""
    return Applied(
        new=len(stored.new),
        known=stored.known,
        late=stored.late,
        conflicts=settled.conflicts,
        waiting=len(stored.new & settled.waiting),
        unknown=len(stored.new & settled.unknown),
        refused=stored.refused,
        erased=_erased(stored, settled),
        people=frozenset(stored.people),
        newest_hlc=stored.newest_hlc or ZERO,
    )
