"""Sealed files that the hub keeps: those that wait, and those in quarantine. They stay as sealed as they came."""

import hashlib
from contextlib import suppress
from pathlib import Path

from linkworker.base.errors import LinkworkerError
from linkworker.sync.carrier import carry_copy
from linkworker.sync.problems import NotWritten

_PIECE = 1 << 20


class NotKept(LinkworkerError):
    """A file could not be kept in {}: {}. Nothing was half done. Mend that, then run this again."""

    exit_code = 10


def file_hash(path: Path) -> str:
    """Return the SHA-256 in hex of a file; raises OSError."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            found.update(piece)
    return found.hexdigest()


def keep(source: Path, folder: Path, name: str) -> str:
    """Copy a sealed file into a folder of the hub under a name, whole or not at all; return the name.

    Raises NotKept. The file it is copied from stays as it is.
    """
    target = folder / name
    if not (target.exists() and source.exists() and target.samefile(source)):
        try:
            carry_copy(source, target)
        except NotWritten as error:
            raise NotKept(folder, error.args[0]) from error
    return name


def drop(folder: Path, name: str | None) -> None:
    """Take a file away that is kept no longer. One that cannot go does no harm: it is known by its hash."""
    if name:
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)
