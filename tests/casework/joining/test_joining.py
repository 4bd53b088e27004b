"""Joining two records of one person: one ends and leads to the other, everywhere, and it can be undone."""

from datetime import date
from typing import Any

import pytest

from linkworker.base.errors import Refused
from linkworker.casework.history.histories import person_history, undo_entry
from linkworker.casework.joining.joining import join, joined, part
from linkworker.casework.people.caseload import Filter, page
from linkworker.casework.people.finding import one_person
from linkworker.records.person import Person
from linkworker.vault.store import Store

TODAY = date(2026, 8, 6)


@pytest.fixture
def two(store: Store, worker: str) -> tuple[str, str]:
    """Two records of one person: Ali Mansour, and Alistair Mansour."""
    with store.unit_of_work(worker) as uow:
        first = uow.add(Person(name="Ali Mansour", worker_id=worker)).id
        return first, uow.add(Person(name="Alistair Mansour", worker_id=worker)).id


def names(store: Store, **wanted: Any) -> list[str]:
    """Return the names that the caseload shows."""
    with store.reading() as connection:
        return [row.name for row in page(connection, Filter(TODAY, **wanted)).rows]


def test_the_record_that_ended_is_in_no_list(store: Store, worker: str, two: tuple[str, str]) -> None:
    """Not in the caseload, not in search; its page is still there and leads on."""
    with store.unit_of_work(worker) as uow:
        join(uow, *two, "The same man")
    assert names(store) == ["Alistair Mansour"]
    assert names(store, words="Mansour") == ["Alistair Mansour"]
    with store.reading() as connection:
        assert one_person(connection, "Mansour") == two[1]
        assert one_person(connection, two[0]) == two[0]
        assert joined(connection, two[0]).sentences() == ("Joined with Alistair Mansour. Go on writing there.",)
        assert joined(connection, two[1]).sentences() == ("Also recorded as Ali Mansour.",)


@pytest.mark.parametrize("how", ["part", "undo"])
def test_joining_can_be_undone(store: Store, worker: str, two: tuple[str, str], how: str) -> None:
    """By hand or in the history: both stand again."""
    with store.unit_of_work(worker) as uow:
        join(uow, *two)
    with store.unit_of_work(worker) as uow:
        if how == "part":
            part(uow, two[0])
        else:
            undo_entry(uow, two[0], person_history(uow.connection, two[0])[0].entry_id)
    assert names(store) == ["Ali Mansour", "Alistair Mansour"]
    with store.reading() as connection:
        assert joined(connection, two[0]).sentences() == joined(connection, two[1]).sentences() == ()


def test_what_cannot_be_joined_says_why(store: Store, worker: str, two: tuple[str, str]) -> None:
    """With itself, twice, or with one that has ended itself."""
    with store.unit_of_work(worker) as uow:
        third = uow.add(Person(name="Al Mansour")).id
        join(uow, *two)
    for pair, sentence in (
        ((two[1], two[1]), "one and the same"),
        ((two[0], third), "joined with another already"),
        ((third, two[0]), "joined with another itself"),
    ):
        with pytest.raises(Refused, match=sentence), store.unit_of_work(worker) as uow:
            join(uow, *pair)
    with pytest.raises(Refused, match="not joined"), store.unit_of_work(worker) as uow:
        part(uow, third)
