"""The demonstration for tests: told once in a run, each test on a copy of its own."""

import hashlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from linkworker.base.clock import FixedClock
from linkworker.casework.setting_up import Unlocked, unlock
from linkworker.demo.demonstration import make_demonstration
from linkworker.vault.cost import Cost

_HERE = Path(__file__).resolve().parent
_CACHE = _HERE.parent / ".pytest_cache" / "linkworker"
_PASSPHRASE = "opens-with.txt"
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
    """Return the demonstration: told once, and again only when a source that it is made from has changed."""
    kept = _CACHE / f"told-{_sources()}"
    if not (kept / _PASSPHRASE).exists():
        _CACHE.mkdir(parents=True, exist_ok=True)
        with _alone():
            if not (kept / _PASSPHRASE).exists():
                _tell_into(kept)
    user, passphrase = (kept / _PASSPHRASE).read_text(encoding="utf-8").split("\n")
    return Told(kept / "store", user, passphrase)


@contextmanager
def _alone() -> Iterator[None]:
    """Let one process tell it while the others wait: it takes as long as twenty tests."""
    lock = sqlite3.connect(_CACHE / "telling.db", timeout=300, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        lock.close()


def _tell_into(kept: Path) -> None:
    place = Path(tempfile.mkdtemp(dir=_CACHE))
    told = tell(place / "store")
    (place / _PASSPHRASE).write_text(f"{told.user}\n{told.passphrase}", encoding="utf-8")
    place.rename(kept)


def _sources() -> str:
    digest = hashlib.sha256()
    for room in ("base", "records", "wellbeing", "matching", "journal", "vault", "casework", "demo"):
        for file in sorted((_HERE.parent / "src" / "linkworker" / room).rglob("*.*")):
            if file.suffix != ".pyc":
                digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
