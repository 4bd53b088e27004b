"""What the power is cut from while the store is replaced by another: under a new key, or by a backup."""

from pathlib import Path

from faults.power_keys import CHEAP, Say, passphrase
from faults.power_saves import save
from linkworker.base.clock import Clock
from linkworker.casework.restoring import offer_of, restore_over
from linkworker.casework.setting_up import Unlocked, unlock
from linkworker.vault.backups import make_backup
from linkworker.vault.rotation import rotate
from linkworker.vault.slots import SLOTS_NAME, Slots


def rotating(root: Path, _: str, clock: Clock, say: Say, times: str) -> None:
    """Save, back up and give the store a new key, so many times; say each."""
    number = 0
    for turn in range(1, int(times) + 1):
        opened = _opened(root, clock)
        with opened.store as store:
            number += 1
            save(store, number, say)
            if turn == 1:
                make_backup(store, clock.now())
            slots = Slots.read(root / "store" / SLOTS_NAME, floor=CHEAP)
            rotate(store, slots, slots.open(None, passphrase(0), clock=clock))
        say(f"rotated {turn}")


def restoring(root: Path, _: str, clock: Clock, say: Say, times: str) -> None:
    """Save, back up, save more and restore what was backed up, so many times; say each."""
    number = 0
    for _turn in range(int(times)):
        opened = _opened(root, clock)
        with opened.store as store:
            number += 1
            save(store, number, say)
            backup = make_backup(store, clock.now())
            save(store, number + 1, say)
            chosen = offer_of(store, backup, opened.worker_id)
            say(f"restoring {number}")
            aside = restore_over(store, chosen)
        say(f"restored {number} {aside.relative_to(root).as_posix()}")


def _opened(root: Path, clock: Clock) -> Unlocked:
    return unlock(root / "store", None, passphrase(0), clock, floor=CHEAP)
