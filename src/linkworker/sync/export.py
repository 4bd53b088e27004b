"""Taking what is unsent to the centre: bundles sealed to the trusted hub, obeying what may leave and what fits."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from linkworker.base.errors import NotFound, Refused
from linkworker.base.progress import Progress, nobody_watches
from linkworker.base.setting_values import Sharing
from linkworker.base.words import count
from linkworker.casework.consent.withholding import withheld_people, withheld_records
from linkworker.journal import outbox
from linkworker.journal.actions import Action
from linkworker.journal.chain import last_of
from linkworker.sync.fitting import free_room
from linkworker.sync.kept_aside import put_aside
from linkworker.sync.making import (
    Limits,
    Made,
    NothingFits,
    Sender,
    fits,
    holds_the_same,
    is_as_it_was_made,
    keep_back,
    lines_of,
    make_anew,
    make_next,
    staying,
)
from linkworker.sync.manifest import read_manifest
from linkworker.sync.mending import to_make_anew
from linkworker.sync.outbox_files import OUTBOX, lies
from linkworker.sync.own_identities import identity_of
from linkworker.sync.problems import LinesChanged
from linkworker.sync.seal import Lines, Sealed, bundle_name, shipped_readme, write_bundle
from linkworker.sync.trust import trusted_hub
from linkworker.vault.devices import OwnDevice, own_devices, went_again
from linkworker.vault.store import Store


class NoRoom(Refused):
    """Nothing more fits on this drive. Nothing is lost. Bring another stick."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the next bundle would hold, and since when the oldest of it has waited."""

    number: int
    entries: int
    oldest: str  # UTC text
    people_withheld: int
    records_withheld: int


@dataclass(frozen=True, slots=True)
class Exported:
    """The bundles that were written and read back, in order, and how many entries did not fit and stay unsent."""

    bundles: tuple[Sealed, ...]
    left: int = 0

    @property
    def last(self) -> Sealed:
        """Return the newest bundle."""
        return self.bundles[-1]

    @property
    def left_words(self) -> str:
        """Say what did not fit and what to do; "" when all did."""
        if not self.left:
            return ""
        return f"{count(self.left, 'entry', 'entries')} did not fit and stay unsent. Bring another stick."


def waiting(store: Store, sharing: Sharing) -> Waiting | None:
    """Return what is unsent, with how many people and records would travel as bare headers; None when nothing is.

    What the laptop wrote as another device, before it was restored, counts too.
    """
    devices = own_devices(store)
    with store.reading() as connection:
        spans = ((own, outbox.unsent(connection, own.device_id, up_to=own.ends)) for own in devices)
        found = [(own, span) for own, span in spans if span is not None]
        if not found:
            return None
        oldest = min(outbox.written_at(connection, own.device_id, span.first) for own, span in found)
        people = withheld_people(connection, sharing)
        records = withheld_records(connection)
    entries = sum(span.count for _, span in found)
    return Waiting(found[-1][1].number, entries, oldest, len(people), len(records))


def export(
    store: Store,
    worker_id: str,
    folder: Path,
    sharing: Sharing,
    *,
    room: int | None = None,
    progress: Progress = nobody_watches,
) -> Exported:
    """Seal all that is unsent into files in a folder, as many as it takes and the medium has room for; read them back.

    `room` is how many bytes may be written; without it, what the medium has free. What does not fit stays unsent.
    Each bundle is noted in the store before its file is written, so that a number never stands for two contents. Should
    the stick be pulled out, the next export first writes that bundle, or the centre would wait for it in vain. What the
    laptop wrote as another device, before it was restored, goes in files of its own beside it. Raises Refused (no hub,
    nothing new, no such folder), NoRoom, NotWritten and what sealing raises; Stopped if `progress` does, and then
    nothing is lost.
    """
    sender = Sender(store, worker_id, sharing, trusted_hub(store).recipient, progress)
    _check_folder(folder)
    put_aside(store)
    *former, own = own_devices(store)
    up_to = {each.device_id: _last_entry(store, each) for each in (*former, own)}
    medium = _Medium(folder, room)
    left = 0
    try:
        for each in former:
            _send_former(sender, each, medium, up_to[each.device_id])
        stranded = _send_stranded(sender, own, medium)
        _send_new(sender, own, medium, up_to[own.device_id], unless_only_noted=stranded)
    except NothingFits:
        if not medium.written:
            raise NoRoom from None
        left = _left(store, up_to)
    if not medium.written:
        raise Refused("Everything has been exported already. The last bundle can be written once more.")
    return Exported(tuple(medium.written), left)


