"""Taking what is unsent to the centre: one bundle, sealed to the trusted hub, obeying what may leave."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from linkworker import __version__
from linkworker.base.errors import NotFound, Refused
from linkworker.base.setting_values import Sharing
from linkworker.casework.consent.withholding import withheld_people, withheld_records
from linkworker.journal import outbox
from linkworker.journal.actions import Action
from linkworker.journal.canonical import instant_text
from linkworker.journal.outbox import Span
from linkworker.sync.device import DeviceIdentity
from linkworker.sync.identity import key_id
from linkworker.sync.kept_here import records_kept_here
from linkworker.sync.manifest import BundleFacts, Manifest, read_manifest
from linkworker.sync.problems import LinesChanged
from linkworker.sync.progress import Progress, nobody_watches, reporting
from linkworker.sync.seal import Lines, Sealed, bundle_name, manifest_of, shipped_readme, write_bundle
from linkworker.sync.trust import trusted_hub
from linkworker.vault.devices import OwnDevice, own_devices, went_again
from linkworker.vault.steps import STEPS
from linkworker.vault.store import Store


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the next bundle would hold, and since when the oldest of it has waited."""

    number: int
    entries: int
    oldest: str  # UTC text
    people_withheld: int
    records_withheld: int


def device(store: Store) -> DeviceIdentity:
    """Return this laptop's signing identity."""
    return DeviceIdentity.from_private_bytes(store.device_id, store.device_key().private_bytes_raw())


def waiting(store: Store, sharing: Sharing) -> Waiting | None:
    """Return what is unsent, with how many people and records would travel as bare headers; None when nothing is.

    What the laptop wrote as another device, before it was restored, counts too.
    """
    devices = own_devices(store)
    with store.reading() as connection:
        found = [(own, span) for own in devices if (span := outbox.unsent(connection, own.device_id)) is not None]
        if not found:
            return None
        oldest = min(outbox.written_at(connection, own.device_id, span.first) for own, span in found)
        people = withheld_people(connection, sharing, store.clock.today())
        records = withheld_records(connection)
    entries = sum(span.count for _, span in found)
    return Waiting(found[-1][1].number, entries, oldest, len(people), len(records))


def export(
    store: Store, worker_id: str, folder: Path, sharing: Sharing, *, progress: Progress = nobody_watches
) -> Sealed:
    """Seal all that is unsent into one file in a folder, and read it back.

    The bundle is noted in the store before the file is written, so that a number never stands for two contents. Should
    the stick be pulled out, the next export first writes that same bundle, or the centre would wait for it in vain;
    where there is nothing else, it is what is returned. What the laptop wrote as another device, before it was
    restored, goes in files of its own beside it. Raises Refused (no hub, nothing new, no such folder), NotWritten and
    what sealing raises; Stopped if `progress` does, and then nothing is lost.
    """
    trusted_hub(store)  # or it is refused before anything is done
    _check_folder(folder)
    *former, own = own_devices(store)
    before = [_former(store, worker_id, each, folder, sharing, progress) for each in former]
    stranded = _stranded(store, worker_id, own, folder)
    sealed = _unsent(store, worker_id, own, folder, sharing, progress, unless_only_noted=stranded is not None)
    found = [each for each in (*before, stranded, sealed) if each is not None]
    if not found:
        raise Refused("Everything has been exported already. The last bundle can be written once more.")
    return found[-1]


def _former(
    store: Store, worker_id: str, own: OwnDevice, folder: Path, sharing: Sharing, progress: Progress
) -> Sealed | None:
    """Write what a device that this laptop was before has no receipt for; return the last of it."""
    sealed = None
    for number in own.again:
        try:
            sealed = _again(store, worker_id, own, folder, number)
        except MadeOtherwise:  # something was erased since: what the centre does not have of it goes as it is now
            with store.writing() as connection:
                outbox.forget_after(connection, own.device_id, number - 1)
                for later in own.again:
                    went_again(connection, own.device_id, later)
            break
    sealed = _stranded(store, worker_id, own, folder) or sealed
    return _unsent(store, worker_id, own, folder, sharing, progress) or sealed


