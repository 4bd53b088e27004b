"""Who looked at a person's record: an entry of the journal, one per worker, person and quarter of an hour."""

from datetime import timedelta

from sqlalchemy import bindparam, select

from linkworker.journal.actions import Action
from linkworker.journal.canonical import instant_text
from linkworker.journal.entry import read_header
from linkworker.journal.hybrid_clock import HybridClock
from linkworker.journal.tables import ENTRY
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.person import Person

ONCE_IN = timedelta(minutes=15)

_LATELY = select(ENTRY.c.header).where(
    ENTRY.c.person_id == bindparam("person"),
    ENTRY.c.hlc > bindparam("since"),
    ENTRY.c.action == str(Action.VIEWED),
)


def saw(uow: UnitOfWork, person_id: str) -> bool:
    """Write that the worker looked at a person; return False when that stands already from the last 15 minutes.

    Called after the page is shown, so that nobody waits for it.
    """
    now = uow.clock.now()
    since = HybridClock().tick(now - ONCE_IN)
    headers = uow.connection.execute(_LATELY, {"person": person_id, "since": since}).scalars()
    # By the wall clock as it stood: after a jump ahead and back the hybrid clock stays ahead, and would hide each look.
    earliest, latest = instant_text(now - ONCE_IN), instant_text(now)
    looks = (read_header(header) for header in headers)
    if any(look.worker == uow.worker_id and earliest < look.at <= latest for look in looks):
        return False
    uow.event(Action.VIEWED, Person.kind(), person_id, person_id=person_id)
    return True
