"""The tab Plan: written by keys alone, changed where it stands, taken back with u."""

from typing import Any

import pytest

from linkworker.base.setting_values import Look
from linkworker.casework.plans import goals, planning
from linkworker.casework.plans.plan_reading import current_plan
from linkworker.vault.store import Store
from on_screen import Screens, has_line, press, settle, text_of, type_text
from plan_on_screen import add_ali, add_planned, down_to, fill, opened, plan_of


@pytest.fixture
def ali(store: Store, worker: str) -> str:
    """The id of somebody without a plan."""
    return add_ali(store, worker)


@pytest.fixture
def planned(store: Store, worker: str) -> str:
    """The id of somebody whose plan has one of everything."""
    return add_planned(store, worker)


async def test_without_a_plan_the_tab_says_what_to_do(empty_screens: Screens, ali: str, golden: Any) -> None:
    """Nothing is there to point at; every key that needs a plan says how to begin one."""
    async with empty_screens() as pilot:
        await opened(pilot, ali)
        golden(pilot.app, "plan-empty-80x24")
        for key in ("g", "s", "t", "a", "d", "v", "e", "w", "o"):
            await press(pilot, key)
            assert has_line(pilot.app, r"^ No plan yet\. Press n to begin one"), key


@pytest.mark.practice(10)
async def test_a_plan_with_two_goals_is_written_by_keys_alone(empty_screens: Screens, ali: str) -> None:
    """From nothing to words, a need and two goals with steps, without a mouse."""
    async with empty_screens() as pilot:
        outline = await opened(pilot, ali)
        await press(pilot, "n", "ctrl+s", "e")
        await type_text(pilot, "My brother")
        await press(pilot, "ctrl+s", "t")
        await type_text(pilot, "I know nobody here")
        await press(pilot, "tab")
        await type_text(pilot, "lonel\n")
        await press(pilot, "ctrl+s")
        assert (outline.highlighted_key or "").startswith("need:")
        await press(pilot, "g")
        await type_text(pilot, "Play football again")
        await press(pilot, "ctrl+s", "s")
        await type_text(pilot, "Ring the club")
        await press(pilot, "ctrl+s", "g")
        await type_text(pilot, "Sleep through")
        await press(pilot, "ctrl+s", "s")
        await type_text(pilot, "See the nurse")
        await press(pilot, "ctrl+s")
        plan = plan_of(pilot, ali)
        assert plan.own_words == {"matters": "My brother"}
        assert [(goal.words, goal.needs, [step.words for step in goal.steps]) for goal in plan.goals] == [
            ("Play football again", (1,), ["Ring the club"]),
            ("Sleep through", (), ["See the nurse"]),
        ]


async def test_the_page_reads_from_their_own_words_to_the_next_review(
    empty_screens: Screens, planned: str, golden: Any
) -> None:
    """In the console look at 80x24: what they said as they said it, brackets and all."""
    async with empty_screens() as pilot:
        await opened(pilot, planned)
        golden(pilot.app, "plan-80x24")
        await press(pilot, "end")
        golden(pilot.app, "plan-end-80x24")


async def test_the_full_look_shows_a_whole_plan_at_once(screens: Screens, golden: Any) -> None:
    """At 120x36 a plan of the demonstration stands on one screen."""
    async with screens(look=Look.FULL) as pilot:
        await press(pilot, "f3", "enter", "2")
        golden(pilot.app, "plan-120x36")


@pytest.mark.parametrize(
    ("kind", "typed", "shown"),
    [
        ("words", " Mum.", "My brother, and .* Mum."),
        ("need", " yet", "1 +I know nobody here yet"),
        ("goal", " soon", "1 +Play football again soon"),
        ("step", " now", "Ring the club now"),
        ("plan_risk", " ever", "1 +Gives up after one bad day ever"),
    ],
)
async def test_each_line_is_changed_where_it_stands_and_undone(
    empty_screens: Screens, planned: str, kind: str, typed: str, shown: str
) -> None:
    """Enter on a line opens that very thing; after saving the highlight is on it; u takes it back."""
    async with empty_screens(size=(100, 40)) as pilot:
        outline = await opened(pilot, planned)
        await down_to(pilot, outline, kind)
        key = outline.highlighted_key
        await press(pilot, "enter")
        await type_text(pilot, typed)
        await press(pilot, "ctrl+s")
        assert has_line(pilot.app, shown)
        assert outline.highlighted_key == key
        assert has_line(pilot.app, r"u takes it back\.$")
        await press(pilot, "u")
        assert not has_line(pilot.app, shown)
        assert has_line(pilot.app, "^ Undone: the (words|change).* of Ali")


