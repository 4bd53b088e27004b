"""Power lost while the key file changes, and while a laptop is set up: what was said is so, and nobody is stuck."""

from collections.abc import Sequence
from pathlib import Path

from faults.counts import Counts
from faults.power_keys import CHEAP, JO, passphrase
from faults.power_saves import CLOCK
from faults.states import Lost, Work, lose_power_at_each
from linkworker.casework.setting_up import is_set_up, set_up, unlock
from linkworker.vault.key_errors import WrongPassphrase
from linkworker.vault.recovery_code import RecoveryCode
from linkworker.vault.slots import SLOTS_NAME, Slots

FULL, QUICK = 2000, 60
SEED = 20260807
CHANGES = 12
CODE = RecoveryCode.make()


def run(full: bool, folder: Path) -> Counts:
    """Lose power while passphrases change; then while a laptop is set up. Both in one line of counts."""
    return lose_power_at_each("power_files", WORKS, FULL if full else QUICK, SEED, folder)


def made(root: Path) -> str:
    """Set a laptop up in the folder; the child needs to be told nothing."""
    set_up(root / "store", JO, passphrase(0), CODE, CLOCK, cost=CHEAP).store.close()
    return ""


def look_at_passphrases(state: Path, acknowledged: Sequence[str]) -> None:
    """Unlock with the last passphrase that was acknowledged, or with the one on its way; raise Lost otherwise."""
    known = max((int(line.split()[1]) for line in acknowledged), default=0)
    for number in (known, known + 1):
        try:
            unlock(state / "store", None, passphrase(number), CLOCK, floor=CHEAP).store.close()
        except WrongPassphrase:
            continue
        _opens_with_the_code(state / "store")
        return
    raise Lost(f"neither passphrase {known} nor the one after it opens")


def look_at_setting_up(state: Path, acknowledged: Sequence[str]) -> None:
    """Unlock what was set up; where nothing was acknowledged, setting up once more must do instead."""
    folder = state / "data" / "store"
    if acknowledged and not is_set_up(folder):
        raise Lost("the laptop was set up, and is not")
    if not acknowledged and not is_set_up(folder):
        set_up(folder, JO, passphrase(0), CODE, CLOCK, cost=CHEAP).store.close()
    unlock(folder, None, passphrase(0), CLOCK, floor=CHEAP).store.close()
    _opens_with_the_code(folder)


def _opens_with_the_code(folder: Path) -> None:
    Slots.read(folder / SLOTS_NAME, floor=CHEAP).open_with_recovery(CODE).close()


WORKS = {
    "passphrases": Work("power_files", ("passphrases", str(CHANGES)), made, look_at_passphrases),
    "setting up": Work("power_files", ("setting_up",), lambda _: CODE.printed(), look_at_setting_up),
}
