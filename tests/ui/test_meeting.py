"""The meeting by keys: from Today to the end, left and taken up again, and nothing lost on the way."""

from datetime import date

import pytest
from textual import events

from demonstration import Told
from linkworker.casework.check_ins.checking_in import Form, Gate, take
from linkworker.casework.plans.agreeing import latest
from linkworker.casework.plans.plan_reading import plan_view
from linkworker.casework.reviews.review_view import ReviewFacts, reviews
from linkworker.casework.reviews.reviewing import unfinished
from linkworker.casework.setting_up import Unlocked
from linkworker.demo.content import demonstration_settings
from linkworker.records.person import Person
from linkworker.ui.screens.meeting.meeting import MeetingScreen
from linkworker.vault.drafts import drafts
from linkworker.vault.store import Store
from on_screen import Screens, has_line, press, settle, shown, text_of, type_text

NEXT = "pagedown"


def _leon(demo: Unlocked) -> str:
    with demo.store.reading() as connection:
        found = connection.execute(Person.table().select().where(Person.table().c.name == "Leon Hartigan")).one()
        return str(found.id)


def _last(store: Store, person_id: str) -> ReviewFacts:
    with store.reading() as connection:
        return reviews(connection, person_id)[0]


async def test_from_today_the_first_step_is_one_key_away(screens: Screens) -> None:
    """R on the line of a review opens step 1, named as the team calls its meeting."""
    async with screens() as pilot:
        await press(pilot, "r")
        assert isinstance(pilot.app.screen, MeetingScreen)
        assert has_line(pilot.app, "My voice matters - Leon Hartigan")
        assert has_line(pilot.app, "Step 1 of 9: Who is here")


@pytest.mark.practice(37)
async def test_a_whole_meeting_is_held_by_keys_alone(screens: Screens, demo: Unlocked) -> None:
    """Who is here, words, a note on a goal, a need with a goal and a step, decisions, yes, the next day, the end."""
    leon = _leon(demo)
    async with screens() as pilot:
        await press(pilot, "r")
        await type_text(pilot, "Sam Reed, mentor")
        await press(pilot, NEXT)
        await type_text(pilot, "Boxing twice")
        await press(pilot, NEXT)
        await type_text(pilot, "Went three times")
        await press(pilot, NEXT, "tab", "tab", "tab")
        assert has_line(pilot.app, "Step 4 of 9")
        await press(pilot, NEXT)
        await type_text(pilot, "Somewhere quiet")
        await press(pilot, "tab", "tab")
        await type_text(pilot, "Read a book")
        await press(pilot, "tab")
        await type_text(pilot, "Ask the library")
        await press(pilot, "tab", "1", NEXT, NEXT, NEXT)
        assert has_line(pilot.app, "Step 8 of 9: What we agreed")
        await press(pilot, "tab")
        await type_text(pilot, "Dana rings the library")
        await press(pilot, "tab", "1", NEXT)
        assert has_line(pilot.app, "Step 9 of 9: Your copy")
        await press(pilot, "tab", "tab", "enter")
        assert has_line(pilot.app, "The review is finished. Next one by 6 November 2026. u takes it back.")
        await press(pilot, "escape")
        assert not has_line(pilot.app, "Leon Hartigan .*review")
    facts = _last(demo.store, leon)
    assert (facts.finished, facts.decisions, facts.agreement) == (True, "Dana rings the library", "agreed")
    assert (facts.contributors, facts.next_on) == ((("Sam Reed", "mentor"),), date(2026, 11, 6))
    assert facts.own_words["going_well"] == "Boxing twice"
    with demo.store.reading() as connection:
        plan = plan_view(connection, leon)
        version = latest(connection, leon, plan.id)
        assert not [draft for draft in drafts(connection, demo.worker_id) if draft.form.startswith("meeting")]
    assert plan.goals[0].last_note is not None
    assert plan.goals[0].last_note.words == "Went three times"
    assert plan.goals[-1].words == "Read a book"
    assert [step.words for step in plan.goals[-1].steps] == ["Ask the library"]
    assert plan.needs[-1].goals == (plan.goals[-1].number,)
    assert version is not None
    assert version.agreed_on == date(2026, 8, 6)


