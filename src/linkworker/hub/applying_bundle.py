"""Applying one bundle that stands next in its line: its entries, and all that the hub notes of them, or nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, insert, literal, select, update

from linkworker.base.errors import Refused
from linkworker.hub.appliers import applier_for
from linkworker.hub.coming_home import bring_home
from linkworker.hub.devices import Device, State, devices, heir_of
from linkworker.hub.lineage import has_forks, lines_of
from linkworker.hub.people import acknowledge, assign_new
from linkworker.hub.places import next_place, note_touched
from linkworker.hub.proved import ProvedEntry
from linkworker.hub.refusing import HoldsNul
from linkworker.hub.tables import HUB_BUNDLE, HUB_DEVICE, LATE_VALUE, TOUCHED
from linkworker.journal.applied import Applied
from linkworker.journal.applying import apply
from linkworker.journal.chain import hash_at
from linkworker.journal.entry import FIRST_HASH
from linkworker.journal.incoming import Incoming, Late
from linkworker.journal.storing import device_apart
from linkworker.journal.tables import ENTRY
from linkworker.sync.entry_line import EntryLine
from linkworker.sync.identity import HubIdentity
from linkworker.sync.lines import check_against
from linkworker.sync.manifest import BundleFacts
from linkworker.sync.unseal import Verified, entries, proved_lines

_B, _E = HUB_BUNDLE.c, ENTRY.c
_AT_ONCE = 5000  # ids in one statement
_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")  # as canonical JSON writes it; a backslash that was typed stands twice


class ForkNotKept(Refused):
    """This version cannot keep a fork's entries beside those it has. The fork stays in quarantine."""


class EntriesToCome(Refused):
    """This bundle brings values of entries that have not come yet. It waits for the bundle that has them."""


@dataclass(slots=True)
class Seen:
    """What is learnt of the lines as they stream by: who wrote last, and which values came late."""

    worker: str | None = None
    late: list[str] = field(default_factory=list)
    records: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)


def continues(connection: Connection, line_id: str, facts: BundleFacts) -> bool:
    """Say whether a bundle's entries begin exactly where the chain kept of their line ends.

    A fork's first bundle begins where the bundle ends that it follows in the line that it left.
    """
    if facts.first is None:
        return True
    if line_id == facts.device:
        taken = hash_at(connection, line_id, facts.first) is not None
        return hash_at(connection, line_id, facts.first - 1) == facts.head_before and not taken
    before = select(_B.head).where(
        _B.line_id.in_([line_id, facts.device]), _B.number == facts.number - 1, _B.hash == facts.previous
    )
    return (connection.execute(before).scalar() or FIRST_HASH) == facts.head_before


def here_already(connection: Connection, line_id: str, facts: BundleFacts) -> bool:
    """Say whether every entry of a bundle stands in the chain kept of its line: it is no fork, but a part made anew.

    A restored laptop sends once more what it had not sent when its backup was made; the rest of it may be here.
    """
    if facts.first is None or facts.last is None:
        return False
    before, end = hash_at(connection, line_id, facts.first - 1), hash_at(connection, line_id, facts.last)
    return (before, end) == (facts.head_before, facts.head)


def apply_bundle(
    connection: Connection, path: Path, identity: HubIdentity, verified: Verified, sender: Device, line_id: str,
    *, gives_up: bool = False,
) -> tuple[int, Applied]:  # fmt: skip
    """Apply a verified bundle in the caller's transaction; return its place and the counts.

    Raises what sync raises when a line does not hold, and EntriesToCome where it brings values of entries that a former
    device of the laptop may still bring, unless the hub `gives_up` on those: the caller's transaction must then be
    taken back. Values that nothing can bring an entry for are left out, and counted in `Applied.homeless`.
    """
    facts, seen = verified.manifest.facts, Seen()
    lines = _lines_of_sender(connection, sender) if facts.released else ()
    things = _things(path, identity, verified, seen, lines, is_fork=line_id != sender.id)
    if line_id == sender.id:
        if has_forks(connection, sender.id):
            lines_again = check_against(facts, entries(path, identity, verified))
            own = {each.header["id"]: each.hash for each in lines_again if isinstance(each, EntryLine)}
            bring_home(connection, sender.id, own)
        applied = applier_for(connection)(connection, things)
    else:  # a fork may be longer than the chain that it left: none of it is to stand where that goes on
        applied = apply(connection, things, closed=(sender.id,))
    if applied.homeless and not gives_up and _more_may_come(connection, sender):
        raise EntriesToCome
    place = next_place(connection)
    if line_id != sender.id:
        _note_fork(connection, place, seen, applied)
    elif facts.first is not None and facts.last is not None:
        note_touched(connection, place, line_id, facts.first, facts.last)
    _note_late(connection, place, sender, lines, seen.late)
    owner = sender.id if sender.heir is None else heir_of(devices(connection), sender.id)
    assign_new(connection, place, line_id, owner)
    if line_id == sender.id and sender.state == State.ENROLLED:
        acknowledge(connection, sender, facts.receipt)
        if seen.worker is not None:
            change = update(HUB_DEVICE).where(HUB_DEVICE.c.device_id == sender.id)
            connection.execute(change.values(worker_id=seen.worker))
    return place, applied


