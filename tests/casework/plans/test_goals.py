"""Goals: their states, their reminders, and the notes that are only ever added to."""

from datetime import date

import pytest

from linkworker.base.errors import BadInput, NotFound, Refused
from linkworker.casework.plans import goals, planning
from linkworker.casework.plans.plan_reading import plan_view
from linkworker.casework.plans.plan_view import GoalView
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.goal import GoalNote
from linkworker.records.person import Person
from linkworker.vault.store import Store

Planned = tuple[str, str, str]


@pytest.fixture
def planned(store: Store, worker: str) -> Planned:
    """A person, their plan and one goal, by id."""
    with store.unit_of_work(worker) as uow:
        person = uow.add(Person(name="Ali Marsh"))
        plan = planning.start_plan(uow, person.id)
        return person.id, plan, goals.add_goal(uow, person.id, plan, "Play football every week")


def the_goal(uow: UnitOfWork, person: str) -> GoalView:
    """Return the first goal as it stands."""
    return plan_view(uow.connection, person).goal(1)


def test_a_goal_goes_through_its_life_and_each_turn_is_noted(store: Store, worker: str, planned: Planned) -> None:
    """Removed with a reason, added again, achieved: three notes, written by themselves, newest first."""
    ali, _, goal = planned
    with store.unit_of_work(worker) as uow:
        goals.set_state(uow, ali, goal, "removed", reason="Bad knee")
        assert the_goal(uow, ali).removed_reason == "Bad knee"
        goals.set_state(uow, ali, goal, "active")
        goals.set_state(uow, ali, goal, "achieved", note="Six weeks running")
        view = the_goal(uow, ali)
    assert (view.state, view.open, view.removed_reason) == ("achieved", False, None)
    assert [(note.note_kind, note.words) for note in view.notes] == [
        ("achieved", "Six weeks running"),
        ("re-added", "Added again."),
        ("removed", "Bad knee"),
    ]


def test_a_future_goal_has_a_reminder_and_an_active_one_has_none(store: Store, worker: str, planned: Planned) -> None:
    """Future asks for a day to come; coming back to it is no re-adding, because it was never away."""
    ali, plan, goal = planned
    with store.unit_of_work(worker) as uow:
        with pytest.raises(BadInput, match="date on which to come back"):
            goals.set_state(uow, ali, goal, "future")
        with pytest.raises(BadInput, match="after today"):
            goals.set_state(uow, ali, goal, "future", remind_on=date(2026, 8, 6))
        goals.set_state(uow, ali, goal, "future", remind_on=date(2026, 9, 1), note="After the move")
        assert the_goal(uow, ali).remind_on == date(2026, 9, 1)
        goals.set_state(uow, ali, goal, "active")
        view = the_goal(uow, ali)
        later = goals.add_goal(uow, ali, plan, "Learn to drive", remind_on=date(2027, 1, 1))
        assert plan_view(uow.connection, ali).goal(2).id == later
        assert plan_view(uow.connection, ali).goal(2).state == "future"
    assert (view.remind_on, [note.words for note in view.notes]) == (None, ["After the move"])


def test_states_follow_the_coded_list(store: Store, worker: str, planned: Planned) -> None:
    """What the list does not let follow is refused with what may; a removal needs its reason."""
    ali, _, goal = planned
    with store.unit_of_work(worker) as uow:
        with pytest.raises(BadInput, match="Say why the goal is removed"):
            goals.set_state(uow, ali, goal, "removed")
        goals.set_state(uow, ali, goal, "achieved")
        with pytest.raises(Refused, match="It can become 'Active'"):
            goals.set_state(uow, ali, goal, "removed", reason="x")
        with pytest.raises(BadInput, match="Choose the state of a goal"):
            goals.set_state(uow, ali, goal, "parked")


def test_a_note_is_corrected_and_never_edited(store: Store, worker: str, planned: Planned) -> None:
    """The correction stands in its place; the journal refuses an edit; another goal's note is not corrected by it."""
    ali, plan, goal = planned
    with store.unit_of_work(worker) as uow:
        first = goals.add_note(uow, ali, goal, "Went twise", on=date(2026, 8, 1))
        goals.add_note(uow, ali, goal, "Went twice", on=date(2026, 8, 1), corrects=first)
        assert [note.words for note in the_goal(uow, ali).notes] == ["Went twice"]
        with pytest.raises(Refused, match="Correct it"):
            uow.change(uow.get_of(GoalNote, ali, first), words="Went once")
        other = goals.add_goal(uow, ali, plan, "Cook")
        with pytest.raises(Refused, match="another goal"):
            goals.add_note(uow, ali, other, "Hm", corrects=first)


def test_notes_read_newest_first_and_are_about_what_happened(store: Store, worker: str, planned: Planned) -> None:
    """The last note is the latest day's; tomorrow's is refused, and so is a blank one."""
    ali, _, goal = planned
    with store.unit_of_work(worker) as uow:
        assert the_goal(uow, ali).last_note is None
        goals.add_note(uow, ali, goal, "Late", on=date(2026, 8, 5))
        goals.add_note(uow, ali, goal, "Early", on=date(2026, 8, 1))
        last = the_goal(uow, ali).last_note
        assert last is not None
        assert last.words == "Late"
        with pytest.raises(BadInput, match="today or an earlier day"):
            goals.add_note(uow, ali, goal, "Soon", on=date(2026, 8, 7))
        with pytest.raises(BadInput, match="how the goal is going"):
            goals.add_note(uow, ali, goal, "")


@pytest.mark.practice(46)
def test_a_goal_can_be_about_belonging(store: Store, worker: str, planned: Planned) -> None:
    """Relationships and belonging are a kind of goal, changed like its words."""
    ali, _, goal = planned
    with store.unit_of_work(worker) as uow:
        goals.change_goal(uow, ali, goal, text="Find my people at football", belonging=True)
        view = the_goal(uow, ali)
        goals.change_goal(uow, ali, goal)
        assert the_goal(uow, ali) == view
    assert (view.words, view.belonging) == ("Find my people at football", True)


def test_goals_keep_their_numbers(store: Store, worker: str, planned: Planned) -> None:
    """A number is a place in the plan; one that is not there says how many there are."""
    ali, plan, _ = planned
    with store.unit_of_work(worker) as uow:
        goals.add_goal(uow, ali, plan, "Cook")
        view = plan_view(uow.connection, ali)
    assert [(goal.number, goal.words) for goal in view.goals] == [(1, "Play football every week"), (2, "Cook")]
    with pytest.raises(NotFound, match=r"no goal 3\. It has 2 goals"):
        view.goal(3)
    with pytest.raises(NotFound, match=r"no need 1\. It has 0 needs"):
        view.need(1)
    with pytest.raises(NotFound, match="no risk 0"):
        view.risk(0)


def test_a_closed_plan_changes_no_more(store: Store, worker: str, planned: Planned) -> None:
    """Goals of a closed plan take no note and no new state."""
    ali, plan, goal = planned
    with store.unit_of_work(worker) as uow:
        planning.close_plan(uow, ali, plan)
        with pytest.raises(Refused, match="closed"):
            goals.add_note(uow, ali, goal, "Late")
        with pytest.raises(Refused, match="closed"):
            goals.set_state(uow, ali, goal, "achieved")
