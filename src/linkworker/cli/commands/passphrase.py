"""Change your passphrase; or, when it is forgotten, get in with the recovery code and choose a new one."""

from argparse import ArgumentParser, Namespace

from linkworker.base.errors import BadInput
from linkworker.casework.setting_up import recover
from linkworker.cli.desk import Desk
from linkworker.vault.passphrase import normalise
from linkworker.vault.recovery_code import RecoveryCode
from linkworker.vault.slot_changes import change_passphrase
from linkworker.vault.slots import SLOTS_NAME, Slots


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    parser.add_argument("--forgotten", action="store_true", help="get in with the recovery code instead")


def run(args: Namespace, desk: Desk) -> int:
    """Change it, or recover."""
    if args.forgotten:
        return _recover(desk)
    slots = Slots.read(desk.folder / SLOTS_NAME, floor=desk.cost)
    old = desk.passphrase("Passphrase now: ")
    change_passphrase(slots, desk.user, old, _new(desk), clock=desk.clock, cost=desk.cost)
    desk.say("The passphrase is changed. Backups made before today still open with the old one.")
    return 0


def _recover(desk: Desk) -> int:
    code = RecoveryCode.read(desk.ask("Recovery code: "))
    passphrase, fresh = _new(desk), RecoveryCode.make()
    desk.say("The old code will stop working. This is the new one, shown once:", f"    {fresh.printed()}")
    if RecoveryCode.read(desk.ask("Type the new code from your paper: ")) != fresh:
        raise BadInput("That is not the code that was shown, so nothing was changed.")
    unlocked = recover(desk.folder, desk.user, code, passphrase, fresh, desk.clock, cost=desk.cost)
    desk.opened(unlocked.store, unlocked.worker_id)
    desk.say("The store is open, and the new passphrase and the new code are in force.")
    return 0


def _new(desk: Desk) -> str:
    first = desk.secret("New passphrase: ")
    if normalise(desk.secret("The same again: ")) != normalise(first):
        raise BadInput("The two were not the same, so nothing was changed.")
    return first
