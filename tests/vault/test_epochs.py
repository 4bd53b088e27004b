"""Epochs: an old key file put back is refused, and no crash between file and store locks anybody out."""

from pathlib import Path

import pytest

from linkworker.base.clock import FixedClock
from linkworker.casework.changing_keys import change_own_passphrase, change_passphrase_at_the_door
from linkworker.casework.setting_up import NewWorker, recover, set_up, unlock
from linkworker.vault.backups import make_backup
from linkworker.vault.epochs import OldSlots, keep_epoch, known_epoch
from linkworker.vault.key_errors import SlotsDamaged, WrongPassphrase
from linkworker.vault.key_file import copy_of
from linkworker.vault.recovery_code import RecoveryCode
from linkworker.vault.slot_changes import change_passphrase
from linkworker.vault.slots import SLOTS_NAME, Slots
from vault.laptop import CHEAP, OTHER, PASSPHRASE, rewrite

JO = NewWorker("Jo Brand-Taylor", "jo", "link worker", "HMP Fenwick wellbeing team")
CODE = RecoveryCode.make()


@pytest.fixture
def folder(tmp_path: Path, clock: FixedClock) -> Path:
    """The folder of a laptop that was set up and closed."""
    set_up(tmp_path / "laptop", JO, PASSPHRASE, CODE, clock, cost=CHEAP).store.close()
    return tmp_path / "laptop"


def read(folder: Path) -> Slots:
    return Slots.read(folder / SLOTS_NAME, floor=CHEAP)


def opened(folder: Path, clock: FixedClock, passphrase: str = PASSPHRASE) -> tuple[int, str | None]:
    """Unlock; return the epoch that the store knows, and the note."""
    found = unlock(folder, None, passphrase, clock, floor=CHEAP)
    with found.store as store:
        return known_epoch(store), found.note


def test_every_change_of_the_key_file_is_a_new_epoch(folder: Path, clock: FixedClock) -> None:
    """A passphrase is one, recovery is two; the store knows it at once where it is open, else at the next unlocking."""
    assert (read(folder).mark.epoch, opened(folder, clock)) == (1, (1, None))
    found = unlock(folder, None, PASSPHRASE, clock, floor=CHEAP)
    with found.store as store:
        change_own_passphrase(store, found.worker_id, PASSPHRASE, OTHER, cost=CHEAP)
        assert (read(folder).mark.epoch, known_epoch(store)) == (2, 2)
    recover(folder, None, CODE, PASSPHRASE, RecoveryCode.make(), clock, cost=CHEAP).store.close()
    assert (read(folder).mark.epoch, opened(folder, clock)) == (4, (4, None))
    change_passphrase_at_the_door(folder, None, PASSPHRASE, OTHER, clock, cost=CHEAP)
    assert opened(folder, clock, OTHER) == (5, None)


@pytest.mark.parametrize("code", [False, True])
def test_an_old_key_file_put_back_is_refused(folder: Path, clock: FixedClock, code: bool) -> None:
    """With its old passphrase, and with its old recovery code; nothing is changed by trying."""
    old = (folder / SLOTS_NAME).read_bytes()
    change_passphrase_at_the_door(folder, None, PASSPHRASE, OTHER, clock, cost=CHEAP)
    for path in (folder / SLOTS_NAME, copy_of(folder / SLOTS_NAME)):
        path.write_bytes(old)
    with pytest.raises(OldSlots, match=r"Put the newest store\.slots\.json back, or restore a whole backup"):
        if code:
            recover(folder, None, CODE, OTHER, RecoveryCode.make(), clock, cost=CHEAP)
        else:
            opened(folder, clock)
    assert (folder / SLOTS_NAME).read_bytes() == old


def test_a_newer_copy_takes_the_place_of_an_old_key_file(folder: Path, clock: FixedClock) -> None:
    """The old passphrase does not open, though the old file would; the new one does, and that is said."""
    old = (folder / SLOTS_NAME).read_bytes()
    change_passphrase_at_the_door(folder, None, PASSPHRASE, OTHER, clock, cost=CHEAP)
    (folder / SLOTS_NAME).write_bytes(old)
    with pytest.raises(WrongPassphrase):
        opened(folder, clock)
    epoch, note = opened(folder, clock, OTHER)
    assert epoch == 2
    assert note == "The key file was an old one. Its newer copy opened the store and has been put in its place."
    assert opened(folder, clock, OTHER) == (2, None)


def test_a_copy_that_was_made_to_look_newer_is_passed_over(folder: Path, clock: FixedClock) -> None:
    """Its mac does not hold, so the key file opens."""
    rewrite(copy_of(folder / SLOTS_NAME), lambda body: body.update(epoch=9))
    assert opened(folder, clock) == (1, None)


def test_a_crash_between_key_file_and_store_locks_nobody_out(folder: Path, clock: FixedClock) -> None:
    """At each instant of the writing: the file of before, the new one without its copy, the new one untold."""
    opened(folder, clock)
    old = (folder / SLOTS_NAME).read_bytes()
    change_passphrase(read(folder), None, PASSPHRASE, OTHER, clock=clock, cost=CHEAP)  # the store is never told
    new = (folder / SLOTS_NAME).read_bytes()
    for file, copy, passphrase in ((old, old, PASSPHRASE), (new, old, OTHER), (new, new, OTHER), (new, old, OTHER)):
        (folder / SLOTS_NAME).write_bytes(file)
        copy_of(folder / SLOTS_NAME).write_bytes(copy)
        opened(folder, clock, passphrase)


def test_backups_have_the_key_file_of_today_at_once(folder: Path, clock: FixedClock) -> None:
    """So that one can be brought back from them after any change, and no old passphrase lives on in them."""
    found = unlock(folder, None, PASSPHRASE, clock, floor=CHEAP)
    with found.store as store:
        backup = make_backup(store, clock.now())
        change_own_passphrase(store, found.worker_id, PASSPHRASE, OTHER, cost=CHEAP)
    assert backup.slots.read_bytes() == (folder / SLOTS_NAME).read_bytes()
    for path in (folder / SLOTS_NAME, copy_of(folder / SLOTS_NAME)):
        path.write_bytes(backup.slots.read_bytes())
    assert opened(folder, clock, OTHER) == (2, None)


def test_the_store_never_goes_back(folder: Path, clock: FixedClock) -> None:
    """An older epoch is not kept over a newer one, and what cannot be read counts as none."""
    found = unlock(folder, None, PASSPHRASE, clock, floor=CHEAP)
    with found.store as store:
        store.remember("slots_epoch", "7")
        keep_epoch(store, read(folder))
        assert known_epoch(store) == 7
        store.remember("slots_epoch", "many")
        assert known_epoch(store) == 0


def test_a_key_file_of_another_store_is_said_to_be_one(folder: Path, clock: FixedClock) -> None:
    """Where somebody gave both the same key, as no program of ours does."""
    found = unlock(folder, None, PASSPHRASE, clock, floor=CHEAP)
    with found.store as store:
        store.remember("store_id", "another")
    with pytest.raises(SlotsDamaged, match="another store"):
        opened(folder, clock)
