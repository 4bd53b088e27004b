"""Taking back a choice: what was shown before it stands again, by a new entry; the sides themselves are settled."""

from typing import Any

from linkworker.base.errors import Refused
from linkworker.casework.conflicts.choosing import record_of
from linkworker.casework.conflicts.conflict_view import Asks, ConflictView
from linkworker.journal.typed import typed
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.registry import KINDS

_REASON = "The choice was taken back"


def can_be_put_back(conflict: ConflictView, entry_id: str | None) -> bool:
    """Say whether taking back a choice changes anything; `entry_id` is of the side chosen, None for another value."""
    shown = conflict.shown
    if conflict.asks == Asks.CORRECTION:
        return True
    return shown is not None and shown.known and shown.entry_id != entry_id


def put_back(uow: UnitOfWork, conflict: ConflictView) -> None:
    """Let what was shown before the choice stand again; raises Refused where it is not known here, or nothing differs.

    Of two corrections both stand again, or neither, as it was: somebody is asked once more.
    """
    if conflict.asks == Asks.CORRECTION:
        _corrections(uow, conflict, stood=conflict.shown is not None)
        return
    record, shown = record_of(uow, conflict), conflict.shown
    if shown is None or not shown.known:
        raise Refused("What was shown before is not on this laptop. Change it by hand.")
    if conflict.asks == Asks.REMOVAL:
        if record.in_error:
            uow.reinstate(record, _REASON)
        else:
            uow.enter_in_error(record, _REASON)
        return
    value = typed(type(record).table().columns[conflict.field], shown.value)
    if not uow.restore(record, _REASON, **{conflict.field: value}):
        raise Refused("What was shown before stands there already.")


def _corrections(uow: UnitOfWork, conflict: ConflictView, *, stood: bool) -> None:
    kind: Any = KINDS[conflict.kind]
    for side in conflict.sides:
        each = uow.get_of(kind, conflict.person_id or "", side.value)
        if each.in_error is stood:
            uow.put_aside(each, _REASON, in_error=not stood)
