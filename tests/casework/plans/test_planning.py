"""Starting a plan, the person's words, and copying forward."""

from datetime import date

import pytest
from sqlalchemy import event

from linkworker.base.clock import FixedClock
from linkworker.base.errors import BadInput, NotFound, Refused
from linkworker.casework.plans import goals, needs, plan_risks, planning, steps
from linkworker.casework.plans.plan_reading import current_plan, plan_ids, plan_view
from linkworker.records.episode import Episode
from linkworker.records.person import Person
from linkworker.vault.store import Store


@pytest.fixture
def ali(store: Store, worker: str) -> str:
    """Ali Marsh, with an open episode of support."""
    with store.unit_of_work(worker) as uow:
        person = uow.add(Person(name="Ali Marsh", worker_id=worker))
        uow.add(Episode(person_id=person.id, opened_on=date(2026, 7, 1)))
        return person.id


@pytest.mark.practice(33, 35)
def test_a_plan_holds_the_persons_words_apart_from_needs_and_goals(store: Store, worker: str, ali: str) -> None:
    """Matters, going well, difficulties, ideas and strengths are separate, in own words, and done together is kept."""
    with store.unit_of_work(worker) as uow:
        plan = planning.start_plan(uow, ali, together=True)
        planning.set_words(
            uow, ali, plan, matters="My little brother.", going_well="Cooking.", gets_in_the_way="Nights.",
            ideas="Football, maybe boxing.", strengths="  I make people laugh. ",
        )  # fmt: skip
        goals.add_goal(uow, ali, plan, "Play football every week")
    with store.reading() as connection:
        view = plan_view(connection, ali)
    assert view.id == plan
    assert view.episode_id is not None
    assert view.together
    assert dict(view.own_words) == {
        "matters": "My little brother.", "going_well": "Cooking.", "gets_in_the_way": "Nights.",
        "ideas": "Football, maybe boxing.", "strengths": "I make people laugh.",
    }  # fmt: skip
    assert [goal.words for goal in view.goals] == ["Play football every week"]


def test_declining_is_an_answer_until_something_is_said(store: Store, worker: str, ali: str) -> None:
    """Declined is kept as an answer, words take it away, and it cannot be said over words."""
    with store.unit_of_work(worker) as uow:
        plan = planning.start_plan(uow, ali)
        planning.decline_words(uow, ali, plan)
        assert plan_view(uow.connection, ali).declined_words
        planning.set_words(uow, ali, plan, matters="Actually, sleep.")
        assert not plan_view(uow.connection, ali).declined_words
        with pytest.raises(Refused, match="Their words are in the plan"):
            planning.decline_words(uow, ali, plan)


def test_blank_words_take_the_words_away(store: Store, worker: str, ali: str) -> None:
    """Clearing a field leaves nothing there, and does not undo declined."""
    with store.unit_of_work(worker) as uow:
        plan = planning.start_plan(uow, ali)
        planning.set_words(uow, ali, plan, ideas="Swim")
        planning.set_words(uow, ali, plan, ideas="  ")
        planning.decline_words(uow, ali, plan)
        planning.set_words(uow, ali, plan, ideas=None)
        view = plan_view(uow.connection, ali)
    assert dict(view.own_words) == {}
    assert view.declined_words


def test_words_under_a_field_that_is_not_the_persons_are_a_fault_of_ours(store: Store, worker: str, ali: str) -> None:
    """A wrong field name never reaches the record."""
    with store.unit_of_work(worker) as uow:
        plan = planning.start_plan(uow, ali)
        with pytest.raises(TypeError):
            planning.set_words(uow, ali, plan, agreement="agreed")


def test_a_second_plan_asks_what_becomes_of_the_first(store: Store, worker: str, ali: str) -> None:
    """One open plan at a time: it is closed or copied forward, never lost sight of."""
    with store.unit_of_work(worker) as uow:
        plan = planning.start_plan(uow, ali)
        with pytest.raises(Refused, match="There is a plan already"):
            planning.start_plan(uow, ali)
        planning.close_plan(uow, ali, plan)
        assert current_plan(uow.connection, ali) is None
        with pytest.raises(Refused, match="This plan is closed"):
            planning.set_words(uow, ali, plan, matters="Late")
        second = planning.start_plan(uow, ali)
        assert plan_ids(uow.connection, ali) == [second, plan]


@pytest.mark.practice(34)
def test_a_release_plan_looks_at_the_parts_of_life_that_release_touches(store: Store, worker: str, ali: str) -> None:
    """Housing, health, education, work, money and family are asked one by one until each has a need."""
    with store.unit_of_work(worker) as uow:
        plan = planning.start_plan(uow, ali, template="Release")
        needs.add_need(uow, ali, plan, "Nowhere to go", domain="Housing")
        view = plan_view(uow.connection, ali)
    assert view.template == "release"
    expected = ("health-care-access", "education-and-training", "work", "money", "family")
    assert planning.not_looked_at(view) == expected


def test_an_unknown_kind_of_plan_names_the_choices(store: Store, worker: str, ali: str) -> None:
    """A wrong template says which there are."""
    with store.unit_of_work(worker) as uow, pytest.raises(BadInput, match="Health and wellbeing plan, Release plan"):
        planning.start_plan(uow, ali, template="holiday")


