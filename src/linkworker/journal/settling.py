"""Bringing heads, tips and rows of records to what all their entries say, whichever way the entries came."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, select

from linkworker import __version__
from linkworker.base.ids import NO_PERSON
from linkworker.journal.actions import WRITES
from linkworker.journal.decision import state_of
from linkworker.journal.entry_facts import IN_ERROR, MADE, EntryFacts, RecordState
from linkworker.journal.facts import EVENTS, facts_of, in_turn
from linkworker.journal.record_rows import Row, row_of, write_rows
from linkworker.journal.state_rows import keep_rows
from linkworker.journal.tables import ENTRY, HEAD, TIP, UNKNOWN_KIND, WAITING
from linkworker.journal.ties import Piece
from linkworker.journal.vanishing import Vanished, doomed, note_gone, take_out, take_out_erased
from linkworker.records.person import Person
from linkworker.records.record import OfPerson
from linkworker.records.registry import KINDS

SETTLED_BY = "settled_by"
"""The fact under which a store or a hub remembers the version that last looked at what was not known before."""
_WHOSE = (
    select(ENTRY.c.record_id, ENTRY.c.person_id)
    .where(ENTRY.c.record_id.in_(bindparam("records", expanding=True)))
    .distinct()
)
_OF_PERSON = (
    select(ENTRY.c.record_id).where(ENTRY.c.person_id == bindparam("person"), ENTRY.c.action.not_in(sorted(EVENTS)))
).distinct()
_HERE = select(Person.table().c.id).where(Person.table().c.id.in_(bindparam("people", expanding=True)))


@dataclass(slots=True)
class Settled:
    """What settling some records found: entries that wait or are not wholly known, fields in conflict, what went."""

    waiting: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)
    conflicts: int = 0
    went: Vanished = field(default_factory=Vanished)


def settle(connection: Connection, record_ids: Collection[str]) -> Settled:
    """Bring heads, tips, what waits and rows of these records to what their entries say.

    When a person comes to have a row by it, all of that person's records are settled with it.
    """
    settled = Settled()
    whose = _whose(connection, record_ids)
    take_out_erased(connection, whose, settled.went)
    left = {one: person for one, person in whose.items() if one not in settled.went.records}
    people = [one for one, person in left.items() if one == person]
    rest = left.keys() - set(people)
    for person_id in _settle_all(connection, people, settled):
        further = set(connection.execute(_OF_PERSON, {"person": person_id}).scalars()) - {person_id}
        take_out_erased(connection, dict.fromkeys(further - whose.keys(), person_id), settled.went)
        rest |= further - settled.went.records
    _settle_all(connection, sorted(rest), settled)
    return settled


def rebuild_person(connection: Connection, person_id: str) -> Settled:
    """Build all rows of a person from the entries that are here."""
    every = set(connection.execute(_OF_PERSON, {"person": person_id}).scalars())
    return settle(connection, every)


def known_since(connection: Connection, settled_by: str | None = None) -> frozenset[str]:
    """Return the records of which an earlier version kept what it did not know, and this one knows.

    There is none where this version looked already: `settled_by` is the version that looked last, if any did.
    """
    if settled_by == __version__:
        return frozenset()
    held = connection.execute(select(UNKNOWN_KIND)).all()
    return frozenset(row.record_id for row in held if not _unknown(row.kind, row.action, row.field))


def _unknown(kind: str, action: str, name: str) -> bool:
    known = KINDS.get(kind)
    if known is None or action not in WRITES:
        return True
    return bool(name) and name not in (*known.value_fields(), IN_ERROR)


def _whose(connection: Connection, record_ids: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in in_turn(sorted(set(record_ids))):
        for row in connection.execute(_WHOSE, {"records": some}):
            found[row.record_id] = row.person_id
    return found


def _settle_all(connection: Connection, record_ids: Collection[str], settled: Settled) -> frozenset[str]:
    """Settle records some hundreds at a time; return the ids of those that have a row now and had none."""
    made: set[str] = set()
    for some in in_turn(record_ids):
        held = facts_of(connection, some)
        states = {one: state_of(entries) for one, entries in held.items()}
        rows = _rows(connection, states, held, settled)
        unfit = {row.id: row.unfit for each in rows.values() for row in each}
        _keep_state(connection, states, held, unfit, settled)
        for kind, each in rows.items():
            made |= write_rows(connection, KINDS[kind], each)
    return frozenset(made)


def _keep_state(
    connection: Connection,
    states: Mapping[str, RecordState],
    held: Mapping[str, list[EntryFacts]],
    unfit: Mapping[str, frozenset[str]],
    settled: Settled,
) -> None:
    """Write heads, tips, what waits and what is unknown; but of records that went with an erased one, nothing."""
    heads, tips, waiting, unknown = ({one: list[dict[str, Any]]() for one in states} for _ in range(4))
    for one, state in states.items():
        if one in settled.went.records:
            continue
        first = held[one][0]
        about = {"record_id": one, "person_id": first.person or NO_PERSON, "kind": first.kind}
        heads[one] = [{"record_id": one, "field": name, "entry_id": entry} for name, entry in state.heads.items()]
        tips[one] = [{**about, "field": t.field, "entry_id": t.entry_id, "agreed": t.agreed} for t in state.tips]
        for entry in held[one]:
            if entry.id in state.waiting:
                waiting[one].append({**about, "entry_id": entry.id, "device_id": entry.device})
            unknown[one] += [
                {**about, "entry_id": entry.id, "field": name, "action": entry.action}
                for name in _unknown_of(entry, state, unfit.get(one, frozenset()))
            ]
        settled.conflicts += len(state.conflicts)
        settled.waiting |= state.waiting
        settled.unknown |= {row["entry_id"] for row in unknown[one]}
    for table, wanted in ((HEAD, heads), (TIP, tips), (WAITING, waiting), (UNKNOWN_KIND, unknown)):
        keep_rows(connection, table, wanted)


def _unknown_of(entry: EntryFacts, state: RecordState, unfit: frozenset[str]) -> list[str]:
    if _unknown(entry.kind, entry.action, MADE):
        return [""]
    return sorted(
        name
        for name in entry.writes
        if _unknown(entry.kind, entry.action, name)
        or (name in unfit and state.heads.get(name, state.heads.get(MADE)) == entry.id)
    )


def _rows(
    connection: Connection,
    states: Mapping[str, RecordState],
    held: Mapping[str, list[EntryFacts]],
    settled: Settled,
) -> dict[str, list[Row]]:
    """Return the rows to be, by kind; what names something erased goes instead."""
    firsts = {one: entries[0] for one, entries in held.items() if one not in settled.went.records}
    here = _people_here(connection, {first.person for first in firsts.values() if first.person})
    found: dict[str, list[Row]] = defaultdict(list)
    for one, first in firsts.items():
        kind = KINDS.get(first.kind)
        if kind is not None and issubclass(kind, OfPerson) == (first.person not in {None, one}):
            found[first.kind].append(row_of(kind, one, first.person, states[one]))
    for name, rows in found.items():
        full = {row.id: {**row.values, "id": row.id, "person_id": row.person_id} for row in rows if row.whole}
        for one in doomed(connection, KINDS[name], full.values()):
            person_id, piece = full[one]["person_id"], [Piece(name, one)]
            note_gone(connection, person_id, piece, settled.went)
            take_out(connection, person_id, piece, settled.went)
    return {
        name: [
            row
            for row in rows
            if row.id not in settled.went.records and (not issubclass(KINDS[name], OfPerson) or row.person_id in here)
        ]
        for name, rows in found.items()
    }


def _people_here(connection: Connection, people: Collection[str]) -> set[str]:
    return {one for some in in_turn(people) for one in connection.execute(_HERE, {"people": some}).scalars()}
