"""A list costs the same number of selects however long it is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, event

from casework import offered
from linkworker.casework.check_ins.check_in_reading import check_ins_of, result
from linkworker.casework.check_ins.checking_in import Form, Gate, take
from linkworker.casework.directory.directory import Sought, activities
from linkworker.casework.directory.providers import lapsing, providers
from linkworker.casework.directory.register import mentors, venues
from linkworker.casework.money.funding import ask_for
from linkworker.casework.money.money_reading import budgets_of, pots, requests_of, to_approve
from linkworker.casework.money.pots import add_pot
from linkworker.casework.referrals.referral_reading import of_person, to_revisit, waiting_for_answer
from linkworker.casework.referrals.referring import refer
from linkworker.vault.store import Store

READS: dict[str, Callable[[Connection, str], Any]] = {
    "referrals of a person": of_person,
    "waiting for an answer": lambda connection, _: waiting_for_answer(connection),
    "to revisit": lambda connection, _: to_revisit(connection, offered.NEXT_YEAR),
    "check-ins": check_ins_of,
    "result": lambda connection, ali: result(connection, ali, today=offered.TODAY),
    "requests": requests_of,
    "to approve": lambda connection, _: to_approve(connection),
    "budgets": budgets_of,
    "pots": lambda connection, _: pots(connection, offered.TODAY),
    "activities": lambda connection, _: activities(connection, Sought(), offered.TODAY),
    "providers": lambda connection, _: providers(connection, offered.TODAY),
    "lapsing": lambda connection, _: lapsing(connection, offered.TODAY, 900),
    "mentors": lambda connection, _: mentors(connection),
    "venues": lambda connection, _: venues(connection),
}


@contextmanager
def counted(connection: Connection) -> Iterator[list[str]]:
    """Give the list of statements that run inside the block."""
    seen: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    event.listen(connection, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(connection, "before_cursor_execute", note)


@pytest.fixture(scope="module")
def more() -> Callable[[Store, str, str, int], None]:
    """Add one more of everything about Ali."""

    def add(store: Store, worker: str, ali: str, number: int) -> None:
        with store.unit_of_work(worker) as uow:
            football = offered.activity(uow, offered.provider(uow, f"Trust {number}"), f"Football {number}")
            refer(uow, ali, football, state="referred")
            pot = add_pot(uow, f"Pot {number}", 10_000)
            ask_for(uow, ali, 100, "boots", pot_id=pot, activity_id=football)
            take(uow, ali, Form("ons4", {1: 5, 2: 5, 3: 5, 4: 5}), Gate())

    return add


def test_a_list_costs_the_same_number_of_selects_however_long(
    store: Store, worker: str, more: Callable[[Store, str, str, int], None]
) -> None:
    """One of everything and five of everything cost the same, read by read."""
    with store.unit_of_work(worker) as uow:
        ali = offered.person(uow)
        offered.consent(uow, ali)
    costs: list[dict[str, int]] = []
    for wave in (range(1), range(1, 5)):
        for number in wave:
            more(store, worker, ali, number)
        with store.reading() as connection:
            found = {}
            for name, read in READS.items():
                with counted(connection) as seen:
                    read(connection, ali)
                found[name] = len(seen)
        costs.append(found)
    assert costs[0] == costs[1]
    assert max(costs[0].values()) <= 3
