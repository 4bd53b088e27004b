"""Applying entries set by set on PostgreSQL: what `journal.applying.apply` does row by row, with the same outcome.

A state follows from the set of entries alone. So entries may be taken apart: those that bring a record forward as it
lies are put in by COPY, all others are left to the journal's own way, which looks at all there is about their records.
"""

import gc
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy import Connection

from linkworker.base.ids import NO_PERSON
from linkworker.hub.set_lines import lines_of, links_of
from linkworker.hub.set_state import SetState, already_in, state_for
from linkworker.hub.set_writing import write_entries, write_lines
from linkworker.hub.staging import Staged, batches, staged
from linkworker.journal.actions import Action
from linkworker.journal.applied import Applied
from linkworker.journal.applying import applied_of
from linkworker.journal.facts import EVENTS
from linkworker.journal.incoming import Incoming, Late
from linkworker.journal.settling import settle
from linkworker.journal.storing import Stored, store_entries, store_late

AT_ONCE = 5_000
"""Entries that are looked at together; memory is flat however many there are."""
_END_OF_TIME = "g"  # sorts after every hexadecimal reading


def apply_set(connection: Connection, things: Iterable[Incoming | Late], *, until: str = _END_OF_TIME) -> Applied:
    """Take in entries and late values, in any order and any number of times, in the caller's transaction.

    The arguments are those of `journal.applying.apply`, and so are the outcome and what is returned. A `ProvedEntry`
    is not read again.
    """
    stored, late, quick = Stored(), list[Late](), 0
    with _no_search_for_cycles():
        for batch in batches(things, AT_ONCE):
            late += [thing for thing in batch if isinstance(thing, Late)]
            entries = [staged(thing) for thing in batch if isinstance(thing, Incoming)]
            quick += _apply_batch(connection, entries, until, stored)
    lost = len(store_late(connection, late, stored)) if late else 0
    stored.refused += lost
    said = applied_of(stored, settle(connection, stored.touched))
    return replace(said, new=said.new + quick, homeless=lost)


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Spare the interpreter its search for cycles: lines hold none, and looking costs a quarter of the time."""
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()


def _apply_batch(connection: Connection, entries: list[Staged], until: str, stored: Stored) -> int:
    """Put in what brings its record forward as it lies, and only keep the rest; return how many were put in."""
    state = state_for(connection, entries, links_of(entries), stored.touched)
    known = [each for each in entries if _is_known(each, state)]
    taken = {id(each) for each in known}
    once = _each_once(each for each in entries if id(each) not in taken and each.place not in state.there)
    events = [each for each in once if _is_plain_event(each, state)]
    lines = lines_of((each for each in once if each.said["action"] not in EVENTS), state)
    changed = [line for line in lines.values() if not line.is_new]
    entry_ids = [each.id for line in changed for each in line.entries]
    for record in already_in(connection, [line.record for line in changed], entry_ids):
        del lines[record]
    quick = [*events, *(each for line in lines.values() for each in line.entries)]
    write_entries(connection, quick)
    write_lines(connection, lines.values())
    _note(stored, quick, until)
    stored.known += len(known)
    taken |= {id(each) for each in quick}
    store_entries(connection, [each.thing for each in entries if id(each) not in taken], until, stored)
    return len(quick)


def _is_known(each: Staged, state: SetState) -> bool:
    """Say whether an entry is here under its own number, with all it could bring."""
    entry, has_values = state.there.get(each.place, (None, False))
    return entry == each.id and (each.thing.content is None or has_values)


def _each_once(entries: Iterable[Staged]) -> list[Staged]:
    """Return the entries whose number and id no other of the batch has: what comes twice is looked at with care."""
    every = list(entries)
    places, ids = Counter(each.place for each in every), Counter(each.id for each in every)
    return [each for each in every if places[each.place] == ids[each.id] == 1]


def _is_plain_event(each: Staged, state: SetState) -> bool:
    """Say whether an entry only tells that something happened, about what has not been erased."""
    action = each.said["action"]
    return action in EVENTS and action != Action.ERASED and state.apart.isdisjoint((each.record, each.key))


def _note(stored: Stored, quick: Collection[Staged], until: str) -> None:
    stored.people |= {each.key for each in quick} - {NO_PERSON}
    readings = [each.said["hlc"] for each in quick if each.said["hlc"] <= until]
    stored.newest_hlc = max([stored.newest_hlc, *readings])
