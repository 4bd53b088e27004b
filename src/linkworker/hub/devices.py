"""The laptops that the hub knows."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, select

from linkworker.base.errors import BadInput, NotFound
from linkworker.base.words import listed
from linkworker.hub.tables import HUB_DEVICE
from linkworker.sync.device import DevicePublic


class State(StrEnum):
    """What stands of a laptop: a receipt says it in these words."""

    ENROLLED = "enrolled"
    SUSPENDED = "suspended"  # its bundles are kept sealed, and nothing goes down to it
    ENDED = "ended"  # it was restored and is another device now; its remaining bundles are still taken in
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Device:
    """One laptop. `acknowledged` is the newest receipt it has taken in, `key_id` which of the hub's keys it trusts."""

    public: DevicePublic
    state: State
    heir: str | None
    team_id: str | None
    worker_id: str | None
    key_id: str
    receipts: int
    acknowledged: int
    acknowledged_place: int

    @property
    def id(self) -> str:
        """Return its id in the journal."""
        return self.public.device


_ALL = select(HUB_DEVICE).order_by(HUB_DEVICE.c.device_id)


def devices(connection: Connection) -> tuple[Device, ...]:
    """Return every laptop, in the order in which their ids were made."""
    rows = connection.execute(_ALL).all()
    before = _before(rows)
    return tuple(_device(row, before) for row in rows)


def of_short(connection: Connection, short: str) -> tuple[DevicePublic, ...]:
    """Return the public half of the laptops whose files go by a short id: one, if any."""
    rows = connection.execute(select(HUB_DEVICE).where(HUB_DEVICE.c.short == short))
    return tuple(_device(row, {}).public for row in rows)


def device(connection: Connection, device_id: str) -> Device:
    """Return one laptop; raises NotFound."""
    row = connection.execute(select(HUB_DEVICE).where(HUB_DEVICE.c.device_id == device_id)).first()
    if row is None:
        raise NotFound("There is no laptop with that id here.")
    return _device(row, _before(connection.execute(_ALL).all()) if _was_another(connection, device_id) else {})


def named(connection: Connection, typed: str) -> Device:
    """Return the laptop that an id, or the short id in its files' names, means; raises NotFound, BadInput."""
    given = typed.strip().lower()
    found = [each for each in devices(connection) if given in {each.id, each.public.short}]
    if not found:
        raise NotFound(f"No laptop here goes by '{typed.strip()}'. Look at the list: linkworker hub status")
    if len(found) > 1:
        raise BadInput(f"'{typed.strip()}' could be {listed((each.id for each in found), 'or')}.")
    return found[0]


def heir_of(known: Iterable[Device], device_id: str) -> str:
    """Return the device that a laptop is now; the device itself unless it was restored."""
    heirs = {each.id: each.heir for each in known}
    while heirs.get(device_id):
        device_id = heirs[device_id] or device_id
    return device_id


def _was_another(connection: Connection, device_id: str) -> bool:
    return connection.execute(select(HUB_DEVICE.c.heir).where(HUB_DEVICE.c.heir == device_id)).first() is not None


def _before(rows: Iterable[Row[Any]]) -> dict[str, tuple[str, ...]]:
    """Return for each device those that it was before, in the order in which their ids were made."""
    heirs = {row.device_id: row.heir for row in rows if row.heir}
    found: dict[str, tuple[str, ...]] = {}
    for device_id in heirs:
        at = heirs.get(device_id)
        while at is not None:
            found[at] = (*found.get(at, ()), device_id)
            at = heirs.get(at)
    return found


def _device(row: Row[Any], before: dict[str, tuple[str, ...]]) -> Device:
    public = DevicePublic(
        row.device_id, bytes.fromhex(row.public), row.recipient, row.store_id, before.get(row.device_id, ())
    )
    return Device(
        public, State(row.state), row.heir, row.team_id, row.worker_id, row.key_id, row.receipts, row.acknowledged,
        row.acknowledged_place,
    )  # fmt: skip
