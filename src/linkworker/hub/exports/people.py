"""Reading people for an export, a page at a time, so that memory stays the same however many there are."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, exists, func, select

from linkworker.base.errors import NotFound
from linkworker.base.progress import Progress, nobody_watches
from linkworker.casework.consent.in_force import held_back
from linkworker.hub.exports.one_person import LastChange, OnePerson
from linkworker.journal.actions import Action
from linkworker.journal.hybrid_clock import HybridClock
from linkworker.journal.tables import ENTRY
from linkworker.records.person import Person
from linkworker.records.record import OfPerson
from linkworker.records.registry import KINDS
from linkworker.records.withholding import Withholding

PAGE = 200
"""People read at once."""
_LOOKING = (Action.VIEWED, Action.EXPORTED, Action.PRINTED)
"""What is written of a person and changes nothing about them."""
_OF_PERSON: tuple[type[OfPerson], ...] = tuple(kind for kind in KINDS.values() if issubclass(kind, OfPerson))

_P = Person.table()
_SELECTS = {
    kind.kind(): select(kind.table())
    .where(kind.table().c.person_id.in_(bindparam("ids", expanding=True)))
    .order_by(kind.table().c.person_id, kind.table().c.id)
    for kind in _OF_PERSON
}
_HEADERS = (
    select(ENTRY.c.person_id, ENTRY.c.record_id, ENTRY.c.device_id, ENTRY.c.action, ENTRY.c.header)
    .where(ENTRY.c.person_id.in_(bindparam("ids", expanding=True)), ENTRY.c.action.not_in(_LOOKING))
    .order_by(ENTRY.c.hlc, ENTRY.c.id)
)


def people(
    connection: Connection,
    *,
    person_id: str | None = None,
    since: date | None = None,
    with_changes: bool = False,
    progress: Progress = nobody_watches,
) -> Iterator[OnePerson]:
    """Yield each person in the order of ids: all, one, or those whose record changed on or after `since` (UTC).

    With `with_changes` the journal says of each record who last changed it. Whoever is held back is left out (see
    `casework.consent.in_force.held_back`), as are records that are withheld alone. Raises
    NotFound for an id that is nobody's here.
    """
    if person_id is not None and connection.execute(select(_P.c.id).where(_P.c.id == person_id)).first() is None:
        raise NotFound("There is no person with that id here.")
    chosen = _chosen(person_id, since)
    total = connection.execute(select(func.count()).select_from(_P).where(*chosen)).scalar_one()
    done, last = 0, None
    while rows := _page(chosen, last, connection):
        yield from _read(connection, rows, with_changes=with_changes)
        done, last = done + len(rows), rows[-1].id
        progress(done, total)


def changed_since(since: date) -> str:
    """Return the hybrid time at which a day begins, in UTC."""
    return HybridClock().tick(datetime.combine(since, time(), UTC))


def _chosen(person_id: str | None, since: date | None) -> list[ColumnElement[bool]]:
    chosen = [~held_back(_P.c.id)]
    if person_id is not None:
        chosen.append(_P.c.id == person_id)
    if since is not None:
        # Asked of each person by the journal's own key, which begins with the person: no walk through the journal.
        later = exists().where(
            ENTRY.c.person_id == _P.c.id, ENTRY.c.hlc >= changed_since(since), ENTRY.c.action.not_in(_LOOKING)
        )
        chosen.append(later)
    return chosen


def _page(chosen: Sequence[ColumnElement[bool]], last: str | None, connection: Connection) -> Sequence[Any]:
    query: Select[Any] = select(_P).where(*chosen).order_by(_P.c.id).limit(PAGE)
    if last is not None:
        query = query.where(_P.c.id > last)
    return connection.execute(query).all()


def _read(connection: Connection, rows: Sequence[Any], *, with_changes: bool) -> Iterator[OnePerson]:
    ids = [row.id for row in rows]
    held: dict[str, dict[str, list[Any]]] = {one: defaultdict(list) for one in ids}
    for kind, query in _SELECTS.items():
        for row in connection.execute(query, {"ids": ids}):
            held[row.person_id][kind].append(row)
    merged, into = _merged(connection, ids), _joined(connection, rows)
    changes = _changes(connection, ids) if with_changes else {}
    for row in rows:
        away = {each.record_id for each in held[row.id][Withholding.kind()] if not (each.lifted or each.in_error)}
        records = {
            kind: tuple(one for one in found if one.id not in away)
            for kind, found in held[row.id].items()
            if kind != Withholding.kind()
        }
        goes_on = ends_in(row.id, into)
        yield OnePerson(row, records, tuple(merged.get(row.id, ())), goes_on, changes.get(row.id, {}))


def ends_in(person_id: str, into: Mapping[str, str]) -> str:
    """Return the record that the joinings lead to. Two that were joined each with the other count as the first."""
    path = [person_id]
    while (further := into.get(path[-1])) is not None:
        if further in path:
            return min(path[path.index(further) :])
        path.append(further)
    return path[-1]


def _joined(connection: Connection, rows: Sequence[Any]) -> dict[str, str]:
    """Return what each of these records was joined with, and those in turn: only what is here and stands for them."""
    found = {row.id: row.merged_into for row in rows if row.merged_into is not None}
    stand = {row.id: not row.in_error for row in rows}
    while further := sorted(set(found.values()) - stand.keys()):
        asked = select(_P.c.id, _P.c.merged_into, _P.c.in_error).where(_P.c.id.in_(further))
        stand.update(dict.fromkeys(further, False))
        for row in connection.execute(asked):
            stand[row.id] = not row.in_error
            if row.merged_into is not None:
                found[row.id] = row.merged_into
    return {ends: into for ends, into in found.items() if stand[into]}


def _merged(connection: Connection, ids: Sequence[str]) -> dict[str, list[str]]:
    into = _P.c.merged_into
    found: dict[str, list[str]] = defaultdict(list)
    query = select(_P.c.id, into).where(into.in_(ids), _P.c.in_error.is_(False)).order_by(_P.c.id)
    for ended, goes_on in connection.execute(query):
        found[goes_on].append(ended)
    return found


def _changes(connection: Connection, ids: Sequence[str]) -> dict[str, dict[str, LastChange]]:
    """Return what last changed each record: later entries take the place of earlier ones."""
    found: dict[str, dict[str, LastChange]] = defaultdict(dict)
    for row in connection.execute(_HEADERS, {"ids": ids}):
        said = json.loads(row.header)
        found[row.person_id][row.record_id] = LastChange(said["at"], said["worker"], row.device_id, row.action)
    return found
