"""Putting a backup in the place of a store that is damaged, missing or unwanted, with an account of what it lacks."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from linkworker.base.clock import Clock
from linkworker.base.errors import LinkworkerError, NotFound
from linkworker.base.progress import Progress, nobody_watches
from linkworker.casework.lost_work import Lost, lost_since
from linkworker.casework.opening_keys import open_keys
from linkworker.casework.setting_up import Unlocked
from linkworker.journal.actions import Action
from linkworker.vault import restoring as swap
from linkworker.vault.backups import Backup, list_backups, verify
from linkworker.vault.ballast import Ballast
from linkworker.vault.cost import DEFAULT_COST, Cost
from linkworker.vault.data_key import DataKey
from linkworker.vault.devices import become_new_device
from linkworker.vault.key_errors import SlotsDamaged, SlotsMissing
from linkworker.vault.read_whole import looked_into
from linkworker.vault.slots import SLOTS_NAME, Slots
from linkworker.vault.store import STORE_NAME, Store


class NoGoodBackup(NotFound):
    """There is no backup here that is whole. Put in a stick that holds one, or tell your IT team."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A backup that was read whole and can be put in the store's place, by whom, and what it lacks.

    `with_slots` says that its own key file must come with it: the one here is damaged, missing or of another key.
    """

    backup: Backup
    worker_id: str
    lost: Lost
    key: DataKey = field(repr=False)
    with_slots: bool = False


@dataclass(frozen=True, slots=True)
class Restored:
    """A store that was restored and is open, and where the one before it lies; None if there was none."""

    unlocked: Unlocked
    aside: Path | None


def offer(
    folder: Path,
    user_name: str | None,
    passphrase: str,
    clock: Clock,
    *,
    backups: Iterable[Backup] | None = None,
    floor: Cost = DEFAULT_COST,
) -> Offer:
    """Return the newest good backup that a worker's passphrase opens; the store itself may be damaged or missing.

    `backups` are those of the folder unless others are given: a stick's. Newest is what holds the newest entry,
    whatever the laptop's clock said when it was made. The key file of the folder is used if it opens; else that of the
    backup, with the passphrase of that day. Raises NoGoodBackup, and what opening a key file raises.
    """
    every = tuple(list_backups(folder) if backups is None else backups)
    if not every:
        raise NoGoodBackup
    opened: tuple[Slots, DataKey] | None = None
    with suppress(SlotsMissing, SlotsDamaged):
        keys = open_keys(folder, floor, clock, lambda slots: slots.open(user_name, passphrase, clock=clock))
        opened = keys.slots, keys.key
    if opened is not None:
        found = _newest_good(every, opened[1])
        if found is not None:
            return _offer(folder, found, opened, user_name, with_slots=False)
    for backup in every:
        slots = replace(Slots.read(backup.slots, floor=floor), path=folder / SLOTS_NAME)  # tries are counted here
        key = slots.open(user_name, passphrase, clock=clock)
        if _is_good(backup, key):
            return _offer(folder, backup, (slots, key), user_name, with_slots=True)
    raise NoGoodBackup


def offer_of(store: Store, backup: Backup, worker_id: str) -> Offer:
    """Return what restoring a backup over the open store would bring; raises StoreDamaged if the backup is not whole.

    That is raised too for a backup under another key than the store's: it needs the passphrase of its day.
    """
    key = store.copier.key
    verify(backup, key)
    return Offer(backup, worker_id, lost_since(store.path, backup, key), key)


def restore(folder: Path, chosen: Offer, clock: Clock, progress: Progress = nobody_watches) -> Restored:
    """Put an offered backup in the place of the store, which must be closed, and open it.

    The store there is put aside, never thrown away. Killed at any instant, the old store or the restored one opens at
    the next start. Raises what the disk raises, AlreadyOpen, StoreDamaged, or Stopped: the old store is in place then.
    """
    with swap.alone(folder, clock):
        make_ready(folder, chosen, clock, progress)
        aside = swap.put_in_place(folder, clock.now())
    store = Store.open(folder, chosen.key, clock)
    try:
        with store.unit_of_work(chosen.worker_id) as uow:
            uow.event(Action.UNLOCKED, "store", store.id)
    except BaseException:
        store.close()
        raise
    return Restored(Unlocked(store, chosen.worker_id), aside if aside.exists() else None)


def restore_over(store: Store, chosen: Offer, progress: Progress = nobody_watches) -> Path:
    """Put an offered backup in the place of the open store, and leave the folder closed; return where that one lies.

    Whoever still uses the store is refused (KeyClosed): end the process afterwards. Raises as `restore` does; until the
    backup is ready the store stays open and as it is.
    """
    make_ready(store.folder, chosen, store.clock, progress)
    with store.standing_still():
        lock = store.put_away()
    try:
        return swap.put_in_place(store.folder, store.clock.now())
    finally:
        lock.give_back()


def make_ready(folder: Path, chosen: Offer, clock: Clock, progress: Progress = nobody_watches) -> None:
    """Copy the backup to a folder of its own and make it what will be opened: a new device, with the journal saying so.

    It is brought up to date if an older program made it. Nothing has happened to the store that is there.
    """
    Ballast(folder).give_up()  # the room is wanted now; it is made again at the next unlock
    room = swap.bring_in(chosen.backup, folder, with_slots=chosen.with_slots, progress=progress)
    try:
        with Store.open(room, chosen.key, clock) as store, store.writing() as connection:
            before = store.device_id
            become_new_device(connection)
        with Store.open(room, chosen.key, clock) as store, store.unit_of_work(chosen.worker_id) as uow:
            values = {"made_at": chosen.backup.made_at, "device_before": before}
            uow.event(Action.RESTORED, "store", store.id, values=values)
    except BaseException:
        swap.give_up(folder)
        raise


def bring_key_file_back(folder: Path) -> Backup:
    """Put the key file of the newest backup in the place of one that is damaged or missing; return that backup.

    Every backup of the folder has the key file as it was at the last unlocking, so the same passphrase opens it. The
    damaged one is put aside. Raises NoGoodBackup, FullDisk or ReadOnly.
    """
    for backup in list_backups(folder):
        try:
            raw = Slots.read(backup.slots).to_bytes()
        except LinkworkerError:
            continue
        swap.put_key_file_back(folder, raw)
        return backup
    raise NoGoodBackup


def is_missing(folder: Path) -> bool:
    """Say whether the keys of a store are there without the store."""
    return not (folder / STORE_NAME).exists()


def _offer(
    folder: Path, backup: Backup, opened: tuple[Slots, DataKey], user_name: str | None, *, with_slots: bool
) -> Offer:
    slots, key = opened
    worker_id = slots.worker_slot(user_name).holder.worker_id
    return Offer(backup, worker_id, lost_since(folder / STORE_NAME, backup, key), key, with_slots)


def _newest_good(backups: Iterable[Backup], key: DataKey) -> Backup | None:
    """Return the backup with the newest entry that is whole under the key; None if none is."""
    by_entry = sorted(backups, key=lambda backup: _newest_entry(backup, key), reverse=True)
    return next((backup for backup in by_entry if _is_good(backup, key)), None)


def _newest_entry(backup: Backup, key: DataKey) -> str:
    try:
        with looked_into(backup.path, key) as raw:
            return raw.execute("SELECT max(hlc) FROM entry").fetchone()[0] or ""
    except LinkworkerError:
        return ""


def _is_good(backup: Backup, key: DataKey) -> bool:
    try:
        verify(backup, key)
    except LinkworkerError:
        return False
    return True
