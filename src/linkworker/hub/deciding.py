"""What the centre decides about people, each as an entry of the hub's own chain that travels down as any other."""

from collections.abc import Iterable

from sqlalchemy import select

from linkworker.base.dates import show_date
from linkworker.base.errors import NotFound, Refused
from linkworker.base.ids import is_id
from linkworker.base.lists import coded
from linkworker.casework.erasure.erasing import SpeaksAgainst
from linkworker.casework.erasure.retention import kept_until
from linkworker.casework.erasure.speaks_against import speaks_against
from linkworker.casework.joining.joining import join, part
from linkworker.casework.money.funding import decide
from linkworker.casework.reviews.overseeing import add_oversight
from linkworker.hub.engine import Hub
from linkworker.journal import erasing
from linkworker.journal.entry import read_header
from linkworker.journal.erased import REASONS
from linkworker.journal.erasing import Gone
from linkworker.journal.tables import ENTRY
from linkworker.records.money import MoneyRequest
from linkworker.records.person import Person

_M = MoneyRequest.table().c


def fund(
    hub: Hub, by: str, request_id: str, *, approve: bool, why: str | None = None, despite: str | None = None
) -> str:
    """Approve or refuse a request for money; return whose it is. Raises NotFound, Refused, BadInput (a reason)."""
    with hub.unit_of_work(by) as uow:
        asked = select(_M.person_id).where(_M.id == request_id)
        person_id = uow.connection.execute(asked).scalar() if is_id(request_id) else None
        if person_id is None:
            raise NotFound("There is no request for money with that id here.")
        decide(uow, person_id, request_id, "approved" if approve else "refused", reason=why, despite=despite)
    return str(person_id)


def sign_off(
    hub: Hub, by: str, person_id: str, *, by_name: str, checked: Iterable[str], actions: str | None = None
) -> str:
    """Keep that a manager at the centre looked at a case; return the record's id. Raises BadInput, NotFound."""
    with hub.unit_of_work(by) as uow:
        uow.get(Person, person_id)
        return add_oversight(uow, person_id, by_name=by_name, checked=checked, actions=actions)


def erase_person(hub: Hub, by: str, person_id: str, because: str, *, despite: str | None = None) -> Gone:
    """Erase a person here, and by the next receipts on every laptop that has them.

    Raises NotFound, Refused where their time for keeping has not ended, SpeaksAgainst without `despite`.
    """
    code = coded(REASONS).find(because).code
    with hub.unit_of_work(by) as uow:
        today = hub.clock.today()
        ends = kept_until(uow.connection, person_id) if code == "retention-ended" else None
        if ends is not None and ends > today:
            raise Refused(f"The time for keeping this record ends on {show_date(ends)}. Choose another reason.")
        against = speaks_against(uow.connection, person_id, today)
        if against and not (despite or "").strip():
            raise SpeaksAgainst(" ".join(one.sentence for one in against))
        return erasing.erase_person(uow, person_id, code, despite=despite if against else None)


def erase_record(hub: Hub, by: str, record_id: str, because: str) -> Gone:
    """Erase one record about a person, found by its id, with what goes with it; raises NotFound, Refused."""
    row = coded(REASONS).find(because)
    if not row.is_set("record"):
        raise Refused("One record does not go because its time ended. The whole person's does.")
    with hub.unit_of_work(by) as uow:
        header = uow.connection.execute(
            select(ENTRY.c.header).where(ENTRY.c.record_id == record_id).order_by(ENTRY.c.hlc).limit(1)
        ).scalar()
        entry = None if header is None else read_header(header)
        if entry is None or entry.person is None or entry.record == entry.person:
            raise NotFound("There is no record about a person with that id here.")
        return erasing.erase_record(uow, entry.person, entry.kind, record_id, row.code)


def merge(hub: Hub, by: str, person_id: str, into: str, why: str | None = None) -> None:
    """Say that a person's record is another's: the first one ends and leads to the second. Raises as `join` does."""
    with hub.unit_of_work(by) as uow:
        join(uow, person_id, into, why)


def unmerge(hub: Hub, by: str, person_id: str, why: str | None = None) -> None:
    """Take back that a person's record is another's; raises Refused where it was not joined with any."""
    with hub.unit_of_work(by) as uow:
        part(uow, person_id, why)
