"""Choosing between what was written in two places: the choice is an entry of the journal, and travels."""

from linkworker.base.errors import Refused
from linkworker.casework.conflicts.conflict_view import Asks, ConflictView
from linkworker.casework.history.field_words import read_value
from linkworker.journal.conflicts import choose_correction, choose_removal
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.record import OfPerson, Record
from linkworker.records.registry import KINDS


def choose(uow: UnitOfWork, conflict: ConflictView, entry_id: str, reason: str | None = None) -> None:
    """Let what one side says count. Of two corrections the other is then put aside, as entered in error.

    Where two choices put aside both, the one that is chosen now comes back.

    Raises Refused where nothing is to be chosen any more, a side came that was not seen, or the value is not here.
    """
    side = next((each for each in conflict.sides if each.entry_id == entry_id), None)
    if side is None:
        raise Refused("That is not one of the sides. Look again and choose.")
    if conflict.asks == Asks.CORRECTION:
        others = [each.value for each in conflict.sides if each.entry_id != entry_id]
        why = reason or "The other correction counts."
        choose_correction(uow, conflict.person_id or "", conflict.kind, side.value, others, why)
    elif conflict.asks == Asks.REMOVAL:
        _removal(uow, conflict, reason, goes=side.value is True)
    elif not side.known:
        raise Refused("What was written there is not on this laptop. Write the value that counts.")
    else:
        uow.choose(record_of(uow, conflict), conflict.field, side.value, conflict.entries, reason)


def choose_another(uow: UnitOfWork, conflict: ConflictView, typed: str, reason: str | None = None) -> None:
    """Let another value count, read as in a form; raises BadInput, and as `choose` does."""
    if conflict.asks != Asks.VALUE:
        raise Refused("Here one of the two has to be chosen.")
    value = read_value(KINDS[conflict.kind], conflict.field, typed, today=uow.clock.today())
    uow.choose(record_of(uow, conflict), conflict.field, value, conflict.entries, reason)


def keep_it(uow: UnitOfWork, conflict: ConflictView, reason: str | None = None) -> None:
    """Let a record stay that one side removed and another changed; raises as `choose` does."""
    _removal(uow, conflict, reason, goes=False)


def remove_it(uow: UnitOfWork, conflict: ConflictView, reason: str | None = None) -> None:
    """Let a record be entered in error although another side changed it; raises as `choose` does."""
    _removal(uow, conflict, reason, goes=True)


def _removal(uow: UnitOfWork, conflict: ConflictView, reason: str | None, *, goes: bool) -> None:
    if conflict.asks != Asks.REMOVAL:
        raise Refused("Nothing was removed there. Choose one of the values.")
    choose_removal(uow, record_of(uow, conflict), conflict.entries, reason, goes=goes)


def record_of(uow: UnitOfWork, conflict: ConflictView) -> Record:
    """Return the record that a conflict is about; raises NotFound."""
    kind = KINDS[conflict.kind]
    if issubclass(kind, OfPerson):
        return uow.get_of(kind, conflict.person_id or "", conflict.record_id)
    return uow.get(kind, conflict.record_id)
