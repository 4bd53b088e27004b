"""Bits flipped and ends cut off in a backup: its copy of the store, and the key file beside it.

The store itself is gone, so the backup is all there is. It is refused by a sentence that names the backup, or what is
restored from it reads exactly as it was. Every other time the store is there and the backup is chosen from a list.
"""

import shutil
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from faults.counts import Counts
from faults.damage import damaged
from faults.laptop import CHEAP, NOON, PASSPHRASE, USER, Laptop, make_laptop
from faults.proof import every_row
from linkworker.base.clock import FixedClock
from linkworker.base.errors import LinkworkerError
from linkworker.casework.restoring import offer, offer_of, restore
from linkworker.vault.backups import Backup, list_backups, make_backup
from linkworker.vault.store import STORE_NAME, Store

SEED = 20261106
_FULL, _QUICK = 500, 24
_KEY_FILE_EVERY = 4
ACCEPTED, MISNAMED = "accepted wrongly", "named as something else than the backup"
_NEXT_DAY = NOON + timedelta(days=1)


@dataclass(frozen=True)
class _Made:
    """A laptop with one backup, and what its records are."""

    laptop: Laptop
    people: list[tuple[object, ...]]
    notes: list[tuple[object, ...]]


def run(full: bool, folder: Path) -> Counts:
    """Damage a backup 500 times (24 in the quick form)."""
    counts = Counts("backup, flips and cuts")
    counts.never(ACCEPTED, MISNAMED)
    made = _make(folder / "made")
    backup = list_backups(made.laptop.store)[0]
    for use in (_chosen, _offered):  # the whole one is restored, or it would prove nothing that damaged ones are not
        assert use(made.laptop.copied(folder / use.__name__)) == (made.people, made.notes)
    times = _FULL if full else _QUICK
    of_store = damaged(backup.path.read_bytes(), times, SEED)
    of_keys = damaged(backup.slots.read_bytes(), times, SEED)
    for turn in range(times):
        in_keys = turn % _KEY_FILE_EVERY == 0
        how, hurt = next(of_keys if in_keys else of_store)
        shutil.rmtree(folder / "hurt", ignore_errors=True)
        laptop = made.laptop.copied(folder / "hurt")
        here = list_backups(laptop.store)[0]
        (here.slots if in_keys else here.path).write_bytes(hurt)
        counts.saw("key files damaged" if in_keys else "copies damaged")
        _use(counts, made, laptop, f"{'key file' if in_keys else 'copy'}, {how}", chosen=turn % 2 == 1)
    return counts


def _make(root: Path) -> _Made:
    laptop = make_laptop(root)
    opened = laptop.opened()
    with opened.store as store:
        make_backup(store, NOON)
        return _Made(laptop, *_records(store))


def _use(counts: Counts, made: _Made, laptop: Laptop, how: str, *, chosen: bool) -> None:
    """Restore from the damaged backup as a worker would: chosen from a list, or offered for a store that is gone."""
    try:
        found = _chosen(laptop) if chosen else _offered(laptop)
    except LinkworkerError as error:
        counts.saw("refused")
        if "backup" not in str(error):
            counts.went_wrong(MISNAMED, f"{how}: {type(error).__name__}: {error}")
    except Exception as error:  # noqa: BLE001 - anything else would be a traceback to the worker
        counts.went_wrong(MISNAMED, f"{how}: {type(error).__name__}: {error}")
    else:
        counts.saw("read exactly as it was")
        if found != (made.people, made.notes):
            counts.went_wrong(ACCEPTED, how)


def _chosen(laptop: Laptop) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    opened = laptop.opened()
    with opened.store as store:
        offered = offer_of(store, _only(laptop), opened.worker_id)
    with restore(laptop.store, offered, FixedClock(_NEXT_DAY)).unlocked.store as store:
        return _records(store)


def _offered(laptop: Laptop) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    (laptop.store / STORE_NAME).unlink()
    clock = FixedClock(_NEXT_DAY)
    offered = offer(laptop.store, USER, PASSPHRASE, clock, floor=CHEAP)
    with restore(laptop.store, offered, clock).unlocked.store as store:
        return _records(store)


def _only(laptop: Laptop) -> Backup:
    return list_backups(laptop.store)[0]


def _records(store: Store) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    with store.reading() as connection:
        rows = every_row(connection)
    return rows["person"], rows["note"]
