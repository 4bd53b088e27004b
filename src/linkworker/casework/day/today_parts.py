"""What the groups of Today are made of: items, and what is asked of each group."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, CursorResult, Select, bindparam

from linkworker.base.settings import Settings
from linkworker.casework.day.due_rules import GroupRule
from linkworker.casework.people.naming import shown_name
from linkworker.records.person import Person

_P = Person.table()
PERSON = (_P.c.id.label("person_id"), _P.c.name, _P.c.known_as)
"""The columns of a person that every item about one needs."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that needs somebody: whom it is about, why, since when, and what opens it.

    `since` is the day that it fell due or will; `opens` is a record kind and `opens_id` its id.
    """

    group: str
    why: str
    since: date | None
    opens: str
    opens_id: str
    person_id: str | None = None
    shown_name: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What Today is asked: the day, whose people (None: everybody's), the settings, and this laptop."""

    today: date
    worker_id: str | None
    settings: Settings
    device_id: str
    syncs: bool = True
    """False for a worker who never meets the centre: what is unsent is then not listed."""
    rules: Mapping[str, GroupRule] = field(default_factory=dict)

    def ahead(self, group: str) -> int:
        """Return the days before a day from which a group shows it; 0 for a group that the team left out."""
        return self.rules[group].ahead if group in self.rules else 0

    def after(self, group: str) -> int:
        """Return the days that a thing may wait before a group shows it."""
        return self.rules[group].after if group in self.rules else 0


@dataclass(frozen=True, slots=True)
class Chosen:
    """A select about people, for everybody's and for one worker's alone, prepared once."""

    everybody: Select[Any]
    mine: Select[Any]

    @classmethod
    def of(cls, select: Select[Any]) -> "Chosen":
        """Make both of a select that joins the person table and leaves people in error out itself."""
        return cls(select, select.where(_P.c.worker_id == bindparam("worker")))

    def rows(self, connection: Connection, worker_id: str | None, **given: Any) -> CursorResult[Any]:
        """Return the rows for one worker, or for all if none is named."""
        if worker_id is None:
            return connection.execute(self.everybody, given)
        return connection.execute(self.mine, {**given, "worker": worker_id})


def about(row: Any, group: str, why: str, since: date | None, opens: str, opens_id: str | None = None) -> Item:
    """Return an item about the person of a row that has the columns PERSON, opening the row's `id` unless told."""
    return Item(group, why, since, opens, opens_id or row.id, row.person_id, shown_name(row.name, row.known_as))