def make_again(
    store: Store,
    worker_id: str,
    folder: Path,
    number: int | None = None,
    *,
    sharing: Sharing,
    device_id: str | None = None,
    progress: Progress = nobody_watches,
) -> Sealed:
    """Write a bundle once more: the latest, or the one with this number. The bytes inside are the same.

    But what was erased since, or may not leave any more, does not go: then the bundle is made anew under its number,
    with another hash, and says which it takes the place of; so too when the hub has another key now, or the program was
    updated. `device_id` is a device that the laptop was before. Raises NotFound when there is none, and as `export`
    does.
    """
    sender = Sender(store, worker_id, sharing, trusted_hub(store).recipient, progress)
    _check_folder(folder)
    own = _own(store, device_id)
    with store.reading() as connection:
        made = outbox.sent(connection, own.device_id)
    medium = _Medium(folder, None)
    try:
        _send_again(sender, own, medium, number or (made[-1].number if made else 0))
    except NothingFits:
        raise NoRoom from None
    return medium.written[-1]


def may_go_as_it_lies(store: Store, worker_id: str, sharing: Sharing, device_id: str, number: int) -> bool:
    """Say whether a bundle would be made today as it was: nothing of it was erased since, or must stay here now.

    What must stay is noted at once as staying. Raises NotFound when there is no such bundle.
    """
    sender = Sender(store, worker_id, sharing, trusted_hub(store).recipient)
    made = _made_before(sender, _own(store, device_id), number)
    with store.writing() as connection:
        less = keep_back(connection, made, staying(connection, sender))
    if less or not is_as_it_was_made(made, sender):
        return False
    with store.reading() as connection:
        return holds_the_same(connection, made)


def _own(store: Store, device_id: str | None) -> OwnDevice:
    devices = own_devices(store)
    return next((each for each in devices if each.device_id == device_id), devices[-1])


class _Medium:
    """A folder to write to, with what was written there and what room is left."""

    def __init__(self, folder: Path, room: int | None) -> None:
        self.folder = folder
        self.written: list[Sealed] = []
        self._given = room

    @property
    def room(self) -> int | None:
        if self._given is None:
            return free_room(self.folder)
        return self._given - sum(sealed.size for sealed in self.written)


# What goes, device by device --------------------------------------------------------------------------------------


def _send_former(sender: Sender, own: OwnDevice, medium: _Medium, up_to: int) -> None:
    """Write what a device that this laptop was before has no receipt for.

    Values that were withheld before go under the laptop's own device: a bundle made now may be known at the centre as
    another, which arrived after the backup, and is put aside then.
    """
    for number in own.again:
        _send_again(sender, own, medium, number)
    _send_stranded(sender, own, medium)
    _send_rest(sender, own, medium, up_to, releases=False)


def _send_new(sender: Sender, own: OwnDevice, medium: _Medium, up_to: int, *, unless_only_noted: bool) -> None:
    """Write what this laptop has not sent; nothing if that is only the note that something was exported."""
    with sender.store.reading() as connection:
        span = outbox.unsent(connection, own.device_id, up_to=up_to)
        if span is None or (unless_only_noted and outbox.only_exports(connection, own.device_id, span)):
            return
    _send_rest(sender, own, medium, up_to, releases=True)


