"""Today: what has not reached the centre, on any device that this laptop was, and what is to be chosen between."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, select

from linkworker.base.clock import london_day
from linkworker.base.dates import show_date
from linkworker.base.words import count
from linkworker.casework.day.today_parts import PERSON, Asked, Item
from linkworker.casework.people.naming import shown_name
from linkworker.journal.conflicts import conflicts
from linkworker.journal.entry_facts import IN_ERROR
from linkworker.journal.outbox import sent, unsent, written_at
from linkworker.records.person import Person
from linkworker.vault.devices import chain_ends, own_device_ids

_P = Person.table()
_MOST = 200
_NAMED = select(*PERSON, _P.c.worker_id, _P.c.in_error).where(_P.c.id.in_(bindparam("people", expanding=True)))
_REMOVED = "Removed and changed: does it stay?"


def not_with_centre(connection: Connection, asked: Asked) -> Iterable[Item]:
    """Yield what was not exported, and bundles that the centre has not answered, once they are some days old."""
    if not asked.syncs:
        return
    before, ends = asked.today - timedelta(days=asked.after("unsent")), chain_ends(connection)
    entries, oldest, number = 0, [], 0
    for device in own_device_ids(connection):
        for bundle in sent(connection, device):
            made = london_day(bundle.made_at)
            if bundle.receipted_at is None and made <= before:
                why = f"Bundle {bundle.number} of {show_date(made)} has no receipt yet."
                yield Item("unsent", why, made, "bundle", str(bundle.number))
        span = unsent(connection, device, up_to=ends.get(device))
        if span is not None:
            entries, number = entries + span.count, span.number
            oldest.append(london_day(datetime.fromisoformat(written_at(connection, device, span.first))))
    if oldest and min(oldest) <= before:
        changed = f"{count(entries, 'change')} {'is' if entries == 1 else 'are'} not exported"
        yield Item("unsent", f"{changed}, the oldest from {show_date(min(oldest))}.", min(oldest), "sync", str(number))


def to_choose(connection: Connection, asked: Asked) -> Iterable[Item]:
    """Yield the people of whom the same was written in two places, each with how many things there are to choose.

    What is nobody's, of a directory say, is everybody's, in one item. Of somebody whose record was entered in error
    only that is asked: whether the record stays.
    """
    removals: set[str | None] = set()
    many: dict[str | None, int] = {}
    since: dict[str | None, datetime] = {}
    for each in conflicts(connection, most=_MOST):
        newest = max(side.at for side in each.sides)
        many[each.person_id] = many.get(each.person_id, 0) + 1
        since[each.person_id] = min(since.get(each.person_id, newest), newest)
        if (each.kind, each.field) == (Person.kind(), IN_ERROR):
            removals.add(each.person_id)
    if None in many:
        why = f"The directory: {_things(many[None])}"
        yield Item("choices", why, london_day(since[None]), "conflict", "")
    people = sorted(person for person in many if person is not None)
    for row in connection.execute(_NAMED, {"people": people}) if people else ():
        if row.in_error and row.person_id not in removals:
            continue
        if asked.worker_id in {None, row.worker_id}:
            day, name = london_day(since[row.person_id]), shown_name(row.name, row.known_as)
            why = _REMOVED if row.person_id in removals else _things(many[row.person_id])
            yield Item("choices", why, day, "conflict", row.person_id, row.person_id, name)


def _things(number: int) -> str:
    return f"{count(number, 'thing')} to choose between."
