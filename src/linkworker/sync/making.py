"""Making a bundle in the store: what goes in, its manifest, and the note of it. Nothing is written to a medium here."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import TypedDict

from sqlalchemy import Connection

from linkworker import __version__
from linkworker.base.progress import Progress, nobody_watches
from linkworker.base.setting_values import Sharing
from linkworker.casework.consent.withholding import withheld_people
from linkworker.journal import outbox
from linkworker.journal.canonical import instant_text
from linkworker.journal.outbox import Span
from linkworker.sync.caps import shipped_caps
from linkworker.sync.fitting import how_many_fit, sealed_at_most
from linkworker.sync.identity import key_id
from linkworker.sync.kept_here import records_kept_here
from linkworker.sync.manifest import BundleFacts, Manifest
from linkworker.sync.progress import reporting
from linkworker.sync.receipts_taken import receipts_taken
from linkworker.sync.seal import manifest_of, shipped_readme
from linkworker.vault.devices import OwnDevice
from linkworker.vault.steps import STEPS
from linkworker.vault.store import Store


@dataclass(frozen=True, slots=True)
class Sender:
    """Who takes what to the centre: store, worker, what may leave, the hub's age recipient, and who watches."""

    store: Store
    worker_id: str
    sharing: Sharing
    recipient: str
    progress: Progress = nobody_watches


@dataclass(frozen=True, slots=True)
class Made:
    """A bundle that stands in the store: whose it is, its entries, and its manifest."""

    own: OwnDevice
    span: Span
    manifest: Manifest
    cut: bool = False
    """Whether it holds less than there was to send, for want of room."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the next bundle may hold: entries up to a number, bytes (None: any), and whether values withheld before."""

    up_to: int
    room: int | None
    releases: bool


@dataclass(frozen=True, slots=True)
class Staying:
    """What may not leave this laptop: people, and records of others."""

    people: Collection[str]
    records: Collection[str]


class _Given(TypedDict):
    """The same, as `journal.outbox` is given it."""

    people: Collection[str]
    records: Collection[str]


class NothingFits(Exception):
    """Not one more entry goes on the medium."""


def staying(connection: Connection, sender: Sender) -> Staying:
    """Return what may not leave as things stand now."""
    people = withheld_people(connection, sender.sharing)
    return Staying(people, records_kept_here(connection, people))


def make_next(sender: Sender, own: OwnDevice, limits: Limits) -> Made | None:
    """Note the next bundle of a device, as much as the limits allow; None when nothing is unsent.

    Raises NothingFits when there is no room for one entry, and what a manifest raises; nothing is noted then.
    """
    most = shipped_caps().bundle_entries
    with sender.store.writing() as connection:
        span = outbox.unsent(connection, own.device_id, most=most, up_to=limits.up_to)
        if span is None:
            return None
        stays = staying(connection, sender)
        given: _Given = {"people": stays.people, "records": stays.records}
        outbox.withhold(connection, own.device_id, span, **given)
        if limits.releases and span.last == limits.up_to:
            outbox.release(connection, own.device_id, span, **given, most=most - span.count)
        made_at = sender.store.clock.now()
        made = _made(connection, sender, own, span, made_at)
        if limits.room is not None and sealed_at_most(made.manifest.members[0].size) > limits.room:
            cut = _cut(connection, made, limits.room)
            made = replace(_made(connection, sender, own, cut, made_at), cut=cut.last < span.last)
        outbox.keep(
            connection,
            own.device_id,
            made.span,
            digest=made.manifest.hash,
            manifest=made.manifest.to_bytes().decode(),
            made_at=made_at,
        )
    return made


