"""Copies of the store from before a change of its key, or of its shape: they go when they are no longer needed."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from linkworker.vault.store import Store
from linkworker.vault.trouble import files_said_plainly

COPIES_FACT = "older_copies"
"""What is still to be done with copies from before a rotation: "drop", or "" for nothing."""
_BEFORE_MIGRATIONS = "store.before-*.db*"
_UNDER_OLDER_KEYS = (_BEFORE_MIGRATIONS, "store.damaged-*", "store.slots.before-*")
STAY = timedelta(days=7)
"""How long a copy from before a migration stays, once the store has been opened after it."""


def drop_old_copies(folder: Path) -> None:
    """Take away all that an older key opens: backups, copies from before a migration, stores that were put aside.

    Raises FullDisk, ReadOnly.
    """
    from linkworker.vault.backups import drop_all  # noqa: PLC0415 - only a rotation needs backups here

    drop_all(folder)
    with files_said_plainly():
        for pattern in _UNDER_OLDER_KEYS:
            for copy in folder.glob(pattern):
                copy.unlink(missing_ok=True)


def renew_copies(store: Store) -> None:
    """Drop copies from before a rotation, and make the first backup under the key of today; raises as those do.

    The store forgets that it is to be done before the backup is made: a kill in between leaves a store without a
    backup, for which the daily one is due at once.
    """
    from linkworker.vault.backups import make_backup  # noqa: PLC0415 - as above

    finish_dropping(store)
    make_backup(store, store.clock.now())


def finish_dropping(store: Store) -> None:
    """Drop copies from before a rotation if that was not done yet, and copies from before a migration a week ago."""
    if store.facts().get(COPIES_FACT):
        drop_old_copies(store.folder)
        store.remember(COPIES_FACT, "")
    drop_stale_copies(store.folder, store.clock.now())


def drop_stale_copies(folder: Path, now: datetime) -> None:
    """Take away copies from before a migration that are over a week old; for when the store has just been opened."""
    with files_said_plainly():
        for copy in folder.glob(_BEFORE_MIGRATIONS):
            if now - datetime.fromtimestamp(copy.stat().st_mtime, tz=UTC) > STAY:
                copy.unlink(missing_ok=True)
