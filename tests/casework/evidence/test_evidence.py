"""The figures of a caseload: what they count, for whom, and that they say so."""

from datetime import date, timedelta

import pytest

from linkworker.base.errors import NotFound
from linkworker.casework.evidence.evidence import counted, evidence, figure
from linkworker.casework.evidence.figure import Asked
from linkworker.casework.people.people import add_person, change_person
from linkworker.casework.support.episodes import open_episode
from linkworker.records.activity import Activity
from linkworker.records.check_in import CheckIn
from linkworker.records.money import MoneyRequest, Pot
from linkworker.records.oversight import Oversight
from linkworker.records.person import Person
from linkworker.records.plan import Plan
from linkworker.records.referral import Referral
from linkworker.records.review import Review
from linkworker.records.worker import Worker

TODAY = date(2026, 8, 6)
LOW, HIGH = {str(n): 2 for n in range(1, 15)}, {str(n): 4 for n in range(1, 15)}


@pytest.fixture
def people(store, worker):
    """Ids of Ali, Bea and Cal, whose worker is this one."""
    with store.unit_of_work(worker) as uow:
        return [_mine(uow, worker, name) for name in ("Ali Marsh", "Bea Nowak", "Cal Rees")]


def _mine(uow, worker_id, name):
    person_id = add_person(uow, name).person_id
    uow.change(uow.get(Person, person_id), worker_id=worker_id)
    return person_id


def _asked(worker_id, today=TODAY):
    return Asked(today, worker_id, 90)


def _values(store, asked):
    with store.reading() as connection:
        groups = evidence(connection, asked)
        found = {one.code: (one.value, one.total) for group in groups for one in group.figures}
        for code, (value, _) in found.items():
            if not code.startswith("pot:"):
                assert len(counted(connection, asked, code)) == value, code
        return found


def test_people_are_counted_by_saved_list(store, worker, people):
    """Each list out of everybody; another worker's people are not counted."""
    with store.unit_of_work(worker) as uow:
        open_episode(uow, people[0], on=TODAY)
        change_person(uow, people[1], release_date=TODAY + timedelta(days=20))
        other = uow.add(Worker(name="Kit Ames", title="link worker")).id
        _mine(uow, other, "Dee Ott")
    own = _values(store, _asked(worker))
    assert own["people"] == (3, 0)
    assert (own["list:supported"], own["list:release-soon"], own["list:no-plan"]) == ((1, 3), (1, 3), (3, 3))
    assert _values(store, _asked(None))["people"] == (4, 0)


def test_change_is_counted_by_each_named_threshold(store, worker, people):
    """From the latest baseline to the latest check-in; a partial form and a lone baseline count nowhere."""
    with store.unit_of_work(worker) as uow:
        for person, later, raw in zip(people, (HIGH, LOW, LOW), (56, 28, None), strict=True):
            baseline = {"instrument": "wemwbs", "moment": "baseline", "mode": "on-screen"}
            uow.add(CheckIn(person_id=person, on=TODAY - timedelta(days=60), answers=LOW, raw=28, **baseline))
            uow.add(
                CheckIn(
                    person_id=person, on=TODAY, instrument="wemwbs", moment="during", mode="on-screen", answers=later,
                    raw=raw, partial_reason=None if raw else "interrupted",
                )
            )  # fmt: skip
    found = _values(store, _asked(worker))
    assert found["check-ins"] == (6, 0)
    assert found["change:wemwbs:reliable:improved"] == (1, 2)
    assert found["change:wemwbs:reliable:no_reliable_change"] == (1, 2)
    assert found["change:wemwbs:meaningful:worsened"] == (0, 2)
    with store.reading() as connection:
        (ali,) = counted(connection, _asked(worker), "change:wemwbs:reliable:improved")
    assert (ali.name, ali.said) == ("Ali Marsh", "up 28 from 7 June 2026 to 6 August 2026")


