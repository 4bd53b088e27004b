"""What is done once a store is open, so that it can be trusted with the only copy: spare room, and the day's backup."""

from linkworker.base.errors import LinkworkerError
from linkworker.base.progress import Progress, Stopped, nobody_watches
from linkworker.vault.backups import keep_up
from linkworker.vault.engine import StoreDamaged
from linkworker.vault.store import Store
from linkworker.vault.trouble import FullDisk, ReadOnly

_SAID: tuple[tuple[type[LinkworkerError], str], ...] = (
    (FullDisk, "The disk is full, so no backup was made. Your work is saved. Make room on the disk."),
    (ReadOnly, "The backup folder cannot be written to, so no backup was made. Tell your IT team."),
    (StoreDamaged, "The store did not read back whole, so no backup was made. Look at Settings, Backups."),
)


def keep_safe(store: Store, progress: Progress = nobody_watches) -> str:
    """Make spare room, and a backup if the newest is a day old; return the sentence to be told, or "".

    A backup that fails stops nothing. It may run in a thread of its own: nobody who reads or saves waits for it.
    Closing the store ends it.
    """
    try:
        store.ballast.make()
        keep_up(store, progress)
    except Stopped:
        return ""
    except LinkworkerError as error:
        return said_of(error)
    return ""


def said_of(error: LinkworkerError) -> str:
    """Return why no backup was made, in one sentence or two."""
    return next((said for kind, said in _SAID if isinstance(error, kind)), f"No backup was made. {error}")
