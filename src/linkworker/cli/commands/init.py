"""Set up this laptop: who you are, a passphrase, a recovery code, and an empty encrypted store."""

import getpass
import re
from argparse import Namespace
from pathlib import Path

from linkworker.base.errors import BadInput
from linkworker.base.setting_values import Team
from linkworker.casework.being_made import is_set_up
from linkworker.casework.setting_up import NewWorker, set_up
from linkworker.cli.choosing import choose_passphrase, show_and_ask_back
from linkworker.cli.desk import Desk
from linkworker.vault.recovery_code import RecoveryCode

_NOTHING = "nothing was set up"
_TRIES = 3


def run(args: Namespace, desk: Desk) -> int:
    """Set up, asking for what was not given."""
    if is_set_up(desk.folder):
        raise BadInput(f"This laptop is set up already, in {desk.folder}. Type 'linkworker due' to begin.")
    desk.say(f"The store will be kept in {desk.folder}. All of it is encrypted; nothing is sent anywhere.")
    name = args.name or _ask_name(desk)
    team = _team(args.team, desk) if args.team else _ask_team(desk)
    worker = NewWorker(name, desk.user or _user_name(name), args.title or team.role, team.name, team.setting)
    names = (name, team.name)
    passphrase = desk.passphrase() if args.passphrase_fd is not None else choose_passphrase(desk, names, kept=_NOTHING)
    code = RecoveryCode.make()
    if args.recovery_to:
        _write_code(Path(args.recovery_to), code)
    else:
        desk.say("If you forget the passphrase, only this recovery code opens the store. It is shown once.")
        show_and_ask_back(desk, code, kept=_NOTHING)
    unlocked = set_up(desk.folder, worker, passphrase, code, desk.clock, cost=desk.cost)
    desk.opened(unlocked.store, unlocked.worker_id)
    desk.answer(
        {"folder": desk.folder, "user": worker.user_name, "worker": name},
        [
            f"This laptop is set up for {name}, {worker.title}, {team.name}.",
            "Type 'linkworker' to unlock it and begin. Type 'linkworker guide first-day' for what comes next.",
        ],
    )
    return 0


def _ask_name(desk: Desk) -> str:
    for _ in range(_TRIES):
        name = desk.ask("Your name, as people see it: ")
        if name:
            return name
        desk.warn("Enter your name.")
    raise BadInput(f"No name was typed, so {_NOTHING}.")


def _ask_team(desk: Desk) -> Team:
    """Ask which team; those of the settings are offered by number, and another may be typed."""
    teams = desk.settings.teams.value
    if len(teams) == 1:
        return _team(desk.ask(f"Your team (Enter for '{teams[0].name}'): ") or teams[0].name, desk)
    desk.say("Your team:", *(f"  {number}  {team.name}" for number, team in enumerate(teams, 1)))
    for _ in range(_TRIES):
        typed = desk.ask(f"Type a number from 1 to {len(teams)}, or the name of another team: ")
        if typed.isdecimal() and 1 <= int(typed) <= len(teams):
            return teams[int(typed) - 1]
        if typed and not typed.isdecimal():
            return _team(typed, desk)
        desk.warn(f"Enter a number from 1 to {len(teams)}, or a name.")
    raise BadInput(f"No team was chosen, so {_NOTHING}.")


def _team(typed: str, desk: Desk) -> Team:
    """Return the team of that name in the settings; another name is a team with the words of the first one."""
    teams = desk.settings.teams.value
    known = next((team for team in teams if team.name.casefold() == typed.strip().casefold()), None)
    return known or Team(typed.strip(), setting=teams[0].setting, role=teams[0].role)


def _user_name(name: str) -> str:
    words = re.findall(r"[a-z0-9]+", name.casefold())
    try:
        return (words[0] if words else getpass.getuser())[:20]
    except OSError:
        return "worker"


def _write_code(path: Path, code: RecoveryCode) -> None:
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            path.chmod(0o600)
            file.write(code.printed() + "\n")
    except FileExistsError:
        raise BadInput(f"{path.name} is there already. Choose a new file for the recovery code.") from None
