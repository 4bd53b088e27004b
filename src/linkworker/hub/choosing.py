"""Conflicts at the centre: shown with their sides, and settled by somebody who chooses."""

from typing import Any

from sqlalchemy import Connection

from linkworker.base.errors import NotFound, Refused
from linkworker.hub.engine import Hub
from linkworker.journal.conflicts import CORRECTS, Conflict, choose_correction, choose_removal, conflicts
from linkworker.journal.entry_facts import IN_ERROR
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.record import OfPerson, Record
from linkworker.records.registry import KINDS

_PAGE = 200


def conflict_of(connection: Connection, record_id: str, field: str) -> Conflict:
    """Return the conflict on one field of a record; raises NotFound."""
    after: tuple[str, str] | None = None
    while True:
        page = conflicts(connection, after=after, most=_PAGE)
        for each in page:
            if (each.record_id, each.field) == (record_id, field):
                return each
        if len(page) < _PAGE:
            raise NotFound("There is no conflict on that field. Look again: linkworker hub conflicts")
        after = page[-1].record_id, page[-1].field


def choose_side(hub: Hub, by: str, found: Conflict, entry_id: str, why: str | None = None) -> None:
    """Settle a conflict by one of its sides; raises NotFound for no side, Refused where another one has come since.

    Of two corrections of one fact, the others are put aside, as entered in error.
    """
    side = next((each for each in found.sides if each.entry_id == entry_id), None)
    if side is None or not side.known:
        raise NotFound("That is no side of this conflict whose value is known here.")
    with hub.unit_of_work(by) as uow:
        if found.field == CORRECTS:
            others = [each.value for each in found.sides if each.entry_id != entry_id]
            reason = why or "Another correction was chosen"
            choose_correction(uow, found.person_id or "", found.kind, side.value, others, reason)
        elif found.field == IN_ERROR:
            choose_removal(uow, _record(uow, found), _entries(found), why, goes=side.value is True)
        else:
            uow.choose(_record(uow, found), found.field, side.value, _entries(found), why)


def choose_value(hub: Hub, by: str, found: Conflict, value: Any, why: str | None = None) -> None:
    """Settle a conflict by a third value, in the journal's spelling; raises Refused, NotFound for an unknown code."""
    if found.field == CORRECTS:
        raise Refused("Here one of the corrections has to be chosen. Name its entry.")
    with hub.unit_of_work(by) as uow:
        if found.field == IN_ERROR and isinstance(value, bool):
            choose_removal(uow, _record(uow, found), _entries(found), why, goes=value)
        else:
            uow.choose(_record(uow, found), found.field, value, _entries(found), why)


def _entries(found: Conflict) -> list[str]:
    return [each.entry_id for each in found.sides]


def _record(uow: UnitOfWork, found: Conflict) -> Record:
    kind = KINDS[found.kind]
    if issubclass(kind, OfPerson):
        return uow.get_of(kind, found.person_id or "", found.record_id)
    return uow.get(kind, found.record_id)
