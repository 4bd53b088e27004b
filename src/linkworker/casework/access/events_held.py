"""What the journal holds about one person: who looked, who changed what, what was printed, sent and erased."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from linkworker.base.words import sentence
from linkworker.casework.access.held import ACCESS, HeldChange, HeldEvent, Who
from linkworker.casework.access.records_held import points_to_person
from linkworker.casework.history.field_words import field_label, kind_words, value_words
from linkworker.casework.history.histories import said_of
from linkworker.casework.history.history_names import Names
from linkworker.casework.history.history_values import REPLACED_GONE, before_of, replaced_values
from linkworker.journal.actions import Action
from linkworker.journal.entry import FieldChange
from linkworker.journal.history import Line, of_person
from linkworker.records.record import Record
from linkworker.records.registry import KINDS
from linkworker.records.types import ID_TYPE

_PAGE = 500
_SHOWN = frozenset({Action.CHANGED, Action.UNDONE})
"""Actions that say before and after; what was added stands in the records themselves."""
_OWN_COUNTS = ("left", "taken_out")
"""Of an earlier copy of everything held, only this is told: what was held back then would tell itself otherwise."""
_PROGRAM = Who("the program", "the program")
_UNKNOWN = Who("another worker", "a worker")


def lines_held(connection: Connection, person_id: str) -> tuple[Line, ...]:
    """Return every entry about a person, oldest first, with the values that are still kept."""
    return tuple(reversed(list(_lines(connection, person_id))))


def events_held(connection: Connection, lines: tuple[Line, ...], workers: Mapping[str, Who]) -> tuple[HeldEvent, ...]:
    """Return entries in words, in the order given."""
    changed = [line for line in lines if line.entry.action in _SHOWN]
    before: dict[tuple[str, str], Any] = {}
    for start in range(0, len(changed), _PAGE):
        before.update(replaced_values(connection, changed[start : start + _PAGE]))
    names = Names.of(connection, changed, before.values())
    return tuple(_event(line, before, names, workers) for line in lines)


def errors_in(lines: tuple[Line, ...]) -> dict[str, tuple[str, str]]:
    """Return, for each record that was marked as entered in error, the newest entry that said so and its reason."""
    marks = (line for line in lines if line.entry.action == Action.ENTERED_IN_ERROR)
    return {line.entry.record: (line.entry.id, line.reason or "") for line in marks}


def _lines(connection: Connection, person_id: str) -> Iterator[Line]:
    page = of_person(connection, person_id, most=_PAGE)
    while page:
        yield from page
        page = of_person(connection, person_id, before=page[-1].place, most=_PAGE)


def _event(line: Line, before: Mapping[tuple[str, str], Any], names: Names, workers: Mapping[str, Who]) -> HeldEvent:
    entry, kind = line.entry, KINDS.get(line.entry.kind)
    changes: tuple[HeldChange, ...] = ()
    if entry.action in _SHOWN:
        changes = tuple(_change(line, change, kind, before, names) for change in entry.once)
    elif entry.kind == ACCESS:
        changes = tuple(_count(field, line.values[field]) for field in _OWN_COUNTS if field in line.values)
    return HeldEvent(
        entry_id=entry.id,
        at=datetime.fromisoformat(entry.at),
        who=_PROGRAM if entry.worker is None else workers.get(entry.worker, _UNKNOWN),
        action=entry.action,
        kind=entry.kind,
        record_id=entry.record,
        did=said_of(entry.action, kind_words(entry.kind)),
        changes=changes,
        reason=line.reason or "",
        gone=any(change.field not in line.values for change in entry.fields)
        or (entry.reason is not None and line.reason is None),
    )


def _change(
    line: Line,
    change: FieldChange,
    kind: type[Record] | None,
    before: Mapping[tuple[str, str], Any],
    names: Names,
) -> HeldChange:
    def shown(value: Any) -> str:
        return names.of_value(value) or value_words(kind, change.field, value)

    old = before_of(line, change.field, before)
    new = shown(line.values[change.field]) if change.field in line.values else REPLACED_GONE
    column = None if kind is None else kind.table().columns.get(change.field)
    pointing = column is not None and column.type is ID_TYPE and not points_to_person(column)
    typed = column is None or ("list" not in column.info and not pointing)
    label = field_label(line.entry.kind, change.field)
    return HeldChange(change.field, label, old if old == REPLACED_GONE else shown(old), new, typed)


def _count(field: str, number: Any) -> HeldChange:
    return HeldChange(field, sentence(field_label(ACCESS, field))[:-1], "", str(number), typed=False)
