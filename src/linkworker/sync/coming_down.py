"""Fetching the receipts that lie at a carrier's other end, and taking in what is new of them."""

from collections.abc import Collection, Iterable
from pathlib import Path

from linkworker.base.errors import LinkworkerError
from linkworker.base.progress import Progress, nobody_watches
from linkworker.sync.carriers.carrier import Carrier
from linkworker.sync.carriers.names import read_receipt_name, receipt_name
from linkworker.sync.inbox import take_in
from linkworker.sync.inbox_problems import BuildsOnAnother, PutBack, SaidOtherwise
from linkworker.sync.inbox_taken import TakenIn
from linkworker.sync.met import NotTaken
from linkworker.sync.order import ReceiptPlace
from linkworker.sync.own_identities import own_identities
from linkworker.sync.problems import AnotherHub, AnotherLaptop, OfThing, Unreadable
from linkworker.sync.receipts_taken import receipts_taken
from linkworker.vault.store import Store
from linkworker.vault.whole_file import make_folder

INBOX = "inbox"
"""Where receipts lie in the store's folder until they are taken in: sealed, as they came."""
_OF_THE_FILE: tuple[type[LinkworkerError], ...] = (
    OfThing, AnotherHub, AnotherLaptop, Unreadable, SaidOtherwise, BuildsOnAnother, PutBack,
)  # fmt: skip


def bring_down(
    store: Store, worker_id: str, carrier: Carrier, *, progress: Progress = nobody_watches
) -> tuple[tuple[TakenIn, ...], tuple[NotTaken, ...]]:
    """Fetch what is new and take it in; return what was taken in, and what was not and why.

    Raises what the carrier and the store raise; what was taken in before stays taken in.
    """
    into = store.folder / INBOX
    make_folder(into)
    carrier.fetch(known_names(store), into, progress)
    # What a meeting that was cut off had fetched lies there still.
    here = [path for path in into.iterdir() if read_receipt_name(path.name) is not None]
    try:
        return take_newest(store, worker_id, here, progress=progress)
    finally:
        for path in here:
            path.unlink(missing_ok=True)


def take_newest(
    store: Store, worker_id: str, paths: Iterable[Path], *, progress: Progress = nobody_watches
) -> tuple[tuple[TakenIn, ...], tuple[NotTaken, ...]]:
    """Take in the newest of each device's receipts that holds: every one says all that those before it said."""
    taken: list[TakenIn] = []
    refused: list[NotTaken] = []
    done: set[str] = set()
    for path in sorted(paths, key=_newest_first):
        short = _named(path)[0]
        if short in done:
            continue
        try:
            found = take_in(store, worker_id, path, progress=progress)
        except _OF_THE_FILE as error:
            refused.append(NotTaken(path.name, str(error)))
            continue
        done.add(short)
        if found.place == ReceiptPlace.NEXT:
            taken.append(found)
    return tuple(taken), tuple(refused)


def known_names(store: Store) -> Collection[str]:
    """Return the file names of the receipts that were taken in."""
    identities = own_identities(store)
    with store.reading() as connection:
        return {
            receipt_name(own.public.short, number)
            for own in identities
            for number in receipts_taken(connection, own.device)
        }


def own_shorts(store: Store) -> tuple[str, ...]:
    """Return the short ids of the devices that this laptop was, and of the one that it is, last."""
    return tuple(own.public.short for own in own_identities(store))


def _newest_first(path: Path) -> tuple[str, int]:
    short, number = _named(path)
    return short, -number


def _named(path: Path) -> tuple[str, int]:
    return read_receipt_name(path.name) or (path.name, 0)
