"""The backups of a store: encrypted copies beside it, each read back whole before it counts, with its key file."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from linkworker.base.progress import Progress, nobody_watches
from linkworker.vault.backup_ages import is_due, kept
from linkworker.vault.data_key import DataKey
from linkworker.vault.engine import StoreDamaged
from linkworker.vault.key_errors import SlotsDamaged
from linkworker.vault.read_whole import check_whole, looked_into
from linkworker.vault.room import check_room
from linkworker.vault.slots import SLOTS_NAME, Slots
from linkworker.vault.store import Store
from linkworker.vault.trouble import files_said_plainly, said_plainly
from linkworker.vault.whole_file import write_whole

FOLDER = "backups"
"""Beside the store's file. What lies there is named by time alone."""
_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"(\d{8}T\d{6}Z)\.db", re.ASCII)
_SLOTS_END = ".slots.json"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: the copy of the store, the key file beside it, when it was made (UTC), and its size in bytes."""

    path: Path
    slots: Path
    made_at: datetime
    size: int


def list_backups(folder: Path) -> tuple[Backup, ...]:
    """Return the backups of the store in `folder`, newest first by their names; none if there is no such folder.

    Only whole pairs of copy and key file are listed. What is listed was read back whole when it was made.
    """
    return backups_in(folder / FOLDER)


def backups_in(folder: Path) -> tuple[Backup, ...]:
    """Return the backups that lie in a folder itself: a stick, say. Newest first; none if it cannot be read."""
    with files_said_plainly():
        if not folder.is_dir():
            return ()
        return tuple(sorted(_found(folder), key=lambda backup: backup.made_at, reverse=True))


def _found(folder: Path) -> Iterator[Backup]:
    for path in folder.iterdir():
        name = _NAME.fullmatch(path.name)
        slots = path.with_name(path.stem + _SLOTS_END)
        if name is None or not slots.is_file():
            continue
        try:
            made_at = datetime.strptime(name[1], _STAMP).replace(tzinfo=UTC)
        except ValueError:  # no such day
            continue
        yield Backup(path, slots, made_at, path.stat().st_size)


def make_backup(store: Store, now: datetime, progress: Progress = nobody_watches) -> Backup:
    """Copy the open store, read the copy back whole, and put the key file beside it; return what was made.

    Reading and saving go on meanwhile. All other backups of this store get the key file of today too, so that no old
    passphrase lives on in them. `now` is UTC. Raises StoreDamaged, FullDisk, ReadOnly, SlotsMissing, SlotsDamaged, or
    Stopped if `progress` does or the store is closed; nothing of it is left then.
    """
    folder = store.folder / FOLDER
    slots = _slots_now(store)
    with files_said_plainly():
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        made_at, path = _free_name(folder, now)
        check_room(store.path)
    beside = path.with_name(path.stem + _SLOTS_END)
    try:
        with said_plainly(), files_said_plainly():
            write_whole(beside, slots)
            store.copier.copy_to(path, progress)
    except BaseException:
        with suppress(OSError):  # a medium that turned read-only, say: the next backup takes it away
            beside.unlink(missing_ok=True)
        raise
    made = Backup(path, beside, made_at, path.stat().st_size)
    refresh_slots(store)
    return made


def refresh_slots(store: Store) -> None:
    """Give every backup of the store the key file as it is now; raises as `make_backup` does."""
    raw = _slots_now(store)
    with files_said_plainly():
        for backup in list_backups(store.folder):
            if backup.slots.read_bytes() != raw:
                write_whole(backup.slots, raw)


def _slots_now(store: Store) -> bytes:
    slots = Slots.read(store.folder / SLOTS_NAME)
    slots.proved_by(store.copier.key)
    return slots.to_bytes()


def keep_up(store: Store, progress: Progress = nobody_watches) -> Backup | None:
    """Make a backup if the newest is a day old, then take away those that need not be kept; return what was made."""
    now = store.clock.now()
    if not is_due((each.made_at for each in list_backups(store.folder)), now):
        refresh_slots(store)
        return None
    made = make_backup(store, now, progress)
    prune(store.folder, store.clock.today(), made)
    return made


def prune(folder: Path, today: date, just_made: Backup | None = None) -> tuple[Backup, ...]:
    """Take away the backups of the store in `folder` that need not be kept (see `kept`); return those taken away."""
    every = list_backups(folder)
    stay = kept((backup.made_at for backup in every), today)
    gone = tuple(each for each in every if each.made_at not in stay and each != just_made)
    with files_said_plainly():
        for backup in gone:
            _remove(backup)
    return gone


def drop_all(folder: Path) -> int:
    """Take away every backup of the store in `folder`, and what was left half-made; return how many they were.

    For rotation and erasure: call `make_backup` afterwards. Copies that somebody took to a stick are out of reach.
    """
    every = list_backups(folder)
    with files_said_plainly():
        for left in (folder / FOLDER).glob("*"):
            if left.is_file():
                left.unlink()
    return len(every)


def verify(backup: Backup, key: DataKey) -> None:
    """Read a backup whole under the key, and its key file; raises StoreDamaged, or SlotsDamaged of the key file.

    Nothing is written beside it, so it may lie on a read-only medium.
    """
    check_whole(backup.path, key)
    try:
        slots = Slots.read(backup.slots)
    except SlotsDamaged as error:
        raise SlotsDamaged("It lies beside a backup") from error
    slots.proved_by(key)
    with looked_into(backup.path, key) as raw:
        row = raw.execute("SELECT value FROM store_fact WHERE name = 'store_id'").fetchone()
    if row is None or row[0] != slots.mark.store_id:
        raise StoreDamaged


def _free_name(folder: Path, now: datetime) -> tuple[datetime, Path]:
    """Return a time that no backup has yet, to the second, and the file of that name."""
    at = now.astimezone(UTC).replace(microsecond=0)
    while (folder / f"{at:{_STAMP}}.db").exists():
        at += timedelta(seconds=1)
    return at, folder / f"{at:{_STAMP}}.db"


def _sweep(folder: Path) -> None:
    """Take away what a killed program left half-made: anything that is not a pair of copy and key file."""
    whole = {file for backup in _found(folder) for file in (backup.path, backup.slots)}
    for left in folder.iterdir():
        if left.is_file() and left not in whole:
            left.unlink()


def _remove(backup: Backup) -> None:
    backup.path.unlink(missing_ok=True)  # first, so that a kill in between leaves no copy that counts
    backup.slots.unlink(missing_ok=True)
