"""The laptop in the person's hands: the form alone, nothing else within reach, given back by a number."""

from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from check_in_on_screen import MIXED, check_in_screens, drafts_kept, kept, opened, person_named
from linkworker.base.leaving import LOCKED
from linkworker.casework.setting_up import Unlocked
from linkworker.ui.idle import Wait
from linkworker.ui.screens.check_in.after_form import WhyPartial
from linkworker.ui.screens.check_in.begin import BeginCheckIn
from linkworker.ui.screens.check_in.hand_over import Cover, GiveBack, HandedOver
from linkworker.ui.screens.check_in.hand_over_form import Questionnaire
from linkworker.ui.screens.check_in.result import CheckInResult
from linkworker.ui.screens.check_in.set_number import SetNumber
from linkworker.ui.screens.idle_warning import IdleWarning
from on_screen import has_line, press, settle, text_of, type_text

NUMBER = "4071"
EVERY_KEY = (
    *(f"f{number}" for number in range(1, 12)),
    *(f"ctrl+{letter}" for letter in "pqcabdefgklnortuvwxyz"),
    *"abcdefghijkmnopqrtuvwxyz",
    "slash",
    "question_mark",
    "pageup",
    "pagedown",
    "delete",
)
"""All but F12, which locks, and the form's own keys: digits, s, l, arrows, Enter, Ctrl+S and Esc."""


@pytest.fixture
def zachary(demo: Unlocked) -> str:
    """The id of somebody who has no check-in yet."""
    return person_named(demo, "Zachary Lorde")


async def hand_over(pilot: Pilot[Any], person_id: str) -> None:
    """Set the number and hand the laptop over; the first page stands."""
    await opened(pilot, person_id)
    await press(pilot, "c", "h")
    await type_text(pilot, NUMBER)
    await press(pilot, "enter")
    assert isinstance(pilot.app.screen, HandedOver)


async def give_back(pilot: Pilot[Any], number: str = NUMBER) -> None:
    """Type a number on the page that asks for it."""
    await type_text(pilot, number)
    await press(pilot, "enter")


def page(pilot: Pilot[Any]) -> type:
    """Return which of the three pages is in sight."""
    (shown,) = [each for each in pilot.app.screen.query("Cover, Questionnaire, GiveBack") if each.display]
    return type(shown)


async def test_the_whole_way(demo: Unlocked, zachary: str, golden) -> None:
    """Number, first page, form, thanks, number, result; the person sees no score on the way."""
    async with check_in_screens(demo) as pilot:
        await opened(pilot, zachary)
        await press(pilot, "c", "h")
        golden(pilot.app, "hand-over-number-80x24")
        await type_text(pilot, NUMBER)
        await press(pilot, "enter")
        golden(pilot.app, "hand-over-first-80x24")
        await press(pilot, "enter", *MIXED[:4])
        golden(pilot.app, "hand-over-form-80x24")
        await press(pilot, *MIXED[4:], "enter")
        golden(pilot.app, "hand-over-back-80x24")
        assert not kept(demo, zachary)
        await give_back(pilot)
        assert isinstance(pilot.app.screen, CheckInResult)
        assert has_line(pilot.app, r"WEMWBS 46 .*SWEMWBS 21\.54")
    (held,) = kept(demo, zachary)
    assert (held.raw, held.mode) == (46, "on-screen")


async def test_nothing_on_the_screen_tells_a_score(demo: Unlocked) -> None:
    """Not of this form, not of an earlier one, on none of the three pages."""
    who = person_named(demo, "Connor Bligh")
    said = []
    async with check_in_screens(demo) as pilot:
        await hand_over(pilot, who)
        said.append(text_of(pilot.app))
        await press(pilot, "enter", *"3" * 14)
        said.append(text_of(pilot.app))
        await press(pilot, "enter")
        said.append(text_of(pilot.app))
    for words in said:
        assert not [word for word in ("42", "43", "23", "19.25", "reliable", "average", "risk") if word in words]


async def test_nothing_else_can_be_reached(demo: Unlocked, zachary: str) -> None:
    """Every key of the program, on each page: the screen stays, nothing is undone, nobody leaves."""
    async with check_in_screens(demo) as pilot:
        await hand_over(pilot, zachary)
        screen, saved, mode = pilot.app.screen, pilot.app.desk.revision, pilot.app.current_mode
        for keys in ((), ("enter",), ("escape",)):
            await press(pilot, *keys)
            stood = page(pilot)
            await press(pilot, *EVERY_KEY)
            assert pilot.app.screen is screen
            assert page(pilot) is stood
            assert (pilot.app.desk.revision, pilot.app.current_mode, pilot.app.locking) == (saved, mode, False)
            assert pilot.app.is_running
        for action in ("go('people')", "last_person", "undo", "palette", "settings", "help", "handbook", "leave"):
            await pilot.app.run_action(f"app.{action}")
        await settle(pilot)
        assert pilot.app.screen is screen
        assert not pilot.app.locking


async def test_nothing_can_be_reached_over_the_idle_warning(demo: Unlocked, zachary: str) -> None:
    """The warning stands over the form, and its keys reach nothing either."""
    async with check_in_screens(demo) as pilot:
        await hand_over(pilot, zachary)
        screen = pilot.app.screen
        pilot.app.push_screen(IdleWarning())
        await settle(pilot)
        await press(pilot, "ctrl+q")
        assert not pilot.app.locking
        await press(pilot, "f2")
        assert pilot.app.screen is screen


