"""Undo: a new entry that gives back what an earlier one replaced."""

from collections.abc import Mapping
from typing import Any

from linkworker.base.errors import NotFound, Refused
from linkworker.base.ids import is_id
from linkworker.journal.actions import Action
from linkworker.journal.erased import mark_of
from linkworker.journal.history import Line, entry
from linkworker.journal.typed import typed
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.record import OfPerson, Record
from linkworker.records.registry import KINDS

_CHANGES = frozenset({Action.CHANGED, Action.UNDONE})


def undo(uow: UnitOfWork, person_id: str | None, entry_id: str) -> None:
    """Undo one entry. Making something is undone by 'entered in error'; that, by reinstating.

    Raises NotFound when there is no such entry; Refused when a field has moved on since, when what was there before
    is no longer kept, or when the entry changed nothing.
    """
    line = entry(uow.connection, person_id, entry_id)
    if line is None:
        raise NotFound("There is nothing to undo there.")
    action = line.entry.action
    if action == Action.ERASED:
        raise Refused("What was erased is gone, so it cannot be brought back.")
    if action == Action.CHOSEN:
        raise Refused("That was a choice between two values. Change it by hand.")
    if action not in _CHANGES | {Action.CREATED, Action.ENTERED_IN_ERROR, Action.REINSTATED}:
        raise Refused("That entry changed nothing, so there is nothing to undo.")
    record = _record(uow, line)
    _check_heads(uow, record, line)
    if action in {Action.CREATED, Action.REINSTATED}:
        uow.enter_in_error(record, "Undone")
    elif action == Action.ENTERED_IN_ERROR:
        uow.reinstate(record, "Undone")
    else:
        uow.restore(record, **_values_before(uow, record, line))


def _record(uow: UnitOfWork, line: Line) -> Record:
    kind = KINDS[line.entry.kind]
    if issubclass(kind, OfPerson):
        return uow.get_of(kind, line.entry.person or "", line.entry.record)
    return uow.get(kind, line.entry.record)


def _check_heads(uow: UnitOfWork, record: Record, line: Line) -> None:
    if line.entry.action == Action.CREATED:
        if record.in_error or set(uow.heads.of_record(record.id)) != {""}:
            raise Refused("This has changed since. Change it by hand, or mark it as entered in error.")
        return
    for change in line.entry.fields:
        if uow.heads.of(record.id, change.field) != line.entry.id:
            raise Refused("This has changed since, so it cannot be undone. Change it by hand.")


def _values_before(uow: UnitOfWork, record: Record, line: Line) -> dict[str, Any]:
    return {change.field: _before(uow, record, line, change.field) for change in line.entry.once}


def _before(uow: UnitOfWork, record: Record, line: Line, field: str) -> Any:
    """Return what stood in a field before an entry. Where it replaced several, their values were the same."""
    replaced = [change.replaces for change in line.entry.fields if change.field == field]
    lines = [entry(uow.connection, line.entry.person, one) for one in replaced if one is not None]
    wrote = [one for one in lines if one and any(change.field == field for change in one.entry.fields)]
    kept = next((one for one in wrote if field in one.values), None)
    if kept is not None:
        value = typed(type(record).table().columns[field], kept.values[field])
        if isinstance(value, str) and is_id(value) and mark_of(uow.connection, value) is not None:
            raise Refused("What was there before was erased, so it cannot be brought back.")
        return value
    if wrote or None in lines:
        raise Refused("What was there before is no longer kept.")
    if any(one and one.entry.action == Action.CREATED for one in lines):
        return _empty(record, field)  # the record was made without it
    raise Refused("This came with a directory. Import the directory again to see what it says.")


def _empty(record: Record, field: str) -> Any:
    now = getattr(record, field)
    return [] if isinstance(now, list) else {} if isinstance(now, Mapping) else None