def _send_rest(sender: Sender, own: OwnDevice, medium: _Medium, up_to: int, *, releases: bool) -> None:
    while made := make_next(sender, own, Limits(up_to, medium.room, releases=releases)):
        _write(sender, made, medium)
        if made.cut:
            raise NothingFits


def _send_stranded(sender: Sender, own: OwnDevice, medium: _Medium) -> bool:
    """Write what was made and never lay whole on a medium, or came too old to the centre; say if there was any."""
    with sender.store.reading() as connection:
        numbers = {made.number for made in outbox.sent(connection, own.device_id) if made.written_at is None}
        numbers.update(to_make_anew(connection, own.device_id))
    for number in sorted(numbers):
        _send_again(sender, own, medium, number)
    return bool(numbers)


def _send_again(sender: Sender, own: OwnDevice, medium: _Medium, number: int) -> None:
    made = _made_before(sender, own, number)
    with sender.store.writing() as connection:
        less = keep_back(connection, made, staying(connection, sender))
    if less or not is_as_it_was_made(made, sender):
        made = make_anew(sender, made)
    with sender.store.reading() as connection:
        if not fits(connection, made, medium.room):
            raise NothingFits
    try:
        _write(sender, made, medium)
    except LinesChanged:  # something in it was erased since
        _write(sender, make_anew(sender, made), medium)


def _made_before(sender: Sender, own: OwnDevice, number: int) -> Made:
    with sender.store.reading() as connection:
        span = outbox.span_of(connection, own.device_id, number)
        text = outbox.manifest_of(connection, own.device_id, number)
    if span is None or text is None:
        raise NotFound("There is no such bundle. Look which were made.")
    return Made(own, span, read_manifest(text.encode()))


def _write(sender: Sender, made: Made, medium: _Medium) -> None:
    store, own, span = sender.store, made.own, made.span
    out = medium.folder / bundle_name(identity_of(store, own).public.short, span.number)
    with _lines(sender, made) as lines:
        sealed = write_bundle(made.manifest, lines, own.key, [sender.recipient], out=out, readme=shipped_readme())
    with store.unit_of_work(sender.worker_id) as uow:
        outbox.written(uow.connection, own.device_id, span.number, store.clock.now())
        went_again(uow.connection, own.device_id, span.number)
        values = {"number": span.number, "hash": sealed.hash, "entries": span.count}
        uow.event(Action.EXPORTED, "bundle", own.device_id, values=values)
        if medium.folder == store.folder / OUTBOX:
            lies(uow.connection, out.name, sealed.hash)
    medium.written.append(sealed)


@contextmanager
def _lines(sender: Sender, made: Made) -> Iterator[Lines]:
    with sender.store.reading() as connection:
        # Each line was read once already, for the manifest: this is the second half of the work.
        yield lines_of(connection, made.own, made.span, sender.progress, before=made.span.count)


def _last_entry(store: Store, own: OwnDevice) -> int:
    """Return the number of a device's last entry: what is noted from now on, that it was exported, goes next time."""
    if own.ends is not None:
        return own.ends
    with store.reading() as connection:
        return last_of(connection, own.device_id).seq


def _left(store: Store, up_to: dict[str, int]) -> int:
    """Return how many entries are in no bundle, or in one that is still to be written."""
    left = 0
    devices = own_devices(store)
    with store.reading() as connection:
        for own in devices:
            span = outbox.unsent(connection, own.device_id, up_to=up_to[own.device_id])
            left += span.count if span else 0
            for made in outbox.sent(connection, own.device_id):
                if made.written_at is None or made.number in own.again:
                    left += made.last - made.first + 1
    return left


def _check_folder(folder: Path) -> None:
    try:
        is_there = folder.is_dir()
    except PermissionError:
        raise Refused(f"Your account may not look into {folder}. Name another folder.") from None
    if not is_there:
        raise Refused(f"There is no folder {folder}. Put the stick in, or name a folder that is there.")
