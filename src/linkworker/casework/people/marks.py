"""Who in a list has something that nobody should overlook: they are moving away, or there is something to choose."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from linkworker.journal.tables import TIP
from linkworker.vault.moving import people_leaving

_TO_CHOOSE = (
    select(TIP.c.person_id)
    .where(TIP.c.person_id.in_(bindparam("people", expanding=True)), TIP.c.agreed.is_(False))
    .distinct()
)


@dataclass(frozen=True, slots=True)
class Marks:
    """The ids of those who are moving to another worker, and of those with a field written in two places.

    Two corrections of one fact are not looked for: no list waits for that. Today and the person's page name them.
    """

    leaving: frozenset[str]
    to_choose: frozenset[str]


NO_MARKS = Marks(frozenset(), frozenset())


def marks(connection: Connection, people: Collection[str]) -> Marks:
    """Return who of some people is marked, in two selects; by each one's id."""
    if not people:
        return NO_MARKS
    found = connection.execute(_TO_CHOOSE, {"people": sorted(people)})
    return Marks(people_leaving(connection) & set(people), frozenset(found.scalars()))
