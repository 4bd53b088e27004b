"""What was written in two places without either knowing of the other: the list, for people."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, select

from linkworker.base.errors import NotFound
from linkworker.casework.conflicts.conflict_view import Asks, ConflictView, SideView
from linkworker.casework.history.field_words import field_label, kind_words, value_words
from linkworker.casework.history.history_names import Names
from linkworker.casework.people.naming import shown_name
from linkworker.journal import conflicts as journal
from linkworker.journal.conflicts import Conflict, Side
from linkworker.journal.entry_facts import IN_ERROR
from linkworker.journal.history import entry
from linkworker.records.person import Person
from linkworker.records.registry import KINDS
from linkworker.vault.devices import own_device_ids

_P = Person.table().c
_CORRECTS = "corrects"
_NOT_HERE = "what was written there is not on this laptop"
_REMOVED = "entered in error"
_FIELDS_OF_ONE = 500


def conflict_list(
    connection: Connection, *, person_id: str | None = None, after: tuple[str, str] | None = None, most: int = 50
) -> tuple[ConflictView, ...]:
    """Return a page of what is to be chosen, of everybody or one person; `after` is the `place` of the last one."""
    return _views(connection, journal.conflicts(connection, person_id=person_id, after=after, most=most))


def find(connection: Connection, record_id: str, field: str) -> ConflictView:
    """Return one; raises NotFound when it has been settled since."""
    found = journal.conflicts(connection, after=(record_id, ""), most=_FIELDS_OF_ONE)
    wanted = [each for each in found if (each.record_id, each.field) == (record_id, field)]
    if not wanted:
        raise NotFound("There is nothing to choose there any more.")
    return _views(connection, wanted)[0]


def count_of(connection: Connection, person_id: str) -> int:
    """Return how many things there are to choose of one person."""
    return len(journal.conflicts(connection, person_id=person_id, most=_FIELDS_OF_ONE))


def count_all(connection: Connection) -> int:
    """Return how many things there are to choose."""
    return journal.count_conflicts(connection)


def _views(connection: Connection, found: Iterable[Conflict]) -> tuple[ConflictView, ...]:
    every = tuple(found)
    own = own_device_ids(connection)
    people = _people(connection, {each.person_id for each in every if each.person_id})
    return tuple(_view(connection, each, people, own) for each in every)


def _people(connection: Connection, ids: Collection[str]) -> Mapping[str, str]:
    if not ids:
        return {}
    rows = connection.execute(select(_P.id, _P.name, _P.known_as).where(_P.id.in_(sorted(ids))))
    return {row.id: shown_name(row.name, row.known_as) for row in rows}


def _view(connection: Connection, conflict: Conflict, people: Mapping[str, str], own: Collection[str]) -> ConflictView:
    asks = {IN_ERROR: Asks.REMOVAL, _CORRECTS: Asks.CORRECTION}.get(conflict.field, Asks.VALUE)
    values = {side.entry_id: _value(connection, conflict, side, asks) for side in conflict.sides}
    names = Names.of(connection, (), _texts([*values.values(), *(side.worker_id for side in conflict.sides)]))
    sides = tuple(_side(conflict, side, values[side.entry_id], asks, names, own) for side in conflict.sides)
    return ConflictView(
        conflict.kind,
        conflict.record_id,
        conflict.person_id,
        people.get(conflict.person_id or "", ""),
        conflict.field,
        _label(conflict, asks),
        "" if conflict.kind == Person.kind() else kind_words(conflict.kind),
        asks,
        sides,
    )


def _label(conflict: Conflict, asks: Asks) -> str:
    if asks == Asks.REMOVAL:
        if any(side.kind for side in conflict.sides):
            return "removed in one place, written about in another"
        return "removed in one place, changed in another"
    if asks == Asks.CORRECTION:
        is_shown = any(side.shown for side in conflict.sides)
        return "corrected twice" if is_shown else "corrected twice, and none of them counts now"
    return field_label(conflict.kind, conflict.field)


def _value(connection: Connection, conflict: Conflict, side: Side, asks: Asks) -> Any:
    """Return a side's value; of a correction all that it says."""
    if asks != Asks.CORRECTION:
        return side.value
    line = entry(connection, conflict.person_id, side.entry_id)
    return {} if line is None else {name: value for name, value in line.values.items() if name != _CORRECTS}


def _side(conflict: Conflict, side: Side, value: Any, asks: Asks, names: Names, own: Collection[str]) -> SideView:
    return SideView(
        side.entry_id,
        _side_words(conflict, side, value, asks, names),
        side.known,
        names.known.get(side.worker_id or "", "the program" if side.worker_id is None else "somebody elsewhere"),
        side.at,
        "this laptop" if side.device_id in own else "elsewhere",
        side.shown,
        side.value,
    )


def _side_words(conflict: Conflict, side: Side, value: Any, asks: Asks, names: Names) -> str:
    if side.kind:
        said = _fields(side.kind, value, names) if side.known else _NOT_HERE
        return f"{kind_words(side.kind)}, written without knowing of it ({said})"
    return _words(conflict, value, asks, names) if side.known else _NOT_HERE


def _words(conflict: Conflict, value: Any, asks: Asks, names: Names) -> str:
    if isinstance(value, dict) and asks != Asks.VALUE:
        return _fields(conflict.kind, value, names)
    if asks == Asks.REMOVAL:
        return _REMOVED if value else "kept"
    return names.of_value(value) or value_words(KINDS.get(conflict.kind), conflict.field, value)


def _fields(kind: str, values: Mapping[str, Any], names: Names) -> str:
    known = KINDS.get(kind)
    return "; ".join(
        f"{field_label(kind, name)}: {names.of_value(one) or value_words(known, name, one)}"
        for name, one in values.items()
    )


def _texts(values: Iterable[Any]) -> Iterable[Any]:
    for value in values:
        if isinstance(value, dict):
            yield from value.values()
        else:
            yield value
