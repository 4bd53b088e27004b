"""Prove that the journal is unchanged; checkpoints to write down; what you, or another worker, did."""

from argparse import Namespace
from itertools import groupby

from linkworker.base.dates import show_date
from linkworker.base.times import show_instant
from linkworker.base.words import count
from linkworker.casework.history import activity as activities
from linkworker.casework.history.activity import Done
from linkworker.cli.desk import Desk
from linkworker.journal.chain import verify_chains
from linkworker.sync.checkpoint import make_checkpoint
from linkworker.sync.checkpoint import prove as prove_words
from linkworker.vault.devices import chain_ends, own_devices


def run(args: Namespace, desk: Desk) -> int:
    """Do the step."""
    return int(args.step(args, desk) or 0)


def verify(_args: Namespace, desk: Desk) -> None:
    """Prove every entry of the journal, from the first."""
    own = [device.device_id for device in own_devices(desk.store)]
    with desk.reading() as connection:
        entries = verify_chains(connection, own, chain_ends(connection))
    said = f"{count(entries, 'entry', 'entries')} prove each other: nothing was altered, lost or put in."
    desk.answer(
        {"entries": entries}, [said, "That none was cut off at the end, or all of it rewritten, words on paper prove."]
    )


def checkpoint(_args: Namespace, desk: Desk) -> None:
    """Sign the journal's head, keep that, and print the words."""
    made = make_checkpoint(desk.store)
    lines = [
        f"Six words for the journal of {count(made.seq, 'entry', 'entries')}, {show_instant(made.at)}:",
        f"  {made.words}",
        "Write them down, with the day, and keep them away from this laptop.",
        f"To prove later that nothing before was changed: linkworker audit prove {made.words}",
    ]
    desk.answer(made, lines)


def prove(args: Namespace, desk: Desk) -> None:
    """Say since when the journal is unchanged."""
    found = prove_words(desk.store, " ".join(args.words))
    then, since = found.checkpoint, found.entries - found.checkpoint.seq
    lines = [
        f"The journal up to {show_instant(then.at)} is unchanged: {count(then.seq, 'entry', 'entries')} as they were.",
        f"{count(since, 'entry', 'entries')} came after, and all {found.entries:,} prove each other.",
    ]
    desk.answer(found, lines)


def activity(args: Namespace, desk: Desk) -> None:
    """Show what a worker did, by day, newest first."""
    worker_id = _worker(desk, args.worker) if args.worker else desk.worker_id
    with desk.reading() as connection:
        places = activities.places_of(connection, worker_id)
        done = activities.activity(connection, places[args.skip : args.skip + args.most])
    lines = [
        line for day, of_day in groupby(done, lambda one: one.day) for line in (show_date(day), *map(_line, of_day))
    ]
    shown = args.skip + len(done)
    if shown < len(places):
        lines.append(f"{len(places) - shown:,} more: --skip {shown}.")
    desk.answer(done, lines or ["Nothing is in the journal."])


def _line(done: Done) -> str:
    about = f"{done.about}: " if done.about else ""
    return f"  {show_instant(done.at).rpartition(' at ')[2]}  {about}{done.what}"


def _worker(desk: Desk, typed: str) -> str:
    from linkworker.casework.workers.workers import one_worker, workers  # noqa: PLC0415 - only when one is named
    from linkworker.vault.slots import SLOTS_NAME, Slots  # noqa: PLC0415 - as above

    slots = Slots.read(desk.folder / SLOTS_NAME, floor=desk.cost)
    with desk.reading() as connection:
        return one_worker(workers(connection, slots, desk.store.id), typed).id
