"""Opening the store: what the screens load and do in a thread, once the prompt stands there."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from linkworker.casework import at_the_door as door
from linkworker.casework.half_set_up import Step, forget_half, next_step, remember_step
from linkworker.casework.setting_up import NewWorker, Unlocked, check_code, recover, renew_code, set_up, unlock
from linkworker.printing.prints import empty
from linkworker.ui.desk import Desk
from linkworker.ui.front import Front
from linkworker.ui.modes import load_all
from linkworker.ui.theme.styles import Styles
from linkworker.vault.cost import DEFAULT_COST, Cost
from linkworker.vault.key_errors import WrongPassphrase
from linkworker.vault.recovery_code import RecoveryCode

__all__ = ["WrongPassphrase"]


@dataclass(frozen=True, slots=True)
class Opened:
    """A desk that nobody sits at yet: what is to be said there, and the step of setting up that comes next.

    `code` is a recovery code that has to be typed back; `renewed` if one before it was shown and never was.
    """

    desk: Desk
    said: str = ""
    step: Step = Step.DONE
    code: RecoveryCode | None = field(default=None, repr=False)
    renewed: bool = False


def load(variables: dict[str, str]) -> None:
    """Load what the first place and the forms need, and read their styles with the variables of the theme and look.

    This module loaded the rest by being loaded.
    """
    load_all()
    Styles(variables).learn()


def at_the_door(front: Front) -> tuple[door.AtTheDoor, ...]:
    """Return who can unlock, and the tries each has left; raises what a damaged or missing key file raises."""
    return door.at_the_door(front.folder, front.clock, floor=cost_of(front))


def open_with_passphrase(front: Front, user_name: str | None, passphrase: str) -> Opened:
    """Open the store with a worker's passphrase; raises as `unlock` does."""
    cost = cost_of(front)
    found = unlock(front.folder, user_name, passphrase, front.clock, floor=cost)
    code = None
    try:
        step = next_step(found.store)
        if step is Step.CODE:
            code = RecoveryCode.make()
            renew_code(front.folder, user_name, passphrase, code, front.clock, cost=cost)
    except BaseException:
        found.store.close()
        raise
    return replace(_opened(front, found, step, code), renewed=code is not None)


def check(front: Front, code: RecoveryCode) -> None:
    """Raise WrongRecoveryCode unless the code is this store's."""
    check_code(front.folder, code, floor=cost_of(front))


def open_with_code(
    front: Front, user_name: str | None, code: RecoveryCode, passphrase: str, new_code: RecoveryCode
) -> Opened:
    """Open the store with the recovery code, under a new passphrase and a new code that was typed back."""
    found = recover(front.folder, user_name, code, passphrase, new_code, front.clock, cost=cost_of(front))
    step = next_step(found.store)
    if step is Step.CODE:  # the new code was typed back
        step = Step.PEOPLE
        remember_step(found.store, step)
    return _opened(front, found, step)


def make_store(front: Front, worker: NewWorker, passphrase: str, code: RecoveryCode) -> Opened:
    """Make the store of a laptop that has none; its code is still to be typed back."""
    found = set_up(front.folder, worker, passphrase, code, front.clock, cost=cost_of(front))
    try:
        remember_step(found.store, Step.CODE)
        forget_half(front.folder)
    except BaseException:
        found.store.close()
        raise
    return _opened(front, found, Step.CODE, code)


def cost_of(front: Front) -> Cost:
    """Return what key slots cost: the default, but in tests."""
    return Cost(memory_kib=8, passes=1, lanes=1) if front.cheap else DEFAULT_COST


def empty_prints(folder: Path) -> str:
    """Take away what was printed; return what is to be said of it, or ""."""
    return empty(folder).sentence()


def _opened(front: Front, found: Unlocked, step: Step, code: RecoveryCode | None = None) -> Opened:
    said = [found.note or "", empty_prints(front.folder), *front.settings.faults]
    desk = Desk(found.store, found.worker_id, front.settings, front.clock)
    return Opened(desk, " ".join(words for words in said if words), step, code)