async def test_esc_asks_for_the_number_and_goes_back_to_the_questions(demo: Unlocked, zachary: str) -> None:
    """From the first page too, so that a worker who handed over by mistake is not shut out."""
    async with check_in_screens(demo) as pilot:
        await hand_over(pilot, zachary)
        assert page(pilot) is Cover
        await press(pilot, "escape")
        assert page(pilot) is GiveBack
        await press(pilot, "escape")
        assert page(pilot) is Cover
        await press(pilot, "enter", "3", "escape")
        assert page(pilot) is GiveBack
        await press(pilot, "escape")
        assert page(pilot) is Questionnaire
        await press(pilot, "escape")
        await give_back(pilot)
        assert isinstance(pilot.app.screen, WhyPartial)


async def test_the_number_is_not_shown_when_it_is_typed_again(demo: Unlocked, zachary: str) -> None:
    """The person sits beside the screen."""
    async with check_in_screens(demo) as pilot:
        await hand_over(pilot, zachary)
        await press(pilot, "escape")
        await type_text(pilot, NUMBER)
        assert NUMBER not in text_of(pilot.app)
        assert "****" in text_of(pilot.app)


async def test_three_wrong_numbers_lock_and_the_answers_are_gone_on_with(demo: Unlocked, told, zachary: str) -> None:
    """The right one opens nothing then; after the passphrase the form goes on where it was."""
    async with check_in_screens(demo) as pilot:
        await hand_over(pilot, zachary)
        await press(pilot, "enter", *MIXED[:5], "s", "escape")
        await give_back(pilot, "40")
        assert "Enter four digits." in text_of(pilot.app)
        await press(pilot, "backspace", "backspace")
        await give_back(pilot, "1234")
        assert "2 tries left" in text_of(pilot.app)
        await press(pilot, "escape", "escape")  # going to and fro gives no try back
        await give_back(pilot, "1235")
        assert "1 try left" in text_of(pilot.app)
        await give_back(pilot, "1236")
        assert pilot.app.return_value == LOCKED
    again = told.opened()
    assert not kept(again, zachary)
    async with check_in_screens(again) as pilot:
        await opened(pilot, zachary)
        await press(pilot, "c")
        assert has_line(pilot.app, "Begun on 6 August 2026 .*5 of 14 answered")
        await hand_over(pilot, zachary)
        await press(pilot, "enter", *MIXED[6:], "enter")
        await give_back(pilot)
        await press(pilot, "1", "ctrl+s")
        assert isinstance(pilot.app.screen, CheckInResult)
    (held,) = kept(again, zachary)
    given = [*MIXED[:5], None, *MIXED[6:]]
    assert [None if each is None else int(each) for each in given] == [*held.answers.values()]
    assert (held.partial_reason, drafts_kept(again)) == ("declined-item", {})
    again.store.close()


async def test_the_answers_are_kept_as_they_come(demo: Unlocked, zachary: str) -> None:
    """Not only at the end: a crash in the middle loses no answer."""
    async with check_in_screens(demo) as pilot:
        await hand_over(pilot, zachary)
        await press(pilot, "enter")
        await pilot.press(*"345")
        await settle(pilot)
        (found,) = drafts_kept(demo).values()
        assert found.fields["answers"].split()[:4] == ["3", "4", "5", "?"]
        assert NUMBER not in str(found.fields)


async def test_the_lock_and_idle_time_still_protect(demo: Unlocked, zachary: str) -> None:
    """F12 locks from the form; so does a laptop that nobody touches."""
    async with check_in_screens(demo) as pilot:
        await hand_over(pilot, zachary)
        await press(pilot, "enter", "3")
        pilot.app.idle = _Long()
        pilot.app.look_at_idle()
        await settle(pilot)
        assert pilot.app.return_value == LOCKED


class _Long:
    """An idle watch that has waited long."""

    def look(self) -> Wait:
        """Say that it is time."""
        return Wait.LOCK

    def touch(self) -> None:
        """Take no notice."""


async def test_f12_locks_from_the_form(demo: Unlocked, told, zachary: str) -> None:
    """The one command that stays."""
    async with check_in_screens(demo) as pilot:
        await hand_over(pilot, zachary)
        await press(pilot, "enter", "3", "4", "f12")
        assert pilot.app.return_value == LOCKED
    again = told.opened()
    assert len(drafts_kept(again)) == 1
    again.store.close()


async def test_a_number_that_is_easy_to_guess_is_refused(demo: Unlocked, zachary: str) -> None:
    """So is one that is not whole; Esc hands nothing over."""
    async with check_in_screens(demo) as pilot:
        await opened(pilot, zachary)
        await press(pilot, "c", "h")
        for number, said in (("40", "Enter four digits."), ("1234", "harder to guess")):
            await type_text(pilot, number)
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, SetNumber)
            assert said in text_of(pilot.app)
            await press(pilot, *["backspace"] * 4)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, BeginCheckIn)


async def test_one_at_a_time_is_recorded_as_such(demo: Unlocked, zachary: str) -> None:
    """L in the form shows one in large type; the mode says so."""
    async with check_in_screens(demo) as pilot:
        await hand_over(pilot, zachary)
        await press(pilot, "enter", "l", *MIXED, "enter")
        await give_back(pilot)
    (held,) = kept(demo, zachary)
    assert held.mode == "one-at-a-time"


async def test_the_demonstration_needs_no_licence(demo: Unlocked, zachary: str) -> None:
    """Everybody in it is fictional: the record says so in place of a licence."""
    from linkworker.demo.content import demonstration_settings  # noqa: PLC0415 - only here

    async with check_in_screens(demo, settings=demonstration_settings()) as pilot:
        pilot.app.front = replace(pilot.app.front, demonstration="words of a throwaway store")
        await hand_over(pilot, zachary)
        await press(pilot, "enter", *MIXED, "enter")
        await give_back(pilot)
    (held,) = kept(demo, zachary)
    assert held.licence == "demonstration"