async def test_every_step_can_be_left_out(screens: Screens, demo: Unlocked) -> None:
    """Eight times Page down, then the end: finished without an answer, and the rule's day stands."""
    leon = _leon(demo)
    async with screens() as pilot:
        await press(pilot, "r", *[NEXT] * 8)
        assert has_line(pilot.app, "- Words - Goals - Check-in - Needs - Ideas - Money - Agree > Copy")
        await press(pilot, "tab", "tab", "enter")
        assert has_line(pilot.app, "The review is finished. Next one by 6 November 2026")
    facts = _last(demo.store, leon)
    assert (facts.finished, facts.agreement, facts.decisions) == (True, "draft", None)
    assert facts.next_on == date(2026, 11, 6)


async def test_leaving_keeps_the_step_and_what_is_typed(screens: Screens, demo: Unlocked) -> None:
    """Esc says so; Today lists the meeting; r goes on at the same step with the same words."""
    leon = _leon(demo)
    async with screens() as pilot:
        await press(pilot, "r", NEXT)
        await type_text(pilot, "Half a sentence")
        await press(pilot, "escape")
        assert has_line(pilot.app, r"The meeting is kept\. Press r to go on\.")
        await press(pilot, "f2")
        assert has_line(pilot.app, "> Leon Hartigan +My voice matters of 6 August 2026")
        await press(pilot, "f8", "r")
        assert has_line(pilot.app, "Step 2 of 9")
        assert has_line(pilot.app, "Half a sentence")
    with demo.store.reading() as connection:
        assert unfinished(connection, leon) is not None


async def test_words_typed_before_it_began_begin_it(screens: Screens, demo: Unlocked) -> None:
    """Leaving step 1 with a name typed starts the review, so that Today can list it; without one it does not."""
    leon = _leon(demo)
    async with screens() as pilot:
        await press(pilot, "r", "escape")
        with demo.store.reading() as connection:
            assert unfinished(connection, leon) is None
        await press(pilot, "r")
        await type_text(pilot, "Sam Reed")
        await press(pilot, "escape")
    assert _last(demo.store, leon).contributors == (("Sam Reed", ""),)


async def test_a_crash_in_the_middle_loses_no_kept_word(screens: Screens, demo: Unlocked) -> None:
    """A new program over the same store goes on at the step where the old one stopped."""
    async with screens() as pilot:
        await press(pilot, "r", NEXT, NEXT)
        await type_text(pilot, "Went to the gym")
        screen = pilot.app.screen
        assert isinstance(screen, MeetingScreen)
        await screen._keep().wait()
        await settle(pilot)
        assert has_line(pilot.app, r"Kept \d+:\d\dpm")
    async with shown(demo.store, demo.worker_id, settings=demonstration_settings()) as again:
        await press(again, "r")
        assert has_line(again.app, "Step 3 of 9: Last time's goals")
        assert has_line(again.app, "Went to the gym")
        await press(again, "pageup")
        assert has_line(again.app, "√ Here > Words √ Goals")


async def test_a_lock_in_the_middle_keeps_what_was_typed(told: Told) -> None:
    """F12 ends the process; the words are a draft in the store that is unlocked after it."""
    opened = told.opened()
    async with shown(opened.store, opened.worker_id, settings=demonstration_settings()) as pilot:
        await press(pilot, "r", NEXT)
        await type_text(pilot, "Before the lock")
        await pilot.press("f12")
        await pilot.pause()
    reopened = told.opened()
    async with shown(reopened.store, reopened.worker_id, settings=demonstration_settings()) as again:
        await press(again, "r")
        assert has_line(again.app, "Step 2 of 9")
        assert has_line(again.app, "Before the lock")
    reopened.store.close()


