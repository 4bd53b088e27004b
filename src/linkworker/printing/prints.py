"""Prints on the disk: in one folder that is emptied at lock and at start, and elsewhere only by the worker's choice.

Emptying takes the files away and does not overwrite them first: a solid-state disk writes the new bytes somewhere else
and keeps the old ones until it pleases, so overwriting would promise what it cannot do. Disk encryption covers those.
"""

import contextlib
import errno
import os
import time
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import count
from pathlib import Path

from linkworker.base.errors import LinkworkerError, NotFound, Refused

FOLDER = "prints"
_NO_ROOM = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_OWNER_ONLY = 0o600
_OWNER_FOLDER = 0o700


class Kind(StrEnum):
    """What a print is: the only words in its file name, so that a name never tells about a person."""

    PLAN = "plan"
    ACCESS = "everything-held"
    CHRONOLOGY = "chronology"
    MANAGER_NOTE = "note-to-manager"


class NoRoom(LinkworkerError):
    """There is no room on the disk for this print. Make some room, then print again."""


class NotWritten(LinkworkerError):
    """The print could not be written ({}). Close it if it is open elsewhere, or choose another folder."""


@dataclass(frozen=True, slots=True)
class Emptied:
    """What emptying the prints folder did."""

    removed: int
    left: int
    """Files that another program holds open, as a viewer on Windows does."""

    def sentence(self) -> str:
        """Return what the worker is told; "" when there is nothing to say."""
        if not self.left:
            return ""
        if self.left == 1:
            return "A print is still open in another program. Close it, and it goes the next time you lock."
        return f"{self.left} prints are still open in other programs. Close them, and they go the next time you lock."


def write(pdf: bytes, local_data: Path, kind: Kind = Kind.PLAN, ending: str = "pdf") -> Path:
    """Write a print into the prints folder of the local data folder; return its path, for example prints/plan-2.pdf.

    Raises NoRoom on a full disk, NotWritten otherwise; a part of a print is never left behind.
    """
    folder = local_data / FOLDER
    try:
        folder.mkdir(mode=_OWNER_FOLDER, parents=True, exist_ok=True)
        for number in count(1):
            path = folder / f"{kind}-{number}.{ending}"
            with contextlib.suppress(FileExistsError):
                _write_new(pdf, path)
                return path
    except OSError as fault:
        raise _sentence_for(fault) from fault
    raise AssertionError  # count() does not end


def empty(local_data: Path, *, older_than: timedelta = timedelta(0)) -> Emptied:
    """Remove what is in the prints folder; what is held open is left, counted, and tried again the next time.

    `older_than` spares what was written so lately, by the system's own clock, as the files' times are.
    """
    latest = time.time() - older_than.total_seconds()
    folder = local_data / FOLDER
    if folder.is_symlink():  # whoever moved the folder elsewhere chose what else lies there
        return Emptied(0, 0)
    removed = left = 0
    for where, folders, names in os.walk(folder, topdown=False):
        for name in names:
            try:
                print_ = Path(where, name)
                if older_than and print_.lstat().st_mtime > latest:
                    continue
                print_.unlink()
                removed += 1
            except FileNotFoundError:
                continue
            except OSError:
                left += 1
        for name in folders:
            with contextlib.suppress(OSError):
                inner = Path(where, name)
                inner.unlink() if inner.is_symlink() else inner.rmdir()
    return Emptied(removed, left)


def save_copy(pdf: bytes, path: Path, *, replace: bool = False) -> Path:
    """Write a print where the worker chose; return the path.

    Raises Refused when a file is there and `replace` is not set, NotFound when the folder is not, NoRoom, NotWritten.
    A file that is replaced stays whole until the new one is.
    """
    if not path.parent.is_dir():
        raise NotFound("That folder is not there. Choose a folder that is.")
    try:
        if replace:
            _replace(pdf, path)
        else:
            _write_new(pdf, path)
    except FileExistsError:
        raise Refused("A file of that name is there already. Choose another name, or say to replace it.") from None
    except OSError as fault:
        raise _sentence_for(fault) from fault
    return path


def _replace(pdf: bytes, path: Path) -> None:
    if path.exists() and not path.is_file():
        raise FileExistsError(errno.EEXIST, "not a file")
    beside = path.with_name(f"{path.name}.part")
    beside.unlink(missing_ok=True)
    _write_new(pdf, beside)
    try:
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def _write_new(pdf: bytes, path: Path) -> None:
    """Write a file that only its owner reads; raises FileExistsError if it is there, and leaves no part of one."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _OWNER_ONLY)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(pdf)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise


def _sentence_for(fault: OSError) -> LinkworkerError:
    """Return what the worker is told: the system's own words, but not the path, which holds an account's name."""
    return NoRoom() if fault.errno in _NO_ROOM else NotWritten(fault.strerror or "the system gave no reason")
