"""Sending what was written to the centre over a network: sealed files wait in the store's folder until delivered."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from linkworker.base.progress import Progress, nobody_watches
from linkworker.base.setting_values import Sharing
from linkworker.journal import outbox
from linkworker.journal.actions import Action
from linkworker.journal.tables import ENTRY
from linkworker.sync.carriers.carrier import Carrier, Delivered, Delivery
from linkworker.sync.coming_down import own_shorts
from linkworker.sync.export import Exported, export, make_again, may_go_as_it_lies
from linkworker.sync.kept_aside import put_aside
from linkworker.sync.mending import to_make_anew
from linkworker.sync.outbox_files import OUTBOX, delivered, files_to_send, read_bundle_name
from linkworker.vault.devices import OwnDevice, own_devices
from linkworker.vault.store import Store
from linkworker.vault.whole_file import make_folder

__all__ = ["OUTBOX", "send_all", "worth_writing", "write_what_is_unsent"]


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
    if to_make_anew(connection, own.device_id):
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

    Each is looked at right before: what may not leave any more, or was erased, since the file was sealed does not go.
    Then the bundle is sealed anew. Raises what the carrier raises, and as `make_again` does: what was not delivered
    lies there still, and goes next time.
    """
    make_folder(store.folder / OUTBOX)
    put_aside(store)
    way = _Way(store, worker_id, carrier, sharing, progress)
    for own, number, name, digest in _in_order(store):
        if not way.makes_ready(own, number, name, digest):
            delivered(store, name)
            continue
        said = way.put(name)
        yield said
        if said.state == Delivery.WAITS:
            yield from way.send_before(own, number)


@dataclass(frozen=True, slots=True)
class _Way:
    """The way to the centre in one meeting."""

    store: Store
    worker_id: str
    carrier: Carrier
    sharing: Sharing
    progress: Progress

    def makes_ready(self, own: OwnDevice, number: int, name: str, digest: str) -> bool:
        """Let a file lie in the outbox that may go as it is; False when there is nothing to be sent.

        A bundle that this store does not know, for it was put back from a backup, is not among them: see `put_aside`.
        """
        with self.store.reading() as connection:
            made = next((each for each in outbox.sent(connection, own.device_id) if each.number == number), None)
        path = self.store.folder / OUTBOX / name
        if made is None or made.receipted_at is not None:
            return False
        if not (path.exists() and digest == made.hash and self._may_go(own, number)):
            self._seal(own, number)  # in its place
        return True

    def put(self, name: str) -> Delivered:
        """Send a file, and let go of it."""
        said = self.carrier.put(self.store.folder / OUTBOX / name, self.progress)
        delivered(self.store, name)
        return said

    def send_before(self, last: OwnDevice, before: int) -> Iterator[Delivered]:
        """Send the bundles before one, which the hub waits for: the stick that they were on never came there."""
        for own in own_devices(self.store):
            with self.store.reading() as connection:
                numbers = outbox.unreceipted(connection, own.device_id)
            for number in numbers:
                if own.device_id == last.device_id and number >= before:
                    return
                yield self.put(self._seal(own, number))
            if own.device_id == last.device_id:
                return

    def _seal(self, own: OwnDevice, number: int) -> str:
        sealed = make_again(
            self.store, self.worker_id, self.store.folder / OUTBOX, number,
            sharing=self.sharing, device_id=own.device_id, progress=self.progress,
        )  # fmt: skip
        return sealed.path.name

    def _may_go(self, own: OwnDevice, number: int) -> bool:
        return may_go_as_it_lies(self.store, self.worker_id, self.sharing, own.device_id, number)


def _in_order(store: Store) -> Iterator[tuple[OwnDevice, int, str, str]]:
    """Yield what is to be sent: whose it is, its number, the file's name, and its bundle's hash where that is known."""
    files, of_shorts = files_to_send(store), dict(zip(own_shorts(store), own_devices(store), strict=True))
    named = [(read_bundle_name(name), name) for name in files]
    for short, own in of_shorts.items():
        for (_, number), name in sorted((found, name) for found, name in named if found and found[0] == short):
            yield own, number, name, files[name]
