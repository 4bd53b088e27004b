"""How things stand, what stays, and what became of a meeting: each as the sentence that the worker reads."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from laptops import OPEN, Centre, Laptop, centre, two_laptops
from linkworker.base.setting_values import Sharing
from linkworker.casework.consent.withholding import withhold
from linkworker.casework.moving.moving import Moving
from linkworker.records.note import Note
from linkworker.sync.bundle_standing import BundleState
from linkworker.sync.carriers.carrier import Delivered, Delivery
from linkworker.sync.export import export, make_again
from linkworker.sync.inbox_taken import TakenIn
from linkworker.sync.met import Met, NotTaken
from linkworker.sync.order import ReceiptPlace
from linkworker.sync.receipt import Status
from linkworker.sync.refused_words import what_to_do, why_refused
from linkworker.sync.standing import Standing, standing
from linkworker.sync.what_stays import what_stays
from linkworker.vault.moving import MovingState

__all__ = ["centre", "two_laptops"]
Pair = tuple[Laptop, Laptop]
WHEN = datetime(2026, 8, 6, 9, 30, tzinfo=UTC)


def said(found: Standing) -> dict[str, list[str]]:
    """Return the sentences by their label."""
    lines: dict[str, list[str]] = {}
    for label, sentence in found.lines():
        lines.setdefault(label, []).append(sentence)
    return lines


@pytest.fixture
def calm(two_laptops: Pair) -> Standing:
    """How Jo's laptop stands with one bundle that no receipt speaks of, and nothing else to do."""
    jo, _ = two_laptops
    jo.meet()
    return standing(jo.store, OPEN)


def test_a_laptop_before_its_first_bundle(two_laptops: Pair) -> None:
    """What is unsent, since when, and to whom it will go."""
    jo, _ = two_laptops
    lines = said(standing(jo.store, OPEN))
    assert lines["Centre"] == ["Bundles are sealed to Westshire hub."]
    (unsent,) = lines["Unsent"]
    assert unsent.endswith("the oldest from 6 August 2026 at 1:00pm.")


def test_a_laptop_that_trusts_no_hub(store) -> None:
    """The first thing to do is to bring one in."""
    assert said(standing(store, OPEN))["Centre"] == [
        "No centre is trusted yet. Bring in the invitation that your centre gave you."
    ]


def test_a_bundle_that_was_sent_and_nothing_more(calm: Standing) -> None:
    """The note that it was written is not something unsent."""
    assert said(calm) == {
        "Unsent": ["Nothing. All that was written here is in a bundle."],
        "No receipt": ["1 bundle sent, the oldest made on 6 August 2026."],
        "Centre": ["Bundles are sealed to Westshire hub."],
    }


def test_what_stays_here_is_named_before_every_export(two_laptops: Pair) -> None:
    """Five names at most, then how many more; single records by their number alone."""
    jo, _ = two_laptops
    ids = [jo.add(f"{name} Fictional") for name in ("Ali", "Bea", "Cai", "Dee", "Eve", "Fay")]
    assert what_stays(jo.store, OPEN).sentences() == ()
    with jo.store.unit_of_work(jo.worker) as uow:
        note = uow.add(Note(person_id=ids[0], on=uow.clock.today(), words="Only here"))
        withhold(uow, ids[0], note.id)
    one = what_stays(jo.store, OPEN)
    assert (one.people, one.sentences()) == ((), ("1 record marked to stay here will stay.",))
    assert said(standing(jo.store, OPEN))["Stays here"] == ["1 record marked to stay here."]
    everybody, _ = what_stays(jo.store, Sharing.WITH_CONSENT).sentences()
    assert everybody == (
        "What is written about 6 people stays here: Ali Fictional, Bea Fictional, Cai Fictional, Dee Fictional, "
        "Eve Fictional and 1 more."
    )
    assert said(standing(jo.store, Sharing.WITH_CONSENT))["Stays here"] == [
        "What is written about 6 people: not agreed to, or held back.",
        "1 record marked to stay here.",
    ]


