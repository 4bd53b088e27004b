"""What the newest receipt said, kept among the store's facts: how this laptop stands at the centre."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from linkworker.sync.clock_doubt import Because, ClockDoubt
from linkworker.sync.receipt import ReceiptFacts, RefusedBundle, Status, WaitingBundle
from linkworker.vault.store import remember_in
from linkworker.vault.tables import STORE_FACT

_FACT = "centre_said"


@dataclass(frozen=True, slots=True)
class CentreSaid:
    """What stood in the newest receipt, and when it was taken in here."""

    number: int
    made_at: datetime
    taken_at: datetime
    status: Status
    refused: tuple[RefusedBundle, ...]
    waiting: tuple[WaitingBundle, ...]
    clock: ClockDoubt | None


def remember_said(connection: Connection, facts: ReceiptFacts, now: datetime, doubt: ClockDoubt | None) -> None:
    """Remember what a receipt says, in the connection's transaction; it takes the place of what was said before."""
    held = {
        "number": facts.number,
        "made_at": facts.made_at,
        "taken_at": now.isoformat(),
        "status": str(facts.status),
        "refused": [asdict(each) for each in facts.refused],
        "waiting": [asdict(each) for each in facts.waiting],
        "clock": None if doubt is None else [doubt.laptop_at.isoformat(), doubt.centre_at.isoformat(), doubt.because],
    }
    remember_in(connection, _FACT, json.dumps(held))


def centre_said(connection: Connection) -> CentreSaid | None:
    """Return what the newest receipt said; None before the first."""
    text = connection.execute(select(STORE_FACT.c.value).where(STORE_FACT.c.name == _FACT)).scalar()
    if text is None:
        return None
    held = json.loads(text)
    return CentreSaid(
        held["number"],
        datetime.fromisoformat(held["made_at"]),
        datetime.fromisoformat(held["taken_at"]),
        Status(held["status"]),
        tuple(RefusedBundle(**each) for each in held["refused"]),
        tuple(WaitingBundle(**each) for each in held["waiting"]),
        _doubt(held["clock"]),
    )


def _doubt(held: list[Any] | None) -> ClockDoubt | None:
    if held is None:
        return None
    return ClockDoubt(datetime.fromisoformat(held[0]), datetime.fromisoformat(held[1]), Because(held[2]))
