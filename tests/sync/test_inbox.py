"""Taking in receipts: what two laptops wrote reaches each other through a hub, whole or not at all."""

import pytest
from sqlalchemy import select

from laptops import OPEN, Centre, Laptop, centre, round_trip, two_laptops
from linkworker.base.progress import Stopped
from linkworker.casework.access.decisions import draft_form
from linkworker.casework.conflicts.choosing import choose, choose_another
from linkworker.casework.conflicts.conflict_list import conflict_list, count_of
from linkworker.casework.moving.moving import moving
from linkworker.hub.deciding import erase_person, fund
from linkworker.hub.receipts import write_receipts
from linkworker.hub.transfer import transfer
from linkworker.journal.chain import verify_chain
from linkworker.journal.outbox import sent
from linkworker.journal.tables import ENTRY_VALUES
from linkworker.journal.unit_of_work import Leaving
from linkworker.records.money import MoneyRequest, Pot
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.sync.inbox import take_in
from linkworker.sync.order import ReceiptPlace
from linkworker.sync.problems import SealedToAnother
from linkworker.sync.standing import standing
from linkworker.vault.drafts import drafts, drop_draft, save_draft
from linkworker.vault.moving import MovingState
from linkworker.vault.search import find_people, find_words

__all__ = ["centre", "two_laptops"]
Pair = tuple[Laptop, Laptop]


def newest(laptop: Laptop):
    """Return the newest receipt on a laptop's stick."""
    return max(laptop.stick.glob("*.receipt.age"))


def stand(laptop: Laptop):
    """Return how a laptop stands."""
    return standing(laptop.store, OPEN)


@pytest.fixture
def shared(centre: Centre, two_laptops: Pair) -> str:
    """A person whom both laptops have, after a first round trip: Ali Mansour, B wing, with a note."""
    jo, sam = two_laptops
    ali = jo.add("Ali Mansour", wing="B")
    with jo.store.unit_of_work(jo.worker) as uow:
        uow.add(Note(person_id=ali, on=uow.clock.today(), words="Met Ali by the greenhouse."))
    round_trip(centre, jo)
    transfer(centre.hub, centre.by, ali, sam.device_id, keep=True)
    round_trip(centre, jo, sam)
    return ali


def test_a_receipt_moves_the_sync_position(centre: Centre, two_laptops: Pair) -> None:
    """Only it says that a bundle arrived."""
    jo, _ = two_laptops
    jo.add("Ali Mansour")
    jo.meet()
    assert [each.number for each in stand(jo).sent_without_receipt] == [1]
    centre.meet(jo)
    (taken,) = jo.take_in()
    assert (taken.number, taken.place) == (1, ReceiptPlace.NEXT)
    with jo.store.reading() as connection:
        assert all(made.receipted_at for made in sent(connection, jo.device_id))
    found = stand(jo)
    assert found.sent_without_receipt == ()
    assert found.receipt.number == 1
    assert found.unsent.only_notes


def test_a_receipt_taken_in_twice_or_too_late_changes_nothing(centre: Centre, two_laptops: Pair) -> None:
    """Somebody copies an old file back to the stick, or replays one."""
    jo, _ = two_laptops
    jo.meet()
    centre.meet(jo)
    first = newest(jo)
    list(write_receipts(centre.hub, jo.stick, [jo.device_id]))
    second = newest(jo)
    assert take_in(jo.store, jo.worker, second).place == ReceiptPlace.NEXT
    before = stand(jo)
    again, late = take_in(jo.store, jo.worker, second), take_in(jo.store, jo.worker, first)
    assert (again.place, late.place) == (ReceiptPlace.KNOWN, ReceiptPlace.OLD)
    assert again.sentences() == ("Receipt 2 was taken in before. Nothing has changed.",)
    assert late.sentences() == ("Receipt 1 is older than one taken in already. Nothing has changed.",)
    assert stand(jo) == before


def test_another_laptops_receipt_is_refused(centre: Centre, two_laptops: Pair) -> None:
    """Sam's stick in Jo's laptop: passed over in a folder, refused by name."""
    jo, sam = two_laptops
    sam.meet()
    centre.meet(sam)
    with pytest.raises(SealedToAnother, match="receipt is sealed to another laptop"):
        take_in(jo.store, jo.worker, newest(sam))
    (jo.stick / newest(sam).name).write_bytes(newest(sam).read_bytes())
    assert jo.take_in() == ()


def test_a_person_arrives_with_the_whole_story_and_in_search(two_laptops: Pair, shared: str) -> None:
    """Rows, notes, and the words of both."""
    _, sam = two_laptops
    assert sam.person(shared).wing == "B"
    with sam.store.reading() as connection:
        assert find_people(connection, "mans") == [shared]
        assert [found.person_id for found in find_words(connection, "greenhouse")] == [shared]
        assert verify_chain(connection, sam.device_id)


