"""Taking in on a laptop that was put back from a backup: what it lost comes back, and its own chains still prove."""

import pytest

from laptops import OPEN, Centre, Laptop, centre, round_trip, two_laptops
from linkworker.journal.chain import verify_chains
from linkworker.sync.bundle_standing import BundleState
from linkworker.sync.inbox import take_in
from linkworker.sync.inbox_problems import PutBack
from linkworker.sync.order import ReceiptPlace
from linkworker.sync.problems import SealedToAnother
from linkworker.sync.standing import standing
from linkworker.vault.devices import chain_ends, own_device_ids

__all__ = ["centre", "two_laptops"]
Pair = tuple[Laptop, Laptop]


@pytest.fixture
def restored(centre: Centre, two_laptops: Pair) -> tuple[Laptop, str]:
    """Jo's laptop, put back from a copy made before Ali was known; the centre has Ali."""
    jo, _ = two_laptops
    jo.add("Bea Okafor")
    round_trip(centre, jo)
    files, before = jo.copy(), jo.device_id
    ali = jo.add("Ali Mansour", wing="B")
    round_trip(centre, jo)
    for path in jo.stick.iterdir():
        path.unlink()
    jo.put_back(files)
    centre.enrol(jo, instead_of=before)
    return jo, ali


def test_what_a_restored_laptop_lost_comes_back(centre: Centre, restored: tuple[Laptop, str]) -> None:
    """With gaps in the chain of the device that it was, which is proved as far as the backup went."""
    jo, ali = restored
    assert jo.person(ali) is None
    round_trip(centre, jo)
    assert jo.person(ali).wing == "B"
    with jo.store.reading() as connection:
        own, ends = own_device_ids(connection), chain_ends(connection)
        assert len(own) == 2
        assert verify_chains(connection, own, ends)


def test_nothing_that_came_back_is_sent_again(centre: Centre, restored: tuple[Laptop, str]) -> None:
    """What is unsent is what this laptop wrote, as which device ever."""
    jo, _ = restored
    round_trip(centre, jo)
    jo.add("Cal Reed")
    round_trip(centre, jo)
    found = standing(jo.store, OPEN)
    assert found.unsent.only_notes
    assert {each.state for each in found.bundles} == {BundleState.RECEIVED}
    assert {each.former for each in found.bundles} == {True, False}


def test_standing_looks_at_every_device(restored: tuple[Laptop, str]) -> None:
    """Bundles of the former device, and what it had not sent."""
    jo, _ = restored
    found = standing(jo.store, OPEN)
    assert [each.former for each in found.bundles] == [True]
    assert found.unsent.entries > 1


def test_a_store_that_was_put_back_by_hand_takes_nothing_in(centre: Centre, two_laptops: Pair) -> None:
    """The centre has more of this very device: going on would give two entries one number."""
    jo, _ = two_laptops
    files = jo.copy()
    jo.add("Ali Mansour")
    jo.meet()
    centre.meet(jo)
    jo.put_back(files, restored=False)
    (receipt,) = jo.stick.glob("*.receipt.age")
    with pytest.raises(PutBack, match="an older copy took its place"):
        take_in(jo.store, jo.worker, receipt)


def test_a_receipt_for_the_device_of_before_tells_which_bundles_arrived(centre: Centre, two_laptops: Pair) -> None:
    """It lay on the stick while the laptop was put back: what else it says may have been overtaken, and comes anew."""
    jo, sam = two_laptops
    jo.add("Bea Okafor")
    jo.meet()
    files, before = jo.copy(), jo.device_id
    centre.meet(jo)
    (receipt,) = jo.stick.glob("*.receipt.age")
    jo.put_back(files)
    centre.enrol(jo, instead_of=before)
    assert [each.state for each in standing(jo.store, OPEN).bundles] == [BundleState.SENT]
    taken = take_in(jo.store, jo.worker, receipt)
    assert (taken.place, taken.device, taken.new, taken.directory) == (ReceiptPlace.NEXT, before, 0, 0)
    assert [each.state for each in standing(jo.store, OPEN).bundles] == [BundleState.RECEIVED]
    assert take_in(jo.store, jo.worker, receipt).place == ReceiptPlace.KNOWN
    sam.meet()
    centre.meet(sam)
    with pytest.raises(SealedToAnother):
        take_in(jo.store, jo.worker, max(sam.stick.glob("*.receipt.age")))