async def test_n_adds_what_the_line_is_about(empty_screens: Screens, planned: str) -> None:
    """All own words, a need, a goal, a step of that goal, a risk, the date of the review."""
    titles = {
        "words": "In their own words",
        "need": "New need",
        "goal": "New goal",
        "step": "New step",
        "plan_risk": "New risk",
        "review": "Next review",
        "plan": "What becomes of this plan?",
    }
    async with empty_screens() as pilot:
        outline = await opened(pilot, planned)
        for kind, title in titles.items():
            await down_to(pilot, outline, kind)
            await press(pilot, "n")
            assert title in text_of(pilot.app), kind
            await press(pilot, "escape")


async def test_a_goal_is_removed_with_a_reason_and_brought_back(empty_screens: Screens, planned: str) -> None:
    """Without the reason nothing is saved, and the words typed stay."""
    async with empty_screens() as pilot:
        outline = await opened(pilot, planned)
        await down_to(pilot, outline, "goal")
        await press(pilot, "d", "down", "ctrl+s")
        assert has_line(pilot.app, "Say why the goal is removed")
        assert plan_of(pilot, planned).goals[0].state == "active"
        pilot.app.screen.query_one("FormView").focus_field("reason")
        await type_text(pilot, "They moved")
        await press(pilot, "ctrl+s")
        assert plan_of(pilot, planned).goals[0].removed_reason == "They moved"
        assert has_line(pilot.app, "Removed, because: They moved")
        await press(pilot, "u")
        assert plan_of(pilot, planned).goals[0].state == "active"


async def test_a_goal_for_later_needs_a_day_to_come(empty_screens: Screens, planned: str) -> None:
    """A day that has gone is refused at the question itself."""
    async with empty_screens() as pilot:
        outline = await opened(pilot, planned)
        await down_to(pilot, outline, "goal")
        await press(pilot, "d", "up")
        pilot.app.screen.query_one("FormView").focus_field("remind")
        await type_text(pilot, "1/8/26")
        await press(pilot, "ctrl+s")
        assert has_line(pilot.app, r"^ +Error: The reminder must be after today\.")
        fill(pilot, remind="1/9/26")
        await press(pilot, "ctrl+s")
        assert has_line(pilot.app, r"> 1 +Play football again +Future, back on 1 September$")


async def test_a_step_is_done_in_two_keys(empty_screens: Screens, planned: str) -> None:
    """D offers what may follow, 'completed' first."""
    async with empty_screens() as pilot:
        outline = await opened(pilot, planned)
        await down_to(pilot, outline, "step")
        await press(pilot, "d", "ctrl+s")
        assert plan_of(pilot, planned).goals[0].steps[0].state == "completed"
        assert has_line(pilot.app, r"\[x\] +Ring the club")
        await press(pilot, "u")
        assert has_line(pilot.app, r"\[ \] +Ring the club")


async def test_what_needs_no_form_is_done_at_once(empty_screens: Screens, ali: str, worker: str, store: Store) -> None:
    """Declined to say, no need found, written together, met: each said, each undone with u."""
    with store.unit_of_work(worker) as uow:
        planning.start_plan(uow, ali)
    async with empty_screens() as pilot:
        outline = await opened(pilot, ali)
        await press(pilot, "d")
        assert plan_of(pilot, ali).declined_words
        assert has_line(pilot.app, r"What matters to me +Asked, and declined to say\.")
        await press(pilot, "u")
        assert not plan_of(pilot, ali).declined_words
        await down_to(pilot, outline, "needs")
        await press(pilot, "d")
        assert plan_of(pilot, ali).no_needs
        await down_to(pilot, outline, "together")
        await press(pilot, "enter")
        assert plan_of(pilot, ali).together
        await press(pilot, "t")
        await type_text(pilot, "Sleep")
        await press(pilot, "tab")
        await type_text(pilot, "slee\n")
        await press(pilot, "ctrl+s", "d")
        assert plan_of(pilot, ali).needs[0].met


async def test_own_words_may_all_be_declined_in_one_form(
    empty_screens: Screens, ali: str, worker: str, store: Store, golden: Any
) -> None:
    """The question comes only while nothing is written."""
    with store.unit_of_work(worker) as uow:
        planning.start_plan(uow, ali, template="release")
    async with empty_screens() as pilot:
        await opened(pilot, ali)
        await press(pilot, "o")
        golden(pilot.app, "plan-own-words-80x24")
        fill(pilot, declined="yes")
        await press(pilot, "ctrl+s")
        assert plan_of(pilot, ali).declined_words