async def test_going_back_and_jumping_keep_what_was_said(screens: Screens, demo: Unlocked) -> None:
    """Page up, and the list of steps by a digit, keep the step they leave."""
    async with screens() as pilot:
        await press(pilot, "r", NEXT)
        await type_text(pilot, "Cooking")
        await press(pilot, "ctrl+g")
        assert has_line(pilot.app, "2 In your words - here")
        await press(pilot, "8")
        assert has_line(pilot.app, "Step 8 of 9")
        assert has_line(pilot.app, "Cooking")
    assert _last(demo.store, _leon(demo)).own_words["going_well"] == "Cooking"


async def test_undoing_the_end_takes_the_meeting_up_again(screens: Screens, demo: Unlocked) -> None:
    """U after the end opens the review again, and r goes on with it."""
    leon = _leon(demo)
    async with screens() as pilot:
        await press(pilot, "r", *[NEXT] * 8, "tab", "tab", "enter", "u")
        assert has_line(pilot.app, "Undone: finishing the meeting of Leon Hartigan")
        assert not _last(demo.store, leon).finished
        await press(pilot, "r")
        assert isinstance(pilot.app.screen, MeetingScreen)


async def test_undoing_the_beginning_goes_back_to_step_one(screens: Screens, demo: Unlocked) -> None:
    """With nothing under way any more, the meeting stands at its first step again."""
    leon = _leon(demo)
    async with screens() as pilot:
        await press(pilot, "r", NEXT, NEXT, NEXT, "u")
        assert has_line(pilot.app, "Step 1 of 9")
    with demo.store.reading() as connection:
        assert unfinished(connection, leon) is None


async def test_somebody_without_a_plan_begins_their_first(empty_screens: Screens, store: Store, worker: str) -> None:
    """Step 1 begins plan and meeting; the words asked are the plan's own; the answer freezes version 1."""
    with store.unit_of_work(worker) as uow:
        ali = uow.add(Person(name="Ali Marsh", known_as="Ali", worker_id=worker)).id
    async with empty_screens() as pilot:
        pilot.app.open_person(ali)  # type: ignore[attr-defined]
        await press(pilot, "r")
        assert "This is the first one" in " ".join(text_of(pilot.app).split())
        await press(pilot, NEXT)
        assert has_line(pilot.app, "What matters most to you at the moment?")
        await type_text(pilot, "My dog")
        await press(pilot, NEXT)
        assert has_line(pilot.app, "Step 3 of 9: Goals so far")
        await press(pilot, *[NEXT] * 5, "tab", "tab", "1", NEXT, "tab", "tab", "enter")
        assert has_line(pilot.app, "The review is finished")
    with store.reading() as connection:
        plan = plan_view(connection, ali)
        assert latest(connection, ali, plan.id) is not None
    assert (plan.own_words["matters"], plan.together) == ("My dog", True)


async def test_a_check_in_taken_before_does_not_begin_the_meeting(screens: Screens, demo: Unlocked) -> None:
    """It counts as said, and the meeting still begins with who is here."""
    leon = _leon(demo)
    with demo.store.unit_of_work(demo.worker_id) as uow:
        take(uow, leon, Form("ons4", {1: 5, 2: 5, 3: 5, 4: 5}), Gate(None, demonstration=True))
    async with screens() as pilot:
        await press(pilot, "r")
        assert has_line(pilot.app, "Step 1 of 9: Who is here")
        assert has_line(pilot.app, "√ Check-in")


async def test_words_typed_while_a_step_turns_stand_in_the_next(screens: Screens) -> None:
    """On a slow laptop the next step takes a moment; what is typed meanwhile is meant for it."""
    async with screens() as pilot:
        await press(pilot, "r")
        meeting = pilot.app.screen
        assert isinstance(meeting, MeetingScreen)
        meeting._is_turning = True
        for letter in "Calm":
            pilot.app.post_message(events.Key(letter, letter))
        await pilot.pause()
        assert not has_line(pilot.app, "Calm")
        meeting._is_turning = False
        await press(pilot, NEXT)
        assert has_line(pilot.app, "Step 2 of 9")
        assert has_line(pilot.app, "Calm")