def make_anew(sender: Sender, made: Made) -> Made:
    """Note a bundle with what may still leave of it: the same number and entries, another hash, which names the old."""
    with sender.store.writing() as connection:
        keep_back(connection, made, staying(connection, sender))
        instead_of = (*made.manifest.facts.instead_of, made.manifest.hash)
        anew = _made(connection, sender, made.own, made.span, sender.store.clock.now(), instead_of)
        outbox.keep_anew(
            connection,
            made.own.device_id,
            made.span.number,
            digest=anew.manifest.hash,
            manifest=anew.manifest.to_bytes().decode(),
            instead_of=instead_of,
        )
    return anew


def keep_back(connection: Connection, made: Made, stays: Staying) -> int:
    """Keep back what a bundle that was made holds and may not leave any more; return how many entries that is."""
    device_id, span = made.own.device_id, made.span
    given: _Given = {"people": stays.people, "records": stays.records}
    bare = outbox.withhold(connection, device_id, span, **given)
    return bare + outbox.take_back(connection, device_id, span.number, **given)


def is_as_it_was_made(made: Made, sender: Sender) -> bool:
    """Say whether a bundle's manifest is for the hub's key of now, and of this program's README and records' shape."""
    readme = sha256(shipped_readme().encode()).hexdigest()
    same = made.manifest.recipients == (key_id(sender.recipient),) and made.manifest.members[1].sha256 == readme
    return same and is_of_this_version(made.manifest)


def is_of_this_version(manifest: Manifest) -> bool:
    """Say whether a manifest names the records' shape that this program has; the centre refuses one that is too old."""
    return manifest.facts.schema == len(STEPS)


def holds_the_same(connection: Connection, made: Made) -> bool:
    """Say whether a bundle's lines are to the byte those that its manifest names: nothing of it was erased, say."""
    found = sha256()
    for line in outbox.lines(connection, made.own.device_id, made.span):
        found.update(line)
    return found.hexdigest() == made.manifest.members[0].sha256


def fits(connection: Connection, made: Made, room: int | None) -> bool:
    """Say whether a bundle that was made goes into so many bytes."""
    if room is None or sealed_at_most(made.manifest.members[0].size) <= room:
        return True
    lines = outbox.lines(connection, made.own.device_id, made.span)
    return how_many_fit(lines, room) == made.manifest.facts.lines


def _cut(connection: Connection, made: Made, room: int) -> Span:
    """Return as much of a span as goes on the medium; what of earlier values does not, waits for another bundle."""
    device_id, span = made.own.device_id, made.span
    fitting = how_many_fit(outbox.lines(connection, device_id, span), room)
    if fitting == 0:
        raise NothingFits
    if fitting < span.count:
        return outbox.cut(connection, device_id, span, fitting)
    outbox.keep_back(connection, device_id, span.number, fitting - span.count)
    return span


def _made(
    connection: Connection,
    sender: Sender,
    own: OwnDevice,
    span: Span,
    made_at: datetime,
    instead_of: tuple[str, ...] = (),
) -> Made:
    facts = facts_of(connection, sender.store, own, span, made_at, instead_of)
    lines = lines_of(connection, own, span, sender.progress, before=0)
    return Made(own, span, manifest_of(lines, facts, [sender.recipient], shipped_readme()))


def facts_of(
    connection: Connection,
    store: Store,
    own: OwnDevice,
    span: Span,
    made_at: datetime,
    instead_of: tuple[str, ...] = (),
) -> BundleFacts:
    """Return what a bundle's manifest says of it, once it is noted what of it stays here."""
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
        made_at=instant_text(made_at),
        receipt=max(receipts_taken(connection, own.device_id), default=0),
        instead_of=instead_of,
    )


def lines_of(
    connection: Connection, own: OwnDevice, span: Span, progress: Progress, *, before: int
) -> Callable[[], Iterator[bytes]]:
    """Return what gives a bundle's lines, and says how far it is; `before` lines of twice as many were read already."""

    def lines() -> Iterator[bytes]:
        held = outbox.lines(connection, own.device_id, span)
        return reporting(held, progress, before=before, total=2 * span.count)

    return lines
