"""The demonstration for tests: told once in a run, each test on a copy of its own."""

import atexit
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from linkworker.base.clock import FixedClock
from linkworker.casework.setting_up import Unlocked, unlock
from linkworker.demo.demonstration import make_demonstration
from linkworker.vault.cost import Cost

NOON = datetime(2026, 8, 6, 12, tzinfo=UTC)
CHEAP = Cost(memory_kib=8, passes=1, lanes=1)


@dataclass(frozen=True)
class Told:
    """A demonstration of Thursday 6 August 2026, closed."""

    folder: Path
    user: str
    passphrase: str

    def copied(self, to: Path) -> "Told":
        """Return a copy of it in another folder."""
        shutil.copytree(self.folder, to)
        return Told(to, self.user, self.passphrase)

    def opened(self) -> Unlocked:
        """Unlock it; close the store at the end."""
        return unlock(self.folder, self.user, self.passphrase, FixedClock(NOON), floor=CHEAP)


def tell(folder: Path) -> Told:
    """Tell the demonstration into a folder."""
    made = make_demonstration(folder, FixedClock(NOON), CHEAP)
    made.store.close()
    return Told(folder, made.user, made.passphrase)


@cache
def told_once() -> Told:
    """Return the demonstration of this run."""
    place = Path(tempfile.mkdtemp(prefix="linkworker-told-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    return tell(place / "store")
