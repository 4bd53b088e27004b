"""What the power is cut from while keys are written: setting up, a new passphrase."""

from collections.abc import Callable
from pathlib import Path

from linkworker.base.clock import Clock
from linkworker.casework.changing_keys import change_own_passphrase
from linkworker.casework.setting_up import NewWorker, set_up, unlock
from linkworker.vault.cost import Cost
from linkworker.vault.recovery_code import RecoveryCode

Say = Callable[[str], None]
"""Acknowledges what is kept."""
CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
JO = NewWorker("Jo Brand-Taylor", "jo", "link worker", "HMP Fenwick wellbeing team", "custody")


def passphrase(number: int) -> str:
    """Return one passphrase of a series."""
    return f"copper kettle tulip shelf {number:03}"


def passphrases(root: Path, _: str, clock: Clock, say: Say, changes: str) -> None:
    """Change the passphrase so many times, with the store open as in the screens; say each."""
    opened = unlock(root / "store", None, passphrase(0), clock, floor=CHEAP)
    with opened.store as store:
        for number in range(1, int(changes) + 1):
            change_own_passphrase(store, opened.worker_id, passphrase(number - 1), passphrase(number), cost=CHEAP)
            say(f"passphrase {number}")


def setting_up(root: Path, code: str, clock: Clock, say: Say) -> None:
    """Set a laptop up, with a recovery code, in a folder that is not there yet; say so."""
    with set_up(root / "data" / "store", JO, passphrase(0), RecoveryCode.read(code), clock, cost=CHEAP).store:
        say("set up")