def _unsent(
    store: Store,
    worker_id: str,
    own: OwnDevice,
    folder: Path,
    sharing: Sharing,
    progress: Progress,
    *,
    unless_only_noted: bool = False,
) -> Sealed | None:
    """Seal what a device has not sent; None if there is nothing, or only the note that something was exported."""
    readme, recipients = shipped_readme(), [trusted_hub(store).recipient]
    with store.writing() as connection:
        span = outbox.unsent(connection, own.device_id)
        if span is None or (unless_only_noted and span.first == span.last):
            return None
        people = withheld_people(connection, sharing, store.clock.today())
        records = records_kept_here(connection, people)
        outbox.withhold(connection, own.device_id, span, people=people, records=records)
        outbox.release(connection, own.device_id, span, people=people, records=records)
        now = store.clock.now()
        facts = _facts(connection, store, own, span, now)

        def lines() -> Iterator[bytes]:
            held = outbox.lines(connection, own.device_id, span)
            return reporting(held, progress, before=0, total=2 * span.count)

        manifest = manifest_of(lines, facts, recipients, readme)
        outbox.keep(
            connection,
            own.device_id,
            span,
            digest=manifest.hash,
            manifest=manifest.to_bytes().decode(),
            made_at=now,
        )
    return _write(store, worker_id, own, span, manifest, folder, progress=progress)


def _stranded(store: Store, worker_id: str, own: OwnDevice, folder: Path) -> Sealed | None:
    """Write what was made and never lay whole on a medium; return the last of it."""
    with store.reading() as connection:
        numbers = [made.number for made in outbox.sent(connection, own.device_id) if made.written_at is None]
    sealed = [_again(store, worker_id, own, folder, number) for number in numbers]
    return sealed[-1] if sealed else None


def make_again(store: Store, worker_id: str, folder: Path, number: int | None = None) -> Sealed:
    """Write a bundle once more: the latest, or the one with this number. The bytes inside are the same.

    Raises NotFound when there is none, Refused when something in it was taken out since or it was for another hub, and
    as `export` does.
    """
    _check_folder(folder)
    return _again(store, worker_id, own_devices(store)[-1], folder, number)


def _again(store: Store, worker_id: str, own: OwnDevice, folder: Path, number: int | None) -> Sealed:
    with store.reading() as connection:
        made = outbox.sent(connection, own.device_id)
        wanted = number or (made[-1].number if made else 0)
        span = outbox.span_of(connection, own.device_id, wanted)
        text = outbox.manifest_of(connection, own.device_id, wanted)
    if span is None or text is None:
        raise NotFound("There is no such bundle. Look which were made.")
    manifest = read_manifest(text.encode())
    if key_id(trusted_hub(store).recipient) not in manifest.recipients:
        raise Refused("That bundle was made for another hub, so the one trusted now could not take it in.")
    return _write(store, worker_id, own, span, manifest, folder)


class MadeOtherwise(Refused):
    """That bundle cannot be made again. Something in it was erased since."""


def _write(
    store: Store,
    worker_id: str,
    own: OwnDevice,
    span: Span,
    manifest: Manifest,
    folder: Path,
    *,
    progress: Progress = nobody_watches,
) -> Sealed:
    hub, identity = trusted_hub(store), DeviceIdentity(own.device_id, own.key)
    out = folder / bundle_name(identity.public.short, span.number)
    with _lines(store, own, span, progress) as lines:
        try:
            sealed = write_bundle(manifest, lines, own.key, [hub.recipient], out=out, readme=shipped_readme())
        except LinesChanged as error:
            raise MadeOtherwise from error
    with store.unit_of_work(worker_id) as uow:
        outbox.written(uow.connection, own.device_id, span.number, store.clock.now())
        went_again(uow.connection, own.device_id, span.number)
        values = {"number": span.number, "hash": sealed.hash, "entries": span.count}
        uow.event(Action.EXPORTED, "bundle", own.device_id, values=values)
    return sealed


@contextmanager
def _lines(store: Store, own: OwnDevice, span: Span, progress: Progress) -> Iterator[Lines]:
    with store.reading() as connection:
        # Each line was read once already, for the manifest: this is the second half of the work.
        yield lambda: reporting(
            outbox.lines(connection, own.device_id, span), progress, before=span.count, total=2 * span.count
        )


def _facts(connection: Connection, store: Store, own: OwnDevice, span: Span, now: datetime) -> BundleFacts:
    bare, released = outbox.counts(connection, own.device_id, span.number)
    return BundleFacts(
        schema=len(STEPS),
        program=__version__,
        store=store.id,
        device=own.device_id,
        number=span.number,
        previous=span.previous,
        first=span.first,
        last=span.last,
        count=span.count,
        withheld=bare,
        released=released,
        head_before=span.head_before,
        head=span.head,
        made_at=instant_text(now),
    )


def _check_folder(folder: Path) -> None:
    try:
        is_there = folder.is_dir()
    except PermissionError:
        raise Refused(f"Your account may not look into {folder}. Name another folder.") from None
    if not is_there:
        raise Refused(f"There is no folder {folder}. Put the stick in, or name a folder that is there.")
