"""Meeting the centre: by a stick, and by a carrier that delivers; cut off at any moment, and gone on with."""

from collections.abc import Collection
from pathlib import Path

import pytest

from laptops import OPEN, Centre, Laptop, centre, two_laptops
from linkworker.base.progress import Progress, nobody_watches
from linkworker.hub.ingest import ingest
from linkworker.hub.receipts import write_receipts
from linkworker.hub.receiving import what_waited
from linkworker.hub.web.over import OverHub
from linkworker.sync.carriers.carrier import Delivered, Delivery
from linkworker.sync.carriers.names import read_receipt_name
from linkworker.sync.carriers.problems import CutOff, NothingListens
from linkworker.sync.going_up import OUTBOX
from linkworker.sync.standing import standing
from linkworker.sync.syncing import meet, meet_address, take_in_folder
from linkworker.sync.trust import trusted_hub
from web_server import serving

__all__ = ["centre", "two_laptops"]
Pair = tuple[Laptop, Laptop]


class Wire:
    """A way to a hub that delivers at once, and can be cut off at its n-th file."""

    def __init__(self, centre: Centre, laptop: Laptop, folder: Path) -> None:
        self.centre, self.laptop, self.folder = centre, laptop, folder
        self.cut_at: int | None = None
        self.sent: list[str] = []

    def put(self, path: Path, progress: Progress = nobody_watches) -> Delivered:
        """Take a file in at the hub."""
        if self.cut_at == len(self.sent):
            raise CutOff
        self.sent.append(path.name)
        progress(1, 1)
        taken = ingest(self.centre.hub, path)
        list(what_waited(self.centre.hub))
        size, state = path.stat().st_size, Delivery[taken.state.name]
        return Delivered(path.name, size, "0" * 64, state, str(taken.why or ""))

    def fetch(self, known: Collection[str], into: Path, progress: Progress = nobody_watches) -> tuple[Path, ...]:
        """Bring the newest receipt, if it is not known."""
        (made,) = write_receipts(self.centre.hub, self.folder, [self.laptop.device_id])
        target = into / made.path.name
        progress(1, 1)
        if target.name in known:
            return ()
        target.write_bytes(made.path.read_bytes())
        return (target,)


@pytest.fixture
def wire(centre: Centre, two_laptops: Pair, tmp_path: Path) -> Wire:
    """Jo's way to the hub."""
    (tmp_path / "wire").mkdir()
    return Wire(centre, two_laptops[0], tmp_path / "wire")


def test_one_meeting_sends_and_brings_the_receipt(wire: Wire) -> None:
    """What was unsent is received when it ends; nothing is left lying in the store's folder."""
    jo = wire.laptop
    jo.add("Ali Mansour")
    met = meet(jo.store, jo.worker, wire, OPEN)
    assert [each.state for each in met.delivered] == [Delivery.TAKEN_IN]
    found = standing(jo.store, OPEN)
    assert found.sent_without_receipt == ()
    assert found.unsent.only_notes
    assert list((jo.store.folder / OUTBOX).iterdir()) == []
    assert any("the centre has taken it in" in sentence for sentence in met.sentences())


def test_a_meeting_that_was_cut_off_goes_on(wire: Wire) -> None:
    """The sealed file waits, and the same bytes go the next time, once."""
    jo = wire.laptop
    jo.add("Ali Mansour")
    wire.cut_at = 0
    with pytest.raises(CutOff):
        meet(jo.store, jo.worker, wire, OPEN)
    (waits,) = (jo.store.folder / OUTBOX).iterdir()
    wire.cut_at = None
    meet(jo.store, jo.worker, wire, OPEN)
    assert wire.sent[0] == waits.name
    assert len(set(wire.sent)) == len(wire.sent)
    assert standing(jo.store, OPEN).sent_without_receipt == ()


def test_what_was_lost_with_a_stick_goes_by_the_wire(wire: Wire) -> None:
    """The hub says that it waits; what came before is made once more and sent behind it."""
    jo = wire.laptop
    jo.add("Ali Mansour")
    jo.meet()
    for path in jo.stick.iterdir():
        path.unlink()
    jo.add("Bea Okafor")
    met = meet(jo.store, jo.worker, wire, OPEN)
    assert [each.state for each in met.delivered][:2] == [Delivery.WAITS, Delivery.TAKEN_IN]
    assert standing(jo.store, OPEN).sent_without_receipt == ()


def test_a_damaged_receipt_does_not_keep_an_older_one_out(centre: Centre, two_laptops: Pair) -> None:
    """What is wrong with the newer one is told, and the older is taken in."""
    jo, _ = two_laptops
    jo.meet()
    centre.meet(jo)
    list(write_receipts(centre.hub, jo.stick, [jo.device_id]))
    newest = max(jo.stick.glob("*.receipt.age"))
    newest.write_bytes(newest.read_bytes()[:-30])
    met = take_in_folder(jo.store, jo.worker, jo.stick)
    assert [each.number for each in met.taken] == [1]
    (refused,) = met.refused
    assert refused.name == newest.name
    assert "ends too soon" in refused.why
    assert read_receipt_name(refused.name) is not None


def test_a_stick_with_nothing_new_says_so(centre: Centre, two_laptops: Pair) -> None:
    """And writes no bundle for the note of the last one alone."""
    jo, _ = two_laptops
    assert jo.meet().written
    met = jo.meet()
    assert met.nothing_new
    assert met.sentences() == ("Nothing is unsent, and nothing new has come.",)


def test_that_a_receipt_came_is_worth_a_bundle(centre: Centre, two_laptops: Pair) -> None:
    """Only so does the centre hear of it, and may let the laptop let go of somebody."""
    jo, _ = two_laptops
    jo.meet()
    centre.meet(jo)
    met = jo.meet()
    assert [each.number for each in met.taken] == [1]
    (sealed,) = met.written
    assert sealed.manifest.facts.receipt == 1
    assert trusted_hub(jo.store).name == "Westshire hub"


def test_a_meeting_at_an_address_is_a_meeting(centre: Centre, two_laptops: Pair) -> None:
    """Over the hub's own web service; where nothing listens any more, what is unsent waits."""
    jo, _ = two_laptops
    jo.add("Ali Mansour")
    with serving(OverHub(centre.hub, 10)) as port:
        met = meet_address(jo.store, jo.worker, f"http://127.0.0.1:{port}", OPEN)
    assert [each.state for each in met.delivered] == [Delivery.TAKEN_IN]
    assert standing(jo.store, OPEN).sent_without_receipt == ()
    jo.add("Bea Okafor")
    with pytest.raises(NothingListens, match="Nothing is lost"):
        meet_address(jo.store, jo.worker, f"http://127.0.0.1:{port}", OPEN)
    assert standing(jo.store, OPEN).unsent is not None
