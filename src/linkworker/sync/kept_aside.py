"""Sealed files of which the store knows nothing, for a backup was put back since: they may be the only copy.

What may leave of them nobody here can say, so that they go only when a worker says so. Until then they are kept aside.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import select

from linkworker.base.progress import Progress, nobody_watches
from linkworker.base.words import listed, plural
from linkworker.journal.actions import Action
from linkworker.journal.tables import BUNDLE
from linkworker.sync.carriers.carrier import Carrier, Delivered, Delivery
from linkworker.sync.outbox_files import OUTBOX, bundles_lying, forget, read_bundle_name
from linkworker.sync.own_identities import own_identities
from linkworker.vault.store import Store
from linkworker.vault.whole_file import make_folder

ASIDE = "aside"
"""The folder in the outbox; in it stand numbered ones, for two files may have one name."""
_ARRIVED = {Delivery.TAKEN_IN, Delivery.KNOWN, Delivery.WAITS, Delivery.RECEIVED}


def put_aside(store: Store) -> tuple[int, ...]:
    """Move what lies in the outbox and is no bundle of this store aside; return the numbers of those bundles.

    Before anything is sealed there: a bundle made now may have the same name.
    """
    lying = bundles_lying(store)
    if not lying:
        return ()
    shorts = {each.device: each.public.short for each in own_identities(store)}
    with store.reading() as connection:
        made = connection.execute(select(BUNDLE.c.device_id, BUNDLE.c.number)).all()
    known = {(shorts.get(row.device_id), row.number) for row in made}
    moved = [path for path in lying if read_bundle_name(path.name) not in known]
    for path in moved:
        folder = _free(store, path.name)
        make_folder(folder)
        path.replace(folder / path.name)
        forget(store, path.name)
    return _numbers(moved)


def kept_aside(store: Store) -> tuple[int, ...]:
    """Return the numbers of the bundles that are kept aside."""
    return _numbers(_files(store))


def send_aside(
    store: Store, worker_id: str, carrier: Carrier, *, progress: Progress = nobody_watches
) -> Iterator[Delivered]:
    """Send what is kept aside as it lies, under the device that sealed it. Raises what the carrier raises.

    What the centre has is let go of. What it put aside, or lies on a stick, stays until it is destroyed.
    """
    for path in _files(store):
        said = carrier.put(path, progress)
        with store.unit_of_work(worker_id) as uow:
            found = read_bundle_name(path.name)
            values = {"number": found[1] if found else 0, "hash": said.sha256}
            uow.event(Action.EXPORTED, "bundle", store.device_id, values=values)
        if said.state in _ARRIVED:
            path.unlink(missing_ok=True)
        yield said


def destroy_aside(store: Store) -> tuple[int, ...]:
    """Delete what is kept aside; return the numbers of those bundles. Nobody brings it back."""
    files = _files(store)
    for path in files:
        path.unlink(missing_ok=True)
    return _numbers(files)


def aside_words(numbers: Sequence[int]) -> str:
    """Return what is kept aside and what to do by plain commands, as a worker reads it; "" for nothing."""
    it = "it" if len(numbers) == 1 else "them"
    do = f"Send {it} with linkworker sync aside send, or destroy {it} with linkworker sync aside destroy."
    return f"{why_aside(numbers)} {do}" if numbers else ""


def why_aside(numbers: Sequence[int]) -> str:
    """Return which bundles are kept aside, and why, in a sentence; "" for nothing."""
    if not numbers:
        return ""
    were = "were" if len(numbers) > 1 else "was"
    said = f"{named_bundles(numbers).capitalize()} {were}"
    return f"{said} made before a backup was put back, and may hold the only copy of something."


def named_bundles(numbers: Sequence[int]) -> str:
    """Return bundles by their numbers, inside a sentence: "bundle 4", "bundles 4 and 5"."""
    return f"{plural(len(numbers), 'bundle')} {listed(str(number) for number in numbers)}"


def _files(store: Store) -> list[Path]:
    """Return the files, those of the lowest numbers first: one builds on those before it."""
    found = ((read_bundle_name(path.name), path) for path in (store.folder / OUTBOX / ASIDE).glob("*/*.age"))
    return [path for _, path in sorted((name[1], path) for name, path in found if name)]


def _numbers(paths: Sequence[Path]) -> tuple[int, ...]:
    return tuple(found[1] for path in paths if (found := read_bundle_name(path.name)))


def _free(store: Store, name: str) -> Path:
    number = 1
    while (folder := store.folder / OUTBOX / ASIDE / str(number) / name).exists():
        number += 1
    return folder.parent
