"""Enrolling a laptop, and what may become of it after: suspended, resumed, retired, restored as another device."""

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from linkworker.base.errors import BadInput, Refused
from linkworker.hub.devices import Device, State, device, devices
from linkworker.hub.engine import Hub
from linkworker.hub.places import next_place
from linkworker.hub.tables import ASSIGNMENT, HUB_DEVICE, HUB_LINE
from linkworker.journal.actions import Action
from linkworker.journal.chain import last_of
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.sync.device import DevicePublic
from linkworker.sync.identity import key_id

_LINE = select(HUB_LINE.c.line_id).where(HUB_LINE.c.line_id == bindparam("line"))
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
    vouched: bool = False,
) -> Device:
    """Enrol a laptop whose six words were compared; `by` is the worker at the centre who did.

    `instead_of` is the device that the same laptop was before it was restored: that one ends, and its people are the
    new one's, with their whole story. So do any others of its former devices that still stand. Of the devices that it
    was, one that never came here is known from now on too, as ended: what it signed comes in. `vouched` says that a
    person vouches for what the laptop's file does not prove (`is_unproved`).

    Raises Refused when it is known already, when one of its former devices still stands and none is named, or when it
    never was the device that it should take the place of.
    """
    with hub.unit_of_work(by) as uow:
        known = {each.id: each for each in devices(uow.connection)}
        _check_ids(uow.connection, hub, public, known)
        _check(public, known, instead_of, vouched=vouched)
        _add(uow, hub, public, team_id=team_id, worker_id=worker_id)
        _add_former(uow, hub, public, known)
        values = {"short": public.short, "key": public.public.hex(), "recipient": public.recipient}
        if instead_of is not None:
            values |= {"instead_of": instead_of, "proved": "no" if is_unproved(public, instead_of) else "yes"}
        uow.event(Action.ENROLLED, "device", public.device, values=values)
        if instead_of:
            for each in dict.fromkeys([*_standing(public, known), instead_of]):
                _end(uow, hub, known[each], public, known)
        return device(uow.connection, public.device)


def is_unproved(public: DevicePublic, instead_of: str) -> bool:
    """Say whether a laptop's file does not prove that it was a device, but only names the same store.

    Restored twice from one backup, a laptop does not know of the device that it was in between, nor has it its key.
    """
    return instead_of not in public.proved


def change_state(hub: Hub, by: str, device_id: str, state: State, why: str | None = None) -> Device:
    """Suspend, resume (`State.ENROLLED`) or retire a laptop. Raises Refused for one that has ended."""
    with hub.unit_of_work(by) as uow:
        held = device(uow.connection, device_id)
        if held.state == State.ENDED:
            raise Refused("This laptop was restored and is another one now. Name that one instead.")
        if held.state != state:
            _set_state(uow, hub, device_id, state)
            uow.event(_DONE[state], "device", device_id, reason=why)
        return device(uow.connection, device_id)


def _check_ids(connection: Connection, hub: Hub, public: DevicePublic, known: dict[str, Device]) -> None:
    """Raise Refused where a file names an id that is the hub's own, or under which something stands here already.

    A bundle signed by such a laptop would go on in a chain that is not its own: the hub's, say, as it was before its
    database was put back, or that of a fork.
    """
    for each in (public.device, *public.former):
        own = each in {hub.identity.hub, hub.device_id} or last_of(connection, each).seq > 0
        if each not in known and (own or connection.execute(_LINE, {"line": each}).first() is not None):
            raise Refused("This file names an id that is no laptop's. It was not enrolled. Look at who made it.")


