"""Joined records whose other one does not count any more, or was joined back: nobody leaves every list."""

import pytest
from sqlalchemy import select

from laptop_pair import Pair, hand_over, pair
from laptops import Laptop
from linkworker.casework.joining.joining import Counts, Joined, join, joined, part
from linkworker.casework.people.stands import STANDS
from linkworker.journal.erasing import erase_person
from linkworker.journal.taking_out import take_out_person
from linkworker.records.person import Person
from linkworker.vault.store import Store

__all__ = ["pair"]
_P = Person.table().c


def names(store: Store) -> list[str]:
    """Return who is in lists."""
    with store.reading() as connection:
        return sorted(connection.execute(select(_P.name).where(STANDS)).scalars())


def of(store: Store, person_id: str) -> Joined:
    """Return what a person's page says of joining."""
    with store.reading() as connection:
        return joined(connection, person_id)


def do_join(laptop: Laptop, ends: str, stays: str) -> None:
    """Join two records."""
    with laptop.store.unit_of_work(laptop.worker) as uow:
        join(uow, ends, stays)


@pytest.fixture
def two(pair: Pair) -> tuple[str, str]:
    """Two records of one man, on both laptops."""
    made = pair[0].add("Ali Mansour"), pair[0].add("Alistair Mansour")
    hand_over(*pair)
    return made


def test_each_joined_into_the_other_stay_in_the_lists(pair: Pair, two: tuple[str, str]) -> None:
    """Until somebody parts them; the page of each says so."""
    jo, sam = pair
    do_join(jo, *two)
    do_join(sam, two[1], two[0])
    hand_over(jo, sam)
    hand_over(sam, jo)
    said = "This record and {} were each joined into the other. Part one of them."
    for laptop in pair:
        assert names(laptop.store) == ["Ali Mansour", "Alistair Mansour"]
        assert of(laptop.store, two[0]).counts == Counts.LEADS_BACK
        assert of(laptop.store, two[0]).sentences() == (said.format("Alistair Mansour"),)
        assert of(laptop.store, two[1]).sentences() == (said.format("Ali Mansour"),)
    with jo.store.unit_of_work(jo.worker) as uow:
        part(uow, two[1])
    hand_over(jo, sam)
    for laptop in pair:
        assert names(laptop.store) == ["Alistair Mansour"]
        assert of(laptop.store, two[0]).sentences() == ("Joined with Alistair Mansour. Go on writing there.",)


def test_three_joined_round_stay_in_the_lists(store: Store, worker: str) -> None:
    """Two steps on, and back."""
    with store.unit_of_work(worker) as uow:
        ids = [uow.add(Person(name=name)).id for name in ("Ali", "Bea", "Cal", "Dee")]
        for ends, stays in ((0, 1), (1, 2), (2, 0), (3, 0)):
            uow.change(uow.get(Person, ids[ends]), merged_into=ids[stays])
    assert names(store) == ["Ali", "Bea", "Cal"]


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("in-error", ("Joined with Alistair Mansour, which was entered in error. This record counts.",)),
        ("let-go", ("Joined with a record that is not on this laptop. Go on writing here.",)),
        ("erased", ("Joined with a record that is not on this laptop. Go on writing here.",)),
    ],
)
def test_a_joined_record_counts_once_the_other_does_not(
    store: Store, worker: str, how: str, said: tuple[str, ...]
) -> None:
    """Entered in error, let go or erased, the one that stayed no longer stands for the one that ended."""
    with store.unit_of_work(worker) as uow:
        ends, stays = (uow.add(Person(name=name)).id for name in ("Ali Mansour", "Alistair Mansour"))
        join(uow, ends, stays)
    assert names(store) == ["Alistair Mansour"]
    with store.unit_of_work(worker) as uow:
        if how == "erased":
            erase_person(uow, stays, "retention-ended")
        elif how == "let-go":
            take_out_person(uow.connection, stays)
        else:
            uow.enter_in_error(uow.get(Person, stays), "A double")
    assert names(store) == ["Ali Mansour"]
    assert of(store, ends).sentences() == said
