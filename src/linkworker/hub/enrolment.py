"""Enrolling a laptop, and what may become of it after: suspended, resumed, retired, restored as another device."""

from sqlalchemy import Connection, delete, insert, select, update

from linkworker.base.errors import BadInput, Refused
from linkworker.hub.devices import Device, State, device, devices
from linkworker.hub.engine import Hub
from linkworker.hub.places import next_place
from linkworker.hub.tables import ASSIGNMENT, HUB_DEVICE
from linkworker.journal.actions import Action
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.sync.device import DevicePublic
from linkworker.sync.identity import key_id

_DONE = {State.SUSPENDED: Action.SUSPENDED, State.ENROLLED: Action.RESUMED, State.RETIRED: Action.RETIRED}


def check_words(public: DevicePublic, typed: str) -> None:
    """Raise Refused unless these are the six words of a laptop's keys."""
    if typed.lower().split() != public.words.split():
        raise Refused("Those are not the words of this laptop's keys. It was not enrolled. Ask for its file again.")


def enrol(
    hub: Hub,
    by: str,
    public: DevicePublic,
    *,
    team_id: str | None = None,
    worker_id: str | None = None,
    instead_of: str | None = None,
) -> Device:
    """Enrol a laptop whose six words were compared; `by` is the worker at the centre who did.

    `instead_of` is the device that the same laptop was before it was restored: that one ends, and its people are the
    new one's, with their whole story. Raises Refused when it is known already, when one of its former devices still
    stands as enrolled, or when it never was the device that it should take the place of.
    """
    with hub.unit_of_work(by) as uow:
        known = {each.id: each for each in devices(uow.connection)}
        _check(public, known, instead_of)
        _add(uow, hub, public, team_id=team_id, worker_id=worker_id)
        values = {"short": public.short, "key": public.public.hex(), "recipient": public.recipient}
        uow.event(Action.ENROLLED, "device", public.device, values=values | _named("instead_of", instead_of))
        if instead_of:
            _end(uow, hub, known[instead_of], public.device)
        return device(uow.connection, public.device)


def change_state(hub: Hub, by: str, device_id: str, state: State, why: str | None = None) -> Device:
    """Suspend, resume (`State.ENROLLED`) or retire a laptop. Raises Refused for one that has ended or is retired."""
    with hub.unit_of_work(by) as uow:
        held = device(uow.connection, device_id)
        if held.state in {State.ENDED, State.RETIRED}:
            raise Refused(f"This laptop is {held.state} already. Enrol it anew with a fresh file of its keys.")
        if held.state != state:
            _set_state(uow, hub, device_id, state)
            uow.event(_DONE[state], "device", device_id, reason=why)
        return device(uow.connection, device_id)


def _check(public: DevicePublic, known: dict[str, Device], instead_of: str | None) -> None:
    if public.device in known or any(each.public.public == public.public for each in known.values()):
        raise Refused("This laptop is enrolled already. 'hub resume' lets a suspended one go on.")
    if instead_of is not None:
        if instead_of not in known:
            raise BadInput("The laptop that this one stands instead of is not known here.")
        # Restored twice from one backup, a laptop does not know of the device that it was in between; its store does.
        if instead_of not in public.former and known[instead_of].public.store != public.store:
            raise Refused("This laptop's file does not say that it was that one before. It was not enrolled.")
        if known[instead_of].state in {State.ENDED, State.RETIRED}:
            raise Refused(f"The laptop that this one stands instead of is {known[instead_of].state} already.")
    for former in public.former:
        if former != instead_of and former in known and known[former].state in {State.ENROLLED, State.SUSPENDED}:
            short = known[former].public.short
            raise Refused(f"This laptop was {short} before it was restored. Add --instead-of {short}.")


def _add(uow: UnitOfWork, hub: Hub, public: DevicePublic, *, team_id: str | None, worker_id: str | None) -> None:
    row = {
        "device_id": public.device, "public": public.public.hex(), "short": public.short, "recipient": public.recipient,
        "store_id": public.store, "state": str(State.ENROLLED), "state_at": hub.clock.now(), "team_id": team_id,
        "worker_id": worker_id, "key_id": key_id(hub.identity.recipient), "receipts": 0, "acknowledged": 0,
        "acknowledged_place": 0,
    }  # fmt: skip
    uow.connection.execute(insert(HUB_DEVICE).values(row))


def _end(uow: UnitOfWork, hub: Hub, former: Device, heir: str) -> None:
    """Let a laptop's former device end: its remaining bundles still come in, its people are the new device's."""
    connection = uow.connection
    _set_state(uow, hub, former.id, State.ENDED)
    taken = {"heir": heir}
    connection.execute(update(HUB_DEVICE).where(HUB_DEVICE.c.device_id == former.id).values(**taken))
    kept = {"team_id": former.team_id, "worker_id": former.worker_id}
    mine = HUB_DEVICE.c.device_id == heir
    for name, value in kept.items():
        connection.execute(update(HUB_DEVICE).where(mine, HUB_DEVICE.c[name].is_(None)).values({name: value}))
    give_all(connection, former.id, heir)
    uow.event(Action.ENDED, "device", former.id, values={"heir": heir})


def give_all(connection: Connection, former: str, heir: str) -> None:
    """Give a device's people to the device that it is now, with their whole story: a backup may lack any of it.

    Also those it has let go of, for the backup may hold them still.
    """
    place = next_place(connection)
    held = connection.execute(select(ASSIGNMENT).where(ASSIGNMENT.c.device_id == former)).all()
    connection.execute(delete(ASSIGNMENT).where(ASSIGNMENT.c.device_id == former))
    rows = [
        {"person_id": row.person_id, "device_id": heir, "state": row.state, "since_place": place, "told_in": None}
        for row in held
    ]
    if rows:
        connection.execute(insert(ASSIGNMENT), rows)


def _set_state(uow: UnitOfWork, hub: Hub, device_id: str, state: State) -> None:
    change = update(HUB_DEVICE).where(HUB_DEVICE.c.device_id == device_id)
    uow.connection.execute(change.values(state=str(state), state_at=hub.clock.now()))


def _named(name: str, value: str | None) -> dict[str, str]:
    return {} if value is None else {name: value}
