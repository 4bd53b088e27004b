"""Demonstrations that were killed before they could delete themselves, taken away by the next one."""

import os
import shutil
from pathlib import Path

from linkworker.base.clock import Clock
from linkworker.vault.one_at_a_time import AlreadyOpen, ProcessLock
from linkworker.vault.store import STORE_NAME

LEFT_BEHIND = "linkworker-demo-"
"""How the names of folders begin that are deleted at the end, so that one still there was left behind."""


def sweep(folder: Path, clock: Clock) -> None:
    """Take away the demonstrations in a folder that no process has open; what cannot be taken away stays.

    A folder that has no store yet may be one that another process is just making, so it stays.
    """
    for made in folder.glob(f"{LEFT_BEHIND}*"):
        if _is_ours(made) and _has_store(made) and all(_is_free(each, clock) for each in (made, made / "store")):
            shutil.rmtree(made, ignore_errors=True)


def _is_ours(made: Path) -> bool:
    """Say whether it is a folder that we made: in a folder that several people share, anybody may make such a name."""
    if made.is_symlink() or not made.is_dir():
        return False
    return not hasattr(os, "getuid") or made.stat().st_uid == os.getuid()


def _has_store(made: Path) -> bool:
    return (made / "store" / STORE_NAME).exists()


def _is_free(folder: Path, clock: Clock) -> bool:
    lock = ProcessLock(folder, clock)
    try:
        lock.take()
    except (AlreadyOpen, OSError):
        return False
    lock.give_back()
    return True
