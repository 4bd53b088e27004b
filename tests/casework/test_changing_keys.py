"""Changing one's own passphrase and the recovery code while the store is open."""

import pytest

from linkworker.casework.changing_keys import change_own_passphrase, change_recovery_code
from linkworker.casework.setting_up import NewWorker, check_code, set_up, unlock
from linkworker.records.worker import Worker
from linkworker.vault.cost import Cost
from linkworker.vault.key_errors import NoSuchUser, PassphraseRefused, WrongPassphrase, WrongRecoveryCode
from linkworker.vault.recovery_code import RecoveryCode

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
OLD, NEW = "copper kettle tulip shelf", "marmalade window orbit seven"
JO = NewWorker("Jo Brand-Taylor", "jo", "link worker", "HMP Fenwick wellbeing team", "custody")
CODE, NEW_CODE = RecoveryCode.make(), RecoveryCode.make()


@pytest.fixture
def opened(tmp_path, clock):
    """Jo's store, open."""
    made = set_up(tmp_path / "desk", JO, OLD, CODE, clock, cost=CHEAP)
    yield made
    made.store.close()


def test_new_passphrase_opens_and_the_old_one_does_not(opened, clock):
    """The worker is found by id: they need not know their short name."""
    change_own_passphrase(opened.store, opened.worker_id, OLD, NEW, cost=CHEAP)
    opened.store.close()
    with pytest.raises(WrongPassphrase):
        unlock(opened.store.folder, "jo", OLD, clock, floor=CHEAP)
    unlock(opened.store.folder, "jo", NEW, clock, floor=CHEAP).store.close()


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [("not that one at all", NEW, WrongPassphrase), (OLD, "short", PassphraseRefused)],
)
def test_passphrase_that_cannot_be_changed_stays(opened, clock, old, new, error):
    """A wrong one of now, or a new one that is too easy."""
    with pytest.raises(error):
        change_own_passphrase(opened.store, opened.worker_id, old, new, cost=CHEAP)
    opened.store.close()
    unlock(opened.store.folder, "jo", OLD, clock, floor=CHEAP).store.close()


def test_new_code_takes_the_place_of_the_old(opened):
    """Once the passphrase opened; a wrong one changes nothing."""
    with pytest.raises(WrongPassphrase):
        change_recovery_code(opened.store, opened.worker_id, NEW, NEW_CODE, cost=CHEAP)
    check_code(opened.store.folder, CODE, floor=CHEAP)
    change_recovery_code(opened.store, opened.worker_id, OLD, NEW_CODE, cost=CHEAP)
    check_code(opened.store.folder, NEW_CODE, floor=CHEAP)
    with pytest.raises(WrongRecoveryCode):
        check_code(opened.store.folder, CODE, floor=CHEAP)


def test_worker_without_a_slot_is_said(opened):
    """A colleague whose record is here, but who never unlocks this laptop."""
    with opened.store.unit_of_work(opened.worker_id) as uow:
        sam = uow.add(Worker(name="Sam Reed", title="link worker")).id
    with pytest.raises(NoSuchUser):
        change_own_passphrase(opened.store, sam, OLD, NEW, cost=CHEAP)
