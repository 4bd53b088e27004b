"""Look round a throwaway store of fictional people; with --tour, watch the whole main job done in it."""

import contextlib
import os
import shutil
import sys
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from linkworker.base.clock import Clock, FixedClock
from linkworker.cli.desk import Desk
from linkworker.demo.content import settings_file
from linkworker.demo.demonstration import Demonstration, make_demonstration
from linkworker.demo.sweeping import LEFT_BEHIND, sweep
from linkworker.vault.one_at_a_time import ProcessLock


def run(args: Namespace, desk: Desk) -> int:
    """Make it; then open the screens on it, or do the tour where there is no terminal."""
    desk.close()
    sweep(Path(tempfile.gettempdir()), desk.clock)
    tour = args.tour or not sys.stdin.isatty()
    given = Path(args.store).expanduser() if args.store else None
    with _folder(given, desk.clock, keep=args.keep) as folder:
        desk.say(
            "Everybody in this demonstration is fictional, and so is every place and provider.",
            f"Making its encrypted store in {folder} ...",
        )
        stays = args.keep or given is not None
        if tour:
            return _tour(desk, folder, stays=stays)
        look_round = _look_round_in_plain if args.plain or not sys.stdout.isatty() else _look_round
        return look_round(desk, folder, stays=stays)


@contextlib.contextmanager
def _folder(given: Path | None, clock: Clock, *, keep: bool) -> Iterator[Path]:
    if given is not None:
        yield given
        return
    # One that is kept has another name, so that no later demonstration sweeps it away.
    made = Path(tempfile.mkdtemp(prefix="linkworker-kept-demo-" if keep else LEFT_BEHIND))
    lock = ProcessLock(made, clock)  # while the screens are locked nobody has the store open, but it is not left behind
    lock.take()
    try:
        yield made / "store"
    finally:
        lock.give_back()
        if not keep:
            shutil.rmtree(made, ignore_errors=True)


def _look_round(desk: Desk, folder: Path, *, stays: bool) -> int:
    """Open the screens: a child with the demonstration's settings, and its passphrase already filled in."""
    from linkworker.cli.parent import keep_a_child  # noqa: PLC0415 - the tour has no child

    made = make_demonstration(folder, desk.clock, desk.cost)
    made.store.close()
    shown = folder / "passphrase.txt"
    shown.write_text(f"{made.passphrase}\n", encoding="utf-8", newline="\n")
    words = ["--store", str(folder), "--user", made.user, "--demonstration-passphrase-file", str(shown)]
    environment = {**os.environ, "LINKWORKER_SETTINGS": str(settings_file())}
    code = keep_a_child(words, module="linkworker.ui", environment=environment)
    desk.say(*_what_becomes_of(made, folder) if stays else ["The demonstration is deleted."])
    return code


def _what_becomes_of(made: Demonstration, folder: Path) -> list[str]:
    return [f"It is kept in {folder}.", f"It opens for '{made.user}' with the passphrase: {made.passphrase}"]


def _look_round_in_plain(desk: Desk, folder: Path, *, stays: bool) -> int:
    from linkworker.cli.demonstration_desk import DemonstrationDesk  # noqa: PLC0415 - the tour has a desk of its own
    from linkworker.cli.idle import Idle  # noqa: PLC0415 - only a terminal waits
    from linkworker.cli.session import converse  # noqa: PLC0415 - as above

    made = make_demonstration(folder, desk.clock, desk.cost)
    desk.say(*_how_to_get_in(made, desk.clock, folder, stays=stays))
    with contextlib.closing(DemonstrationDesk(made, desk.clock, desk.cost, ask=desk.ask)) as beside:
        converse(beside, Idle())
    desk.say(f"It is kept in {folder}." if stays else "The demonstration is deleted.")
    return 0


def _how_to_get_in(made: Demonstration, clock: Clock, folder: Path, *, stays: bool) -> list[str]:
    lines = [
        f"It is made as of {clock.today():%A}: 40 people, two teams, 60 activities, 25 providers.",
        f"You are '{made.user}', a personal adviser. Its passphrase, which is not a secret, is:",
        f"    {made.passphrase}",
        f"It stays in {folder}." if stays else "It is deleted when you leave.",
    ]
    return [*lines, "Begin with 'due', 'people list', 'show Ali' or 'match Ali'."]


def _tour(desk: Desk, folder: Path, *, stays: bool) -> int:
    from linkworker.cli.tour import WEEKS, Tour  # noqa: PLC0415 - it loads printing and sealing

    clock = FixedClock(desk.clock.now() - timedelta(weeks=WEEKS))
    made = make_demonstration(folder, clock, desk.cost)
    with tempfile.TemporaryDirectory(prefix="linkworker-hub-", dir=None if stays else folder.parent) as beside:
        done = Tour(made, clock, desk.cost, Path(beside), desk.say).go()
    if done:
        desk.say("Every step was done. " + (f"The store is kept in {folder}." if stays else "The store is deleted."))
    if stays:
        desk.say(f"It opens for '{made.user}' with the passphrase: {made.passphrase}")
    return 0 if done else 1
