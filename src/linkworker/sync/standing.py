"""How things stand between this laptop and the centre, on all the devices that its store is and was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from linkworker.base.setting_values import Sharing
from linkworker.casework.moving.moving import Moving, moving
from linkworker.journal import outbox
from linkworker.journal.actions import Action
from linkworker.journal.conflicts import count_conflicts
from linkworker.journal.outbox import Span
from linkworker.journal.tables import ENTRY, UNKNOWN_KIND, WAITING
from linkworker.sync.bundle_standing import BundleStanding, BundleState, bundle_standings
from linkworker.sync.centre_said import CentreSaid, centre_said
from linkworker.sync.clock_doubt import ClockDoubt
from linkworker.sync.device import DevicePublic
from linkworker.sync.kept_aside import kept_aside
from linkworker.sync.own_identities import own_identities
from linkworker.sync.receipt import Status
from linkworker.sync.trust import trusted_hub_in, trusts_a_hub
from linkworker.sync.what_stays import people_who_stay, records_that_stay
from linkworker.vault.devices import chain_ends
from linkworker.vault.erasure import waiting
from linkworker.vault.moving import MovingState
from linkworker.vault.store import Store

_NOTES = (str(Action.EXPORTED), str(Action.TAKEN_IN))


@dataclass(frozen=True, slots=True)
class Unsent:
    """What no bundle holds yet, and what of it stays here.

    `only_notes`: it is nothing but that bundles were written and receipts taken in.
    """

    entries: int
    oldest: datetime
    only_notes: bool
    people_withheld: int
    records_withheld: int


@dataclass(frozen=True, slots=True)
class ReceiptTaken:
    """The newest receipt: when the centre made it, and when it was taken in here."""

    number: int
    made_at: datetime
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand. `waiting_here` entries wait for one before them; `unknown_here` are from a newer program."""

    hub: str | None
    laptop: DevicePublic
    status: Status | None
    unsent: Unsent | None
    bundles: tuple[BundleStanding, ...]
    conflicts: int
    waiting_here: int
    unknown_here: int
    erasures_waiting: int
    leaving: tuple[Moving, ...]
    gone: tuple[Moving, ...]
    clock: ClockDoubt | None
    receipt: ReceiptTaken | None
    aside: tuple[int, ...] = ()
    """The numbers of bundles of which the store knows nothing, since a backup was put back."""

    @property
    def sent_without_receipt(self) -> tuple[BundleStanding, ...]:
        """Return the bundles that were written and that no receipt speaks of."""
        return self._in(BundleState.SENT)

    @property
    def refused(self) -> tuple[BundleStanding, ...]:
        """Return the bundles that the centre put aside."""
        return self._in(BundleState.REFUSED)

    @property
    def waiting_there(self) -> tuple[BundleStanding, ...]:
        """Return the bundles that wait at the centre for one before them."""
        return self._in(BundleState.WAITING)

    def _in(self, state: BundleState) -> tuple[BundleStanding, ...]:
        return tuple(each for each in self.bundles if each.state == state)

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Return how things stand in words: a label and a sentence a line, what needs doing first."""
        from linkworker.sync.standing_words import standing_lines  # noqa: PLC0415 - the words know this class

        return standing_lines(self)


def standing(store: Store, sharing: Sharing) -> Standing:
    """Return how things stand."""
    identities = own_identities(store)
    devices = tuple(each.device for each in identities)
    aside = kept_aside(store)
    with store.reading() as connection:
        said = centre_said(connection)
        people = moving(connection)
        return Standing(
            hub=trusted_hub_in(connection).name if trusts_a_hub(connection) else None,
            laptop=identities[-1].public,
            status=None if said is None else said.status,
            unsent=unsent(
                connection, devices, len(people_who_stay(connection, sharing)), records_that_stay(connection)
            ),
            bundles=bundle_standings(connection, devices, said),
            conflicts=count_conflicts(connection),
            waiting_here=_many(connection, select(func.count()).select_from(WAITING)),
            unknown_here=_many(connection, select(func.count(func.distinct(UNKNOWN_KIND.c.entry_id)))),
            erasures_waiting=waiting(connection),
            leaving=tuple(each for each in people if each.state == MovingState.LEAVING),
            gone=tuple(each for each in people if each.state == MovingState.LET_GO),
            clock=None if said is None else said.clock,
            receipt=_receipt(said),
            aside=aside,
        )


def unsent(connection: Connection, devices: Sequence[str], people: int, records: int) -> Unsent | None:
    """Return what no bundle of these devices holds; None when all is in one."""
    ends = chain_ends(connection)
    spans = ((device, outbox.unsent(connection, device, up_to=ends.get(device))) for device in devices)
    found = [(device, span) for device, span in spans if span is not None]
    if not found:
        return None
    oldest = min(outbox.written_at(connection, device, span.first) for device, span in found)
    return Unsent(
        sum(span.count for _, span in found),
        datetime.fromisoformat(oldest),
        all(_only_notes(connection, device, span) for device, span in found),
        people,
        records,
    )


def _only_notes(connection: Connection, device: str, span: Span) -> bool:
    other = (
        ENTRY.c.device_id == device,
        ENTRY.c.seq.between(span.first, span.last),
        ENTRY.c.action.not_in(_NOTES),
    )
    return connection.execute(select(ENTRY.c.id).where(*other).limit(1)).first() is None


def _many(connection: Connection, asked: object) -> int:
    return int(connection.execute(asked).scalar_one())  # type: ignore[call-overload]  # a select of one number


def _receipt(said: CentreSaid | None) -> ReceiptTaken | None:
    return None if said is None else ReceiptTaken(said.number, said.made_at, said.taken_at)
