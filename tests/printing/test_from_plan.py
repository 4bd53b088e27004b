"""What crosses from the record to the person's copy, and what never does."""

import dataclasses
from datetime import date
from typing import Any

import pytest

from linkworker.base.errors import NotFound
from linkworker.base.settings import Settings, load_settings
from linkworker.casework.plans import agreeing, goals, needs, plan_risks, planning, steps
from linkworker.casework.plans.plan_reading import plan_view
from linkworker.casework.reviews import reviewing
from linkworker.printing.from_plan import Wishes, copy_of
from linkworker.printing.plan_copy import PlanCopy
from linkworker.printing.render import render
from linkworker.printing.staff import Staff
from linkworker.records.check_in import CheckIn
from linkworker.records.person import Person
from linkworker.vault.store import Store

DAY = date(2026, 8, 6)


@pytest.fixture
def settings(tmp_path: Any) -> Settings:
    """Settings of an organisation with one team that calls its review My voice matters."""
    file = tmp_path / "settings.toml"
    file.write_text(
        'organisation = "East Sussex"\n[[team]]\nname = "Leaving care"\nreview-meeting = "My voice matters"\n',
        encoding="utf-8",
        newline="\n",
    )
    return load_settings(site_folder=tmp_path, user_folder=tmp_path)


@pytest.fixture
def ali(store: Store, worker: str) -> str:
    """A person with a whole plan, agreed at a review, and a secret in each place that must not cross."""
    with store.unit_of_work(worker) as uow:
        person = uow.add(Person(name="Alistair Marsh", known_as="Ali", worker_id=worker, risk_summary="SECRET risk"))
        plan = planning.start_plan(uow, person.id)
        planning.set_words(uow, person.id, plan, matters="My brother", ideas="Football with Jo")
        need = needs.add_need(uow, person.id, plan, "SECRET need", domain="trauma-and-loss")
        goal = goals.add_goal(uow, person.id, plan, "Play football", needs=[need])
        goals.add_goal(uow, person.id, plan, "Drive", remind_on=date(2027, 1, 1))
        gone = goals.add_goal(uow, person.id, plan, "Boxing")
        goals.set_state(uow, person.id, gone, "removed", reason="SECRET reason")
        for by, name in (
            ("worker", None), ("worker", "Sam Poe"), ("person", "Ali"), ("family", "Nan"), ("provider", "Lewes FC"),
            ("other-agency", None),
        ):  # fmt: skip
            steps.add_step(uow, person.id, goal, "Ring", by=by, by_name=name)
        plan_risks.add_risk(uow, person.id, plan, "SECRET hazard", action="SECRET action", told="SECRET told")
        for day, raw in ((date(2026, 5, 6), 41), (DAY, 48)):
            low, high = divmod(raw, 14)
            answers = {str(item): low + (item <= high) for item in range(1, 15)}
            uow.add(
                CheckIn(
                    person_id=person.id, instrument="wemwbs", on=day, moment="during", mode="on-paper",
                    answers=answers, raw=raw,
                )
            )  # fmt: skip
        review = reviewing.start_review(uow, person.id, name="My voice matters")
        reviewing.decide(uow, person.id, review, "Jo rings.\nNan comes.")
        reviewing.set_agreement(uow, person.id, review, "agreed", note="Good")
        reviewing.set_next(uow, person.id, review, date(2027, 2, 4))
        reviewing.finish(uow, person.id, review)
        return person.id


def copied(store: Store, settings: Settings, person: str, **wishes: Any) -> PlanCopy:
    """Return the copy as it stands."""
    with store.reading() as connection:
        return copy_of(connection, person, settings, DAY, wishes=Wishes(**wishes))


def test_the_copy_holds_what_is_the_persons(store: Store, ali: str, settings: Settings) -> None:
    """Name they like, own words with headings, goals with who does what, decisions, answer, next date."""
    copy = copied(store, settings, ali)
    jo = Staff("Jo Brand-Taylor", "link worker")
    assert (copy.shown_name, copy.organisation, copy.meeting, copy.made_on) == (
        "Ali", "East Sussex", "My voice matters", DAY,
    )  # fmt: skip
    assert [(each.heading, each.words) for each in copy.own_words] == [
        ("What matters to me", "My brother"),
        ("Ideas I have", "Football with Jo"),
    ]
    assert [(goal.words, goal.state) for goal in copy.goals] == [("Play football", "active"), ("Drive", "future")]
    assert [step.who for step in copy.goals[0].steps] == [
        jo, Staff("Sam Poe", ""), "person", "Nan", Staff("Lewes FC", "the provider"), "other-agency",
    ]  # fmt: skip
    assert (copy.agreed.words, copy.agreed.answer, copy.agreed.note) == (("Jo rings.", "Nan comes."), "agreed", "Good")
    assert copy.next_review is not None
    assert (copy.next_review.on, copy.next_review.who) == (date(2027, 2, 4), jo)


def test_needs_risks_and_reasons_never_cross(store: Store, ali: str, settings: Settings) -> None:
    """No field of the copy holds any word of them."""
    assert "SECRET" not in repr(dataclasses.asdict(copied(store, settings, ali, scores=True)))


def test_scores_cross_only_when_asked_and_with_their_notice(store: Store, ali: str, settings: Settings) -> None:
    """Oldest first, in words, each with its owners' notice; the print takes them."""
    assert copied(store, settings, ali).scores == ()
    scores = copied(store, settings, ali, scores=True).scores
    assert [(score.words, score.on) for score in scores] == [("41 of 70", date(2026, 5, 6)), ("48 of 70", DAY)]
    assert all("WEMWBS" in score.notice for score in scores)
    assert render(copied(store, settings, ali, scores=True, hide_staff=True, large=True)).pages >= 1


def test_an_answer_stands_only_for_what_was_answered(store: Store, worker: str, ali: str, settings: Settings) -> None:
    """After an edit the copy is a draft; a note of progress leaves it agreed."""
    with store.unit_of_work(worker) as uow:
        plan = plan_view(uow.connection, ali)
        goals.add_note(uow, ali, plan.goal(1).id, "Went")
    assert copied(store, settings, ali).agreed.answer == "agreed"
    with store.unit_of_work(worker) as uow:
        goals.add_goal(uow, ali, plan.id, "Cook")
    assert copied(store, settings, ali).agreed.answer == "draft"
    with store.unit_of_work(worker) as uow:
        agreeing.agree(uow, ali, plan.id, "could not say", note="Tired")
    assert copied(store, settings, ali).agreed.note == "Tired"


def test_without_a_plan_there_is_no_copy(store: Store, worker: str, settings: Settings) -> None:
    """The sentence says what to do first."""
    with store.unit_of_work(worker) as uow:
        bo = uow.add(Person(name="Bo Ek"))
    with pytest.raises(NotFound, match="Start one first"):
        copied(store, settings, bo.id)
