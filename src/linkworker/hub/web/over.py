"""The web service over the hub itself: its laptops, its ingest and its receipts."""

import threading
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, select

from linkworker.base.errors import LinkworkerError
from linkworker.hub.engine import Hub
from linkworker.hub.ingest import ingest
from linkworker.hub.keeping import drop
from linkworker.hub.places import last_place
from linkworker.hub.receipts import write_receipts
from linkworker.hub.receiving import what_waited
from linkworker.hub.tables import HUB_DEVICE, HUB_RECEIPT
from linkworker.hub.taken import Taken, TakenState
from linkworker.hub.web.behind import Known, Outcome, Receipt, Standing
from linkworker.sync.carriers.carrier import Delivery
from linkworker.sync.carriers.names import read_receipt_name
from linkworker.sync.device import short_id

SUSPENDED = "suspended"
"""The code of a bundle that is kept until its laptop may go on."""
_KEPT = 2
_STATES = {
    TakenState.TAKEN_IN: Delivery.TAKEN_IN,
    TakenState.KNOWN: Delivery.KNOWN,
    TakenState.WAITS: Delivery.WAITS,
    TakenState.HELD: Delivery.WAITS,
}


class OverHub:
    """An open hub as the web service sees it. A laptop that asks gets a receipt that is not older than some minutes."""

    def __init__(self, hub: Hub, receipt_minutes: int) -> None:
        self._hub, self._age = hub, timedelta(minutes=receipt_minutes)
        self._making = threading.Lock()  # one at a time: a burst of laptops must not take all connections

    @property
    def hub_id(self) -> str:
        """Return the hub's id, which stands in every signed request."""
        return self._hub.identity.hub

    @property
    def folder(self) -> Path:
        """Return the hub's folder."""
        return self._hub.folder

    def now(self) -> datetime:
        """Return the hub's time, in UTC."""
        return self._hub.clock.now()

    def device(self, device_id: str) -> Known | None:
        """Return a laptop by its id, or None."""
        chosen = select(HUB_DEVICE.c.public, HUB_DEVICE.c.state).where(HUB_DEVICE.c.device_id == device_id)
        with self._hub.reading() as connection:
            row = connection.execute(chosen).first()
        return None if row is None else Known(device_id, bytes.fromhex(row.public), Standing(row.state))

    def take_in(self, path: Path, received_at: datetime, sent_at: datetime | None) -> Outcome:
        """Take a whole bundle in, with what waited for it, and make its laptop's receipt."""
        taken = ingest(self._hub, path, received_at=received_at, sent_at=sent_at)
        if taken.device is not None:
            if taken.state in {TakenState.TAKEN_IN, TakenState.WAITS}:
                for _ in what_waited(self._hub, taken.device):
                    pass
            self._make(taken.device)
        return _outcome(taken)

    def receipt(self, device_id: str, after: int) -> Receipt | None:
        """Return a laptop's newest receipt if its number is above `after`; one is made where there is news for it."""
        with self._hub.reading() as connection:
            short, is_news = self._news(connection, device_id)
        if is_news:
            self._make(device_id)
        found = self._receipts(short)
        return found[-1] if found and found[-1].number > after else None

    def answers(self) -> bool:
        """Say whether the database answers."""
        try:
            with self._hub.reading() as connection:
                return connection.execute(select(1)).scalar() == 1
        except LinkworkerError:
            return False

    def _news(self, connection: Connection, device_id: str) -> tuple[str, bool]:
        """Return a laptop's short id, and whether its newest receipt is old and something has come since."""
        device = connection.execute(select(HUB_DEVICE).where(HUB_DEVICE.c.device_id == device_id)).one()
        made = select(HUB_RECEIPT).where(HUB_RECEIPT.c.device_id == device_id, HUB_RECEIPT.c.hash != "")
        newest = connection.execute(made.order_by(HUB_RECEIPT.c.number.desc()).limit(1)).first()
        short = short_id(bytes.fromhex(device.public))
        if newest is None or device.state_at > newest.made_at:
            return short, True
        has_come = last_place(connection) > newest.place
        return short, has_come and newest.made_at < self.now() - self._age

    def _make(self, device_id: str) -> None:
        """Make a laptop's receipt. Those before the last two go: each brings all that the laptop has not."""
        with self._making:
            for made in write_receipts(self._hub, self._hub.settings.receipts, [device_id]):
                for older in self._receipts(made.short)[:-_KEPT]:
                    drop(older.path.parent, older.path.name)

    def _receipts(self, short: str) -> list[Receipt]:
        paths = self._hub.settings.receipts.glob(f"linkworker-{short}-*.receipt.age")
        named = ((read_receipt_name(path.name), path) for path in paths)
        return sorted((Receipt(name[1], path) for name, path in named if name), key=lambda each: each.number)


def _outcome(taken: Taken) -> Outcome:
    if taken.state == TakenState.HELD:
        return Outcome(Delivery.WAITS, SUSPENDED)
    state = _STATES.get(taken.state, Delivery.REFUSED)
    return Outcome(state, str(taken.why or "") if state is Delivery.REFUSED else "")
