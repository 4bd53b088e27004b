"""The mark of a laptop that is being set up: what the power took half-way was never anybody's, and is put aside."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from linkworker.base.errors import Refused
from linkworker.vault.slots import SLOTS_NAME
from linkworker.vault.store import STORE_NAME
from linkworker.vault.trouble import check_access, files_said_plainly
from linkworker.vault.whole_file import force_folder, write_whole

MARK = "store.making"
_LOCK = "making.lock"
_ASIDE = "half-made"


def is_set_up(folder: Path) -> bool:
    """Say whether a folder holds a store or the keys of one; those of a making that was never finished do not count.

    Raises NoAccess.
    """
    check_access(folder / STORE_NAME)
    there = (folder / STORE_NAME).exists() or (folder / SLOTS_NAME).exists()
    return there and not (folder / MARK).exists()


@contextmanager
def being_made(folder: Path) -> Iterator[None]:
    """Mark the folder for the time of the block, so that a loss of power in it leaves nobody with half a store.

    What such a loss left is first moved to the folder `half-made`. Raises Refused when there is a store, or another
    process is making one; FullDisk or ReadOnly.
    """
    lock = FileLock(folder / _LOCK, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise Refused("This laptop is being set up in another window. Use that one, or close it.") from None
    except OSError:
        with files_said_plainly():
            raise
    try:
        if is_set_up(folder):
            raise Refused(f"There is a store in {folder} already. It was left as it was.")
        with files_said_plainly():
            _put_aside(folder)
            write_whole(folder / MARK, b"")
        try:
            yield
        except BaseException:
            (folder / MARK).unlink(missing_ok=True)
            raise
        with files_said_plainly():  # before anybody is told that there is a store, and certain by then
            (folder / MARK).unlink()
            force_folder(folder)
    finally:
        lock.release()
        (folder / _LOCK).unlink(missing_ok=True)


def _put_aside(folder: Path) -> None:
    """Move what a making left that the power ended; what an earlier one left there goes."""
    if not (folder / MARK).exists():
        return
    aside = folder / _ASIDE
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    for left in sorted(folder.glob("store.*")):
        if left.name != MARK:  # the last to go, when the new store stands
            left.replace(aside / left.name)