def _things(
    path: Path, identity: HubIdentity, verified: Verified, seen: Seen, lines: tuple[str, ...], *, is_fork: bool
) -> Iterator[Incoming | Late]:
    for line in proved_lines(path, identity, verified):
        _check_text(line.content)
        if isinstance(line, EntryLine):
            seen.worker = line.header["worker"] or seen.worker
            if is_fork:
                seen.records.add(line.header["record"])
                seen.ids.add(line.header["id"])
            yield ProvedEntry(line.text, line.hash, line.content, line.header, line.values)
        else:
            seen.late.append(line.entry)
            yield Late(line.entry, line.content, lines)


def _check_text(content: str | None) -> None:
    """Raise HoldsNul, on either database: what one hub takes in, every hub takes in."""
    if content is not None and "\\u0000" in content and _NUL.search(content):
        raise HoldsNul


def _note_fork(connection: Connection, place: int, seen: Seen, applied: Applied) -> None:
    """Note whom a fork's entries are about, one by one: their numbers are others' in the device's chain."""
    if applied.refused:
        raise ForkNotKept
    rows = []
    records = sorted(seen.records)
    for start in range(0, len(records), _AT_ONCE):
        asked = select(_E.person_id, _E.device_id, _E.seq, _E.id).where(
            _E.record_id.in_(records[start : start + _AT_ONCE])
        )
        rows += [row for row in connection.execute(asked) if row.id in seen.ids]
    spans: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        spans.setdefault((row.person_id, row.device_id), []).append(row.seq)
    touched = [
        {"person_id": person, "place": place, "device_id": line, "first_seq": min(numbers), "last_seq": max(numbers)}
        for (person, line), numbers in spans.items()
    ]
    if touched:
        connection.execute(insert(TOUCHED), touched)


def _more_may_come(connection: Connection, sender: Device) -> bool:
    """Say whether a device that the laptop was before may still bring bundles: one that was retired may not."""
    former = HUB_DEVICE.c.device_id.in_(sender.public.former), HUB_DEVICE.c.state != State.RETIRED
    return connection.execute(select(HUB_DEVICE.c.device_id).where(*former).limit(1)).first() is not None


def _lines_of_sender(connection: Connection, sender: Device) -> tuple[str, ...]:
    """Return the lines in which the entries stand whose values come late: the sender's own, of all it is and was."""
    return tuple(line for each in (*sender.public.former, sender.id) for line in lines_of(connection, each))


def _note_late(connection: Connection, place: int, sender: Device, lines: tuple[str, ...], ids: list[str]) -> None:
    """Note which entries of these lines got their values late.

    No index leads from an entry's id to the entry; its device's chain is read through instead. Of a fork each entry
    whose number was taken stands under an id of its own, which follows from the entry's.
    """
    written_by = (*sender.public.former, sender.id)
    forked = written_by if len(lines) > len(written_by) else ()
    step = _AT_ONCE // (len(forked) + 1)
    for start in range(0, len(ids), step):
        some = ids[start : start + step]
        apart = [device_apart(device, each) for device in forked for each in some]
        chosen = select(ENTRY.c.person_id, literal(place), ENTRY.c.id, ENTRY.c.device_id).where(
            ENTRY.c.device_id.in_([*lines, *apart]), ENTRY.c.id.in_(some)
        )
        columns = ["person_id", "place", "entry_id", "device_id"]
        connection.execute(insert(LATE_VALUE).from_select(columns, chosen))