def test_what_is_to_be_done_here_is_said_with_its_number(calm: Standing) -> None:
    """To choose, to finish erasing, to wait, to update."""
    lines = said(replace(calm, conflicts=2, erasures_waiting=1, waiting_here=3, unknown_here=1))
    assert lines["To choose"] == ["2 things written in two places: look and choose."]
    assert lines["Erased"] == ["1 erasure waits to be finished in the backups: finish erasing."]
    assert lines["Waiting here"] == ["3 entries wait for an earlier one from the centre."]
    assert lines["Newer"] == ["1 entry from a newer program, kept until this one is updated."]


def test_what_the_centre_holds_of_this_laptop_is_said(calm: Standing) -> None:
    """Retired; and each bundle that was put aside or waits, with why and what to do."""
    (sent,) = calm.bundles
    aside = replace(sent, state=BundleState.REFUSED, why="It was damaged on the way.", what_to_do="Write it again.")
    waits = replace(sent, number=2, state=BundleState.WAITING, why="One before it is missing.", what_to_do="Bring it.")
    lines = said(replace(calm, status=Status.RETIRED, bundles=(aside, waits)))
    assert lines["This laptop"] == ["The centre has retired this laptop and takes nothing more from it. Ask there."]
    assert lines["Put aside"] == ["Bundle 1: It was damaged on the way. Write it again."]
    assert lines["Waits there"] == ["Bundle 2: One before it is missing. Bring it."]


def test_who_moves_is_named_while_here_and_counted_once_gone(calm: Standing) -> None:
    """A name does not outlive the record."""
    leaving = Moving("a", "Ali Mansour", WHEN, MovingState.LEAVING, "")
    kept = replace(leaving, name="Bea Okafor", waits_because="A note would be lost.")
    gone = replace(leaving, name="", state=MovingState.LET_GO)
    lines = said(
        replace(calm, leaving=(leaving, kept), gone=(gone, gone, replace(gone, since=datetime(2026, 8, 7, tzinfo=UTC))))
    )
    assert lines["Leaving"] == [
        "Ali Mansour is moving to another worker, and can only be read here.",
        "Bea Okafor is moving to another worker, and can only be read here. A note would be lost.",
    ]
    assert lines["Let go"] == ["2 people let go on 6 August 2026.", "1 person let go on 7 August 2026."]


def test_a_meeting_says_what_was_written_and_how_to_check_it(two_laptops: Pair) -> None:
    """The bundle's number, its six words, and how many entries went bare."""
    jo, _ = two_laptops
    jo.add("Ali Mansour")
    (sealed,) = export(jo.store, jo.worker, jo.stick, Sharing.WITH_CONSENT).bundles
    written, words = Met((sealed,)).sentences()
    assert written == (
        f"Bundle 1 is written: {sealed.manifest.facts.count} entries. Of 1 of them what was written stays here."
    )
    assert words == f"Its six words: {sealed.words}"
    again = make_again(jo.store, jo.worker, jo.stick, 1, sharing=Sharing.WITH_CONSENT)
    assert again.words == sealed.words


def test_a_meeting_says_what_did_not_work(centre: Centre) -> None:
    """What did not fit, what was not taken in, and what the centre put aside: each with what to do."""
    aside = Delivered("linkworker-ab12cd34-000002.age", 9, "0" * 64, Delivery.REFUSED, "damaged")
    here = replace(aside, name="linkworker-ab12cd34-000001.age", state=Delivery.RECEIVED, code="")
    met = Met((), 3, (here, aside), (), (NotTaken("linkworker-ab12cd34-000001.receipt.age", "It ends too soon."),))
    assert not met.nothing_new
    assert met.sentences() == (
        "linkworker-ab12cd34-000001.receipt.age was not taken in: It ends too soon.",
        "3 entries did not fit and stay unsent. Bring another stick.",
        "linkworker-ab12cd34-000001.age: it is at the centre.",
        f"The centre put {aside.name} aside: {why_refused('damaged')} {what_to_do('damaged')}",
    )


def test_a_receipt_taken_in_leads_what_a_meeting_says() -> None:
    """What came is told before what went."""
    taken = TakenIn(ReceiptPlace.NEXT, "d", 4, Status.ENROLLED, new=2, refused=1, let_go=1)
    first, *more = Met(taken=(taken,), left=1).sentences()
    assert first.startswith("Receipt 4 is taken in: ")
    assert more == [
        "The centre has put 1 bundle aside. Sync says why.",
        "1 person moved to another worker, and left this laptop.",
        "1 entry did not fit and stay unsent. Bring another stick.",
    ]
