"""Sending what was written to the centre over a network: sealed files wait in the store's folder until delivered."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import Connection, select

from linkworker.base.progress import Progress, nobody_watches
from linkworker.base.setting_values import Sharing
from linkworker.journal import outbox
from linkworker.journal.actions import Action
from linkworker.journal.tables import ENTRY
from linkworker.sync.carriers.carrier import Carrier, Delivered, Delivery
from linkworker.sync.coming_down import own_shorts
from linkworker.sync.export import Exported, export, make_again
from linkworker.sync.seal import bundle_name
from linkworker.vault.devices import OwnDevice, own_devices
from linkworker.vault.store import Store
from linkworker.vault.whole_file import make_folder

OUTBOX = "outbox"
"""Where sealed bundles lie in the store's folder until the hub has them whole: an upload goes on with its bytes."""


def write_what_is_unsent(
    store: Store, worker_id: str, folder: Path, sharing: Sharing, *, progress: Progress = nobody_watches
) -> Exported:
    """Export into a folder, if there is anything that the centre should have; raises as `export` does."""
    if not worth_writing(store):
        return Exported(())
    return export(store, worker_id, folder, sharing, progress=progress)


def worth_writing(store: Store) -> bool:
    """Say whether anything is unsent but the note that a bundle was written.

    That a receipt was taken in is worth a bundle: only so does the centre hear of it.
    """
    devices = own_devices(store)
    with store.reading() as connection:
        return any(_worth(connection, own) for own in devices)


def _worth(connection: Connection, own: OwnDevice) -> bool:
    if own.again or any(made.written_at is None for made in outbox.sent(connection, own.device_id)):
        return True
    span = outbox.unsent(connection, own.device_id, up_to=own.ends)
    if span is None:
        return False
    chosen = (ENTRY.c.device_id == own.device_id, ENTRY.c.seq.between(span.first, span.last))
    other = select(ENTRY.c.id).where(*chosen, ENTRY.c.action != str(Action.EXPORTED)).limit(1)
    return connection.execute(other).first() is not None


def send_all(
    store: Store, worker_id: str, carrier: Carrier, sharing: Sharing, *, progress: Progress = nobody_watches
) -> Iterator[Delivered]:
    """Send every bundle that lies in the outbox, the oldest first, and what the hub turns out to lack before them.

    Raises what the carrier raises: what was not delivered lies there still, and goes next time.
    """
    folder = store.folder / OUTBOX
    make_folder(folder)
    for path in _in_order(store, folder):
        delivered = carrier.put(path, progress)
        yield delivered
        path.unlink(missing_ok=True)
        if delivered.state == Delivery.WAITS:
            yield from _send_before(store, worker_id, carrier, sharing, path.name, progress)


def _send_before(
    store: Store, worker_id: str, carrier: Carrier, sharing: Sharing, name: str, progress: Progress
) -> Iterator[Delivered]:
    """Send the bundles before one, which the hub waits for: the stick that they were on never came there."""
    own, short = own_devices(store)[-1], own_shorts(store)[-1]
    with store.reading() as connection:
        numbers = outbox.unreceipted(connection, own.device_id)
    for number in numbers:
        if bundle_name(short, number) >= name:
            return
        make_again(store, worker_id, store.folder / OUTBOX, number, sharing=sharing, progress=progress)
        path = store.folder / OUTBOX / bundle_name(short, number)
        yield carrier.put(path, progress)
        path.unlink(missing_ok=True)


def _in_order(store: Store, folder: Path) -> Iterable[Path]:
    shorts = own_shorts(store)
    return [path for short in shorts for path in sorted(folder.glob(f"linkworker-{short}-*.age"))]
