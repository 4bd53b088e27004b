"""Writing a file to a stick or a folder so that it is whole under its name, or not there at all."""

import hashlib
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from linkworker.base.progress import Progress, nobody_watches
from linkworker.sync.problems import NotWritten
from linkworker.vault.drive import READ_BYTES, read_back, why_not
from linkworker.vault.whole_file import force_folder


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
        with suppress(OSError):  # some media cannot bring a folder to rest; the file itself lies there
            force_folder(target.parent)
        if read_back(target) != out.sha256():
            target.unlink()
            raise NotWritten("the drive gives back other bytes than were written")
    except OSError as error:
        raise NotWritten(why_not(error)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return Carried(out.size, out.sha256())


def carry_copy(source: Path, target: Path, progress: Progress = nobody_watches) -> Carried:
    """Write a copy of a file as `carry` writes, in pieces, telling after each how many bytes of how many are written.

    Raises NotWritten, or Stopped if `progress` does; nothing of it is left then, and `target` is as it was.
    """

    def fill(out: Hashing) -> None:
        with source.open("rb") as held:
            total = os.fstat(held.fileno()).st_size
            while chunk := held.read(READ_BYTES):
                out.write(chunk)
                progress(out.size, total)

    return carry(target, fill)


def _sweep(target: Path) -> None:
    """Take away the parts of this file that killed programs left, as far as the medium lets them go."""
    with suppress(OSError):
        for left in target.parent.glob(f".{target.name}.*.part"):
            left.unlink(missing_ok=True)
