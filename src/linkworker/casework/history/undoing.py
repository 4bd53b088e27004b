"""Undoing all that one save wrote."""

from collections.abc import Sequence

from linkworker.base.errors import Refused
from linkworker.journal import undo as journal_undo
from linkworker.journal.actions import Action
from linkworker.journal.entry_writer import Written
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.record import OfPerson, Record
from linkworker.records.registry import KINDS

_CHANGES = frozenset({Action.CREATED, Action.CHANGED, Action.UNDONE, Action.ENTERED_IN_ERROR, Action.REINSTATED})


def can_be_undone(written: Sequence[Written]) -> bool:
    """Say whether a save changed any record: looking, printing and exporting cannot be undone."""
    return any(entry.action in _CHANGES for entry in written)


def undo_save(uow: UnitOfWork, written: Sequence[Written]) -> None:
    """Undo every change of one save, newest first; a record it made is marked as entered in error.

    Raises Refused when something has moved on since: then nothing is undone.
    """
    changes = [entry for entry in written if entry.action in _CHANGES]
    if not changes:
        raise Refused("There is nothing to undo.")
    made = {entry.record_id for entry in changes if entry.action == Action.CREATED}
    own = {entry.entry_id for entry in changes}
    for entry in reversed(changes):
        if entry.record_id not in made:
            journal_undo.undo(uow, entry.person_id, entry.entry_id)
        elif entry.action == Action.CREATED:
            _take_back(uow, entry, own)


def _take_back(uow: UnitOfWork, entry: Written, own: set[str]) -> None:
    kind = KINDS[entry.kind]
    if issubclass(kind, OfPerson):
        record: Record = uow.get_of(kind, entry.person_id or "", entry.record_id)
    else:
        record = uow.get(kind, entry.record_id)
    if record.in_error or not set(uow.heads.of_record(entry.record_id).values()) <= own:
        raise Refused("This has changed since. Change it by hand, or mark it as entered in error.")
    uow.enter_in_error(record, "Undone")