def _check(public: DevicePublic, known: dict[str, Device], instead_of: str | None, *, vouched: bool) -> None:
    if public.device in known or any(each.public.public == public.public for each in known.values()):
        raise Refused("This laptop is known here already. 'hub resume' lets a suspended or retired one go on.")
    if public.proved != set(public.former):
        raise Refused("What this laptop's file says that it was before is not proved. It was not enrolled.")
    if instead_of is not None:
        if instead_of not in known:
            raise BadInput("The laptop that this one stands instead of is not known here.")
        if instead_of not in public.former and known[instead_of].public.store != public.store:
            raise Refused("This laptop's file does not say that it was that one before. It was not enrolled.")
        if known[instead_of].state == State.ENDED:
            raise Refused("The laptop that this one stands instead of has ended already.")
        if is_unproved(public, instead_of) and not vouched:
            raise Refused("This laptop's file does not prove that it was that one before. It was not enrolled.")
    _check_keys(public, known)
    standing = _standing(public, known)
    if standing and instead_of is None:
        short = known[standing[-1]].public.short
        raise Refused(f"This laptop was {short} before it was restored. Add --instead-of {short}.")


def _standing(public: DevicePublic, known: dict[str, Device]) -> list[str]:
    """Return the former devices of a laptop that have not ended: a retired one too; what it signed comes in then."""
    return [each for each in public.former if each in known and known[each].state != State.ENDED]


def _check_keys(public: DevicePublic, known: dict[str, Device]) -> None:
    """Raise Refused where a laptop says that it was one known here and names another key, or another's key as its."""
    ids = {each.public.public: each.id for each in known.values()}
    for each in public.before:
        held = known.get(each.device)
        if ids.get(each.public, each.device) != each.device or (held and held.public.public != each.public):
            raise Refused("What this laptop's file says that it was before is not so. It was not enrolled.")


def _add(
    uow: UnitOfWork, hub: Hub, public: DevicePublic, *, state: State = State.ENROLLED, heir: str | None = None,
    team_id: str | None = None, worker_id: str | None = None,
) -> None:  # fmt: skip
    row = {
        "device_id": public.device, "public": public.public.hex(), "short": public.short, "recipient": public.recipient,
        "store_id": public.store, "state": str(state), "state_at": hub.clock.now(), "heir": heir, "team_id": team_id,
        "worker_id": worker_id, "key_id": key_id(hub.identity.recipient), "receipts": 0, "acknowledged": 0,
        "acknowledged_place": 0,
    }  # fmt: skip
    uow.connection.execute(insert(HUB_DEVICE).values(row))


def _add_former(uow: UnitOfWork, hub: Hub, public: DevicePublic, known: dict[str, Device]) -> None:
    """Know the devices that a laptop was and that never came here: restored twice before it did, say."""
    for each in public.before:
        if each.device not in known:
            heir = _heir(public, known, each.device)
            _add(uow, hub, each, state=State.ENDED, heir=heir)
            values = {"short": each.short, "key": each.public.hex(), "heir": heir}
            uow.event(Action.ENDED, "device", each.device, values=values)


def _heir(public: DevicePublic, known: dict[str, Device], former: str) -> str:
    """Return what a former device was next: the next one that never came here, else the device that it is now."""
    later = public.former[public.former.index(former) + 1 :] if former in public.former else ()
    return next((each for each in later if each not in known), public.device)


def _end(uow: UnitOfWork, hub: Hub, former: Device, public: DevicePublic, known: dict[str, Device]) -> None:
    """Let a laptop's former device end: its remaining bundles still come in, its people are the new device's."""
    connection, heir = uow.connection, _heir(public, known, former.id)
    _set_state(uow, hub, former.id, State.ENDED)
    connection.execute(update(HUB_DEVICE).where(HUB_DEVICE.c.device_id == former.id).values(heir=heir))
    kept = {"team_id": former.team_id, "worker_id": former.worker_id}
    mine = HUB_DEVICE.c.device_id == public.device
    for name, value in kept.items():
        connection.execute(update(HUB_DEVICE).where(mine, HUB_DEVICE.c[name].is_(None)).values({name: value}))
    give_all(connection, former.id, public.device)
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
