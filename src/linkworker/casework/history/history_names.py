"""Names for the ids that a page of history holds: workers, teams, people, providers, activities, pots."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from sqlalchemy import Connection, bindparam, select, union_all

from linkworker.base.ids import is_id
from linkworker.journal.history import Line
from linkworker.records.activity import Activity
from linkworker.records.mentor import Mentor
from linkworker.records.money import Pot
from linkworker.records.person import Person
from linkworker.records.provider import Provider
from linkworker.records.worker import Team, Worker

_NAMED = (Worker, Team, Person, Provider, Activity, Mentor, Pot)
_NAMES = union_all(
    *(
        select(kind.table().c.id, kind.table().c.name).where(kind.table().c.id.in_(bindparam("ids", expanding=True)))
        for kind in _NAMED
    )
)
_NOBODY = "the program"
_UNKNOWN_WORKER = "another worker"
ANOTHER_RECORD = "another record"


@dataclass(frozen=True, slots=True)
class Names:
    """Ids to names, as far as they are known here."""

    known: Mapping[str, str]

    @classmethod
    def of(cls, connection: Connection, lines: Iterable[Line], more: Iterable[Any] = ()) -> Self:
        """Read the names of every id in the lines and in the values they replaced, in one query."""
        ids = {value for value in more if isinstance(value, str) and is_id(value)}
        for line in lines:
            ids.update(value for value in line.values.values() if isinstance(value, str) and is_id(value))
            if line.entry.worker:
                ids.add(line.entry.worker)
        if not ids:
            return cls({})
        return cls({row.id: row.name for row in connection.execute(_NAMES, {"ids": sorted(ids)})})

    def worker(self, worker_id: str | None) -> str:
        """Return who did it."""
        return _NOBODY if worker_id is None else self.known.get(worker_id, _UNKNOWN_WORKER)

    def of_value(self, value: Any) -> str | None:
        """Return the name for a value that is an id, "another record" where it has none; None for any other value."""
        return self.known.get(value, ANOTHER_RECORD) if isinstance(value, str) and is_id(value) else None
