"""Writing a small file so that it is there whole or not at all."""

import os
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write the bytes to a temporary file beside it, force them to the disk, and put it in the place of `path`.

    Only the user may read it (where the system has such modes). Raises OSError; `path` is then as it was.
    """
    beside = path.with_name(path.name + ".tmp")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        if beside.is_file():
            beside.unlink()
        raise
    force_folder(path.parent)


def make_folder(folder: Path) -> None:
    """Make a folder, with those that it stands in, so that their names outlive a loss of power. Raises OSError."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for one in missing:
        force_folder(one.parent)


def force_folder(folder: Path) -> None:
    """Force the folder's list of names to the disk; Windows has no such call and does it by itself."""
    if os.name == "posix":  # pragma: no branch - the other way is only on Windows
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
