"""Set up this laptop: who you are, a passphrase, a recovery code, and an empty encrypted store."""

import getpass
import re
from argparse import ArgumentParser, Namespace
from pathlib import Path

from linkworker.base.errors import BadInput
from linkworker.casework.setting_up import NewWorker, is_set_up, set_up
from linkworker.cli.desk import Desk
from linkworker.vault.passphrase import check_passphrase, normalise, strength_in_words
from linkworker.vault.phrases import generate_phrase
from linkworker.vault.recovery_code import RecoveryCode

_TRIES = 3


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    parser.add_argument("--name", help="your name as people see it")
    parser.add_argument("--title", help="what your team calls your role")
    parser.add_argument("--team", help="your team")
    parser.add_argument(
        "--recovery-to",
        metavar="FILE",
        help="write the recovery code to a new file, to be printed and deleted, instead of asking it back",
    )


def run(args: Namespace, desk: Desk) -> int:
    """Set up, asking for what was not given."""
    if is_set_up(desk.folder):
        raise BadInput(f"This laptop is set up already, in {desk.folder}. Type 'linkworker due' to begin.")
    desk.say(f"The store will be kept in {desk.folder}. All of it is encrypted; nothing is sent anywhere.")
    team = desk.settings.team(args.team or "") if not args.team else None
    name = args.name or desk.ask("Your name, as people see it: ")
    team_name = args.team or desk.ask(f"Your team [{team.name if team else ''}]: ") or (team.name if team else "")
    title = args.title or (team.role if team else "link worker")
    worker = NewWorker(name, desk.user or _user_name(name), title, team_name)
    passphrase = _passphrase(desk, args, (name, team_name))
    code = RecoveryCode.make()
    if args.recovery_to:
        _write_code(Path(args.recovery_to), code)
    else:
        _show_and_ask_back(desk, code)
    unlocked = set_up(desk.folder, worker, passphrase, code, desk.clock, cost=desk.cost)
    desk.opened(unlocked.store, unlocked.worker_id)
    desk.answer(
        {"folder": desk.folder, "user": worker.user_name, "worker": name},
        [
            f"This laptop is set up. You unlock it as '{worker.user_name}'.",
            "Next: 'linkworker import' brings in people and activities, or 'linkworker people add' adds one person.",
        ],
    )
    return 0


def _user_name(name: str) -> str:
    words = re.findall(r"[a-z0-9]+", name.casefold())
    try:
        return (words[0] if words else getpass.getuser())[:20]
    except OSError:
        return "worker"


def _passphrase(desk: Desk, args: Namespace, names: tuple[str, ...]) -> str:
    if args.passphrase_fd is not None:
        return desk.passphrase()
    phrase = generate_phrase()
    desk.say(
        "Choose a passphrase of at least 15 characters, or use these five words:",
        f"    {phrase}",
        "Type the passphrase you choose. Nothing shows while you type.",
    )
    for _ in range(_TRIES):
        first = desk.secret("Passphrase: ")
        try:
            check_passphrase(first, names)
        except BadInput as error:
            desk.warn(str(error))
            continue
        if normalise(desk.secret("The same again: ")) != normalise(first):
            desk.warn("The two were not the same. Type it twice.")
            continue
        desk.say(f"That is a {strength_in_words(first, names)} passphrase.")
        return first
    raise BadInput("No passphrase was chosen, so nothing was set up.")


def _show_and_ask_back(desk: Desk, code: RecoveryCode) -> None:
    desk.say(
        "If you forget the passphrase, only this recovery code opens the store. It is shown once.",
        f"    {code.printed()}",
        "Write it down now and keep it away from the laptop.",
    )
    for _ in range(_TRIES):
        try:
            if RecoveryCode.read(desk.ask("Type the code from your paper: ")) == code:
                return
        except BadInput as error:
            desk.warn(str(error))
            continue
        desk.warn("That is not the code that was shown.")
    raise BadInput("The code was not typed back, so nothing was set up. Begin again with a new one.")


def _write_code(path: Path, code: RecoveryCode) -> None:
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            path.chmod(0o600)
            file.write(code.printed() + "\n")
    except FileExistsError:
        raise BadInput(f"{path.name} is there already. Choose a new file for the recovery code.") from None
