"""What a backup lacks: what the store that it would replace still tells, though it may be damaged."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy.exc import DBAPIError

from linkworker.base.errors import LinkworkerError
from linkworker.base.times import show_instant
from linkworker.base.words import count
from linkworker.journal.hybrid_clock import milliseconds
from linkworker.vault.backups import Backup
from linkworker.vault.data_key import DataKey
from linkworker.vault.engine import create_engine
from linkworker.vault.read_whole import looked_into

T = TypeVar("T")

_LOOKING = "looking"
_NEWEST = "SELECT max(hlc) FROM entry"
_BUNDLES = "SELECT device_id, number, first_seq, last_seq FROM bundle ORDER BY device_id, number"
_HEADS = "SELECT device_id, max(seq) FROM entry GROUP BY device_id"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle that was exported after the backup: its number and the entries it holds, both ends included."""

    number: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Lost:
    """What a backup lacks: all after `since` (UTC), and what is still known of that.

    `entries` is how many journal entries the store has beyond it, None when the store tells nothing any more.
    """

    since: datetime
    entries: int | None
    exported: tuple[Bundle, ...] = ()

    def sentences(self) -> tuple[str, ...]:
        """Return the account in plain sentences."""
        said = [f"The backup holds everything up to {show_instant(self.since)}."]
        if self.entries is None:
            said.append("The store tells nothing of what was saved after that. It would have to be entered again.")
        elif not self.entries:
            said.append("Nothing was saved after that.")
        else:
            entries = count(self.entries, "entry", "entries")
            said.append(f"What was saved after that is not in it: {entries} of the journal.")
        sent = (f"Bundle {each.number}, with entries {each.first:,} to {each.last:,}" for each in self.exported)
        said += [f"{words}, was exported after it. Ask the centre what is in it." for words in sent]
        return tuple(said)


@dataclass(frozen=True, slots=True)
class _Told:
    """The end of each device's chain, and the bundles that were made; None for what cannot be read."""

    heads: dict[str, int] | None
    bundles: dict[tuple[str, int], Bundle] | None


def lost_since(path: Path, backup: Backup, key: DataKey) -> Lost:
    """Return what a backup lacks of the store at `path`, as far as that one can still be read.

    Raises StoreDamaged if the backup itself cannot be.
    """
    with looked_into(backup.path, key) as raw:
        newest = raw.execute(_NEWEST).fetchone()[0]
        heads, bundles = _heads(raw), _bundles(raw)
    since = datetime.fromtimestamp(milliseconds(newest) / 1000, tz=UTC) if newest else backup.made_at
    there = _still_told(path, key)
    more = None
    if there.heads is not None:
        more = sum(max(seq - heads.get(device, 0), 0) for device, seq in there.heads.items())
    exported = tuple(bundle for number, bundle in (there.bundles or {}).items() if number not in bundles)
    return Lost(since, more, exported)


def _still_told(path: Path, key: DataKey) -> _Told:
    """Read what a store tells, on a copy of it and its log: nothing may change what is damaged.

    An open store's log belongs to what it tells as well.
    """
    room = path.with_name(_LOOKING)
    copy = room / path.name
    says: tuple[type[Exception], ...] = (OSError, LinkworkerError, *_what_a_database_says())
    try:
        shutil.rmtree(room, ignore_errors=True)
        room.mkdir()
        for end in ("", "-wal"):
            if Path(f"{path}{end}").exists():
                shutil.copyfile(f"{path}{end}", f"{copy}{end}")
        if not copy.exists() or copy.stat().st_size == 0:
            return _Told(None, None)
        engine = create_engine(copy, key.sqlcipher_key())
        try:
            with engine.connect() as connection:
                raw = connection.connection.driver_connection
                return _Told(_if_readable(_heads, raw), _if_readable(_bundles, raw))
        finally:
            engine.dispose()
    except says:
        return _Told(None, None)
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _if_readable(ask: Callable[[Any], T], raw: Any) -> T | None:
    says = _what_a_database_says()
    try:
        return ask(raw)
    except says:
        return None


def _what_a_database_says() -> tuple[type[Exception], ...]:
    from sqlcipher3.dbapi2 import Error  # noqa: PLC0415 - a compiled module, loaded only when a store is opened

    return DBAPIError, Error


def _heads(raw: Any) -> dict[str, int]:
    return dict(raw.execute(_HEADS).fetchall())


def _bundles(raw: Any) -> dict[tuple[str, int], Bundle]:
    return {(device, number): Bundle(number, first, last) for device, number, first, last in raw.execute(_BUNDLES)}
