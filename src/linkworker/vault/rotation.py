"""Rotation: a new data key for the store, so that what opened the old one opens nothing any more.

`PRAGMA rekey` is never used: on a full disk it reports success and is none. The store is copied page by page to
`store.next.db` under the next key and read back whole; then the next key file is written as `store.slots.next.json`.
That one rename decides: before it a kill leaves the old key in force, and after it the next start puts both files in
their places. Whose key a database is under can be told without any key (`Slots.file`), so nothing is ever guessed.

`store.db` is replaced before the key file is, because the next key file says what is still to be done. The old store's
write-ahead log goes first: left beside the new file, its pages would be read into it. Each change of a name is forced
to the disk before the next.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from linkworker.base.clock import Clock
from linkworker.base.errors import LinkworkerError
from linkworker.vault.data_key import DataKey
from linkworker.vault.engine import create_engine
from linkworker.vault.epochs import EPOCH_FACT, check_epoch
from linkworker.vault.key_errors import SlotsDamaged
from linkworker.vault.key_file import copy_of
from linkworker.vault.old_copies import COPIES_FACT, drop_old_copies, renew_copies
from linkworker.vault.one_at_a_time import ProcessLock
from linkworker.vault.room import check_room
from linkworker.vault.slot_changes import take_away
from linkworker.vault.slots import SLOTS_NAME, Slots
from linkworker.vault.store import STORE_NAME, Store, remember_in
from linkworker.vault.trouble import DiskTrouble, files_said_plainly, said_plainly
from linkworker.vault.verified_copy import verified_copy
from linkworker.vault.whole_file import force_folder, write_whole

NEXT_STORE = "store.next.db"
NEXT_SLOTS = "store.slots.next.json"
_LEFT = ("store.next.*", "store.slots.next.*", "store.slots.json.tmp", "store.slots.json.bak.tmp")
_LOGS = ("-wal", "-shm", "-journal")
_HEAD_BYTES = 16
FINISHED = "The change of the store's key had stopped half-way. It is finished now."
UNDONE = "The change of the store's key had stopped half-way. The old key still holds. Do it again."


class RotationUnfinished(LinkworkerError):
    """The new key is made, but its files are not all in place yet. Lock now: the next unlocking puts them there."""

    exit_code = 12


def rotate(store: Store, slots: Slots, key: DataKey, *, without: frozenset[str] = frozenset()) -> tuple[Slots, DataKey]:
    """Put the open store under a new data key, sealed for every slot but those `without`; return slots and key.

    The store is closed afterwards, and its folder holds no log; every backup is made anew under the new key. This
    process still has the old key in memory: end it. Raises NotFound, Refused, OldSlots, FullDisk, ReadOnly,
    StoreDamaged, SlotsDamaged, the store being open and as it was; or RotationUnfinished, the store being closed.
    """
    check_epoch(store, slots)
    next_key = DataKey.make()
    following = take_away(slots, key, next_key, without)
    with store.standing_still():
        _decide(store, following, next_key)
        lock = store.put_away()
    try:
        with files_said_plainly():
            for _ in finishing(store.folder, following):
                pass
            drop_old_copies(store.folder)
    except (OSError, LinkworkerError) as error:
        raise RotationUnfinished from error
    finally:
        lock.give_back()
    for gone in without:
        following.tries_file.forget(gone)
    _renew_backups(store, next_key)
    return following, next_key


def finish_rotation(folder: Path, clock: Clock) -> str:
    """Finish or undo a rotation that was stopped half-way, before any slot is opened; return what is to be told.

    No key is needed for it. Returns "" when there is nothing to be told. Raises AlreadyOpen while another process has
    the store (it may be in the middle of one), ReadOnly, DiskTrouble, SlotsDamaged.
    """
    if not any(_left(folder)):
        return ""
    lock = ProcessLock(folder, clock)
    with files_said_plainly():
        lock.take()
        try:
            return _finish(folder)
        finally:
            lock.give_back()


def _finish(folder: Path) -> str:
    following = _following(folder)
    if following is None:
        was_begun = any(file.name.startswith("store.next.") for file in _left(folder))
        undo(folder)
        return UNDONE if was_begun else ""
    for _ in finishing(folder, following):
        pass
    return FINISHED


def _following(folder: Path) -> Slots | None:
    """Return the next slots if they were decided on, or None if the old ones and their store are what is left.

    Raises SlotsDamaged if neither can be told: nothing may be taken away then.
    """
    if not (folder / NEXT_SLOTS).exists():
        return None
    following, old = _slots_in(folder / NEXT_SLOTS), _slots_in(folder / SLOTS_NAME)
    here = _head(folder / STORE_NAME)
    if following is not None and following.file in {_head(folder / NEXT_STORE), here}:
        return following
    if old is not None and old.file == here:  # the next store was taken away, or the next key file has decayed
        return None
    if following is None:
        raise SlotsDamaged("That of the new key cannot be read. Keep the folder as it is and call your IT team")
    return following


def _slots_in(path: Path) -> Slots | None:
    try:
        return Slots.read(path)
    except LinkworkerError:
        return None


def finishing(folder: Path, following: Slots) -> Iterator[str]:
    """Put the decided files in their places, a step at a time; give the name of each step that was done.

    Stopped after any step, it can be begun again from the files alone. Raises OSError.
    """
    raw, slots = following.to_bytes(), folder / SLOTS_NAME
    if _head(folder / NEXT_STORE) == following.file:
        for end in _LOGS:
            for name in (STORE_NAME, NEXT_STORE):
                Path(f"{folder / name}{end}").unlink(missing_ok=True)
        force_folder(folder)
        yield "the old log is gone"
        (folder / NEXT_STORE).replace(folder / STORE_NAME)
        force_folder(folder)
        yield "the new store is in place"
    write_whole(copy_of(slots), raw)
    yield "the copy of the key file is in place"
    write_whole(slots, raw)
    yield "the key file is in place"
    undo(folder)
    yield "nothing is left"


def undo(folder: Path) -> None:
    """Take away what a rotation wrote beside the store; raises OSError.

    What decides goes first: a next key file without its store could be taken for one that is nearly in place.
    """
    (folder / NEXT_SLOTS).unlink(missing_ok=True)
    force_folder(folder)
    for left in _left(folder):
        left.unlink(missing_ok=True)
    force_folder(folder)


def _decide(store: Store, following: Slots, next_key: DataKey) -> None:
    """Copy the store under the next key, and write the next key file; on any failure nothing of either is left."""
    folder = store.folder
    try:
        with said_plainly(), files_said_plainly():
            undo(folder)
            check_room(store.path, times=2)  # the copy, and its log
            verified_copy(store.engine_standing_still(), folder / NEXT_STORE, next_key)
            _write_facts(folder / NEXT_STORE, following, next_key)
            raw = following.to_bytes()
            write_whole(copy_of(folder / NEXT_SLOTS), raw)
            write_whole(folder / NEXT_SLOTS, raw)
    except BaseException as error:
        with suppress(OSError):
            undo(folder)
        if (folder / NEXT_SLOTS).exists():  # it was decided after all, so nothing may be saved under the old key
            store.put_away().give_back()
            raise RotationUnfinished from error
        raise


def _write_facts(path: Path, following: Slots, next_key: DataKey) -> None:
    """Tell the copy its epoch, and that backups from before it are to go; then force all of it to the disk."""
    engine = create_engine(path, next_key.sqlcipher_key())
    try:
        with engine.begin() as connection:
            remember_in(connection, EPOCH_FACT, str(following.mark.epoch))
            remember_in(connection, COPIES_FACT, "drop")
    finally:
        engine.dispose()
    if any(Path(f"{path}{end}").exists() for end in _LOGS) or _head(path) != following.file:
        raise DiskTrouble
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    force_folder(path.parent)


def _renew_backups(store: Store, next_key: DataKey) -> None:
    """Make the first backup under the new key; where that fails, the next unlocking does it."""
    try:
        with Store.open(store.folder, next_key, store.clock) as fresh:
            renew_copies(fresh)
    except (LinkworkerError, OSError):
        return  # the fact in the new store says that it is still to be done


def _left(folder: Path) -> Iterator[Path]:
    for pattern in _LEFT:
        yield from (file for file in folder.glob(pattern) if file.is_file())


def _head(path: Path) -> str:
    """Return the first bytes of a database as hex: SQLCipher's salt, by which it is known whose key it is under."""
    try:
        with path.open("rb") as file:
            return file.read(_HEAD_BYTES).hex()
    except FileNotFoundError:
        return ""
