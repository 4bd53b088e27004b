"""What stays on this laptop whatever is exported: shown before every export."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from linkworker.base.setting_values import Sharing
from linkworker.base.words import count, listed
from linkworker.casework.consent.withholding import withheld_people, withheld_records
from linkworker.casework.people.naming import shown_name
from linkworker.records.person import Person
from linkworker.vault.store import Store

_P = Person.table().c
_NAMES = select(_P.id, _P.name, _P.known_as).where(_P.in_error.is_(False)).order_by(_P.name, _P.id)
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class WhatStays:
    """The names of people whose record stays, and how many single records of others were marked to stay."""

    people: tuple[str, ...]
    records: int

    def sentences(self) -> tuple[str, ...]:
        """Return what stays, in sentences; none when all goes."""
        return tuple(self._told())

    def _told(self) -> Iterator[str]:
        if self.people:
            named = list(self.people[:_MOST_NAMED])
            more = len(self.people) - len(named)
            who = listed([*named, f"{more} more"] if more else named)
            yield f"What is written about {count(len(self.people), 'person', 'people')} stays here: {who}."
        if self.records:
            yield f"{count(self.records, 'record')} marked to stay here will stay."


def what_stays(store: Store, sharing: Sharing) -> WhatStays:
    """Return what stays on this laptop as things are now."""
    with store.reading() as connection:
        people = people_who_stay(connection, sharing)
        return WhatStays(people, records_that_stay(connection))


def people_who_stay(connection: Connection, sharing: Sharing) -> tuple[str, ...]:
    """Return the names of the people whose record may not leave, in order of name."""
    ids = withheld_people(connection, sharing)
    rows = connection.execute(
        select(_P.id, _P.name, _P.known_as).where(_P.in_error.is_(False)).order_by(_P.name, _P.id)
    )
    return tuple(shown_name(row.name, row.known_as) for row in rows if row.id in ids)


def records_that_stay(connection: Connection) -> int:
    """Return how many single records were marked to stay."""
    return len(withheld_records(connection))
