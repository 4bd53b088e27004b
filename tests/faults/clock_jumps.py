"""A clock that jumps a year each way: across saves, unlock tries, backups and rotation.

Order is kept by the journal, whatever the clock says; a wait after wrong tries is never longer than the longest; a
backup is made and the good ones are not taken away by a clock that went wrong.
"""

import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from faults.counts import Counts
from faults.laptop import Laptop, make_laptop
from faults.plain import NOT_PLAIN, is_plain
from faults.proof import read_whole
from faults.works import Desk, backed_up, drafted, exported, imported, passphrase_changed, rotated, saved
from linkworker.base.errors import LinkworkerError
from linkworker.journal.chain import BrokenChain
from linkworker.vault import backups
from linkworker.vault.key_errors import TooManyTries, WrongPassphrase
from linkworker.vault.tries import LONGEST_WAIT

SEED = 20261203
_FULL, _QUICK = 400, 15
_YEAR = timedelta(days=365)
_WRONG_TRIES = 7
BROKEN, LOST, SHUT_OUT = "broken chains", "notes lost", "shut out for longer than the longest wait"
NO_BACKUP = "left without a backup"
_WORKS: tuple[Callable[[Desk, int], object], ...] = (
    saved, imported, exported, drafted, backed_up, passphrase_changed, rotated,
)  # fmt: skip


def run(full: bool, folder: Path) -> Counts:
    """Jump 400 times (15 times in the quick form)."""
    counts = Counts("clock jumps")
    counts.never(BROKEN, LOST, SHUT_OUT, NOT_PLAIN, NO_BACKUP)
    dice = random.Random(SEED)  # noqa: S311 - chance for a test, the same in every run
    desk = Desk.at(make_laptop(folder))
    notes: set[str] = set()
    for turn in range(_FULL if full else _QUICK):
        way = dice.choice((-1, 1))
        desk.clock.advance(way * _YEAR)
        counts.saw("jumps on" if way > 0 else "jumps back")
        try:
            notes.add(saved(desk, turn).what)
            dice.choice(_WORKS)(desk, turn)
            if turn % 3 == 0:
                _tries(counts, desk, f"seed {SEED} turn {turn}")
            held = read_whole(desk.opened.store)
        except BrokenChain as error:
            counts.went_wrong(BROKEN, f"seed {SEED} turn {turn}: {error}")
            break
        except LinkworkerError as error:
            counts.went_wrong(NOT_PLAIN, f"seed {SEED} turn {turn}: {type(error).__name__}: {error}")
            break
        for note in notes - set(held.notes):
            counts.went_wrong(LOST, f"seed {SEED} turn {turn}: {note}")
    desk.opened.store.close()
    return counts


def _tries(counts: Counts, desk: Desk, how: str) -> None:
    """Mistype until there is a wait, let the clock jump a year, and wait no longer than the longest wait."""
    desk.opened.store.close()
    for _ in range(_WRONG_TRIES):
        try:
            desk.laptop.opened(desk.clock, "quite another passphrase")
        except (WrongPassphrase, TooManyTries) as told:
            counts.saw(f"told {type(told).__name__}")
            if not is_plain(str(told)):
                counts.went_wrong(NOT_PLAIN, f"{how}: {told}")
    desk.clock.advance(-_YEAR)
    try:
        desk.opened = desk.laptop.opened(desk.clock, desk.passphrase)
        counts.went_wrong(SHUT_OUT, f"{how}: a clock set back let the wait be passed by")
    except TooManyTries as told:
        if told.wait > LONGEST_WAIT:
            counts.went_wrong(SHUT_OUT, f"{how}: {told}")
        desk.clock.advance(LONGEST_WAIT)
        desk.opened = desk.laptop.opened(desk.clock, desk.passphrase)
    _back_up(counts, desk.laptop, desk, how)


def _back_up(counts: Counts, laptop: Laptop, desk: Desk, how: str) -> None:
    """Open as on a day: a backup is there after it, and is whole."""
    backups.keep_up(desk.opened.store)
    found = backups.list_backups(laptop.store)
    counts.saw("backups looked at", len(found))
    if not found:
        counts.went_wrong(NO_BACKUP, how)
    for backup in found:
        backups.verify(backup, desk.opened.store.copier.key)
