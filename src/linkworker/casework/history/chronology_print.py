"""What printing a chronology reads and leaves behind, for the screens and the commands alike."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, bindparam, select

from linkworker.casework.history.chronology import Chronology, chronology
from linkworker.journal.actions import Action
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.worker import Worker

KIND = "chronology"
_NAME = select(Worker.table().c.name).where(Worker.table().c.id == bindparam("worker"))


def read_case(
    connection: Connection, person_id: str, worker_id: str, today: date, places: Mapping[str, str]
) -> tuple[Chronology, str]:
    """Return a person's chronology and the name of the worker who prints it; raises NotFound."""
    by = connection.execute(_NAME, {"worker": worker_id}).scalar() or "the program"
    return chronology(connection, person_id, today=today, places=places), by


def note_printed(uow: UnitOfWork, case: Chronology, *, elsewhere: bool) -> None:
    """Write that the chronology was printed: with how many entries, and whether it left the prints folder."""
    values = {"elsewhere": elsewhere, "entries": case.entries}
    uow.event(Action.PRINTED, KIND, case.person_id, person_id=case.person_id, values=values)
