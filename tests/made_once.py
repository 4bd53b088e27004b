"""Hubs and laptops that are made once in a run, of which each test has a copy of its own.

Keys, words of keys and migrations are the same work each time: they were a tenth of the time of a test of the hub.
"""

import atexit
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path

from linkworker.base.clock import Clock, FixedClock
from linkworker.base.ids import new_id
from linkworker.hub.engine import Hub
from linkworker.hub.opening import make_hub, open_folder
from linkworker.records.worker import Team, Worker
from linkworker.vault.data_key import DataKey
from linkworker.vault.store import Store

NOON = datetime(2026, 8, 6, 12, tzinfo=UTC)
_NUMBERS = count(1)


@dataclass(frozen=True)
class MadeLaptop:
    """A closed store with a team and its one worker, and the secret of its key."""

    folder: Path
    secret: bytes
    worker: str

    def copied(self, to: Path) -> DataKey:
        """Copy the store into another folder; return its key."""
        shutil.copytree(self.folder, to)
        return DataKey(self.secret)


@cache
def laptop_once(name: str) -> MadeLaptop:
    """Return the laptop of a worker of this name: another name is another laptop."""
    folder, key = _folder(), DataKey.make()
    with Store.make(folder, new_id(), key, FixedClock(NOON)) as store, store.unit_of_work(None) as uow:
        team = uow.add(Team(name=f"Team of {name}", setting="custody"))
        worker = uow.add(Worker(name=name, title="link worker", team_id=team.id, role="manager")).id
    return MadeLaptop(folder, key.secret(), worker)


def copied_hub(folder: Path, name: str, clock: Clock, *, teams: tuple[str, ...] = ()) -> Hub:
    """Return a hub on trial, open: a copy of the one of this name and these teams."""
    shutil.copytree(_hub_once(name, teams), folder)
    return open_folder(folder, clock)


@cache
def _hub_once(name: str, teams: tuple[str, ...]) -> Path:
    folder = _folder()
    make_hub(folder, name, FixedClock(NOON), teams=teams).close()
    return folder


def _folder() -> Path:
    """Return the name of a folder that is not there yet, and is gone when the run ends."""
    return _place() / str(next(_NUMBERS))


@cache
def _place() -> Path:
    place = Path(tempfile.mkdtemp(prefix="linkworker-made-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    return place
