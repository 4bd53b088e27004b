"""Agreement freezes versions that can be shown as evidence."""

import dataclasses
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkworker.base.errors import BadInput, NotFound, Refused
from linkworker.casework.plans import agreeing, goals, needs, plan_risks, planning, steps
from linkworker.casework.plans.comparing import changes, compare
from linkworker.casework.plans.plan_reading import plan_view
from linkworker.casework.plans.plan_snapshot import hash_of
from linkworker.records.episode import Episode
from linkworker.records.person import Person
from linkworker.records.plan_version import PlanVersion
from linkworker.vault.store import Store

Planned = tuple[str, str]


@pytest.fixture
def planned(store: Store, worker: str) -> Planned:
    """A person in an episode of support, with a plan that has words and a goal; ids."""
    with store.unit_of_work(worker) as uow:
        person = uow.add(Person(name="Ali Marsh"))
        uow.add(Episode(person_id=person.id, opened_on=date(2026, 7, 1)))
        plan = planning.start_plan(uow, person.id)
        planning.set_words(uow, person.id, plan, matters="My brother")
        need = needs.add_need(uow, person.id, plan, "Lonely", domain="isolation")
        goal = goals.add_goal(uow, person.id, plan, "Play football", needs=[need])
        steps.add_step(uow, person.id, goal, "Ring the club", by="worker", by_name="Jo")
        return person.id, plan


@pytest.mark.practice(38)
def test_agreement_freezes_a_dated_version_that_proves_itself(store: Store, worker: str, planned: Planned) -> None:
    """Who agreed to what, when and with whom is inside the hash; later edits leave it and make the next one."""
    ali, plan = planned
    with store.unit_of_work(worker) as uow:
        assert agreeing.agree(uow, ali, plan, "yes", on=date(2026, 8, 5)) == 1
    with store.unit_of_work(worker) as uow:
        first = agreeing.version(uow.connection, ali, plan, 1)
        assert not agreeing.changed_since(first, plan_view(uow.connection, ali))
        goals.add_goal(uow, ali, plan, "Cook on Sundays")
        assert agreeing.changed_since(first, plan_view(uow.connection, ali))
        assert agreeing.agree(uow, ali, plan, "agreed", note="And the cooking") == 2
    with store.reading() as connection:
        one, two = agreeing.versions(connection, ali, plan)
        assert agreeing.latest(connection, ali, plan) == two
    assert one == first
    assert (one.number, one.agreement, one.agreed_on) == (1, "agreed", date(2026, 8, 5))
    facts = one.snapshot["version"]
    assert (facts["worker_name"], facts["person"], facts["agreed_on"]) == ("Jo Brand-Taylor", ali, "2026-08-05")
    assert [goal["words"] for goal in one.snapshot["shown"]["goals"]] == ["Play football"]
    assert len(two.snapshot["shown"]["goals"]) == 2
    assert agreeing.prove(one)
    assert agreeing.prove(two)


def test_a_version_that_was_touched_does_not_prove(store: Store, worker: str, planned: Planned) -> None:
    """Neither words inside the snapshot nor the facts beside it can be changed unseen."""
    ali, plan = planned
    with store.unit_of_work(worker) as uow:
        agreeing.agree(uow, ali, plan, "agreed")
        frozen = agreeing.version(uow.connection, ali, plan, 1)
    shown = {**frozen.snapshot["shown"], "own_words": {"matters": "Nothing"}}
    assert not agreeing.prove(dataclasses.replace(frozen, snapshot={**frozen.snapshot, "shown": shown}))
    assert not agreeing.prove(dataclasses.replace(frozen, agreement="do-not-agree"))
    assert not agreeing.prove(dataclasses.replace(frozen, number=2))
    assert not agreeing.prove(dataclasses.replace(frozen, sha256="0" * 64))
    with store.unit_of_work(worker) as uow, pytest.raises(Refused, match="kept as it was entered"):
        uow.change(uow.get_of(PlanVersion, ali, frozen.id), number=3)


@pytest.mark.parametrize("answer", ["no", "could not say"])
def test_not_agreeing_is_an_answer_too_and_says_why(store: Store, worker: str, planned: Planned, answer: str) -> None:
    """It freezes a version with the note, and does not date the plan as agreed."""
    ali, plan = planned
    with store.unit_of_work(worker) as uow:
        with pytest.raises(BadInput, match="Say in a few words why"):
            agreeing.agree(uow, ali, plan, answer)
        agreeing.agree(uow, ali, plan, answer, note="I want my sister to see it first")
        version = agreeing.version(uow.connection, ali, plan, 1)
        view = plan_view(uow.connection, ali)
        episode = uow.get_of(Episode, ali, view.episode_id or "")
        assert episode.plan_agreed_on is None
    assert version.agreement_note == view.agreement_note == "I want my sister to see it first"
    assert version.agreement == view.agreement


def test_the_first_agreement_dates_the_episode(store: Store, worker: str, planned: Planned) -> None:
    """Later agreements leave that date as it was."""
    ali, plan = planned
    with store.unit_of_work(worker) as uow:
        agreeing.agree(uow, ali, plan, "agreed", on=date(2026, 8, 1))
        goals.add_goal(uow, ali, plan, "Cook on Sundays")
        agreeing.agree(uow, ali, plan, "agreed", on=date(2026, 8, 6))
        episode = uow.get_of(Episode, ali, plan_view(uow.connection, ali).episode_id or "")
    assert episode.plan_agreed_on == date(2026, 8, 1)


