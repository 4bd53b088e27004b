"""Finding which of the devices that this laptop is and was a receipt is for, and whether it stands next."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from linkworker.journal.chain import last_of
from linkworker.sync.device import DeviceIdentity
from linkworker.sync.identity import HubInvitation
from linkworker.sync.inbox_problems import BuildsOnAnother, PutBack, SaidOtherwise
from linkworker.sync.order import ReceiptPlace, place_of_receipt
from linkworker.sync.own_identities import own_identities
from linkworker.sync.problems import SealedToAnother
from linkworker.sync.receipt import ReceiptFacts
from linkworker.sync.receipt_reading import VerifiedReceipt, verify_receipt
from linkworker.sync.receipts_taken import receipts_taken
from linkworker.vault.store import Store


@dataclass(frozen=True, slots=True)
class Opened:
    """A receipt that holds, and the device that it is for; `former`: the laptop was that one before a restore."""

    device: DeviceIdentity
    verified: VerifiedReceipt
    former: bool

    @property
    def facts(self) -> ReceiptFacts:
        """Return what the centre says."""
        return self.verified.facts


def open_receipt(store: Store, path: Path, hub: HubInvitation) -> Opened:
    """Verify a receipt under the key of the laptop, or of a device that it was before; raises as `verify_receipt`."""
    *former, now = own_identities(store)
    try:
        return Opened(now, verify_receipt(path, now, hub), former=False)
    except SealedToAnother:
        for each in reversed(former):
            try:
                return Opened(each, verify_receipt(path, each, hub), former=True)
            except SealedToAnother:
                continue
        raise


def place_here(connection: Connection, opened: Opened) -> ReceiptPlace:
    """Return NEXT, KNOWN or OLD; raises SaidOtherwise, BuildsOnAnother, and PutBack for a store that was put back.

    The hub lets every receipt begin where the laptop last said that it is, so one that builds on another which never
    came here does not come from the way things go.
    """
    facts = opened.facts
    place = place_of_receipt(facts, opened.verified.hash, receipts_taken(connection, facts.device))
    if place == ReceiptPlace.FORK:
        raise SaidOtherwise(facts.number)
    if place == ReceiptPlace.GAP:
        raise BuildsOnAnother
    own = next((chain for chain in facts.chains if chain.device == opened.device.device), None)
    new = place == ReceiptPlace.NEXT and not opened.former
    if new and own is not None and own.seq > last_of(connection, own.device).seq:
        raise PutBack
    return place
