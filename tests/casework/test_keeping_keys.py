"""What is seen to at each unlocking: today's cost, and copies that are no longer needed."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from linkworker.base.clock import FixedClock
from linkworker.casework.setting_up import NewWorker, Unlocked, set_up, unlock
from linkworker.vault.cost import Cost
from linkworker.vault.recovery_code import RecoveryCode
from linkworker.vault.slots import SLOTS_NAME, Slots

# As little above the lowest floor as can be, so that each opening is a fraction of a second.
CHEAP = Cost(memory_kib=64 * 1024, passes=3, lanes=4)
DEARER = Cost(memory_kib=65 * 1024, passes=3, lanes=4)
PASSPHRASE = "copper kettle tulip shelf"
JO = NewWorker("Jo Brand-Taylor", "jo", "link worker", "HMP Fenwick wellbeing team")


@pytest.fixture
def folder(tmp_path: Path, clock: FixedClock) -> Path:
    """The folder of a laptop that was set up at yesterday's cost."""
    set_up(tmp_path / "laptop", JO, PASSPHRASE, RecoveryCode.make(), clock, cost=CHEAP).store.close()
    return tmp_path / "laptop"


def opened(folder: Path, clock: FixedClock, floor: Cost) -> Unlocked:
    """Unlock and close again."""
    found = unlock(folder, None, PASSPHRASE, clock, floor=floor)
    found.store.close()
    return found


def cost_of(folder: Path) -> Cost:
    return Slots.read(folder / SLOTS_NAME).worker_slot(None).cost


def test_the_cost_rises_at_the_next_unlocking_without_a_word(folder: Path, clock: FixedClock) -> None:
    """And the passphrase goes on opening."""
    assert opened(folder, clock, DEARER).note is None
    assert cost_of(folder) == DEARER
    assert opened(folder, clock, DEARER).note is None


def test_a_cost_that_cannot_be_raised_is_told_and_the_store_opens(folder: Path, clock: FixedClock) -> None:
    """Here because the key file cannot be written just now."""
    in_the_way = folder / f"{SLOTS_NAME}.tmp"
    in_the_way.mkdir()
    said = opened(folder, clock, DEARER).note or ""
    assert said.startswith("Your passphrase could not be guarded as well as linkworker does today")
    assert cost_of(folder) == CHEAP
    in_the_way.rmdir()
    assert opened(folder, clock, DEARER).note is None


def test_copies_from_before_a_migration_go_after_a_week(folder: Path, clock: FixedClock) -> None:
    """Once a later unlocking has succeeded; until then they stay."""
    old, fresh = folder / "store.before-0001-a.db", folder / "store.before-0002-b.db"
    for file, days in ((old, 8), (fresh, 6)):
        file.write_bytes(b"an older store")
        when = (clock.now() - timedelta(days=days)).timestamp()
        os.utime(file, (when, when))
    opened(folder, clock, CHEAP)
    assert (old.exists(), fresh.exists()) == (False, True)
    clock.advance(timedelta(days=2))
    opened(folder, clock, CHEAP)
    assert not fresh.exists()
