"""Writing a file to a stick or a folder so that it is whole under its name, or not there at all."""

import errno
import hashlib
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from linkworker.sync.problems import NotWritten

READ_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Carried:
    """What was written and read back: its size in bytes and SHA-256 in hex."""

    size: int
    sha256: str


class Hashing:
    """A writer that hashes and counts what goes through it, and keeps the failure that stopped it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._hash = hashlib.sha256()
        self.size = 0
        self.failure: OSError | None = None

    def write(self, data: bytes) -> int:
        """Write all of `data`. What the file raises is kept in `failure` too, for pyrage would turn it into text."""
        try:
            self._file.write(data)
        except OSError as error:
            self.failure = error
            raise
        self._hash.update(data)
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        """Do nothing: `carry` flushes once, at the end."""

    def sha256(self) -> str:
        """Return the SHA-256 in hex of all that was written."""
        return self._hash.hexdigest()


def carry(target: Path, fill: Callable[[Hashing], None]) -> Carried:
    """Write a file by `fill`, bring it to the medium, give it its name, and read it back.

    A file of that name is replaced. Raises NotWritten when the medium is full, read-only or gone, or gives back other
    bytes than were written; then nothing of ours is left behind, as far as the medium still answers.
    """
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    _sweep(target)
    try:
        with part.open("xb") as file:
            out = Hashing(file)
            fill(out)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
        _settle(target.parent)
        if _read_back(target) != out.sha256():
            target.unlink()
            raise NotWritten("the drive gives back other bytes than were written")
    except OSError as error:
        raise NotWritten(_reason(error)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return Carried(out.size, out.sha256())


def _sweep(target: Path) -> None:
    """Take away the parts of this file that killed programs left, as far as the medium lets them go."""
    with suppress(OSError):
        for left in target.parent.glob(f".{target.name}.*.part"):
            left.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Bring the new name to the medium, where the system lets a folder be opened (Windows does not)."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _read_back(path: Path) -> str:
    """Return the SHA-256 in hex of a file, from the medium rather than from memory where the system can be asked to."""
    found = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while chunk := file.read(READ_BYTES):
            found.update(chunk)
    return found.hexdigest()


def _reason(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EFBIG):
        return "the drive is full"
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return "the drive or folder does not let anything be written"
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return "the drive or folder is not there"
    return "the drive does not answer"