def test_a_corrected_check_in_is_counted_once(store, worker, people):
    """The later one stands in its place."""
    with store.unit_of_work(worker) as uow:
        given = {"instrument": "wemwbs", "moment": "baseline", "mode": "on-screen", "raw": 28, "answers": LOW}
        old = uow.add(CheckIn(person_id=people[0], on=TODAY, **given))
        uow.add(CheckIn(person_id=people[0], on=TODAY, corrects=old.id, **given))
    assert _values(store, _asked(worker))["check-ins"] == (1, 0)


def test_referrals_are_counted_by_state(store, worker, people):
    """Out of all of them; one withdrawn as an error counts nowhere."""
    with store.unit_of_work(worker) as uow:
        football = uow.add(Activity(name="Walking football")).id
        for person, state in zip(people, ("started", "started", "withdrawn-in-error"), strict=True):
            uow.add(Referral(person_id=person, activity_id=football, state=state, state_on=TODAY))
        uow.add(Referral(person_id=people[2], activity_id=football, state="offered", state_on=TODAY))
    found = _values(store, _asked(worker))
    assert {code: held for code, held in found.items() if code.startswith("referrals:")} == {
        "referrals:started": (2, 3),
        "referrals:offered": (1, 3),
    }
    with store.reading() as connection:
        assert (
            counted(connection, _asked(worker), "referrals:offered")[0].said == "Walking football, since 6 August 2026"
        )


def test_reviews_held_and_due_and_oversight(store, worker, people):
    """Held in 12 months, due in 30 days; a manager's look counts for the days that the team set."""
    with store.unit_of_work(worker) as uow:
        plan = uow.add(Plan(person_id=people[0], review_on=TODAY + timedelta(days=30))).id
        for days, finished in ((10, True), (400, True), (5, False)):
            uow.add(
                Review(
                    person_id=people[0], plan_id=plan, name="Review", held_on=TODAY - timedelta(days=days),
                    finished=finished,
                )
            )  # fmt: skip
        for person in people[:2]:
            change_person(uow, person, risk_level="high")
        uow.add(Oversight(person_id=people[0], on=TODAY - timedelta(days=3), by_name="Kit Ames", checked=["plan"]))
        uow.add(Oversight(person_id=people[1], on=TODAY - timedelta(days=300), by_name="Kit Ames", checked=["plan"]))
    found = _values(store, _asked(worker))
    assert (found["reviews-held"], found["reviews-due"], found["seen"]) == ((1, 0), (1, 0), (1, 2))
    assert found["list:no-oversight"] == (1, 3)


def test_money_spent_is_summed_against_its_pot(store, worker, people):
    """Paid and received count as spent; what is only approved does not."""
    with store.unit_of_work(worker) as uow:
        pot = uow.add(Pot(name="Bus fund", amount_pence=30000)).id
        for pence, state in ((1500, "paid"), (2000, "received"), (9900, "approved")):
            uow.add(
                MoneyRequest(
                    person_id=people[0], pot_id=pot, amount_pence=pence, what_for="Fares", state=state, state_on=TODAY
                )
            )
    with store.reading() as connection:
        held = figure(connection, _asked(worker), f"pot:{pot}")
        assert held.words == "£35.00 of £300.00"
        whom = counted(connection, _asked(worker), f"pot:{pot}")
    assert sorted(one.said for one in whom) == [
        "£15.00 for Fares, paid 6 August 2026",
        "£20.00 for Fares, received or used 6 August 2026",
    ]


def test_every_figure_says_how_it_is_counted(store, worker, people):
    """In a sentence or more; a figure that there is not is not found."""
    with store.reading() as connection:
        groups = evidence(connection, _asked(worker))
        assert all(one.how.endswith(".") and one.label for group in groups for one in group.figures)
        for ask in (figure, counted):
            with pytest.raises(NotFound):
                ask(connection, _asked(worker), "nonsense")


def test_records_in_error_count_nowhere(store, worker, people):
    """A person, and what hangs on them."""
    with store.unit_of_work(worker) as uow:
        uow.add(CheckIn(person_id=people[0], on=TODAY, instrument="wemwbs", moment="baseline", mode="on-screen"))
        uow.enter_in_error(uow.get(Person, people[0]), "made twice")
    found = _values(store, _asked(worker))
    assert (found["people"], found["check-ins"]) == ((2, 0), (0, 0))
