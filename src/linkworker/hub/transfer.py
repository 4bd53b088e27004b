"""Giving a person's record to another laptop: from the prison's to the one outside the gate, and back if need be.

The old laptop reads only, from the next receipt on. When its bundle says that it has taken that receipt in, all that
it wrote of the person is here, and the receipt after lets the record go. The new laptop gets the whole story.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from linkworker.base.errors import NotFound, Refused
from linkworker.casework.consent.in_force import held_back
from linkworker.hub.devices import Device, State, devices
from linkworker.hub.devices import device as one_device
from linkworker.hub.engine import Hub
from linkworker.hub.people import HERE, LEAVING, holders, never_had
from linkworker.hub.places import next_place
from linkworker.hub.tables import ASSIGNMENT, HUB_DEVICE
from linkworker.journal.actions import Action
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.person import Person
from linkworker.records.worker import Worker

_A, _P = ASSIGNMENT.c, Person.table().c
_HELD = select(_P.id).where(_P.id == bindparam("person"), held_back(_P.id))


class HeldBack(Refused):
    """This person is held back, so nothing goes to another laptop until they agree again."""


@dataclass(frozen=True, slots=True)
class Transferred:
    """What a transfer did: whom it is about, the laptop that has them now, and those that are to let go."""

    person_id: str
    to: str
    leaving: tuple[str, ...]
    changed: bool


def transfer(
    hub: Hub, by: str, person_id: str, device_id: str, *, keep: bool = False, why: str | None = None
) -> Transferred:
    """Give a person to a laptop, from all that have them; with `keep` those keep them too.

    Where a worker is known to use that laptop, the person becomes theirs. To the laptop that has them already changes
    nothing. Raises Refused for a laptop that is not enrolled, HeldBack, NotFound for nobody here.
    """
    with hub.unit_of_work(by) as uow:
        person = uow.get(Person, person_id)
        to = one_device(uow.connection, device_id)
        if to.state != State.ENROLLED:
            raise Refused(f"That laptop is {to.state}. Choose one that is enrolled.")
        held = holders(uow.connection, person_id)
        if held.get(to.id) not in {HERE, LEAVING} and uow.connection.execute(_HELD, {"person": person_id}).first():
            raise HeldBack
        leaving = () if keep else tuple(sorted(each for each, state in held.items() if state == HERE and each != to.id))
        if held.get(to.id) == HERE and not leaving:
            return Transferred(person_id, to.id, (), changed=False)
        _assign(uow.connection, person_id, to.id, here=held.get(to.id) == HERE)
        for each in leaving:
            _leave(uow.connection, person_id, each)
        _to_worker(uow, person, to)
        values = {"to": to.id, "from": list(leaving)}
        uow.event(Action.TRANSFERRED, Person.kind(), person_id, person_id=person_id, values=values, reason=why)
    return Transferred(person_id, to.id, leaving, changed=True)


def laptop_of_worker(connection: Connection, worker_id: str) -> Device:
    """Return the enrolled laptop that a worker wrote on last; raises NotFound."""
    asked = select(HUB_DEVICE.c.device_id).where(
        HUB_DEVICE.c.worker_id == worker_id, HUB_DEVICE.c.state == State.ENROLLED
    )
    found = set(connection.execute(asked).scalars())
    known = [each for each in devices(connection) if each.id in found]
    if not known:
        raise NotFound("No enrolled laptop is that worker's. Name the laptop.")
    return known[-1]


def _assign(connection: Connection, person_id: str, device_id: str, *, here: bool) -> None:
    """Give a person to a laptop. One that is to let go, or let go already, gets the whole story as a new one does."""
    if here:
        return
    connection.execute(delete(ASSIGNMENT).where(_A.person_id == person_id, _A.device_id == device_id))
    row = {"person_id": person_id, "device_id": device_id, "state": HERE, "since_place": next_place(connection)}
    connection.execute(insert(ASSIGNMENT).values(row))


def _leave(connection: Connection, person_id: str, device_id: str) -> None:
    mine = _A.person_id == person_id, _A.device_id == device_id
    if never_had(connection, person_id, one_device(connection, device_id)):
        connection.execute(delete(ASSIGNMENT).where(*mine))
        return
    connection.execute(update(ASSIGNMENT).where(*mine).values(state=LEAVING, told_in=None))


def _to_worker(uow: UnitOfWork, person: Person, to: Device) -> None:
    if to.worker_id is None or person.worker_id == to.worker_id:
        return
    try:
        worker = uow.get(Worker, to.worker_id)
    except NotFound:  # their own record has not come yet, or was withheld
        uow.change(person, worker_id=to.worker_id)
        return
    uow.change(person, worker_id=worker.id, team_id=worker.team_id or person.team_id)
