"""Backups of this laptop's store: list them, make one, copy one to a stick, check them, restore one."""

from argparse import Namespace
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from linkworker.base.errors import LinkworkerError, NotFound, Refused
from linkworker.casework.backup_words import in_words
from linkworker.casework.restoring import is_missing, offer, restore
from linkworker.cli.desk import Desk
from linkworker.vault.backups import Backup, list_backups, make_backup, prune, verify
from linkworker.vault.medium import backups_on, copy_to


@dataclass(frozen=True, slots=True)
class Shown:
    """One backup as a script reads it: its name and place, when it was made, bytes, and what checking it said."""

    name: str
    file: Path
    made_at: datetime
    size: int
    trouble: str | None = None


def run(args: Namespace, desk: Desk) -> int:
    """Do the step."""
    return int(args.step(args, desk) or 0)


def _list(_args: Namespace, desk: Desk) -> None:
    desk.must_be_set_up()
    found = list_backups(desk.folder)
    lines = [f"{each.path.stem}: {in_words(each, desk.clock.now()).sentence()}" for each in found]
    if lines:
        lines.append("Each was read back whole when it was made. 'linkworker backup check' reads them again.")
    desk.answer([_shown(each) for each in found], lines or ["There is no backup yet. One is made at the next unlock."])


def _now(_args: Namespace, desk: Desk) -> None:
    made = _made(desk)
    desk.answer(_shown(made), [f"Made and read back whole: {in_words(made, desk.clock.now()).sentence()}."])


def _to(args: Namespace, desk: Desk) -> None:
    if not args.folder.is_dir():
        raise Refused(f"There is no folder {args.folder}. Put the stick in, or name a folder that is there.")
    copied = copy_to(_made(desk), args.folder, desk.store.copier.key)
    lines = [
        f"Copied and read back whole: {copied.path}",
        "It opens with the passphrases of today. Keep the stick as safe as the laptop.",
    ]
    desk.answer(_shown(copied), lines)


def _made(desk: Desk) -> Backup:
    made = make_backup(desk.store, desk.clock.now())
    prune(desk.folder, desk.today, made)
    return made


def _check(args: Namespace, desk: Desk) -> int:
    found = list_backups(desk.folder) if args.folder is None else backups_on(args.folder)
    shown, lines = [], []
    for each in found:
        trouble = _trouble(each, desk)
        shown.append(_shown(each, trouble))
        lines.append(f"{each.path.stem}: {trouble or 'every page is whole.'}")
    desk.answer(shown, lines or ["There is no backup yet."])
    return 1 if any(each.trouble for each in shown) else 0


def _trouble(backup: Backup, desk: Desk) -> str | None:
    key = desk.store.copier.key
    try:
        verify(backup, key)
    except LinkworkerError:
        return "it is damaged, or was made under another key. Do not rely on it."
    return None


def _restore(args: Namespace, desk: Desk) -> None:
    # The shell has the store open: it is closed, and what is restored is open afterwards.
    desk.close()
    found = list_backups(desk.folder) if args.folder is None else backups_on(args.folder)
    if args.made is not None:
        found = tuple(each for each in found if each.path.stem == args.made)
        if not found:
            raise NotFound(f"There is no backup {args.made} here. 'linkworker backup' lists them.")
    typed = desk.passphrase()
    chosen = offer(desk.folder, desk.user, typed, desk.clock, backups=found, floor=desk.cost)
    desk.say(*chosen.lost.sentences())
    if not args.yes and not is_missing(desk.folder):
        desk.say("The store that is there now is put aside, not thrown away.")
        if desk.ask("Type 'restore' to put the backup in its place: ").casefold() != "restore":
            raise Refused("Nothing was restored. The store is as it was.")
    done = restore(desk.folder, chosen, desk.clock)
    desk.opened(done.unlocked.store, done.unlocked.worker_id)
    lines = ["The backup is in place and open."]
    if done.aside is not None:
        lines.append(f"The store before it lies in {done.aside}.")
    lines.append("Exported before? Then show the centre this laptop's new key: 'linkworker sync device'.")
    desk.answer({"restored": _shown(chosen.backup), "aside": done.aside, "lost": chosen.lost}, lines)


def _shown(backup: Backup, trouble: str | None = None) -> Shown:
    return Shown(backup.path.stem, backup.path, backup.made_at, backup.size, trouble)
