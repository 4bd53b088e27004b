"""No record is written without its journal entry: what the session holds must be what the unit of work noted."""

from typing import Any

from sqlalchemy import event, inspect
from sqlmodel import Session

from linkworker.records.record import Record

_NOTED = "linkworker_noted"
_MISSING = object()


def note_added(record: Record) -> None:
    """Note that a new record is in the journal, with the values that it has now."""
    state: Any = inspect(record)
    state.info[_NOTED] = {name: getattr(record, name) for name in state.committed_state}


def note_field(record: Record, name: str) -> None:
    """Note that the value that a field has now is in the journal (or came with a directory)."""
    state: Any = inspect(record)
    state.info.setdefault(_NOTED, {})[name] = getattr(record, name)


def guard(session: Session) -> None:
    """Make the session refuse to write a record that was added, changed or deleted past the unit of work.

    It then raises TypeError, for that is a fault in the calling code: history, undo and bundles would lack it.
    """

    @event.listens_for(session, "before_flush")
    def _check(session: Session, _context: object, _instances: object) -> None:
        if session.deleted:
            _refuse("deleted")
        for record in session.new:
            _check_one(record, new=True)
        for record in session.dirty:
            _check_one(record, new=False)


def _check_one(record: object, *, new: bool) -> None:
    state: Any = inspect(record)
    noted = state.info.pop(_NOTED, None)
    if new and noted is None:
        _refuse("added")
    for name in state.committed_state:
        if (noted or {}).get(name, _MISSING) is not state.dict.get(name):
            _refuse("changed")


def _refuse(what: str) -> None:
    message = f"a record was {what} past the unit of work, so the journal would not know of it"
    raise TypeError(message)