def test_edits_of_different_fields_are_both_kept(centre: Centre, two_laptops: Pair, shared: str) -> None:
    """Nobody is asked."""
    jo, sam = two_laptops
    jo.change(shared, wing="C")
    sam.change(shared, establishment="FWI")
    round_trip(centre, jo, sam)
    for laptop in (jo, sam):
        assert (laptop.person(shared).wing, laptop.person(shared).establishment) == ("C", "FWI")
        assert stand(laptop).conflicts == 0


def test_one_field_changed_in_two_places_is_chosen_for(centre: Centre, two_laptops: Pair, shared: str) -> None:
    """Both see both values; the choice of one is the choice of all."""
    jo, sam = two_laptops
    jo.change(shared, wing="C")
    sam.change(shared, wing="D")
    round_trip(centre, jo, sam)
    assert stand(jo).conflicts == stand(sam).conflicts == 1
    with jo.store.reading() as connection:
        (conflict,) = conflict_list(connection, person_id=shared)
        assert count_of(connection, shared) == 1
    assert conflict.heading == "Ali Mansour: wing"
    assert {(side.words, side.by, side.where) for side in conflict.sides} == {
        ("C", "Jo Brand-Taylor", "this laptop"),
        ("D", "Sam Okoro", "elsewhere"),
    }
    other = next(side for side in conflict.sides if side.words == "D")
    with jo.store.unit_of_work(jo.worker) as uow:
        choose(uow, conflict, other.entry_id)
    round_trip(centre, jo, sam)
    assert [stand(each).conflicts for each in two_laptops] == [0, 0]
    assert [each.person(shared).wing for each in two_laptops] == ["D", "D"]


def test_a_third_value_can_be_chosen(centre: Centre, two_laptops: Pair, shared: str) -> None:
    """It is read as in a form, and it travels."""
    jo, sam = two_laptops
    jo.change(shared, wing="C")
    sam.change(shared, wing="D")
    round_trip(centre, jo, sam)
    with sam.store.reading() as connection:
        (conflict,) = conflict_list(connection)
    with sam.store.unit_of_work(sam.worker) as uow:
        choose_another(uow, conflict, "Healthcare")
    round_trip(centre, sam, jo)
    assert [each.person(shared).wing for each in two_laptops] == ["Healthcare", "Healthcare"]


def test_a_transferred_person_is_read_only_then_let_go_of(centre: Centre, two_laptops: Pair, shared: str) -> None:
    """First nothing more is written; once all has arrived rows, values and search are gone, headers stay."""
    jo, sam = two_laptops
    transfer(centre.hub, centre.by, shared, sam.device_id)
    jo.change(shared, wing="C")  # the laptop has not heard of it yet
    others = jo.add("Bea Okafor")
    with jo.store.writing() as connection:
        save_draft(connection, jo.worker, f"note:{shared}", {"words": "Half a note"}, jo.store.clock.now())
    round_trip(centre, jo, sam)
    (leaving,) = stand(jo).leaving
    assert leaving.name == "Ali Mansour"
    with pytest.raises(Leaving), jo.store.unit_of_work(jo.worker) as uow:
        uow.add(Note(person_id=shared, on=uow.clock.today(), words="Too late"))
    with pytest.raises(Leaving):
        jo.change(shared, wing="D")
    assert sam.person(shared).wing == "C"  # what was typed before the laptop heard has gone on
    round_trip(centre, jo, sam)
    (leaving,) = stand(jo).leaving
    waits = "A draft of Ali Mansour is not saved yet. Tell your colleague what it says, then drop it."
    assert leaving.waits_because == waits
    with jo.store.writing() as connection:
        (kept,) = drafts(connection, jo.worker)
        drop_draft(connection, jo.worker, kept.form)
        save_draft(connection, jo.worker, draft_form(shared), {"@finished": "2026-08-06"}, jo.store.clock.now())
    assert stand(jo).leaving[0].waits_because == ""
    with jo.store.writing() as connection:
        save_draft(connection, jo.worker, f"note:{others}", {"words": "Ali Mansour will"}, jo.store.clock.now())
    round_trip(centre, jo, sam)
    assert jo.person(shared) is None
    found = stand(jo)
    assert found.leaving == ()
    (gone,) = found.gone
    assert (gone.name, gone.state) == ("", MovingState.LET_GO)
    assert ("Let go", "1 person let go on 6 August 2026.") in found.lines()
    with jo.store.reading() as connection:
        assert find_people(connection, "mans") == []
        assert find_words(connection, "greenhouse") == []
        assert [one.form for one in drafts(connection, jo.worker)] == [f"note:{others}"]
        kept = select(ENTRY_VALUES).where(ENTRY_VALUES.c.person_id == shared)
        assert connection.execute(kept).all() == []
        assert verify_chain(connection, jo.device_id)
    assert sam.person(shared).wing == "C"


