"""Whose record lies on which laptop, as bundles tell it: new people, and what a laptop has let go of."""

import json

from sqlalchemy import Connection, String, case, cast, exists, insert, literal, select, update

from linkworker.base.ids import NO_PERSON
from linkworker.hub.devices import Device
from linkworker.hub.lineage import has_forks
from linkworker.hub.tables import ASSIGNMENT, HUB_DEVICE, HUB_RECEIPT, TOUCHED
from linkworker.journal.actions import Action
from linkworker.journal.tables import ENTRY, ENTRY_VALUES, VALUES_OF_ENTRY
from linkworker.records.types import ID_TYPE

HERE, LEAVING, LET_GO = "here", "leaving", "let-go"
_A, _R, _T = ASSIGNMENT.c, HUB_RECEIPT.c, TOUCHED.c
_COLUMNS = ["person_id", "device_id", "state", "since_place"]


def assign_new(connection: Connection, place: int, line_id: str, owner: str) -> None:
    """Give the people whom a bundle speaks of, and whom nobody has yet, to the laptop that it came from.

    The laptop that made the person has all there is about them. Any other one gets the whole story: what came from a
    device that it was before it was restored, say, may be lost there; so too what its copy wrote, in a fork, which lies
    under other devices' ids.
    """
    # The laptop as text: by its index PostgreSQL would read all that it ever wrote, once for each person.
    made_here = exists().where(
        ENTRY.c.person_id == _T.person_id, ENTRY.c.record_id == _T.person_id,
        ENTRY.c.action == str(Action.CREATED), cast(ENTRY.c.device_id, String) == line_id,
    )  # fmt: skip
    since = case((made_here, 0), else_=place) if line_id == owner else literal(place)
    here = exists().where(_A.person_id == _T.person_id)
    brought = select(_T.person_id, literal(owner, ID_TYPE), literal(HERE), since).where(
        _T.place == place, _T.person_id != NO_PERSON, ~here
    )
    connection.execute(insert(ASSIGNMENT).from_select(_COLUMNS, brought.distinct()))


def acknowledge(connection: Connection, device: Device, number: int) -> None:
    """Note the newest receipt that a laptop says it has taken in; whom it was told to leave, it lets go of next.

    What it wrote of them before it was told has come with the same bundle or an earlier one, so nothing is lost.
    """
    of_device = HUB_DEVICE.c.device_id == device.id
    if number > device.receipts:  # the hub's database was put back from a backup: never say a number twice
        connection.execute(update(HUB_DEVICE).where(of_device).values(receipts=number))
    made = connection.execute(select(HUB_RECEIPT).where(_R.device_id == device.id, _R.number == number)).first()
    if made is None or number <= device.acknowledged:
        return
    values: dict[str, object] = {"key_id": made.key_id}
    if made.hash:  # else the program ended before it knew what it had written: its lines go again
        values |= {"acknowledged": number, "acknowledged_place": made.place}
    connection.execute(update(HUB_DEVICE).where(of_device).values(**values))
    told = _A.device_id == device.id, _A.state == LEAVING, _A.told_in <= number
    connection.execute(update(ASSIGNMENT).where(*told).values(state=LET_GO, told_in=None))


def holders(connection: Connection, person_id: str) -> dict[str, str]:
    """Return the devices that have a person or are to let go of them, each with its state."""
    rows = connection.execute(select(_A.device_id, _A.state).where(_A.person_id == person_id))
    return {row.device_id: row.state for row in rows}


def never_had(connection: Connection, person_id: str, device: Device) -> bool:
    """Say whether the person's story cannot lie on a laptop: no receipt had it, and it had them never before."""
    asked = select(_A.since_place, _A.may_have).where(_A.person_id == person_id, _A.device_id == device.id)
    held = connection.execute(asked).one()
    if held.may_have or held.since_place <= device.acknowledged_place:
        return False
    # A backup may hold them; where a fork was accepted, so may the laptop's copy.
    if device.public.former or has_forks(connection, device.id):
        return False
    # A receipt without a hash may have been written whole, and taken in, before the program ended.
    made = select(_R.number).where(_R.device_id == device.id, _R.hash == "")
    wrote = select(_T.place).where(_T.person_id == person_id, _T.device_id == device.id)
    return (
        connection.execute(made.limit(1)).first() is None
        and connection.execute(wrote.limit(1)).first() is None
        and device.id not in _left_before(connection, person_id)
    )


def _left_before(connection: Connection, person_id: str) -> set[str]:
    """Return the laptops that a person was taken from before, as the hub's own journal says."""
    asked = (
        select(ENTRY_VALUES.c.content)
        .join_from(ENTRY, ENTRY_VALUES, VALUES_OF_ENTRY)
        .where(ENTRY.c.person_id == person_id, ENTRY.c.action == str(Action.TRANSFERRED))
    )
    held = (json.loads(content)["from"][1] for content in connection.execute(asked).scalars())
    return {each for some in held for each in some}
