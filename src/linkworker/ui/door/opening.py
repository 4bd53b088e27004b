"""Opening the store: what the screens load and do in a thread, once the prompt stands there."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from linkworker.base.errors import NotFound
from linkworker.casework import at_the_door as door
from linkworker.casework.day.due_rules import due_rules
from linkworker.casework.erasure.retention_rules import retention_rules
from linkworker.casework.half_set_up import Step, forget_half, next_step, remember_step
from linkworker.casework.restoring import NoGoodBackup, Offer, is_missing, offer, restore
from linkworker.casework.setting_up import NewWorker, Unlocked, check_code, recover, renew_code, set_up, unlock
from linkworker.casework.workers.first_passphrase import SAID as FIRST_SAID
from linkworker.casework.workers.first_passphrase import uses_first
from linkworker.printing.prints import empty
from linkworker.ui.desk import Desk
from linkworker.ui.front import Front
from linkworker.ui.modes import load_all
from linkworker.ui.theme.styles import Styles
from linkworker.vault.backups import Backup, list_backups
from linkworker.vault.cost import DEFAULT_COST, Cost
from linkworker.vault.engine import StoreDamaged
from linkworker.vault.key_errors import SlotsDamaged, SlotsMissing, WrongPassphrase
from linkworker.vault.recovery_code import RecoveryCode

__all__ = ["SlotsDamaged", "SlotsMissing", "WrongPassphrase", "is_missing"]


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


@dataclass(frozen=True, slots=True)
class Broken:
    """A store that does not open though its keys do: damaged or missing, and the backup that could take its place."""

    is_missing: bool
    offer: Offer | None


def load(variables: dict[str, str]) -> None:
    """Load what the first place and the forms need, and read their styles with the variables of the theme and look.

    This module loaded the rest by being loaded.
    """
    load_all()
    due_rules()
    retention_rules()
    Styles(variables).learn()


def at_the_door(front: Front) -> tuple[door.AtTheDoor, ...]:
    """Return who can unlock, and the tries each has left; raises what a damaged or missing key file raises."""
    return door.at_the_door(front.folder, front.clock, floor=cost_of(front))


def open_with_passphrase(front: Front, user_name: str | None, passphrase: str) -> Opened:
    """Open the store with a worker's passphrase; raises as `unlock` does."""
    cost = cost_of(front)
    found = unlock(front.folder, user_name, passphrase, front.clock, floor=cost, escrow=_escrow(front))
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


def open_or_say(front: Front, user_name: str | None, passphrase: str) -> "Opened | Broken":
    """Open the store as `open_with_passphrase` does; or, if it does not open though the keys did, say what there is.

    Raises what the keys and the disk raise: only a damaged or missing store is `Broken`.
    """
    try:
        return open_with_passphrase(front, user_name, passphrase)
    except (StoreDamaged, NotFound) as error:
        missing = is_missing(front.folder)
        if not missing and isinstance(error, NotFound):  # a short name that nobody has
            raise
    try:
        found = offer(front.folder, user_name, passphrase, front.clock, floor=cost_of(front))
    except NoGoodBackup:
        found = None
    return Broken(missing, found)


def open_restored(front: Front, chosen: Offer) -> Opened:
    """Put an offered backup in the place of the store, and open it; raises as `restore` does."""
    done = restore(front.folder, chosen, front.clock)
    opened = _opened(front, done.unlocked, next_step(done.unlocked.store))
    return replace(opened, said=f"The backup is in place. {opened.said}".strip())


def key_file_in_backup(front: Front) -> Backup | None:
    """Return the backup whose key file could take the place of one that is damaged; None if there is none."""
    return next(iter(list_backups(front.folder)), None)


def check(front: Front, code: RecoveryCode) -> None:
    """Raise WrongRecoveryCode unless the code is this store's."""
    check_code(front.folder, code, floor=cost_of(front))


def open_with_code(
    front: Front, user_name: str | None, code: RecoveryCode, passphrase: str, new_code: RecoveryCode
) -> Opened:
    """Open the store with the recovery code, under a new passphrase and a new code that was typed back."""
    cost, escrow = cost_of(front), _escrow(front)
    found = recover(front.folder, user_name, code, passphrase, new_code, front.clock, cost=cost, escrow=escrow)
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


def _escrow(front: Front) -> str:
    return front.settings.escrow_recipient.value


def empty_prints(folder: Path) -> str:
    """Take away what was printed; return what is to be said of it, or ""."""
    return empty(folder).sentence()


def _opened(front: Front, found: Unlocked, step: Step, code: RecoveryCode | None = None) -> Opened:
    first = FIRST_SAID if uses_first(found.store, found.worker_id) else ""
    said = [found.note or "", first, empty_prints(front.folder), *front.settings.faults]
    desk = Desk(found.store, found.worker_id, front.settings, front.clock)
    return Opened(desk, " ".join(words for words in said if words), step, code)
