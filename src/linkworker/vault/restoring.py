"""Putting a restored store in the place of the one that is there, which is put aside: killed at any instant, one opens.

The restored store is made ready in a folder of its own. Until the marker lies there, nothing has happened and the next
start takes the folder away; from then on the next start goes on to the end. Going on is the only way: a write-ahead log
beside a store that it is not of would spoil it, so there is no safe half-way.
"""

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from linkworker.base.clock import Clock, SystemClock
from linkworker.base.progress import Progress, nobody_watches
from linkworker.vault.backups import Backup
from linkworker.vault.key_file import copy_of
from linkworker.vault.medium import copy_file
from linkworker.vault.one_at_a_time import ProcessLock
from linkworker.vault.slots import SLOTS_NAME
from linkworker.vault.store import STORE_NAME
from linkworker.vault.trouble import DiskTrouble, files_said_plainly
from linkworker.vault.whole_file import force_folder, write_whole

FOLDER = "restoring"
_READY = "ready.json"
_STAMP = "%Y%m%dT%H%M%SZ"
_SHAPE = re.compile(r"\d{8}T\d{6}Z(-\d+)?", re.ASCII)
_ENDS = ("-wal", "-shm", "-journal", "")
"""What belongs to a store's file: its logs go first, so that none is left beside another store."""


@contextmanager
def alone(folder: Path, clock: Clock) -> Iterator[None]:
    """Keep every other linkworker out of a folder whose store is closed; raises AlreadyOpen."""
    lock = ProcessLock(folder, clock)
    with files_said_plainly():
        lock.take()
    try:
        yield
    finally:
        lock.give_back()


def bring_in(backup: Backup, folder: Path, *, with_slots: bool, progress: Progress = nobody_watches) -> Path:
    """Copy a backup, and its key file if `with_slots`, to a folder where it can be made ready; return that folder.

    Nothing else changes. The backup may lie on a read-only medium. Raises FullDisk, ReadOnly, DiskTrouble, or Stopped.
    """
    room = folder / FOLDER
    with files_said_plainly():
        _drop(room)
        room.mkdir()
        try:
            copy_file(backup.path, room / STORE_NAME, progress)
            if with_slots:
                copy_file(backup.slots, room / SLOTS_NAME)
        except BaseException:
            _drop(room)
            raise
    return room


def give_up(folder: Path) -> None:
    """Take away what was brought in; nothing has happened then."""
    with files_said_plainly():
        _drop(folder / FOLDER)


def put_in_place(folder: Path, now: datetime) -> Path:
    """Put the store that was made ready in the place of the one there, which is put aside; return where that lies.

    Both stores must be closed, and the caller `alone`. Where there was none, the path returned does not exist.
    """
    room = folder / FOLDER
    with files_said_plainly():
        if (room / f"{STORE_NAME}-wal").exists():  # what it holds is not in the file: the disk refused the last step
            raise DiskTrouble
        name = _free_stamp(folder, now)
        for file in room.glob(f"{STORE_NAME}*"):
            _force(file)
        write_whole(room / _READY, json.dumps({"aside": name}).encode())
    finish(folder)
    return _aside(folder, name)


def is_unfinished(folder: Path) -> bool:
    """Say whether a restoring was cut short here."""
    return (folder / FOLDER).is_dir()


def finish_restoring(folder: Path, clock: Clock | None = None) -> None:
    """Finish a restoring that was cut short, or undo it if nothing had happened yet. Call before the key file is read.

    Raises AlreadyOpen when it is another process that restores just now.
    """
    if is_unfinished(folder):
        with alone(folder, clock or SystemClock()):
            finish(folder)


def finish(folder: Path) -> None:
    """Do what `finish_restoring` does, for whoever is `alone` already."""
    room = folder / FOLDER
    with files_said_plainly():
        name = _name_in(room / _READY)
        if name is not None and (room / STORE_NAME).exists():
            _put_aside(folder, name)
            if (room / SLOTS_NAME).exists():
                put_key_file_back(folder, (room / SLOTS_NAME).read_bytes())
            _move(room / STORE_NAME, folder / STORE_NAME)
        _drop(room)


def _put_aside(folder: Path, name: str) -> None:
    aside = _aside(folder, name)
    for end in _ENDS:
        file = Path(f"{folder / STORE_NAME}{end}")
        if end == "-shm":
            file.unlink(missing_ok=True)  # an index into the log, made again from it
        elif file.exists():
            _move(file, Path(f"{aside}{end}"))


def put_key_file_back(folder: Path, raw: bytes) -> None:
    """Put a backup's key file in place, and as its copy; another one that is there is put aside."""
    here = folder / SLOTS_NAME
    with files_said_plainly():
        if here.exists() and here.read_bytes() != raw:
            _move(here, folder / "store.slots.before-restoring.json")
        write_whole(here, raw)
        write_whole(copy_of(here), raw)


def _aside(folder: Path, name: str) -> Path:
    return folder / f"store.damaged-{name}.db"


def _free_stamp(folder: Path, now: datetime) -> str:
    stamp = f"{now.astimezone(UTC):{_STAMP}}"
    name, more = stamp, 1
    while _aside(folder, name).exists():
        more += 1
        name = f"{stamp}-{more}"
    return name


def _name_in(marker: Path) -> str | None:
    """Return the name that the marker holds; None where there is no whole marker, so that nothing has happened."""
    try:
        name = json.loads(marker.read_bytes())["aside"]
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None
    return name if isinstance(name, str) and _SHAPE.fullmatch(name) else None


def _move(file: Path, to: Path) -> None:
    file.replace(to)
    force_folder(to.parent)


def _force(file: Path) -> None:
    with file.open("r+b") as held:
        os.fsync(held.fileno())


def _drop(room: Path) -> None:
    if room.is_dir():
        (room / _READY).unlink(missing_ok=True)  # first: a half-empty folder must not look ready
        shutil.rmtree(room)
