"""Choosing between what was written in two places: values, removals, corrections, and what cannot be chosen."""

import pytest
from sqlalchemy import select

from laptop_pair import Pair, hand_over, pair
from laptops import Laptop
from linkworker.base.errors import BadInput, NotFound, Refused
from linkworker.casework.conflicts.choosing import choose, choose_another, keep_it, remove_it
from linkworker.casework.conflicts.conflict_list import conflict_list, count_all, count_of, find
from linkworker.casework.conflicts.conflict_view import Asks, ConflictView
from linkworker.records.note import Note
from linkworker.records.person import Person

__all__ = ["pair"]


def meet(pair: Pair) -> None:
    """Bring each laptop what the other wrote."""
    hand_over(*pair)
    hand_over(pair[1], pair[0])


def listed(laptop: Laptop) -> tuple[ConflictView, ...]:
    """Return what is to be chosen on a laptop."""
    with laptop.store.reading() as connection:
        assert count_all(connection) == len(conflict_list(connection))
        return conflict_list(connection)


@pytest.fixture
def ali(pair: Pair) -> str:
    """A person whom both have."""
    made = pair[0].add("Ali Mansour", wing="B", risk_level="low")
    hand_over(*pair)
    return made


def test_a_side_says_what_who_when_and_where(pair: Pair, ali: str) -> None:
    """In words: a code is its label, an id a name."""
    jo, sam = pair
    jo.change(ali, risk_level="medium")
    sam.change(ali, risk_level="high")
    meet(pair)
    (conflict,) = listed(jo)
    assert (conflict.person, conflict.label, conflict.of, conflict.asks) == (
        "Ali Mansour", "risk level", "", Asks.VALUE,
    )  # fmt: skip
    assert conflict.shown.words.lower().startswith("high")  # the more cautious one
    assert {(side.by, side.where) for side in conflict.sides} == {
        ("Jo Brand-Taylor", "this laptop"),
        ("Sam Okoro", "elsewhere"),
    }
    with jo.store.reading() as connection:
        assert count_of(connection, ali) == 1
        assert find(connection, ali, "risk_level") == conflict


def test_a_settled_conflict_cannot_be_settled_again(pair: Pair, ali: str) -> None:
    """Somebody else was quicker."""
    jo, sam = pair
    jo.change(ali, wing="C")
    sam.change(ali, wing="D")
    meet(pair)
    (conflict,) = listed(jo)
    with jo.store.unit_of_work(jo.worker) as uow:
        choose(uow, conflict, conflict.sides[0].entry_id)
    with pytest.raises(Refused, match="nothing to choose"), jo.store.unit_of_work(jo.worker) as uow:
        choose(uow, conflict, conflict.sides[1].entry_id)
    with jo.store.reading() as connection, pytest.raises(NotFound):
        find(connection, ali, "wing")


def test_a_side_that_came_since_is_not_chosen_over(pair: Pair, ali: str) -> None:
    """What the chooser never saw stays a side."""
    jo, sam = pair
    jo.change(ali, wing="C")
    sam.change(ali, wing="D")
    meet(pair)
    (conflict,) = listed(jo)
    (on_sams,) = listed(sam)
    jo.change(ali, wing="E")
    with sam.store.unit_of_work(sam.worker) as uow:
        choose(uow, on_sams, on_sams.sides[0].entry_id)
    hand_over(sam, jo)
    seen = listed(jo)
    assert len(seen) == 1
    assert seen[0].entries != conflict.entries
    with pytest.raises(Refused, match="Look again"), jo.store.unit_of_work(jo.worker) as uow:
        choose(uow, conflict, conflict.sides[0].entry_id)


@pytest.mark.parametrize("keeps", [True, False])
def test_a_removal_against_an_edit_is_asked(pair: Pair, ali: str, *, keeps: bool) -> None:
    """Nothing comes back by itself, and nothing typed goes unseen."""
    jo, sam = pair
    with jo.store.unit_of_work(jo.worker) as uow:
        uow.enter_in_error(uow.get(Person, ali), "A double")
    sam.change(ali, wing="D")
    meet(pair)
    (conflict,) = listed(jo)
    assert conflict.asks == Asks.REMOVAL
    assert {side.words for side in conflict.sides} == {"entered in error", "wing: D"}
    with jo.store.unit_of_work(jo.worker) as uow:
        (keep_it if keeps else remove_it)(uow, conflict)
    meet(pair)
    for laptop in pair:
        assert listed(laptop) == ()
        assert laptop.person(ali).in_error is not keeps


def test_of_two_corrections_one_is_kept(pair: Pair, ali: str) -> None:
    """The other is marked as entered in error, on both laptops."""
    jo, sam = pair
    with jo.store.unit_of_work(jo.worker) as uow:
        note = uow.add(Note(person_id=ali, on=uow.clock.today(), words="Said Tuesday")).id
    hand_over(*pair)
    for laptop, words in ((jo, "Said Wednesday"), (sam, "Said Thursday")):
        with laptop.store.unit_of_work(laptop.worker) as uow:
            uow.add(Note(person_id=ali, on=uow.clock.today(), words=words, corrects=note))
    meet(pair)
    (conflict,) = listed(jo)
    assert conflict.asks == Asks.CORRECTION
    chosen = next(side for side in conflict.sides if "Wednesday" in side.words)
    with jo.store.unit_of_work(jo.worker) as uow:
        choose(uow, conflict, chosen.entry_id)
    meet(pair)
    for laptop in pair:
        assert listed(laptop) == ()
        with laptop.store.reading() as connection:
            rows = connection.execute(select(Note.table()).where(Note.table().c.in_error.is_(False)))
            assert {row.words for row in rows} == {"Said Tuesday", "Said Wednesday"}


def test_another_value_is_read_as_in_a_form(pair: Pair, ali: str) -> None:
    """What cannot be a risk level is refused, and nothing is settled."""
    jo, sam = pair
    jo.change(ali, risk_level="medium")
    sam.change(ali, risk_level="high")
    meet(pair)
    (conflict,) = listed(jo)
    with pytest.raises(BadInput), jo.store.unit_of_work(jo.worker) as uow:
        choose_another(uow, conflict, "purple")
    assert len(listed(jo)) == 1
    with jo.store.unit_of_work(jo.worker) as uow:
        choose_another(uow, conflict, "low")
    meet(pair)
    assert [laptop.person(ali).risk_level for laptop in pair] == ["low", "low"]


def test_a_page_of_conflicts_goes_on_where_the_last_one_ended(pair: Pair, ali: str) -> None:
    """By place."""
    jo, sam = pair
    jo.change(ali, wing="C", risk_level="medium")
    sam.change(ali, wing="D", risk_level="high")
    meet(pair)
    with jo.store.reading() as connection:
        (first,) = conflict_list(connection, most=1)
        (second,) = conflict_list(connection, after=first.place)
    assert {first.field, second.field} == {"wing", "risk_level"}
