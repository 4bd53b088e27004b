"""Copying a backup to a stick or a folder, so that it lies there whole under its name or not at all."""

import errno
import hashlib
import os
import shutil
from contextlib import suppress
from pathlib import Path

from linkworker.base.errors import Refused
from linkworker.base.progress import Progress, nobody_watches
from linkworker.vault.backups import Backup, backups_in, verify
from linkworker.vault.data_key import DataKey
from linkworker.vault.drive import READ_BYTES, read_back, why_not
from linkworker.vault.whole_file import force_folder

FOLDER = "linkworker-backups"
"""What the folder on a stick is called."""


class NotCopied(Refused):
    """The backup was not copied: {}. The one on this laptop is as it was."""


class NothingThere(Refused):
    """There is no backup in {}. Put the stick in, or name the folder that holds one."""


def copy_to(backup: Backup, folder: Path, key: DataKey, progress: Progress = nobody_watches) -> Backup:
    """Copy a backup and its key file into `linkworker-backups` in a folder, and read the copy whole; return it.

    A copy of the same backup there is replaced. Raises NotCopied when it does not fit, or the medium is read-only or
    gone, or gives back other bytes; StoreDamaged when the backup itself is; Stopped. What was there stays then.
    """
    if not folder.is_dir():
        raise NotCopied("there is no such folder. Put the stick in, or name a folder that is there")
    there = folder / FOLDER
    try:
        there.mkdir(exist_ok=True)
        size = backup.size + backup.slots.stat().st_size
        if shutil.disk_usage(there).free < size + READ_BYTES:
            raise NotCopied(f"it needs {megabytes(size)} and there is less room")
        copy_file(backup.slots, there / backup.slots.name)
        copy_file(backup.path, there / backup.path.name, progress)
    except OSError as error:
        raise NotCopied(why_not(error)) from error
    copied = Backup(there / backup.path.name, there / backup.slots.name, backup.made_at, backup.size)
    verify(copied, key)
    return copied


def backups_on(folder: Path) -> tuple[Backup, ...]:
    """Return the backups in a folder that somebody named, newest first: in it, or in the folders we make.

    Raises NothingThere.
    """
    for place in (folder / FOLDER, folder / "backups", folder):
        found = backups_in(place)
        if found:
            return found
    raise NothingThere(folder)


def copy_file(source: Path, target: Path, progress: Progress = nobody_watches) -> None:
    """Copy a file's bytes to a temporary file, bring it to the medium, name it, and read it back.

    Raises OSError (EIO if other bytes come back) or Stopped; nothing of it is left then, and `target` is as it was.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        digest = _fill(source, part, progress)
        if read_back(part) != digest:
            raise OSError(errno.EIO, "other bytes came back")
        part.replace(target)
        with suppress(OSError):  # some media cannot bring a folder to rest; the file itself lies there
            force_folder(target.parent)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _fill(source: Path, part: Path, progress: Progress) -> str:
    found, done, total = hashlib.sha256(), 0, source.stat().st_size
    with source.open("rb") as held, part.open("wb") as file:
        while chunk := held.read(READ_BYTES):
            file.write(chunk)
            found.update(chunk)
            done += len(chunk)
            progress(done, total)
        file.flush()
        os.fsync(file.fileno())
    return found.hexdigest()


def megabytes(size: int) -> str:
    """Return a size in bytes as people read it: "5.2 MB"; never less than 0.1."""
    return f"{max(size / 1_000_000, 0.1):,.1f} MB"
