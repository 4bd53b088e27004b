"""Taking one bundle in: verified whole, applied in one transaction, or put where it belongs. Any number of times."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, select

from linkworker.base.errors import LinkworkerError
from linkworker.base.fault import fault_in_a_line
from linkworker.hub.applying_bundle import EntriesToCome, apply_bundle, continues, here_already
from linkworker.hub.bundle_rows import first_received, forget_refused, kept_file, note, note_names, note_refused
from linkworker.hub.devices import Device, State, device, devices, of_short
from linkworker.hub.engine import Hub
from linkworker.hub.keeping import drop, file_hash, keep
from linkworker.hub.lineage import Standing, is_open, standing_of
from linkworker.hub.refusing import OF_BUNDLES, Why, code_of
from linkworker.hub.restored import most_receipts
from linkworker.hub.tables import HUB_BUNDLE
from linkworker.hub.taken import Taken, TakenState
from linkworker.hub.trouble import refuses_content
from linkworker.journal.applied import Applied
from linkworker.sync.device import DevicePublic
from linkworker.sync.identity import HubIdentity
from linkworker.sync.manifest import BundleFacts, names_of
from linkworker.sync.order import Place
from linkworker.sync.problems import SealedToAnother, UnknownDevice
from linkworker.sync.unseal import Verified, verify
from linkworker.vault.steps import STEPS

OFF = timedelta(minutes=10)
"""A laptop's clock that is further off is marked."""
VERSIONS_BACK = 2
"""How many versions of the records' shape a laptop may be behind."""
GIVES_UP = timedelta(days=90)
"""How long a bundle waits for entries whose values it brings; then it comes in without those values."""
_SHORT = re.compile(r"(?<![0-9a-f])[0-9a-f]{8}(?![0-9a-f])")


