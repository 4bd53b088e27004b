"""What a receipt says of the laptop it goes to: what the hub has of it, what it did not take in, and whom it has."""

from datetime import datetime

from sqlalchemy import Connection, exists, select

from linkworker.hub.devices import Device, State
from linkworker.hub.lineage import APPLIED
from linkworker.hub.people import HERE, LEAVING, LET_GO
from linkworker.hub.tables import ASSIGNMENT, HUB_BUNDLE
from linkworker.journal.canonical import instant_text
from linkworker.journal.entry import FIRST_HASH
from linkworker.sync.receipt import BundleClock, Chain, PersonHeld, PersonState, RefusedBundle, WaitingBundle

_MOST_REFUSED = 50  # the newest; a laptop that has more wrong with it needs somebody to look
_B, _A = HUB_BUNDLE.c, ASSIGNMENT.c
_LEADS_DOWN = frozenset({State.ENROLLED})


def gets_lines(device: Device) -> bool:
    """Say whether anything about people goes down to a laptop: not to one that is suspended, ended or retired."""
    return device.state in _LEADS_DOWN


def chains(connection: Connection, device: Device) -> tuple[Chain, ...]:
    """Return what the hub has, without a gap, of each device that the laptop was and is."""
    return tuple(_chain(connection, each) for each in (*device.public.former, device.id))


def _chain(connection: Connection, device_id: str) -> Chain:
    asked = (
        select(_B.number, _B.hash, _B.last_seq, _B.head)
        .where(_B.line_id == device_id, _B.state == "taken-in")
        .order_by(_B.number.desc())
        .limit(1)
    )
    row = connection.execute(asked).first()
    if row is None:
        return Chain(device_id, 0, None, 0, FIRST_HASH)
    return Chain(device_id, row.number, row.hash, _last_seq(connection, device_id), row.head)


def _last_seq(connection: Connection, device_id: str) -> int:
    """Return the number of the last entry; the newest bundle may hold only late values."""
    asked = (
        select(_B.last_seq)
        .where(_B.line_id == device_id, _B.state == "taken-in", _B.last_seq.is_not(None))
        .order_by(_B.number.desc())
        .limit(1)
    )
    return int(connection.execute(asked).scalar() or 0)


def refused(connection: Connection, device: Device) -> tuple[RefusedBundle, ...]:
    """Return the newest bundles that were put aside and have not come in since under another name."""
    came = HUB_BUNDLE.alias()
    since = exists().where(
        came.c.line_id == _B.line_id, came.c.number == _B.number, came.c.state.in_(APPLIED), _B.state == "refused"
    )
    asked = (
        select(_B.device_id, _B.number, _B.hash, _B.why)
        .where(_B.device_id.in_(_all(device)), _B.state.in_(("refused", "fork")), ~since)
        .order_by(_B.received_at.desc(), _B.number.desc())
        .limit(_MOST_REFUSED)
    )
    rows = connection.execute(asked).all()
    return tuple(RefusedBundle(row.device_id, row.number, row.hash, row.why) for row in reversed(rows))


def waiting(connection: Connection, device: Device) -> tuple[WaitingBundle, ...]:
    """Return the bundles that came and wait for one before them, or for the laptop to be let go on."""
    asked = (
        select(_B.device_id, _B.number)
        .where(_B.device_id.in_(_all(device)), _B.state.in_(("waiting", "held")))
        .order_by(_B.device_id, _B.number)
        .distinct()
    )
    return tuple(WaitingBundle(row.device_id, row.number) for row in connection.execute(asked))


def clock_of(connection: Connection, device: Device) -> BundleClock | None:
    """Return when the newest bundle was made by the laptop's clock, and came by the hub's."""
    asked = (
        select(_B.made_at, _B.received_at)
        .where(_B.line_id == device.id, _B.state == "taken-in")
        .order_by(_B.number.desc())
        .limit(1)
    )
    row = connection.execute(asked).first()
    return None if row is None else BundleClock(_text(row.made_at), _text(row.received_at))


def people(connection: Connection, device: Device) -> tuple[PersonHeld, ...]:
    """Return whose records the laptop has, is to be only reading, and is to let go of.

    A laptop to which nothing goes down keeps whom it has; it is not told of people it has not got.
    """
    states = (HERE, LEAVING, LET_GO) if gets_lines(device) else (LEAVING, LET_GO)
    asked = select(_A.person_id, _A.state).where(_A.device_id == device.id, _A.state.in_(states))
    rows = connection.execute(asked.order_by(_A.person_id))
    return tuple(PersonHeld(row.person_id, PersonState(row.state)) for row in rows)


def _all(device: Device) -> tuple[str, ...]:
    return (*device.public.former, device.id)


def _text(instant: datetime) -> str:
    return instant_text(instant)
