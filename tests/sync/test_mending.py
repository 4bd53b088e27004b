"""A bundle that was too old for the centre comes in once the program is updated, and what waits behind it too."""

import pytest

from laptops import OPEN, Centre, Laptop, centre, two_laptops
from linkworker.hub import ingest as hub_side
from linkworker.hub.receipts import write_receipts
from linkworker.hub.receiving import receive
from linkworker.records.person import Person
from linkworker.sync import making
from linkworker.sync.bundle_standing import BundleState
from linkworker.sync.export import make_again
from linkworker.sync.standing import standing

__all__ = ["centre", "two_laptops"]


@pytest.fixture
def too_old(centre: Centre, two_laptops: tuple[Laptop, Laptop], monkeypatch: pytest.MonkeyPatch) -> Laptop:
    """Jo's laptop, whose first bundle the centre refused: it knows three more shapes. Then the laptop was updated."""
    jo, _ = two_laptops
    jo.add("Ali Mansour")
    jo.meet()
    newer = (*hub_side.STEPS, *hub_side.STEPS[:1] * 3)
    monkeypatch.setattr(hub_side, "STEPS", newer)
    assert [each.why for each in receive(centre.hub, [jo.stick], clear=True)] == ["update"]
    list(write_receipts(centre.hub, jo.stick, [jo.device_id]))
    jo.take_in()
    assert [each.state for each in standing(jo.store, OPEN).bundles] == [BundleState.REFUSED]
    monkeypatch.setattr(making, "STEPS", newer)
    return jo


def test_after_an_update_a_bundle_is_made_anew(centre: Centre, too_old: Laptop) -> None:
    """By hand: it has another hash, and says instead of which; the file in quarantine goes."""
    sealed = make_again(too_old.store, too_old.worker, too_old.stick, 1, sharing=OPEN)
    assert sealed.manifest.facts.schema == len(making.STEPS)
    assert len(sealed.manifest.facts.instead_of) == 1
    assert [str(each.state) for each in receive(centre.hub, [sealed.path])] == ["taken-in"]
    assert list(centre.hub.quarantine.iterdir()) == []


def test_after_an_update_exporting_is_enough(centre: Centre, too_old: Laptop) -> None:
    """The next export writes the refused bundle first, once, and nothing waits behind it."""
    bea = too_old.add("Bea Okafor")
    written = too_old.meet().written
    assert [each.manifest.facts.number for each in written] == [1, 2]
    assert [str(each.state) for each in receive(centre.hub, [too_old.stick], clear=True)] == ["taken-in"] * 2
    with centre.hub.reading() as connection:
        assert connection.execute(Person.table().select().where(Person.table().c.id == bea)).first() is not None
    assert too_old.meet().nothing_new
    list(write_receipts(centre.hub, too_old.stick, [too_old.device_id]))
    too_old.take_in()
    assert {each.state for each in standing(too_old.store, OPEN).bundles} == {BundleState.RECEIVED}
