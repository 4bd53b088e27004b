"""Keeping entries and late values that come in: each once, and no values of what was erased."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection, Row, bindparam, insert, select

from linkworker.base.ids import NO_PERSON
from linkworker.journal.actions import Action
from linkworker.journal.canonical import canonical
from linkworker.journal.entry import commitment, read_header
from linkworker.journal.facts import EVENTS, in_turn
from linkworker.journal.incoming import Incoming, Late
from linkworker.journal.tables import ENTRY, ENTRY_VALUES
from linkworker.journal.vanishing import erased_among

_BY_NUMBER = select(ENTRY.c.seq, ENTRY.c.id).where(
    ENTRY.c.device_id == bindparam("device"), ENTRY.c.seq.in_(bindparam("numbers", expanding=True))
)
# Few entries come late, and no index leads from an entry's id to the entry: its device's chain is read through where
# that is known, else the key's own index, all of it.
_WHERE = select(ENTRY.c.person_id, ENTRY.c.hlc, ENTRY.c.id).where(ENTRY.c.id.in_(bindparam("ids", expanding=True)))
_IN_CHAINS = _WHERE.where(ENTRY.c.device_id.in_(bindparam("devices", expanding=True)))
_AT = select(ENTRY.c.header).where(
    ENTRY.c.person_id == bindparam("person"), ENTRY.c.hlc == bindparam("hlc"), ENTRY.c.id == bindparam("entry")
)
_HELD = select(ENTRY_VALUES.c.entry_id).where(
    ENTRY_VALUES.c.person_id.in_(bindparam("people", expanding=True)),
    ENTRY_VALUES.c.entry_id.in_(bindparam("ids", expanding=True)),
)


@dataclass(slots=True)
class Stored:
    """What was kept of all that came."""

    new: set[str] = field(default_factory=set)
    """Ids of entries."""
    known: int = 0
    late: int = 0
    refused: int = 0
    touched: set[str] = field(default_factory=set)
    """Ids of records that must be settled."""
    people: set[str] = field(default_factory=set)
    erasing: set[str] = field(default_factory=set)
    """Ids of records and people of which a new entry says that they were erased."""
    newest_hlc: str = ""


@dataclass(frozen=True, slots=True)
class _Read:
    """One incoming entry with what is needed of its header."""

    thing: Incoming
    id: str
    hlc: str
    device: str
    seq: int
    person: str  # the nil id for nobody
    record: str
    action: str


def store_entries(
    connection: Connection,
    things: Sequence[Incoming],
    until: str,
    stored: Stored,
    *,
    closed: Collection[str] = (),
) -> None:
    """Keep entries; those that are here already are counted, and give the values that they lacked here.

    `closed` are devices into whose chains nothing new comes this way: what is new of them stands apart.
    """
    taken = _store(connection, [_read(each) for each in things], until, stored, closed)
    if taken:
        stored.refused += len(_store(connection, [_apart(each) for each in taken], until, stored))


def _store(
    connection: Connection, entries: Sequence[_Read], until: str, stored: Stored, closed: Collection[str] = ()
) -> list[_Read]:
    """Keep entries, each once; return those whose number in their device's chain is another entry's."""
    fresh: dict[tuple[str, int], _Read] = {}
    again: list[_Read] = []
    taken: list[_Read] = []
    for each in entries:
        first = fresh.setdefault((each.device, each.seq), each)
        if first is not each:
            (again if first.id == each.id else taken).append(each)
    held = _held_by_number(connection, fresh)
    unknown = [each for place, each in fresh.items() if place not in held]
    new = [each for each in unknown if each.device not in closed]
    taken += [each for each in unknown if each.device in closed]
    again += [each for place, each in fresh.items() if held.get(place) == each.id]
    taken += [each for place, each in fresh.items() if place in held and held[place] != each.id]
    stored.known += len(again)
    _insert(connection, new, stored)
    for each in new:
        _note(each, until, stored)
    _fill(connection, [each for each in again if each.thing.content is not None], stored)
    return taken


def _apart(each: _Read) -> _Read:
    """Return an entry under a device id of its own.

    A laptop that was copied goes on under the id of its twin, so that two entries have one number. Both are somebody's
    work; each stands where it can, and what records say follows from headers, which name the device as it was.
    """
    return replace(each, device=device_apart(each.device, each.id))


def device_apart(device_id: str, entry_id: str) -> str:
    """Return the device id under which an entry stands whose number in its own device's chain is another's."""
    return str(uuid5(UUID(device_id), entry_id))


def store_late(connection: Connection, things: Iterable[Late], stored: Stored) -> list[Late]:
    """Keep values of entries that are here without them; return those whose entry is not here."""
    late = {thing.entry_id: thing for thing in things}
    found: dict[str, _Read] = {}
    for row in _places_of(connection, late):
        place = {"person": row.person_id, "hlc": row.hlc, "entry": row.id}
        header = connection.execute(_AT, place).scalar_one()
        found[row.id] = _read(Incoming(header, "", late[row.id].content))
    _fill(connection, list(found.values()), stored)
    return [thing for one, thing in late.items() if one not in found]


def _places_of(connection: Connection, late: Mapping[str, Late]) -> Iterator[Row[Any, Any, Any]]:
    """Yield where the entries stand that values came for: first those in a chain that is known."""
    found: set[str] = set()
    by_devices: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for one, thing in late.items():
        by_devices[thing.devices].append(one)
    by_devices.pop((), None)
    for devices, ids in by_devices.items():
        for some in in_turn(ids):
            rows = connection.execute(_IN_CHAINS, {"devices": devices, "ids": some}).all()
            found |= {row.id for row in rows}
            yield from rows
    for some in in_turn([one for one in late if one not in found]):
        yield from connection.execute(_WHERE, {"ids": some}).all()


def _read(thing: Incoming) -> _Read:
    held = json.loads(thing.header)
    return _Read(
        thing,
        held["id"],
        held["hlc"],
        held["device"],
        held["seq"],
        held["person"] or NO_PERSON,
        held["record"],
        held["action"],
    )


def _held_by_number(connection: Connection, places: Collection[tuple[str, int]]) -> dict[tuple[str, int], str]:
    by_device: dict[str, list[int]] = defaultdict(list)
    for device, seq in places:
        by_device[device].append(seq)
    return {
        (device, row.seq): row.id
        for device, numbers in by_device.items()
        for some in in_turn(numbers)
        for row in connection.execute(_BY_NUMBER, {"device": device, "numbers": some})
    }


def _insert(connection: Connection, new: Sequence[_Read], stored: Stored) -> None:
    if not new:
        return
    connection.execute(insert(ENTRY), [_entry_row(each) for each in new])
    kept = [each for each in new if each.thing.content is not None]
    _insert_values(connection, _not_erased(connection, kept))
    stored.new |= {each.id for each in new}


def _entry_row(each: _Read) -> dict[str, Any]:
    return {
        "person_id": each.person,
        "hlc": each.hlc,
        "id": each.id,
        "device_id": each.device,
        "seq": each.seq,
        "record_id": each.record,
        "action": each.action,
        "header": each.thing.header,
        "hash": each.thing.hash,
    }


def _not_erased(connection: Connection, entries: Sequence[_Read]) -> list[_Read]:
    """Return the entries whose values may be kept: not those about what was erased, but what says that it was."""
    about = {each.record for each in entries} | {each.person for each in entries} - {NO_PERSON}
    erased = erased_among(connection, about)
    return [each for each in entries if each.action == Action.ERASED or not {each.record, each.person} & erased]


def _insert_values(connection: Connection, entries: Sequence[_Read]) -> None:
    rows = [{"person_id": each.person, "entry_id": each.id, "content": each.thing.content} for each in entries]
    if rows:
        connection.execute(insert(ENTRY_VALUES), rows)


def _fill(connection: Connection, entries: Sequence[_Read], stored: Stored) -> None:
    """Keep the values of entries that are here bare; those that do not fit the commitments are refused."""
    for some in in_turn({each.id: each for each in entries}.values()):
        given = {"people": sorted({each.person for each in some}), "ids": [each.id for each in some]}
        held = set(connection.execute(_HELD, given).scalars())
        lacking = _not_erased(connection, [each for each in some if each.id not in held])
        proved = [each for each in lacking if _fits(each.thing)]
        stored.refused += len(lacking) - len(proved)
        stored.late += len(proved)
        _insert_values(connection, proved)
        for each in proved:
            stored.people |= {each.person} - {NO_PERSON}
            if each.action not in EVENTS:
                stored.touched.add(each.record)


def _fits(thing: Incoming) -> bool:
    """Say whether each value is the one that the header commits to."""
    commits = read_header(thing.header).commits()
    try:
        held: Mapping[str, Any] = json.loads(thing.content or "{}")
        return all(commitment(salt, canonical(value)) == commits.get(name) for name, (salt, value) in held.items())
    except (AttributeError, TypeError, ValueError):
        return False


def _note(each: _Read, until: str, stored: Stored) -> None:
    if each.hlc <= until:
        stored.newest_hlc = max(stored.newest_hlc, each.hlc)
    stored.people |= {each.person} - {NO_PERSON}
    if each.action == Action.ERASED:
        stored.erasing.add(each.record)
    if each.action not in EVENTS or each.action == Action.ERASED:
        stored.touched.add(each.record)
