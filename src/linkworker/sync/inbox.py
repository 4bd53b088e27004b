"""Taking in what the centre sent: one receipt, verified whole and applied in one transaction, or nothing of it."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, select

from linkworker.base.progress import Progress, nobody_watches
from linkworker.journal.actions import Action
from linkworker.journal.applied import Applied
from linkworker.journal.applying import apply
from linkworker.journal.entry import read_header
from linkworker.journal.erasing import Gone
from linkworker.journal.hybrid_clock import a_day_ahead
from linkworker.journal.incoming import Incoming, Late
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.person import Person
from linkworker.sync.centre_said import remember_said
from linkworker.sync.clock_doubt import doubt_of
from linkworker.sync.inbox_bundles import note_receipted
from linkworker.sync.inbox_directory import DirectoryTaken, take_in_rows
from linkworker.sync.inbox_file import Opened, open_receipt, place_here
from linkworker.sync.inbox_people import PeopleMoved, note_people
from linkworker.sync.inbox_taken import TakenIn
from linkworker.sync.order import ReceiptPlace
from linkworker.sync.receipt import NewKeys
from linkworker.sync.receipt_lines import DirectoryRow
from linkworker.sync.receipt_reading import receipt_lines
from linkworker.sync.receipts_taken import note_receipt_taken
from linkworker.sync.trust import adopt, trusted_hub, trusted_hub_in
from linkworker.vault.erasure import drop_traces
from linkworker.vault.store import Store

_EVERY = 200
_P = Person.table().c


@dataclass(slots=True)
class _Seen:
    """What is learnt of the lines as they stream by: the directory's, and the names of people who were erased."""

    rows: list[DirectoryRow] = field(default_factory=list)
    names: set[str] = field(default_factory=set)


def take_in(store: Store, worker_id: str, path: Path, *, progress: Progress = nobody_watches) -> TakenIn:
    """Take in one receipt: all that it says, or nothing should anything go wrong. The file stays as it is.

    One that was taken in before, or is older than one that was, changes nothing. `progress` is told lines, and may
    raise Stopped. Raises Refused (no hub is trusted), what `verify_receipt` raises, SaidOtherwise, BuildsOnAnother,
    PutBack, and what the store raises (a full disk).

    A receipt for a device that the laptop was before a restore tells only which of its bundles arrived: all else of it
    the present device gets anew, and what it says of people may have been overtaken.
    """
    opened = open_receipt(store, path, trusted_hub(store))
    facts, now = opened.facts, store.clock.now()
    with store.unit_of_work(worker_id) as uow:
        place = place_here(uow.connection, opened)
        told = TakenIn(place, facts.device, facts.number, facts.status)
        if place != ReceiptPlace.NEXT:
            return told
        devices = (*opened.device.former, opened.device.device)
        note_receipted(uow.connection, facts, store.device_id, devices, now)
        note_receipt_taken(uow.connection, facts.device, facts.number, opened.verified.hash)
        if not opened.former:
            told = _take_in_all(uow, store, opened, path, told, progress)
    return told


def _take_in_all(
    uow: UnitOfWork, store: Store, opened: Opened, path: Path, told: TakenIn, progress: Progress
) -> TakenIn:
    facts, now, seen = opened.facts, store.clock.now(), _Seen()
    applied = _apply(uow.connection, path, opened, seen, now, progress)
    taken = take_in_rows(uow, seen.rows)
    moved = note_people(uow, facts.people, (*opened.device.former, opened.device.device), now)
    drafts = 0
    if applied.erased:
        drafts = drop_traces(uow.connection, Gone("", applied.erased, whole_person=False), seen.names)
    if facts.new_keys is not None:
        _adopt(uow, store, facts.new_keys)
    doubt = doubt_of(facts, now)
    remember_said(uow.connection, facts, now, doubt)
    _note(uow, opened, applied, taken, moved)
    return replace(
        told,
        new=applied.new,
        late=applied.late,
        directory=taken.changed,
        not_understood=applied.unknown + taken.left_out,
        left_out=applied.refused,
        conflicts=applied.conflicts,
        waiting=applied.waiting,
        erased=len(applied.erased),
        drafts=drafts,
        leaving=moved.leaving,
        let_go=moved.let_go,
        refused=len(facts.refused),
        new_keys=facts.new_keys is not None,
        clock=doubt,
    )


def _apply(
    connection: Connection, path: Path, opened: Opened, seen: _Seen, now: datetime, progress: Progress
) -> Applied:
    total = opened.facts.lines

    def things() -> Iterator[Incoming | Late]:
        for number, thing in enumerate(receipt_lines(path, opened.device, opened.verified)):
            if number % _EVERY == 0:
                progress(number, total)
            if isinstance(thing, DirectoryRow):
                seen.rows.append(thing)
                continue
            if isinstance(thing, Incoming):
                _see_erasure(connection, thing, seen)
            yield thing

    own = () if opened.former else (opened.device.device,)
    applied = apply(connection, things(), until=a_day_ahead(now), closed=own)
    progress(total, total)
    return applied


def _see_erasure(connection: Connection, thing: Incoming, seen: _Seen) -> None:
    """Remember the names of a person who is about to be erased: drafts that hold them go too."""
    if not thing.header.startswith(f'{{"action":"{Action.ERASED}"'):
        return
    entry = read_header(thing.header)
    if entry.kind == Person.kind():
        seen.names.update(connection.execute(select(_P.name).where(_P.id == entry.record)).scalars())


def _adopt(uow: UnitOfWork, store: Store, keys: NewKeys) -> None:
    invitation = replace(trusted_hub_in(uow.connection), recipient=keys.recipient, verify_key=keys.verify_key)
    adopt(uow, store.id, invitation)


def _note(uow: UnitOfWork, opened: Opened, applied: Applied, taken: DirectoryTaken, moved: PeopleMoved) -> None:
    facts = opened.facts
    values = {
        "number": facts.number,
        "hash": opened.verified.hash,
        "entries": applied.new,
        "values": applied.late,
        "directory": taken.changed,
        **asdict(moved),
    }
    uow.event(Action.TAKEN_IN, "receipt", facts.device, values=values, later_than=applied.newest_hlc)