def test_copying_forward_takes_what_is_open_and_closes_the_last(store: Store, worker: str, ali: str) -> None:
    """Unmet needs, open goals, open steps, ties and risks go along; met, achieved, done and the words stay."""
    with store.unit_of_work(worker) as uow:
        old = planning.start_plan(uow, ali)
        planning.set_words(uow, ali, old, matters="Then")
        sleep = needs.add_need(uow, ali, old, "I cannot sleep", domain="sleep")
        mood = needs.add_need(uow, ali, old, "Low", domain="mood", sits_behind=sleep)
        gp = needs.add_need(uow, ali, old, "No GP", domain="GP")
        needs.set_met(uow, ali, gp)
        walk = goals.add_goal(uow, ali, old, "Walk daily", needs=[sleep, mood, gp])
        done = goals.add_goal(uow, ali, old, "See a GP", needs=[gp])
        goals.set_state(uow, ali, done, "achieved")
        first = steps.add_step(uow, ali, walk, "Find shoes", by="person")
        steps.add_step(uow, ali, walk, "Walk with Jo", by="The worker", by_name="Jo")
        steps.set_state(uow, ali, first, "done")
        plan_risks.add_risk(uow, ali, old, "Old friends at the park", action="Go with Jo")
        new = planning.start_plan(uow, ali, copy_forward=True)
        before, after = plan_view(uow.connection, ali, old), plan_view(uow.connection, ali)
    assert before.closed_on == date(2026, 8, 6)
    assert after.id == new
    assert dict(after.own_words) == {}
    assert [(n.number, n.words, n.sits_behind, n.goals) for n in after.needs] == [
        (1, "I cannot sleep", None, (1,)),
        (2, "Low", 1, (1,)),
    ]
    assert [(g.words, g.needs, [s.words for s in g.steps]) for g in after.goals] == [
        ("Walk daily", (1, 2), ["Walk with Jo"])
    ]
    assert [(r.hazard, r.action) for r in after.risks] == [("Old friends at the park", "Go with Jo")]


def test_copying_forward_with_no_plan_before_starts_an_empty_one(store: Store, worker: str, ali: str) -> None:
    """Nothing to copy is no fault."""
    with store.unit_of_work(worker) as uow:
        planning.start_plan(uow, ali, copy_forward=True)
        assert plan_view(uow.connection, ali).goals == ()


def test_no_needs_identified_is_not_a_need(store: Store, worker: str, ali: str) -> None:
    """It is a statement of its own; adding a need ends it, and it cannot be said over needs."""
    with store.unit_of_work(worker) as uow:
        plan = planning.start_plan(uow, ali)
        planning.no_needs_found(uow, ali, plan)
        view = plan_view(uow.connection, ali)
        assert (view.no_needs, view.needs) == (True, ())
        needs.add_need(uow, ali, plan, "Friends", domain="belonging")
        assert not plan_view(uow.connection, ali).no_needs
        with pytest.raises(Refused, match="The plan has needs"):
            planning.no_needs_found(uow, ali, plan)


def test_the_review_date_is_not_in_the_past(store: Store, worker: str, ali: str, clock: FixedClock) -> None:
    """Today is the earliest day for a review to come."""
    with store.unit_of_work(worker) as uow:
        plan = planning.start_plan(uow, ali)
        planning.set_review_date(uow, ali, plan, clock.today())
        planning.set_together(uow, ali, plan, together=True)
        assert plan_view(uow.connection, ali).review_on == clock.today()
        with pytest.raises(BadInput, match="today or later"):
            planning.set_review_date(uow, ali, plan, date(2026, 8, 5))


def test_a_plan_that_is_not_there_says_what_to_do(store: Store, worker: str, ali: str) -> None:
    """No plan, or another person's, is a plain sentence."""
    with store.reading() as connection:
        with pytest.raises(NotFound, match="Start one first"):
            plan_view(connection, ali)
        with pytest.raises(NotFound, match="no such plan"):
            plan_view(connection, ali, "0198a3c1-0000-7000-8000-000000000000")


def test_a_whole_plan_is_read_in_seven_selects(store: Store, worker: str, ali: str) -> None:
    """The number of queries does not grow with goals, steps, notes or needs."""
    with store.unit_of_work(worker) as uow:
        plan = planning.start_plan(uow, ali)
        for number in range(5):
            need = needs.add_need(uow, ali, plan, f"Need {number}")
            goal = goals.add_goal(uow, ali, plan, f"Goal {number}", needs=[need])
            for _ in range(3):
                steps.add_step(uow, ali, goal, "Step", by="person")
                goals.add_note(uow, ali, goal, "Going well")
    ran: list[str] = []
    with store.reading() as connection:
        event.listen(connection, "before_cursor_execute", lambda *args: ran.append(args[2]))
        view = plan_view(connection, ali)
    assert sum(statement.startswith("SELECT") for statement in ran) == 7
    assert sum(len(goal.steps) + len(goal.notes) for goal in view.goals) == 30
