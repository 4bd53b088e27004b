"""What happens on a day, and where: the open unit of work and the ids of what was made before."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from linkworker.base.settings import Settings
from linkworker.journal.unit_of_work import UnitOfWork


@dataclass(slots=True)
class Scene:
    """The unit of work of one day and worker. `ids` are found by the keys of the data files, joined with a slash."""

    uow: UnitOfWork
    settings: Settings
    ids: dict[str, str] = field(default_factory=dict)

    def id(self, *keys: str) -> str:
        """Return the id of what was made under these keys."""
        return self.ids["/".join(keys)]

    def maybe_id(self, part: str, key: str | None) -> str | None:
        """Return the id of something that may not be named."""
        return None if key is None else self.id(part, key)

    def made(self, record_id: str, *keys: str) -> str:
        """Keep the id of something that was made."""
        self.ids["/".join(keys)] = record_id
        return record_id


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happens: the day, the key of the worker who enters it, the doing of it, and whom it is about."""

    on: date
    worker: str
    act: Callable[[Scene], object]
    about: str
