"""Each bundle that this laptop made, and where it stands between here and the centre."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection

from linkworker.journal.outbox import Sent, sent
from linkworker.sync.centre_said import CentreSaid
from linkworker.sync.refused_words import what_to_do, why_refused


class BundleState(StrEnum):
    """Where a bundle is. SENT: it was written, and no receipt speaks of it yet."""

    NOT_WRITTEN = "not-written"
    SENT = "sent"
    RECEIVED = "received"
    REFUSED = "refused"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class BundleStanding:
    """One bundle. `former`: made as the device the laptop was before a restore. `anew`: made again with less in it.

    `why` and `what_to_do` are "" unless the centre put it aside, or waits for one before it.
    """

    device: str
    former: bool
    number: int
    entries: int
    made_at: datetime
    written_at: datetime | None
    receipted_at: datetime | None
    anew: bool
    state: BundleState
    why: str = ""
    what_to_do: str = ""


def bundle_standings(
    connection: Connection, devices: Iterable[str], said: CentreSaid | None
) -> tuple[BundleStanding, ...]:
    """Return every bundle of these devices, of the present one (the last) too, in the order in which they were made."""
    ids = tuple(devices)
    return tuple(
        _standing(device, made, said, former=device != ids[-1]) for device in ids for made in sent(connection, device)
    )


def _standing(device: str, made: Sent, said: CentreSaid | None, *, former: bool) -> BundleStanding:
    state, why, do = _state(device, made, said)
    return BundleStanding(
        device,
        former,
        made.number,
        made.last - made.first + 1,
        made.made_at,
        made.written_at,
        made.receipted_at,
        bool(made.instead_of),
        state,
        why,
        do,
    )


def _state(device: str, made: Sent, said: CentreSaid | None) -> tuple[BundleState, str, str]:
    if made.receipted_at is not None:
        return BundleState.RECEIVED, "", ""
    if said is not None:
        for each in said.refused:
            if (each.device, each.number) == (device, made.number) and each.hash in made.names:
                return BundleState.REFUSED, why_refused(each.why), what_to_do(each.why)
        if any((each.device, each.number) == (device, made.number) for each in said.waiting):
            why = "It waits at the centre for one before it."
            return BundleState.WAITING, why, "Write the ones before it once more."
    return (BundleState.NOT_WRITTEN if made.written_at is None else BundleState.SENT), "", ""
