"""A laptop's later month: mostly changes of what the hub holds of its people already, some taken back, new notes."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from benchmarks.caseload_rows import Caseload
from benchmarks.person_rows import Moment, Row, note
from linkworker.base.clock import FixedClock
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.note import Note
from linkworker.records.record import OfPerson, Record
from linkworker.records.registry import KINDS
from linkworker.vault.store import Store

CHANGES: tuple[tuple[str, Callable[[Moment], Row]], ...] = (
    ("person", lambda at: {"what_helps": at.writer.text(5, 20)}),
    ("person", lambda at: {"risk_summary": at.writer.text(5, 20), "risk_date": at.day(-30, 0)}),
    ("identifier", lambda at: {"warning": at.writer.text(3, 9)}),
    ("episode", lambda at: {"first_contact_on": at.day(-30, 0)}),
    ("plan", lambda at: {"matters": at.writer.text(10, 40), "ideas": at.writer.text(3, 9)}),
    ("plan", lambda at: {"agreed_on": at.day(-30, 0), "review_on": at.day(200, 300)}),
    ("need", lambda _: {"met": True}),
    ("goal", lambda at: {"words": at.writer.text(4, 14)}),
    ("step", lambda at: {"due_on": at.day(0, 90)}),
    ("step", lambda at: {"words": at.writer.text(4, 14)}),
)
"""What is changed of each person: the kind of record, and the fields of one entry."""
NOTES = 2
IN_ERROR_OF = 10
"""In each so many people, one note of the first month is entered in error."""


def write_later(
    store: Store, clock: FixedClock, caseload: Caseload, made: Mapping[str, Mapping[str, str]], pause: timedelta
) -> None:
    """Write of one person after another. `made` has the ids of the records of each, by kind; `pause` lies between."""
    moment = Moment.of(caseload, "later month")
    for moment.place, person in enumerate(caseload.people):
        clock.advance(pause)
        with store.unit_of_work(caseload.workers[0]) as uow:
            _change(uow, moment, person, made[person])
            for moment.turn in range(NOTES):
                uow.add(Note(person_id=person, **note(moment)))
            if moment.place % IN_ERROR_OF == 0:
                uow.enter_in_error(_of(uow, "note", person, made[person]), "Written about another person")


def _change(uow: UnitOfWork, moment: Moment, person: str, made: Mapping[str, str]) -> None:
    """Change the records of a person, and take the first change back."""
    helped = None
    for kind, fill in CHANGES:
        record, fields = _of(uow, kind, person, made), fill(moment)
        helped = getattr(record, "what_helps") if "what_helps" in fields else helped  # noqa: B009 - of a person alone
        uow.change(record, **fields)
    uow.restore(_of(uow, "person", person, made), what_helps=helped)


def _of(uow: UnitOfWork, kind: str, person: str, made: Mapping[str, str]) -> Record:
    found = KINDS[kind]
    return uow.get_of(found, person, made[kind]) if issubclass(found, OfPerson) else uow.get(found, person)
