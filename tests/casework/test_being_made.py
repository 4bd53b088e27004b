"""A laptop whose setting up the power ended: it is set up once more, and what was left is put aside."""

import pytest
from filelock import FileLock

from door import CHEAP, JO, PASSPHRASE
from linkworker.base.errors import Refused
from linkworker.casework.being_made import MARK, being_made, is_set_up
from linkworker.casework.setting_up import set_up, unlock
from linkworker.vault.recovery_code import RecoveryCode


def made(folder, clock):
    set_up(folder, JO, PASSPHRASE, RecoveryCode.make(), clock, cost=CHEAP).store.close()


def test_nothing_of_the_mark_is_left_once_a_laptop_is_set_up(tmp_path, clock):
    """Neither mark nor lock."""
    made(tmp_path / "store", clock)
    assert is_set_up(tmp_path / "store")
    assert not (tmp_path / "store" / MARK).exists()
    assert not list((tmp_path / "store").glob("making*"))


def test_half_a_store_is_put_aside_and_another_made(tmp_path, clock):
    """Its keys without a store, as the power may leave it: the files are kept, and setting up works."""
    folder = tmp_path / "store"
    made(folder, clock)
    (folder / MARK).write_bytes(b"")
    keys = (folder / "store.slots.json").read_bytes()
    (folder / "store.db").write_bytes(b"")
    assert not is_set_up(folder)
    made(folder, clock)
    assert (folder / "half-made" / "store.slots.json").read_bytes() == keys
    unlock(folder, None, PASSPHRASE, clock, floor=CHEAP).store.close()


def test_a_store_is_never_put_aside_without_the_mark(tmp_path, clock):
    """Setting up again is refused, and nothing moves."""
    folder = tmp_path / "store"
    made(folder, clock)
    with pytest.raises(Refused, match="There is a store"), being_made(folder):
        pass
    unlock(folder, None, PASSPHRASE, clock, floor=CHEAP).store.close()


def test_two_windows_do_not_set_up_the_same_laptop(tmp_path):
    """The second is told so."""
    with FileLock(tmp_path / "making.lock"), pytest.raises(Refused, match="another window"), being_made(tmp_path):
        pass


def test_a_failure_takes_the_mark_away(tmp_path):
    """What the block wrote is the block's to take away."""
    with pytest.raises(ZeroDivisionError), being_made(tmp_path):
        _ = 1 // 0
    assert list(tmp_path.iterdir()) == []
