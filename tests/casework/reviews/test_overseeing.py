"""A manager's look at cases, and the cases nobody has looked at."""

from datetime import date

import pytest

from linkworker.base.errors import BadInput, NotFound
from linkworker.casework.plans import planning
from linkworker.casework.reviews import overseeing
from linkworker.records.person import Person
from linkworker.vault.store import Store

DAY = date(2026, 8, 6)


def person(store: Store, worker: str, name: str, level: str, since: date | None = None) -> str:
    """Add a person at a risk level; return the id."""
    with store.unit_of_work(worker) as uow:
        return uow.add(Person(name=name, worker_id=worker, risk_level=level, risk_date=since)).id


@pytest.mark.practice(40)
def test_a_look_says_who_when_what_and_what_is_to_be_done(store: Store, worker: str) -> None:
    """Manager, date, what was checked and actions are kept; a correction takes the wrong one's place."""
    ali = person(store, worker, "Ali Marsh", "medium")
    with store.unit_of_work(worker) as uow:
        wrong = overseeing.add_oversight(uow, ali, by_name="Pat Lee", checked=["The plan"], on=date(2026, 8, 1))
        overseeing.add_oversight(
            uow, ali, by_name="Pat Lee", checked=["victims", "plan", "the plan"], actions="Ring probation",
            on=date(2026, 8, 2), corrects=wrong,
        )  # fmt: skip
    with store.reading() as connection:
        (look,) = overseeing.oversights(connection, ali)
    assert (look.on, look.by_name, look.actions) == (date(2026, 8, 2), "Pat Lee", "Ring probation")
    assert look.checked == ("safety-of-victims", "plan")


@pytest.mark.practice(40)
def test_medium_and_high_risk_without_a_look_in_n_days_is_listed(store: Store, worker: str) -> None:
    """Never seen first, then longest ago; low risk and the lately seen are not there; medium can be asked alone."""
    ali = person(store, worker, "Ali Marsh", "medium", date(2026, 5, 1))
    bo = person(store, worker, "Bo Ek", "high")
    cy = person(store, worker, "Cy Dunn", "medium")
    person(store, worker, "Di Ray", "low")
    with store.unit_of_work(worker) as uow:
        overseeing.add_oversight(uow, bo, by_name="Pat Lee", checked=["plan"], on=date(2026, 7, 6))
        overseeing.add_oversight(uow, cy, by_name="Pat Lee", checked=["plan"], on=date(2026, 7, 7))
    with store.reading() as connection:
        listed = overseeing.without_oversight(connection, DAY, 30)
        medium = overseeing.without_oversight(connection, DAY, 30, level="medium")
        mine = overseeing.without_oversight(connection, DAY, 30, worker_id=worker)
        others = overseeing.without_oversight(connection, DAY, 30, worker_id=ali)
    assert [(each.person_id, each.seen_on) for each in listed] == [(ali, None), (bo, date(2026, 7, 6))]
    assert [each.person_id for each in medium] == [ali]
    assert (mine, others) == (listed, [])
    assert listed[0].sentence() == "Medium risk. No manager has looked yet."
    assert listed[1].sentence() == "High risk. A manager has not looked lately."


def test_a_corrected_look_is_not_counted(store: Store, worker: str) -> None:
    """A look dated too late by mistake, then corrected, does not hide the person from the list."""
    ali = person(store, worker, "Ali Marsh", "medium")
    with store.unit_of_work(worker) as uow:
        wrong = overseeing.add_oversight(uow, ali, by_name="Pat Lee", checked=["plan"], on=DAY)
        overseeing.add_oversight(uow, ali, by_name="Pat Lee", checked=["plan"], on=date(2026, 1, 6), corrects=wrong)
        (case,) = overseeing.without_oversight(uow.connection, DAY, 30)
    assert case.seen_on == date(2026, 1, 6)


def test_a_look_that_cannot_be_kept_says_why(store: Store, worker: str) -> None:
    """Nothing checked, no manager's name, and a day to come are each one sentence."""
    ali = person(store, worker, "Ali Marsh", "medium")
    with store.unit_of_work(worker) as uow:
        with pytest.raises(BadInput, match="what the manager looked at"):
            overseeing.add_oversight(uow, ali, by_name="Pat Lee", checked=[])
        with pytest.raises(BadInput, match="manager's name"):
            overseeing.add_oversight(uow, ali, by_name="", checked=["plan"])
        with pytest.raises(BadInput, match="today or earlier"):
            overseeing.add_oversight(uow, ali, by_name="Pat Lee", checked=["plan"], on=date(2026, 8, 7))
        with pytest.raises(NotFound):
            overseeing.add_oversight(uow, ali, by_name="Pat Lee", checked=["plan"], corrects=ali)


@pytest.mark.practice(39)
def test_quality_looks_at_the_record_as_it_stands(store: Store, worker: str) -> None:
    """The person's risk level and the last look are read with the plan."""
    ali = person(store, worker, "Ali Marsh", "medium")
    with store.unit_of_work(worker) as uow:
        planning.start_plan(uow, ali)
        before = {check.code: check.met for check in overseeing.quality(uow.connection, ali, DAY, 30)}
        overseeing.add_oversight(uow, ali, by_name="Pat Lee", checked=["plan"])
        after = {check.code: check.met for check in overseeing.quality(uow.connection, ali, DAY, 30)}
    assert (before["manager"], after["manager"]) == (False, True)