async def test_a_line_is_marked_as_entered_in_error(empty_screens: Screens, planned: str) -> None:
    """X asks for one reason; the line is gone; u brings it back."""
    async with empty_screens() as pilot:
        outline = await opened(pilot, planned)
        for kind in ("step", "need", "plan_risk"):
            await down_to(pilot, outline, kind)
            await press(pilot, "x")
            await type_text(pilot, "Meant for another")
            await press(pilot, "ctrl+s")
            assert not any((item.key or "").startswith(f"{kind}:") for item in outline.items), kind
            await press(pilot, "u")
            assert any((item.key or "").startswith(f"{kind}:") for item in outline.items), kind
        await press(pilot, "home", "x")
        assert has_line(pilot.app, r"^ This line cannot be entered in error\. Press e to change it\.")


async def test_a_half_written_goal_waits_for_its_worker(empty_screens: Screens, planned: str, golden: Any) -> None:
    """Esc keeps the words; the next g shows them again."""
    async with empty_screens() as pilot:
        await opened(pilot, planned)
        await press(pilot, "g")
        await type_text(pilot, "Learn to")
        golden(pilot.app, "plan-goal-80x24")
        await press(pilot, "escape", "g")
        assert has_line(pilot.app, "Learn to")
        assert has_line(pilot.app, "You began this on")
        await press(pilot, "ctrl+s")
        assert [goal.words for goal in plan_of(pilot, planned).goals] == ["Play football again", "Learn to"]


async def test_a_goal_without_words_is_not_saved(empty_screens: Screens, planned: str) -> None:
    """The sentence stands under the question."""
    async with empty_screens() as pilot:
        await opened(pilot, planned)
        await press(pilot, "g", "ctrl+s")
        assert has_line(pilot.app, "There is a problem")
        assert has_line(pilot.app, "Error: Enter the goal, in the person's own words where you can")


async def test_s_says_so_where_it_cannot_tell_which_goal(
    empty_screens: Screens, planned: str, worker: str, store: Store
) -> None:
    """With two open goals and the highlight elsewhere."""
    with store.unit_of_work(worker) as uow:
        plan = current_plan(uow.connection, planned) or ""
        goals.add_goal(uow, planned, plan, "Sleep through")
    async with empty_screens() as pilot:
        await opened(pilot, planned)
        await press(pilot, "s")
        assert has_line(pilot.app, r"^ Go to a goal first: a step belongs to a goal\.")


async def test_how_a_goal_goes_stands_below_it(empty_screens: Screens, planned: str) -> None:
    """W writes a note on the goal under the highlight, or on its step's goal."""
    async with empty_screens() as pilot:
        outline = await opened(pilot, planned)
        await down_to(pilot, outline, "step")
        await press(pilot, "w")
        await type_text(pilot, "Went once")
        await press(pilot, "ctrl+s")
        assert has_line(pilot.app, r"6 August 2026, progress: Went once")


async def test_the_next_review_is_set_and_a_day_gone_is_refused(empty_screens: Screens, planned: str) -> None:
    """The error stands at the question."""
    async with empty_screens() as pilot:
        outline = await opened(pilot, planned)
        await down_to(pilot, outline, "review")
        await press(pilot, "e")
        await type_text(pilot, "1/8/26")
        await press(pilot, "ctrl+s")
        assert has_line(pilot.app, r"Error: The next review must be today or later\.")
        fill(pilot, on="6/11/26")
        await press(pilot, "ctrl+s")
        assert has_line(pilot.app, r"Next review +6 November 2026 *▐?$")


async def test_a_plan_is_ended_and_the_next_takes_over_what_is_open(empty_screens: Screens, planned: str) -> None:
    """Closing leaves the empty state, which says when; the new plan asks the words again."""
    async with empty_screens() as pilot:
        outline = await opened(pilot, planned)
        await down_to(pilot, outline, "plan")
        await press(pilot, "d")
        fill(pilot, what="close")
        await press(pilot, "ctrl+s")
        assert has_line(pilot.app, r"The last plan was closed on 6 August 2026\. Press n to begin the next one\.")
        await press(pilot, "n", "ctrl+s")
        plan = plan_of(pilot, planned)
        assert (dict(plan.own_words), [goal.words for goal in plan.goals]) == ({}, ["Play football again"])


async def test_a_save_elsewhere_shows_here(empty_screens: Screens, planned: str) -> None:
    """Nothing stale stays: the highlight stays on its line."""
    async with empty_screens() as pilot:
        outline = await opened(pilot, planned)
        await down_to(pilot, outline, "goal")
        goal_id = plan_of(pilot, planned).goals[0].id
        await pilot.app.desk.change(lambda uow: goals.change_goal(uow, planned, goal_id, text="Walk"), "the goal")
        await settle(pilot)
        assert has_line(pilot.app, r"> 1 +Walk")
        assert (outline.highlighted_key or "").endswith(goal_id)
