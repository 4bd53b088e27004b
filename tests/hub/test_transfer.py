"""Whose record lies on which laptop: given on, back and forth, and let go of only when nothing can be lost."""

import pytest
from sqlalchemy import select

from linkworker.base.errors import Refused
from linkworker.hub.devices import State
from linkworker.hub.enrolment import change_state
from linkworker.hub.people import holders
from linkworker.hub.receipts import write_receipts
from linkworker.hub.staff import staff
from linkworker.hub.transfer import transfer
from linkworker.journal.tables import ENTRY_VALUES
from two_sides import carry_down, carry_up, hub_person


@pytest.fixture
def pair(either, jo, sam):
    """A hub, and both laptops enrolled and known to it; Ali is on Jo's."""
    jo.join(either)
    sam.join(either)
    ali = jo.add("Ali Mansour", wing="B2")
    carry_up(either, jo, sam)
    carry_down(either, jo, sam)
    carry_up(either, jo, sam)
    return either, ali, staff(either, "Robin Hale")


def states(facts):
    return {each.person: str(each.state) for each in facts.people}


def test_through_the_gate(pair, jo, sam):
    """The new laptop has the whole story; the old one reads only, and lets go when its last words are here."""
    hub, ali, by = pair
    done = transfer(hub, by, ali, sam.id, why="Released on Friday")
    assert (done.leaving, done.changed) == ((jo.id,), True)
    assert hub_person(hub, ali).worker_id == sam.worker
    jo.note(ali, "Written before the receipt came")
    facts = carry_down(hub, jo, sam)
    assert states(facts[jo.name]) == {ali: "leaving"}
    assert states(facts[sam.name]) == {ali: "here"}
    assert (sam.person(ali).wing, sam.notes(ali)) == ("B2", ["Met Ali Mansour"])
    carry_up(hub, jo, sam)
    facts = carry_down(hub, jo, sam)
    assert states(facts[jo.name]) == {ali: "let-go"}
    assert (jo.person(ali), jo.notes(ali)) == (None, [])
    assert sam.notes(ali) == ["Met Ali Mansour", "Written before the receipt came"]


def test_a_receipt_that_was_not_taken_in_lets_nobody_go(pair, jo, sam):
    """However many bundles come: the laptop may still be writing about the person."""
    hub, ali, by = pair
    transfer(hub, by, ali, sam.id)
    write_receipts_to_nowhere(hub, jo)
    jo.note(ali, "Still mine")
    carry_up(hub, jo)
    assert states(carry_down(hub, jo)[jo.name]) == {ali: "leaving"}
    assert jo.notes(ali) == ["Met Ali Mansour", "Still mine"]


def write_receipts_to_nowhere(hub, laptop):
    (made,) = write_receipts(hub, laptop.stick, [laptop.id])
    made.path.unlink()


def test_back_and_forth_ends_where_the_last_one_says(pair, jo, sam):
    """Also when the laptops hear of it only once, or take long to answer."""
    hub, ali, by = pair
    for to in (sam, jo, sam, jo):
        transfer(hub, by, ali, to.id)
    facts = carry_down(hub, jo, sam)
    assert (states(facts[jo.name]), states(facts[sam.name])) == ({ali: "here"}, {ali: "leaving"})
    carry_up(hub, jo, sam)
    facts = carry_down(hub, jo, sam)
    assert (states(facts[jo.name]), states(facts[sam.name])) == ({ali: "here"}, {ali: "let-go"})
    assert jo.notes(ali) == ["Met Ali Mansour"]
    transfer(hub, by, ali, sam.id)
    carry_down(hub, jo, sam)
    assert sam.notes(ali) == ["Met Ali Mansour"]
    carry_up(hub, jo, sam)
    carry_down(hub, jo, sam)
    assert (jo.person(ali), sam.person(ali).wing) == (None, "B2")