def ingest(hub: Hub, path: Path, *, received_at: datetime | None = None, sent_at: datetime | None = None) -> Taken:
    """Take in one bundle file; the file itself stays as it is, and nothing else is changed by it twice.

    `sent_at` is the laptop's own clock at the moment of sending, where it is known (HTTPS): a file on a stick may be
    old for good reasons. Raises DatabaseGone, DatabaseFull and NotKept, with nothing half done; whatever is wrong
    with the bundle itself is told in what is returned.
    """
    received = received_at or hub.clock.now()
    try:
        identity, verified = _verified(hub, path)
    except OF_BUNDLES as error:
        return _quarantined(hub, path, code_of(error), received)
    try:
        taken = _taken(hub, path, identity, verified, received, sent_at)
    except EntriesToCome:
        taken = _put_aside(hub, path, verified, None, received)
    except OF_BUNDLES as error:
        return _put_aside(hub, path, verified, code_of(error), received)
    except (LinkworkerError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - one bundle that we fail over must not keep all others from coming in
        why = Why.CONTENT if refuses_content(error) else Why.FAULT
        return replace(_put_aside(hub, path, verified, why, received), fault=fault_in_a_line(error))
    with suppress(OSError):
        _forget_quarantined(hub, path)
    return taken


def _verified(hub: Hub, path: Path) -> tuple[HubIdentity, Verified]:
    """Verify a bundle whole; its name may spare us a look at every laptop's key, and is not trusted for more."""
    with hub.reading() as connection:
        likely = [one for piece in _SHORT.findall(path.name) for one in of_short(connection, piece)]
    if likely:
        with suppress(UnknownDevice):
            return _verified_by(hub, path, likely)
    with hub.reading() as connection:
        known = [each.public for each in devices(connection)]
    return _verified_by(hub, path, known)


def _verified_by(hub: Hub, path: Path, known: Sequence[DevicePublic]) -> tuple[HubIdentity, Verified]:
    """Verify a bundle under the hub's key, or under one that it had before: it may have been long on the way."""
    *others, last = (hub.identity, *hub.former)
    for identity in others:
        with suppress(SealedToAnother):
            return identity, verify(path, identity, known)
    return last, verify(path, last, known)


def _taken(
    hub: Hub, path: Path, identity: HubIdentity, verified: Verified, received: datetime, sent_at: datetime | None
) -> Taken:
    manifest = verified.manifest
    with hub.writing() as connection:
        sender = device(connection, manifest.facts.device)
        standing = standing_of(connection, manifest)
        if standing.place == Place.KNOWN:
            note_names(connection, standing.line_id, manifest, received)
            return _told(verified, TakenState.KNOWN)
        why = _refused_for(hub, sender, standing.line_id, manifest.facts)
        if why is not None:
            return _kept(hub, connection, path, verified, TakenState.REFUSED, received, why)
        if sender.state == State.SUSPENDED:
            return _kept(hub, connection, path, verified, TakenState.HELD, received)
        state = _state_of(connection, standing, manifest.facts)
        if state in {TakenState.WAITS, TakenState.FORK}:
            why = Why.FORK if state == TakenState.FORK else None
            return _kept(hub, connection, path, verified, state, received, why)
        names = names_of(manifest)  # it may lie here as it was before it was made anew
        before = [kept_file(connection, sender.id, manifest.facts.number, name) for name in sorted(names)]
        gives_up = first_received(connection, manifest, received) + GIVES_UP <= hub.clock.now()
        place, applied = apply_bundle(connection, path, identity, verified, sender, standing.line_id, gives_up=gives_up)
        clock = _clock(manifest.facts.made_at, received, sent_at) if state == TakenState.TAKEN_IN else None
        note(connection, standing.line_id, manifest, state, received, clock=clock, place=place)
        if state == TakenState.TAKEN_IN:
            note_names(connection, standing.line_id, manifest, received)
    for each in before:
        _drop_kept(hub, each)
    return _told(verified, state, clock=clock, applied=applied)


def _state_of(connection: Connection, standing: Standing, facts: BundleFacts) -> TakenState:
    """Return what becomes of a bundle that is not known: a part of what is here already becomes KNOWN with it.

    What a restored laptop sends once more may be cut otherwise than what it had sent: its parts take numbers, under
    which what it had sent as the device of before may still come.
    """
    if standing.place == Place.WAITS:
        return TakenState.WAITS
    is_next = standing.place == Place.NEXT or is_open(connection, standing.line_id, facts)
    if is_next and continues(connection, standing.line_id, facts):
        return TakenState.TAKEN_IN
    return TakenState.KNOWN if here_already(connection, standing.line_id, facts) else TakenState.FORK


def _refused_for(hub: Hub, sender: Device, line_id: str, facts: BundleFacts) -> Why | None:
    if sender.state == State.RETIRED:
        return Why.RETIRED
    if facts.schema < len(STEPS) - VERSIONS_BACK:
        return Why.UPDATE
    answers = sender.state == State.ENROLLED and line_id == sender.id
    return Why.RECEIPT if answers and facts.receipt > most_receipts(hub, sender) else None


def _clock(made_at: str, received: datetime, sent_at: datetime | None) -> str | None:
    """Say whether the laptop's clock is off; a bundle from the future shows it, one from the past may have lain."""
    if max(datetime.fromisoformat(made_at), sent_at or received) > received + OFF:
        return "ahead"
    return "behind" if sent_at is not None and sent_at < received - OFF else None


def _kept(
    hub: Hub, connection: Connection, path: Path, verified: Verified, state: TakenState, received: datetime,
    why: Why | None = None,
) -> Taken:  # fmt: skip
    """Keep the file sealed: in the inbox where it is to come in later, else in quarantine; and note it."""
    manifest = verified.manifest
    waits = state in {TakenState.WAITS, TakenState.HELD}
    named = f"{verified.device.short}-{manifest.facts.number:06d}-{verified.hash[:16]}.age"
    folder, name = (hub.inbox, named) if waits else (hub.quarantine, f"{why}-{named}")
    before = kept_file(connection, manifest.facts.device, manifest.facts.number, verified.hash)
    keep(path, folder, name)
    line_id = standing_line(connection, manifest.facts.device, manifest.facts.number, verified.hash)
    note(connection, line_id, manifest, state, received, why=why, file=name)
    if before and before["file"] != name:
        _drop_kept(hub, before)
    return _told(verified, state, why=why, kept=name)


def standing_line(connection: Connection, device_id: str, number: int, digest: str) -> str:
    """Return the line under which a bundle is noted that is in none yet: its device's first."""
    chosen = HUB_BUNDLE.c.device_id == device_id, HUB_BUNDLE.c.number == number, HUB_BUNDLE.c.hash == digest
    return connection.execute(select(HUB_BUNDLE.c.line_id).where(*chosen)).scalar() or device_id


def _put_aside(hub: Hub, path: Path, verified: Verified, why: Why | None, received: datetime) -> Taken:
    """Keep a bundle that failed while it was applied: in quarantine, or to come in later where nothing is wrong."""
    with hub.writing() as connection:
        if standing_of(connection, verified.manifest).place == Place.KNOWN:
            return _told(verified, TakenState.KNOWN)
        state = TakenState.WAITS if why is None else TakenState.REFUSED
        return _kept(hub, connection, path, verified, state, received, why)


def _quarantined(hub: Hub, path: Path, why: Why, received: datetime) -> Taken:
    """Keep a file that nothing could be read of; one that cannot even be copied is only told of."""
    try:
        sha256 = file_hash(path)
    except OSError:
        return Taken(TakenState.REFUSED, Why.UNREADABLE, name=path.name)
    with hub.writing() as connection:  # in the queue: two programs with one file must not write one name at once
        name = keep(path, hub.quarantine, f"{why}-{sha256[:16]}.age")
        note_refused(connection, sha256, why, name, received)
    return Taken(TakenState.REFUSED, why, kept=name, name=path.name)


def _forget_quarantined(hub: Hub, path: Path) -> None:
    """Let go of what was kept and noted of a file that was once refused and can be read now."""
    if not any(hub.quarantine.iterdir()):
        return
    sha256 = file_hash(path)
    left = list(hub.quarantine.glob(f"*-{sha256[:16]}.age"))
    if left:
        with hub.writing() as connection:
            forget_refused(connection, sha256)
        for each in left:
            drop(hub.quarantine, each.name)


def _drop_kept(hub: Hub, kept: object) -> None:
    if isinstance(kept, dict) and kept:
        waits = kept["state"] in {TakenState.WAITS, TakenState.HELD}
        drop(hub.inbox if waits else hub.quarantine, kept["file"])


def _told(
    verified: Verified,
    state: TakenState,
    *,
    why: Why | None = None,
    kept: str | None = None,
    clock: str | None = None,
    applied: Applied | None = None,
) -> Taken:
    facts, short = verified.manifest.facts, verified.device.short
    return Taken(state, why, facts.device, short, facts.number, verified.hash, kept, clock, applied)
