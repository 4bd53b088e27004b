"""Needs: in own words, tied to goals, one behind another."""

from datetime import date

import pytest

from linkworker.base.errors import BadInput, NotFound, Refused
from linkworker.casework.plans import goals, needs, planning
from linkworker.casework.plans.plan_reading import plan_view
from linkworker.records.person import Person
from linkworker.vault.store import Store

Planned = tuple[str, str]


@pytest.fixture
def planned(store: Store, worker: str) -> Planned:
    """A person and their open plan, by id."""
    with store.unit_of_work(worker) as uow:
        person = uow.add(Person(name="Ali Marsh"))
        return person.id, planning.start_plan(uow, person.id)


@pytest.mark.practice(30)
def test_a_need_says_whose_view_it_is_and_whether_it_is_met(store: Store, worker: str, planned: Planned) -> None:
    """Domain, own words, source, since and met are kept; words of the lists are understood as typed."""
    ali, plan = planned
    with store.unit_of_work(worker) as uow:
        need = needs.add_need(
            uow, ali, plan, "I cannot sit still", domain="ADHD", source="screened", since=date(2024, 1, 1)
        )
        needs.set_met(uow, ali, need)
        (view,) = plan_view(uow.connection, ali).needs
    assert (view.domain, view.source, view.since, view.met) == ("neurodiversity", "screened", date(2024, 1, 1), True)


@pytest.mark.practice(36)
def test_several_needs_share_a_goal_and_several_goals_a_need(store: Store, worker: str, planned: Planned) -> None:
    """Ties go both ways, are made once, and can be taken away; what sits behind is kept."""
    ali, plan = planned
    with store.unit_of_work(worker) as uow:
        sleep = needs.add_need(uow, ali, plan, "Sleep", domain="sleep")
        debt = needs.add_need(uow, ali, plan, "Debt", domain="Money and debt", sits_behind=sleep)
        walk = goals.add_goal(uow, ali, plan, "Walk", needs=[sleep, debt])
        advice = goals.add_goal(uow, ali, plan, "Get advice", needs=[debt])
        needs.tie(uow, ali, walk, sleep)
        view = plan_view(uow.connection, ali)
        assert [(n.goals, n.sits_behind) for n in view.needs] == [((1,), None), ((1, 2), 1)]
        assert [g.needs for g in view.goals] == [(1, 2), (2,)]
        needs.untie(uow, ali, walk, debt)
        needs.untie(uow, ali, advice, sleep)
        assert [n.goals for n in plan_view(uow.connection, ali).needs] == [(1,), (2,)]


def test_a_need_never_sits_behind_itself(store: Store, worker: str, planned: Planned) -> None:
    """A ring is refused, however long the way round; another plan's need is none of this plan's."""
    ali, plan = planned
    with store.unit_of_work(worker) as uow:
        one = needs.add_need(uow, ali, plan, "One")
        two = needs.add_need(uow, ali, plan, "Two", sits_behind=one)
        three = needs.add_need(uow, ali, plan, "Three", sits_behind=two)
        with pytest.raises(Refused, match="behind itself"):
            needs.change_need(uow, ali, one, sits_behind=three)
        with pytest.raises(Refused, match="behind itself"):
            needs.change_need(uow, ali, one, sits_behind=one)
        with pytest.raises(Refused, match="another plan"):
            needs.change_need(uow, ali, one, sits_behind=plan)
        needs.change_need(uow, ali, two, sits_behind=None)
        needs.change_need(uow, ali, one, sits_behind=three)
        assert [n.sits_behind for n in plan_view(uow.connection, ali).needs] == [3, None, 2]


def test_a_need_changes_field_by_field(store: Store, worker: str, planned: Planned) -> None:
    """Words, domain, source and the reason for no goal can each be changed; a blank reason is none."""
    ali, plan = planned
    with store.unit_of_work(worker) as uow:
        need = needs.add_need(uow, ali, plan, "Gym", no_goal_reason="Later")
        needs.change_need(
            uow, ali, need, words="Get strong", domain="exercise", source="observed", no_goal_reason=" ",
            since=date(2026, 1, 1),
        )  # fmt: skip
        (view,) = plan_view(uow.connection, ali).needs
    assert (view.words, view.domain, view.source, view.no_goal_reason) == (
        "Get strong", "physical-activity", "observed", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"text": " "}, "Enter the need"),
        ({"text": "x", "domain": "star sign"}, "Choose what the need is about"),
        ({"text": "x", "since": date(2026, 8, 7)}, "must not be in the future"),
    ],
)
def test_a_need_that_cannot_be_kept_says_why(
    store: Store, worker: str, planned: Planned, given: dict[str, object], sentence: str
) -> None:
    """Blank words, an unknown domain and a day to come are each one sentence."""
    ali, plan = planned
    with store.unit_of_work(worker) as uow, pytest.raises(BadInput, match=sentence):
        needs.add_need(uow, ali, plan, **given)  # type: ignore[arg-type]


def test_a_need_entered_in_error_leaves_the_plan(store: Store, worker: str, planned: Planned) -> None:
    """It is gone from the view and from its goal, cannot be tied again, and needs a reason."""
    ali, plan = planned
    with store.unit_of_work(worker) as uow:
        need = needs.add_need(uow, ali, plan, "Wrong person")
        goal = goals.add_goal(uow, ali, plan, "Walk", needs=[need])
        with pytest.raises(Refused, match="Say why"):
            needs.remove_need(uow, ali, need, " ")
        needs.remove_need(uow, ali, need, "Meant for somebody else")
        view = plan_view(uow.connection, ali)
        assert (view.needs, view.goals[0].needs) == ((), ())
        with pytest.raises(NotFound, match="entered in error"):
            needs.tie(uow, ali, goal, need)


def test_a_goal_serves_needs_of_its_own_plan_only(store: Store, worker: str, planned: Planned) -> None:
    """A need of the plan before cannot be tied."""
    ali, plan = planned
    with store.unit_of_work(worker) as uow:
        old = needs.add_need(uow, ali, plan, "Old")
        new = planning.start_plan(uow, ali, copy_forward=True)
        with pytest.raises(Refused, match="another plan"):
            goals.add_goal(uow, ali, new, "Walk", needs=[old])
