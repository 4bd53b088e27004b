"""A database that was put back from a backup: the hub goes on under another device id of its own.

What the hub decided after the backup may have gone down to laptops already. Went its own chain on from where the
backup ends, its next entry would have a number that another entry has there, and they would not take it in.
"""

from linkworker.base.ids import new_id
from linkworker.hub.devices import Device
from linkworker.hub.engine import DEVICE, Hub, remember
from linkworker.journal.actions import Action

_MOST_OTHERS = 100_000  # receipts that we know nothing of: one a minute for two months


def go_on_as_another(hub: Hub, by: str) -> str:
    """Let what the centre decides from now on stand in a chain of its own; return the hub's new device id."""
    device_id = new_id()
    with hub.writing() as connection:
        remember(connection, DEVICE, device_id)
    hub.device_id = device_id
    with hub.unit_of_work(by) as uow:
        uow.event(Action.RESTORED, "hub", device_id)
    return device_id


def most_receipts(hub: Hub, device: Device) -> int:
    """Return the highest receipt number that a laptop can have: of those made for it.

    Some more where the database was put back from a backup, or none was made for it yet: it may know another hub's.
    """
    may_be_others = hub.device_id != hub.identity.hub or device.receipts == 0
    return device.receipts + (_MOST_OTHERS if may_be_others else 0)