def test_the_same_answer_to_the_same_plan_is_not_frozen_again(store: Store, worker: str, planned: Planned) -> None:
    """The version stands; another answer, or a plan that changed, makes the next."""
    ali, plan = planned
    with store.unit_of_work(worker) as uow:
        agreeing.agree(uow, ali, plan, "agreed", on=date(2026, 8, 1))
        with pytest.raises(Refused, match="Version 1 stands: nothing has changed"):
            agreeing.agree(uow, ali, plan, "agreed")
        assert agreeing.agree(uow, ali, plan, "no", note="Not the boxing") == 2
        with pytest.raises(Refused, match="Version 2 stands"):
            agreeing.agree(uow, ali, plan, "no", note="Not the boxing")
        assert agreeing.agree(uow, ali, plan, "no", note="Not the cooking") == 3
        assert agreeing.agree(uow, ali, plan, "agreed") == 4
        planning.set_words(uow, ali, plan, ideas="Boxing")
        assert agreeing.agree(uow, ali, plan, "agreed") == 5


def test_what_cannot_be_agreed_says_why(store: Store, worker: str, planned: Planned) -> None:
    """A draft is no answer, tomorrow is no day for one, and an empty plan is nothing to agree."""
    ali, plan = planned
    with store.unit_of_work(worker) as uow:
        with pytest.raises(BadInput, match="'Agreed', 'Does not agree' or 'Could not answer'"):
            agreeing.agree(uow, ali, plan, "draft")
        with pytest.raises(BadInput, match="today or earlier"):
            agreeing.agree(uow, ali, plan, "agreed", on=date(2026, 8, 7))
        with pytest.raises(NotFound, match="no version 1"):
            agreeing.version(uow.connection, ali, plan, 1)
        bo = uow.add(Person(name="Bo Ek"))
        empty = planning.start_plan(uow, bo.id)
        with pytest.raises(Refused, match="nothing in the plan"):
            agreeing.agree(uow, bo.id, empty, "agreed")


def test_two_versions_stand_side_by_side_field_by_field(store: Store, worker: str, planned: Planned) -> None:
    """Changed, added and removed fields are told apart; what is the same is there too."""
    ali, plan = planned
    with store.unit_of_work(worker) as uow:
        agreeing.agree(uow, ali, plan, "agreed", on=date(2026, 8, 1))
        view = plan_view(uow.connection, ali)
        planning.set_words(uow, ali, plan, matters="My brother and me", ideas="Boxing")
        goals.change_goal(uow, ali, view.goal(1).id, text="Play football each Tuesday")
        steps.set_state(uow, ali, view.goal(1).step(1).id, "done")
        needs.remove_need(uow, ali, view.need(1).id, "Said for a friend")
        plan_risks.add_risk(uow, ali, plan, "Old friends", action="Go with Jo", review_on=date(2026, 10, 1))
        before = agreeing.version(uow.connection, ali, plan, 1).snapshot
        after = agreeing.now(uow.connection, ali)
    found = {side.heading: (side.before, side.after) for side in changes(before, after)}
    assert found["What matters to me"] == ("My brother", "My brother and me")
    assert found["Ideas I have"] == ("", "Boxing")
    assert found["Goal 1"] == ("Play football", "Play football each Tuesday")
    assert found["Goal 1, step 1: state"] == ("Not started", "Completed")
    assert found["Need 1"] == ("Lonely", None)
    assert found["Risk 1: what is done"] == (None, "Go with Jo")
    assert found["Risk 1: look again"] == (None, "1 October 2026")
    every = compare(before, after)
    assert len(every) > len(found)
    same = next(side for side in every if side.heading == "Goal 1, step 1: who")
    assert (same.before, same.after, same.changed) == ("The worker (Jo)", "The worker (Jo)", False)
    assert every[0].heading == "What matters to me"
    assert compare(before, before)
    assert not changes(before, before)


def test_notes_of_progress_do_not_make_the_plan_another(store: Store, worker: str, planned: Planned) -> None:
    """A note is frozen with the next version, and does not ask for one."""
    ali, plan = planned
    with store.unit_of_work(worker) as uow:
        agreeing.agree(uow, ali, plan, "agreed")
        goals.add_note(uow, ali, plan_view(uow.connection, ali).goal(1).id, "Went twice")
        frozen = agreeing.version(uow.connection, ali, plan, 1)
        assert not agreeing.changed_since(frozen, plan_view(uow.connection, ali))
        agreeing.agree(uow, ali, plan, "agreed")
        second = agreeing.version(uow.connection, ali, plan, 2)
    assert [note["words"] for note in second.snapshot["notes"]] == ["Went twice"]


@settings(max_examples=50)
@given(st.dictionaries(st.text(max_size=8), st.text(max_size=20) | st.integers() | st.booleans(), max_size=6))
def test_the_hash_does_not_depend_on_the_order_of_fields(content: dict[str, object]) -> None:
    """Canonical JSON: the same content has the same hash, however it was put together."""
    assert hash_of(dict(reversed(content.items()))) == hash_of(content)
