"""Change your passphrase; or, when it is forgotten, get in with the recovery code and choose a new one."""

from argparse import Namespace

from linkworker.casework.changing_keys import change_passphrase_at_the_door
from linkworker.casework.opening_keys import open_keys
from linkworker.casework.setting_up import check_code, recover
from linkworker.cli.choosing import ask_code, choose_passphrase, show_and_ask_back
from linkworker.cli.desk import Desk
from linkworker.vault.recovery_code import RecoveryCode

_KEPT = "nothing was changed"


def run(args: Namespace, desk: Desk) -> int:
    """Change it, or recover."""
    if args.forgotten:
        return _recover(desk)
    desk.must_be_set_up()
    old = desk.passphrase("Passphrase now: ")
    # A wrong one is said before a new one is thought of.
    open_keys(desk.folder, desk.cost, desk.clock, lambda slots: slots.open(desk.user, old, clock=desk.clock))
    change_passphrase_at_the_door(desk.folder, desk.user, old, _new(desk), desk.clock, cost=desk.cost)
    desk.say("The passphrase is changed. Copies that somebody took away before today still open with the old one.")
    return 0


def _recover(desk: Desk) -> int:
    desk.must_be_set_up()
    code = ask_code(desk, "Recovery code, from your paper: ", kept=_KEPT)
    check_code(desk.folder, code, desk.clock, floor=desk.cost)  # a code of another laptop is said at once
    passphrase, fresh = _new(desk), RecoveryCode.make()
    desk.say("The old code will stop working. This is the new one, shown once:")
    show_and_ask_back(desk, fresh, kept=_KEPT)
    escrow = desk.settings.escrow_recipient.value
    unlocked = recover(desk.folder, desk.user, code, passphrase, fresh, desk.clock, cost=desk.cost, escrow=escrow)
    desk.opened(unlocked.store, unlocked.worker_id)
    if unlocked.note:
        desk.warn(unlocked.note)
    desk.say("The new passphrase and the new code are in force. Type 'linkworker' to unlock with it.")
    return 0


def _new(desk: Desk) -> str:
    """Return a new passphrase: from the file descriptor that was given, else asked for."""
    return desk.passphrase() if desk.from_descriptor else choose_passphrase(desk, (), kept=_KEPT)
