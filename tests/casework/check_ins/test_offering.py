"""What is offered before a check-in, and the list of those held."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from linkworker.base.setting_values import WemwbsLicence
from linkworker.casework.check_ins.check_in_list import Listed, check_in_list
from linkworker.casework.check_ins.checking_in import Form, Gate, take
from linkworker.casework.check_ins.offering import Offered, offered, usual_moment
from linkworker.records.person import Person
from linkworker.vault.store import Store
from linkworker.wellbeing.packs import instrument

TODAY = date(2026, 8, 6)
GATE = Gate(WemwbsLicence("Ashdown Council", "W-123", date(2026, 1, 1), date(2026, 12, 31)))


@pytest.fixture
def person(store: Store, worker: str) -> Callable[..., str]:
    """Keep a person of an age in years."""

    def keep(age: int) -> str:
        with store.unit_of_work(worker) as uow:
            return uow.add(Person(name="Ali Marsh", date_of_birth=date(2026 - age, 5, 3))).id

    return keep


@pytest.fixture
def listed(store: Store, worker: str, person: Callable[..., str]) -> Callable[..., tuple[Listed, ...]]:
    """Take check-ins of a code and like answers, a month apart, and return the list."""

    def take_all(*given: tuple[str, Any], **named: Any) -> tuple[Listed, ...]:
        who = person(20)
        for number, (code, answer) in enumerate(given):
            items = [item.number for item in instrument(code).items]
            day = TODAY - timedelta(days=30 * (len(given) - number))
            moment = "during" if number else "baseline"
            answers = dict.fromkeys(items, answer) | named.get("but", {})
            form = Form(code, answers, moment, "on-paper", day, named.get("reason"))
            with store.unit_of_work(worker) as uow:
                take(uow, who, form, GATE)
        with store.reading() as connection:
            return check_in_list(connection, who, TODAY)

    return take_all


def _offers(store: Store, who: str, gate: Gate) -> dict[str, Offered]:
    with store.reading() as connection:
        return {each.instrument.code: each for each in offered(connection, who, gate, on=TODAY, today=TODAY)}


def test_without_a_licence_only_the_free_one_is_offered(store, person):
    """The others say what to do, and what may be used until then."""
    found = _offers(store, person(20), Gate())
    assert {code: each.allowed for code, each in found.items()} == {"wemwbs": False, "swemwbs": False, "ons4": True}
    assert not found["wemwbs"].licensed
    assert "You can use ONS4 now" in found["wemwbs"].refusal


def test_the_age_says_which_may_be_asked(store, person):
    """WEMWBS from 13, ONS4 from 16."""
    by_age = {age: _offers(store, person(age), GATE) for age in (12, 14, 16)}
    allowed = {age: [code for code, each in found.items() if each.allowed] for age, found in by_age.items()}
    assert allowed == {12: [], 14: ["wemwbs", "swemwbs"], 16: ["wemwbs", "swemwbs", "ons4"]}
    assert by_age[12]["wemwbs"].refusal == "WEMWBS is for people aged 13 or over."
    assert by_age[12]["wemwbs"].licensed


def test_the_first_is_the_baseline(store, worker, person):
    """Every later one is during the support, until somebody says otherwise."""
    who = person(20)
    with store.reading() as connection:
        assert usual_moment(connection, who) == "baseline"
    with store.unit_of_work(worker) as uow:
        take(uow, who, Form("ons4", {1: 5, 2: 5, 3: 5, 4: 5}, on=TODAY), GATE)
    with store.reading() as connection:
        assert usual_moment(connection, who) == "during"
    assert [caution.code for caution in _offers(store, who, GATE)["wemwbs"].cautions] == []


@pytest.mark.parametrize(
    ("but", "moved"),
    [
        ({}, "the same, no reliable change"),
        ({1: 5}, "up 2, no reliable change"),
        ({1: 5, 2: 5}, "up 4 (meaningful)"),
        ({1: 1, 2: 1, 3: 1, 4: 1, 5: 1}, "down 10 (reliable)"),
    ],
)
def test_a_move_is_judged_by_the_furthest_threshold_it_reached(store, worker, listed, but, moved):
    """And by its name: a meaningful change is not a reliable one."""
    (first,) = listed(("wemwbs", 3))
    answers = dict.fromkeys(range(1, 15), 3) | but
    with store.unit_of_work(worker) as uow:
        person_id = uow.connection.exec_driver_sql("select person_id from check_in").scalar_one()
        take(uow, person_id, Form("wemwbs", answers, "during", "on-paper", TODAY), GATE)
        again = check_in_list(uow.connection, person_id, TODAY)
    assert [each.moved for each in again] == [moved, ""]
    assert again[0].worsened == moved.startswith("down")
    assert again[1].view.id == first.view.id


def test_scores_are_said_in_few_words(listed):
    """A short form by its converted score, single answers by themselves, a partial form as what it is."""
    assert [each.score for each in listed(("swemwbs", 3), ("ons4", 7))] == ["ONS4 7, 7, 7, 7", "SWEMWBS 19.25"]
    (partial,) = listed(("wemwbs", 3), but={4: None}, reason="interrupted")
    assert (partial.score, partial.moved) == ("no total", "")


def test_a_prompt_without_a_decision_is_known(listed):
    """A very low score prompts, and nobody has said yet what was decided."""
    (low,) = listed(("wemwbs", 1))
    assert low.undecided
