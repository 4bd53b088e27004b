"""What is known before unlocking, and setting up that was left half-way."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from linkworker.base.clock import FixedClock
from linkworker.casework.at_the_door import at_the_door
from linkworker.casework.half_set_up import Step, forget_half, next_step, remember_step
from linkworker.casework.setting_up import NewWorker, check_code, renew_code, set_up, unlock
from linkworker.vault.cost import Cost
from linkworker.vault.key_errors import SlotsDamaged, SlotsMissing, WrongPassphrase, WrongRecoveryCode
from linkworker.vault.key_file import copy_of
from linkworker.vault.recovery_code import RecoveryCode
from linkworker.vault.slots import SLOTS_NAME
from linkworker.vault.store import STORE_NAME

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
PASSPHRASE = "copper kettle tulip shelf"
JO = NewWorker("Jo Brand-Taylor", "jo", "link worker", "HMP Fenwick wellbeing team", "custody")
CODE = RecoveryCode.make()


@pytest.fixture
def folder(tmp_path: Path, clock: FixedClock) -> Path:
    """A folder with Jo's store, closed."""
    set_up(tmp_path / "desk", JO, PASSPHRASE, CODE, clock, cost=CHEAP).store.close()
    return tmp_path / "desk"


def test_the_door_counts_tries_down_to_a_wait(folder: Path, clock: FixedClock) -> None:
    """Five without a wait; each later one names the wait that is, and the one that comes."""
    for left in (5, 4, 3, 2, 1):
        (jo,) = at_the_door(folder, clock, floor=CHEAP)
        assert (jo.user_name, jo.tries_left, jo.wait) == ("jo", left, timedelta(0))
        assert jo.next_wait == timedelta(seconds=30)
        with pytest.raises(WrongPassphrase):
            unlock(folder, None, "not this one at all", clock, floor=CHEAP)
    (jo,) = at_the_door(folder, clock, floor=CHEAP)
    assert (jo.tries_left, jo.wait, jo.next_wait) == (0, timedelta(seconds=30), timedelta(minutes=1))


def test_the_door_tells_keys_from_store(folder: Path, clock: FixedClock) -> None:
    """A missing store keeps nobody from the door: a backup may take its place. Keys that do not open are named."""
    (folder / STORE_NAME).unlink()
    assert len(at_the_door(folder, clock, floor=CHEAP)) == 1
    copy_of(folder / SLOTS_NAME).unlink(missing_ok=True)
    (folder / SLOTS_NAME).write_text("{}", encoding="utf-8")
    with pytest.raises(SlotsDamaged):
        at_the_door(folder, clock, floor=CHEAP)
    (folder / SLOTS_NAME).unlink()
    with pytest.raises(SlotsMissing):
        at_the_door(folder, clock, floor=CHEAP)


def test_a_new_code_takes_the_place_of_one_that_is_on_no_paper(folder: Path, clock: FixedClock) -> None:
    """For whoever knows the passphrase; the old code then opens nothing."""
    new = RecoveryCode.make()
    with pytest.raises(WrongPassphrase):
        renew_code(folder, None, "not this one at all", new, clock, cost=CHEAP)
    check_code(folder, CODE, floor=CHEAP)
    renew_code(folder, None, PASSPHRASE, new, clock, cost=CHEAP)
    check_code(folder, new, floor=CHEAP)
    with pytest.raises(WrongRecoveryCode):
        check_code(folder, CODE, floor=CHEAP)


def test_a_store_knows_which_step_comes_next(folder: Path, clock: FixedClock) -> None:
    """One that a plain command made was set up whole; a step of a later program is none of ours."""
    with closing(unlock(folder, None, PASSPHRASE, clock, floor=CHEAP).store) as store:
        assert next_step(store) is Step.DONE
        for step in Step:
            remember_step(store, step)
            assert next_step(store) is step
        store.remember("setting_up_step", "thirteen")
        assert next_step(store) is Step.DONE


def test_forgetting_what_was_typed_twice_does_no_harm(tmp_path: Path) -> None:
    """There may be none."""
    forget_half(tmp_path)
    forget_half(tmp_path)
