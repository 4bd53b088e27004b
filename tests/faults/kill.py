"""kill -9 at random moments and at random calls of the system, while work of every kind goes on.

After each kill the laptop is opened as the next start would open it. Every acknowledged save must be there, the chain
and every value must prove, and exactly one key and one passphrase must open it.
"""

import contextlib
import os
import random
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from faults.acknowledged import lost
from faults.counts import Counts
from faults.laptop import CHEAP, NOON, PASSPHRASE, USER, Laptop, make_laptop
from faults.older import make_older_laptop
from faults.proof import half_files, read_whole
from faults.striking import Ended, Striker
from faults.works import KILLED, OTHER, Desk, Said
from linkworker.base.clock import FixedClock
from linkworker.base.errors import LinkworkerError
from linkworker.casework.setting_up import Unlocked
from linkworker.journal.chain import BrokenChain
from linkworker.vault.data_key import DataKey
from linkworker.vault.key_errors import WrongPassphrase
from linkworker.vault.slots import SLOTS_NAME, Slots
from linkworker.vault.store import Store

SEED = 20261122
_FULL, _QUICK = 1_000, 6
_ROUNDS = 5
_QUICK_ROUNDS = 2
_UNHARMED = 10_000_000
_TRACED = sys.platform == "linux"
_BY_CALLS = 0.5  # the share of runs that are struck at a call of the system, where those can be counted
_TWICE = 0.25
_SECOND = 10_001  # the number from which a second process counts
_AFTERWARDS = 1_000_001
LATER = NOON + timedelta(days=400)
LOST, BROKEN, HALF = "acknowledged lost", "broken chains", "half files left"
SECOND, BROKE = "second keys or passphrases that open", "broke by itself"


def run(full: bool, folder: Path) -> Counts:
    """Kill 1,000 times over all kinds of work (10 times in the quick form)."""
    counts = Counts("kill")
    if not hasattr(os, "fork"):
        counts.skipped = "Killing a process at a moment of its work needs fork, which this system has not."
        return counts
    counts.never(LOST, BROKEN, HALF, SECOND, BROKE)
    runs = _FULL if full else _QUICK
    rounds = _ROUNDS if full else _QUICK_ROUNDS
    today, older = make_laptop(folder / "made"), make_older_laptop(folder / "older")
    made = {kind: older if kind == "migration" else today for kind in KILLED}
    with Striker(folder / "errors.txt") as striker:
        spans = {kind: _spans(striker, kind, laptop, folder / "trial", rounds) for kind, laptop in made.items()}
        for number in range(runs):
            kind = list(KILLED)[number % len(KILLED)]
            _one(counts, striker, made[kind], kind, spans[kind], number, folder / "struck")
    return counts


@dataclass(frozen=True)
class _Span:
    """How long a few rounds of a kind of work take: moments to strike are drawn from within."""

    seconds: float
    calls: int


def _spans(striker: Striker, kind: str, made: Laptop, folder: Path, rounds: int) -> _Span:
    """Work a few rounds unharmed, once by the clock and once counting calls."""
    timed = _worked(striker, kind, made, folder, rounds=rounds)
    counted = _worked(striker, kind, made, folder, rounds=rounds, calls=_UNHARMED) if _TRACED else timed
    for ended in (timed, counted):
        assert not ended.killed, f"{kind} was struck in its trial"
        assert not ended.broke, f"{kind} broke by itself: {ended.broke}"
    return _Span(timed.seconds, counted.calls)


def _worked(striker: Striker, kind: str, made: Laptop, folder: Path, **moment: float) -> Ended:
    shutil.rmtree(folder, ignore_errors=True)
    return striker.run(kind, made.copied(folder).root, **moment)


def _one(counts: Counts, striker: Striker, made: Laptop, kind: str, span: _Span, number: int, folder: Path) -> None:
    """Strike once, and look at what is left."""
    dice = random.Random(f"{SEED} {kind} {number}")  # noqa: S311 - moments, not secrets
    moments = [_moment(dice, span)]
    ended = _worked(striker, kind, made, folder, **moments[0])
    said, broke = ended.said, ended.broke
    if dice.random() < _TWICE:  # and once more, so that finishing what was half done is struck too
        counts.saw("struck twice")
        moments.append(_moment(dice, span))
        ended = striker.run(kind, folder, first=_SECOND, **moments[1])
        said, broke = said + ended.said, broke + ended.broke
    counts.saw("runs")
    counts.saw(f"of {kind}")
    how = f"{kind}, run {number}, seed {SEED}, struck at {moments}"
    if broke:
        counts.went_wrong(BROKE, f"{how}: {broke.splitlines()[-1]}")
    counts.saw("acknowledged", len(said))
    _look(counts, Laptop(folder), made, kind, said, how)


def _moment(dice: random.Random, span: _Span) -> dict[str, float]:
    if _TRACED and dice.random() < _BY_CALLS:
        return {"calls": dice.randrange(span.calls)}
    return {"seconds": dice.uniform(0, span.seconds)}


def _look(counts: Counts, laptop: Laptop, made: Laptop, kind: str, said: Sequence[Said], how: str) -> None:
    """Open the laptop as the next start would, prove it, and go on working on it."""
    opening = [(passphrase, opened) for passphrase in (PASSPHRASE, OTHER) if (opened := _opened(laptop, passphrase))]
    if len(opening) != 1:
        for _, opened in opening:
            opened.store.close()
        counts.went_wrong(LOST if not opening else SECOND, f"{how}: {len(opening)} passphrases open it")
        return
    passphrase, opened = opening[0]
    try:
        with opened.store as store:
            held = read_whole(store)
            for what in lost(laptop, store, opened.worker_id, held, said):
                counts.went_wrong(LOST, f"{how}: {what}")
        desk = Desk(laptop, FixedClock(LATER), laptop.opened(FixedClock(LATER), passphrase), passphrase)
        for work in KILLED[kind]:
            work(desk, _AFTERWARDS)
        desk.opened.store.close()
        with desk.again().store as store:
            read_whole(store)
    except BrokenChain as error:
        counts.went_wrong(BROKEN, f"{how}: {error}")
    except LinkworkerError as error:
        counts.went_wrong(LOST, f"{how}: {type(error).__name__}: {error}")
    for name in half_files(laptop):
        counts.went_wrong(HALF, f"{how}: {name}")
    if _another_key_opens(laptop, made):
        counts.went_wrong(SECOND, how)


def _opened(laptop: Laptop, passphrase: str) -> Unlocked | None:
    try:
        return laptop.opened(passphrase=passphrase)
    except WrongPassphrase:
        return None


def _key(laptop: Laptop) -> DataKey | None:
    slots = Slots.read(laptop.store / SLOTS_NAME, floor=CHEAP)
    for passphrase in (PASSPHRASE, OTHER):
        with contextlib.suppress(WrongPassphrase):
            return slots.open(USER, passphrase, clock=FixedClock(LATER))
    return None


def _another_key_opens(laptop: Laptop, made: Laptop) -> bool:
    """Say whether the key that the laptop had at first opens the store beside another that does."""
    first, now = _key(made), _key(laptop)
    if first is None or now is None or first.secret() == now.secret():
        return False
    try:
        Store.open(laptop.store, first, FixedClock(LATER)).close()
    except LinkworkerError:
        return False
    return True
