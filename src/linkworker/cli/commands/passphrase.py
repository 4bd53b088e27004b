"""Change your passphrase; or, when it is forgotten, get in with the recovery code and choose a new one."""

from argparse import Namespace
from contextlib import suppress

from linkworker.casework.setting_up import recover
from linkworker.cli.choosing import ask_code, choose_passphrase, show_and_ask_back
from linkworker.cli.desk import Desk
from linkworker.vault.key_errors import SlotsDamaged
from linkworker.vault.recovery_code import RecoveryCode
from linkworker.vault.slot_changes import change_passphrase
from linkworker.vault.slots import SLOTS_NAME, Slots

_KEPT = "nothing was changed"


def run(args: Namespace, desk: Desk) -> int:
    """Change it, or recover."""
    if args.forgotten:
        return _recover(desk)
    desk.must_be_set_up()
    slots = Slots.read(desk.folder / SLOTS_NAME, floor=desk.cost)
    old = desk.passphrase("Passphrase now: ")
    slots.open(desk.user, old, clock=desk.clock)  # a wrong one is said before a new one is thought of
    change_passphrase(slots, desk.user, old, _new(desk), clock=desk.clock, cost=desk.cost)
    desk.say("The passphrase is changed. Backups made before today still open with the old one.")
    return 0


def _recover(desk: Desk) -> int:
    desk.must_be_set_up()
    code = ask_code(desk, "Recovery code, from your paper: ", kept=_KEPT)
    with suppress(SlotsDamaged):  # `recover` will try the copy; a code of another laptop is said at once
        Slots.read(desk.folder / SLOTS_NAME, floor=desk.cost).open_with_recovery(code)
    passphrase, fresh = _new(desk), RecoveryCode.make()
    desk.say("The old code will stop working. This is the new one, shown once:")
    show_and_ask_back(desk, fresh, kept=_KEPT)
    unlocked = recover(desk.folder, desk.user, code, passphrase, fresh, desk.clock, cost=desk.cost)
    desk.opened(unlocked.store, unlocked.worker_id)
    desk.say("The new passphrase and the new code are in force. Type 'linkworker' to unlock with it.")
    return 0


def _new(desk: Desk) -> str:
    """Return a new passphrase: from the file descriptor that was given, else asked for."""
    return desk.passphrase() if desk.from_descriptor else choose_passphrase(desk, (), kept=_KEPT)
