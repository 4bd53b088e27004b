"""Completing the path of a file or folder from what is on the disk."""

import os
from pathlib import Path

_MOST_READ = 2000


def complete(typed: str, *, folders: bool) -> tuple[str, tuple[str, ...]]:
    """Return the typed path as far as the disk decides it, and the names it may still become (() when decided).

    Reads the disk, so it is called off the screen's thread. `folders` leaves files out. A folder that cannot be
    read completes nothing. Names match whatever their case, as they do on Windows.
    """
    text = typed.strip().strip('"')
    head, begun = os.path.split(text)
    names = sorted(_names(head or ".", begun, folders=folders), key=str.casefold)
    if not names:
        return typed, ()
    longest = names[0][: _alike([name.casefold() for name in names])]
    ended = longest if len(longest) >= len(begun) else begun
    return os.path.join(head, ended), tuple(names) if len(names) > 1 else ()  # noqa: PTH118 - keeps the path as typed


def _alike(names: list[str]) -> int:
    """Return how many letters all the names begin with alike."""
    pairs = zip(min(names), max(names), strict=False)
    return next((number for number, (one, other) in enumerate(pairs) if one != other), len(min(names)))


def _names(folder: str, begun: str, *, folders: bool) -> list[str]:
    """Return names in a folder that begin so; a folder's ends with the separator. Hidden ones only when asked for."""
    found = []
    try:
        with os.scandir(Path(folder).expanduser()) as entries:
            for entry in entries:
                is_folder = entry.is_dir()
                if (folders and not is_folder) or not entry.name.casefold().startswith(begun.casefold()):
                    continue
                if not entry.name.startswith(".") or begun:
                    found.append(entry.name + os.sep * is_folder)
                if len(found) >= _MOST_READ:
                    break
    except (OSError, ValueError, RuntimeError):  # not there, not a name at all, or nobody's home
        return []
    return found