def test_one_that_comes_home_brings_all_that_was_let_go(pair, jo, sam):
    """Headers that stayed get their values again, and what was written meanwhile is there too."""
    hub, ali, by = pair
    transfer(hub, by, ali, sam.id)
    for _ in range(2):
        carry_down(hub, jo, sam)
        carry_up(hub, jo, sam)
    assert jo.person(ali) is None
    sam.note(ali, "At the hostel")
    sam.change(ali, wing=None, area="Westport")
    carry_up(hub, sam)
    transfer(hub, by, ali, jo.id)
    carry_down(hub, jo)
    assert jo.notes(ali) == ["At the hostel", "Met Ali Mansour"]
    assert (jo.person(ali).wing, jo.person(ali).area) == (None, "Westport")


def test_to_itself_changes_nothing(pair, jo):
    """No entry, no new story."""
    hub, ali, by = pair
    assert not transfer(hub, by, ali, jo.id).changed
    with hub.reading() as connection:
        assert holders(connection, ali) == {jo.id: "here"}


def test_a_laptop_that_is_not_enrolled_gets_nobody(pair, jo, sam):
    """Suspended, say."""
    hub, ali, by = pair
    change_state(hub, by, sam.id, State.SUSPENDED)
    with pytest.raises(Refused, match="suspended"):
        transfer(hub, by, ali, sam.id)


def test_one_that_is_passed_over_gets_nothing(pair, jo, sam, laptops):
    """Given to Sam and on to Kim before Sam's receipt: not a value comes to Sam, nor a word of leaving."""
    hub, ali, by = pair
    kim = laptops("Kim Three")
    kim.join(hub)
    transfer(hub, by, ali, sam.id)
    jo.note(ali, "Disclosed abuse")
    carry_up(hub, jo, kim)
    transfer(hub, by, ali, kim.id)
    with hub.reading() as connection:
        assert holders(connection, ali) == {jo.id: "leaving", kim.id: "here"}
    for _ in range(3):
        carry_down(hub, jo, sam, kim)
        carry_up(hub, jo, sam, kim)
    assert values_of(sam, ali) == []
    assert "Disclosed abuse" in kim.notes(ali)


@pytest.mark.parametrize("taken", [False, True])
def test_one_that_may_have_the_story_is_told_to_leave(pair, jo, sam, laptops, taken):
    """A receipt with it was made, whether it ever arrived or not: nothing of it stays on the laptop."""
    hub, ali, by = pair
    kim = laptops("Kim Three")
    kim.join(hub)
    transfer(hub, by, ali, sam.id)
    if taken:
        carry_down(hub, sam)
    else:
        write_receipts_to_nowhere(hub, sam)
    jo.note(ali, "Disclosed abuse")
    carry_up(hub, jo, kim)
    transfer(hub, by, ali, kim.id)
    with hub.reading() as connection:
        assert holders(connection, ali)[sam.id] == "leaving"
    for _ in range(3):
        carry_down(hub, sam, kim)
        carry_up(hub, sam, kim)
    assert (sam.person(ali), values_of(sam, ali)) == (None, [])
    assert "Disclosed abuse" in kim.notes(ali)


def test_one_that_had_somebody_before_is_told_again(pair, jo, sam):
    """Given back and taken away before the laptop heard of either: it has the record still."""
    hub, ali, by = pair
    for to in (sam, jo, sam):
        transfer(hub, by, ali, to.id)
    with hub.reading() as connection:
        assert holders(connection, ali) == {jo.id: "leaving", sam.id: "here"}


def values_of(laptop, person_id):
    with laptop.store.reading() as connection:
        held = select(ENTRY_VALUES.c.content).where(ENTRY_VALUES.c.person_id == person_id)
        return list(connection.execute(held).scalars())


def test_both_may_keep_somebody_and_their_changes_meet(pair, jo, sam):
    """Different fields are both kept on both."""
    hub, ali, by = pair
    transfer(hub, by, ali, sam.id, keep=True)
    carry_down(hub, jo, sam)
    jo.change(ali, wing="C1")
    sam.change(ali, area="Westport")
    carry_up(hub, jo, sam)
    facts = carry_down(hub, jo, sam)
    assert states(facts[jo.name]) == states(facts[sam.name]) == {ali: "here"}
    for row in (jo.person(ali), sam.person(ali), hub_person(hub, ali)):
        assert (row.wing, row.area) == ("C1", "Westport")