def test_whoever_comes_back_is_whole_again(centre: Centre, two_laptops: Pair, shared: str) -> None:
    """With what the other wrote meanwhile, and open for writing."""
    jo, sam = two_laptops
    transfer(centre.hub, centre.by, shared, sam.device_id)
    round_trip(centre, jo, sam)
    round_trip(centre, jo, sam)
    assert jo.person(shared) is None
    sam.change(shared, wing="E")
    transfer(centre.hub, centre.by, shared, jo.device_id)
    round_trip(centre, sam, jo)
    assert jo.person(shared).wing == "E"
    jo.change(shared, wing="F")
    with jo.store.reading() as connection:
        assert moving(connection) == ()
        assert [found.person_id for found in find_words(connection, "greenhouse")] == [shared]


def test_an_erasure_at_the_centre_comes_down(centre: Centre, two_laptops: Pair, shared: str) -> None:
    """Rows, search and drafts that name the person go at once; the backups are to be finished."""
    jo, sam = two_laptops
    with sam.store.writing() as connection:
        typed = {"words": "Rang about Ali Mansour"}
        save_draft(connection, sam.worker, "contact/other", typed, sam.store.clock.now())
    erase_person(centre.hub, centre.by, shared, "asked")
    round_trip(centre, jo, sam)
    for laptop in (jo, sam):
        assert laptop.person(shared) is None
        assert stand(laptop).erasures_waiting == 1
        with laptop.store.reading() as connection:
            assert find_people(connection, "mans") == []
            assert drafts(connection, laptop.worker) == []
    assert any(label == "Erased" for label, _ in stand(jo).lines())


def test_a_funding_decision_comes_down(centre: Centre, two_laptops: Pair, shared: str) -> None:
    """What the centre decides is an entry of its own chain."""
    jo, sam = two_laptops
    with jo.store.unit_of_work(jo.worker) as uow:
        pot = uow.add(Pot(name="Small grants", amount_pence=100_000))
        asked = {"amount_pence": 2500, "what_for": "Boots", "state": "requested", "state_on": uow.clock.today()}
        request = uow.add(MoneyRequest(person_id=shared, pot_id=pot.id, **asked)).id
    round_trip(centre, jo, sam)
    fund(centre.hub, centre.by, request, approve=True)
    round_trip(centre, jo, sam)
    for laptop in (jo, sam):
        with laptop.store.reading() as connection:
            asked = select(MoneyRequest.table().c.state).where(MoneyRequest.table().c.id == request)
            assert connection.execute(asked).scalar() == "approved"


@pytest.mark.parametrize("how", ["stopped", "cut"])
def test_what_is_cut_off_in_the_middle_leaves_nothing(centre: Centre, two_laptops: Pair, how: str) -> None:
    """The stick is pulled out, or the worker stops it: all or nothing, and the next try takes all."""
    jo, sam = two_laptops
    ali = jo.add("Ali Mansour")
    round_trip(centre, jo)
    transfer(centre.hub, centre.by, ali, sam.device_id)
    sam.meet()
    centre.meet(sam)
    whole, before = newest(sam), stand(sam)

    def stop(done: int, total: int) -> None:
        if done == total:
            raise Stopped

    if how == "stopped":
        with pytest.raises(Stopped):
            take_in(sam.store, sam.worker, whole, progress=stop)
    else:
        cut = sam.stick.parent / whole.name
        cut.write_bytes(whole.read_bytes()[:-40])
        with pytest.raises(Exception, match="ends too soon"):
            take_in(sam.store, sam.worker, cut)
    assert stand(sam) == before
    assert sam.person(ali) is None
    assert take_in(sam.store, sam.worker, whole).new > 0
    assert sam.person(ali) is not None


def test_what_is_done_next_sorts_after_what_was_seen(centre: Centre, two_laptops: Pair, shared: str) -> None:
    """Sam's clock is an hour behind: what Sam changes after seeing Jo's work stands after it."""
    jo, sam = two_laptops
    jo.change(shared, wing="C")
    round_trip(centre, jo, sam)
    sam.change(shared, wing="D")
    round_trip(centre, sam, jo)
    assert [each.person(shared).wing for each in two_laptops] == ["D", "D"]
    assert stand(jo).conflicts == 0


def test_everything_of_a_person_is_the_same_on_both(centre: Centre, two_laptops: Pair, shared: str) -> None:
    """Row by row, after edits on both sides."""
    jo, sam = two_laptops
    for number, laptop in enumerate((jo, sam, jo, sam)):
        with laptop.store.unit_of_work(laptop.worker) as uow:
            uow.add(Note(person_id=shared, on=uow.clock.today(), words=f"Note {number}"))
        round_trip(centre, jo, sam)
    round_trip(centre, jo, sam)
    rows = []
    for laptop in (jo, sam):
        with laptop.store.reading() as connection:
            rows.append(
                [connection.execute(select(kind.table()).order_by(kind.table().c.id)).all() for kind in (Note, Person)]
            )
    assert rows[0] == rows[1]
    assert len(rows[0][0]) == 5
