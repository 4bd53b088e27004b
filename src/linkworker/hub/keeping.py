"""Sealed files that the hub keeps: those that wait, and those in quarantine. They stay as sealed as they came."""

import hashlib
from contextlib import suppress
from pathlib import Path

from linkworker.sync.carrier import carry_copy

_PIECE = 1 << 20


def file_hash(path: Path) -> str:
    """Return the SHA-256 in hex of a file; raises OSError."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            found.update(piece)
    return found.hexdigest()


def keep(source: Path, folder: Path, name: str) -> str:
    """Copy a sealed file into a folder of the hub under a name, whole or not at all; return the name.

    Raises NotWritten. The file it is copied from stays as it is.
    """
    target = folder / name
    if not (target.exists() and source.exists() and target.samefile(source)):
        carry_copy(source, target)
    return name


def drop(folder: Path, name: str | None) -> None:
    """Take a file away that is kept no longer. One that cannot go does no harm: it is known by its hash."""
    if name:
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)
