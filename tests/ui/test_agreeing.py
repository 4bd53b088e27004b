"""Agreeing a plan on the screen: advice first, then what the person says, and a version is kept."""

from typing import Any

import pytest

from linkworker.casework.plans import agreeing
from linkworker.vault.store import Store
from on_screen import Screens, has_line, press, type_text
from plan_on_screen import add_planned, down_to, fill, opened, plan_of


@pytest.fixture
def planned(store: Store, worker: str) -> str:
    """The id of somebody whose plan has one of everything."""
    return add_planned(store, worker)


def latest(pilot: Any, person_id: str) -> agreeing.VersionView | None:
    """The newest version in the store."""
    plan_id = plan_of(pilot, person_id).id
    with pilot.app.desk.store.reading() as connection:
        return agreeing.latest(connection, person_id, plan_id)


async def test_advice_stands_above_the_question_and_stops_nobody(
    empty_screens: Screens, planned: str, golden: Any
) -> None:
    """What the plan lacks is said; the answer can be kept all the same."""
    async with empty_screens() as pilot:
        await opened(pilot, planned)
        await press(pilot, "a")
        golden(pilot.app, "plan-agree-80x24")
        assert has_line(pilot.app, r"- Set the date of the next review\.")
        await press(pilot, "space", "ctrl+s")
        kept = latest(pilot, planned)
        assert kept is not None
        assert (kept.number, kept.agreement, kept.agreement_note) == (1, "agreed", None)
        assert agreeing.prove(kept)
        assert has_line(pilot.app, r"^ Version 1 is kept: agreed\. p prints their copy\. u takes it back\.")


@pytest.mark.practice(38)
async def test_who_was_there_and_how_it_was_explained_is_kept_with_it(empty_screens: Screens, planned: str) -> None:
    """They stand in the version, and on the page below the answer."""
    async with empty_screens(size=(100, 40)) as pilot:
        outline = await opened(pilot, planned)
        await press(pilot, "a", "space")
        fill(pilot, there="Ali's mum", explained="Read aloud")
        await press(pilot, "ctrl+s")
        kept = latest(pilot, planned)
        assert kept is not None
        assert kept.agreement_note == "Who was there: Ali's mum\nHow it was explained: Read aloud"
        assert outline.highlighted_key == "agreement:"
        assert has_line(pilot.app, r"Agreed +Agreed, 6 August 2026, with Jo Brand-Taylor\. Version 1\.")
        assert has_line(pilot.app, r"^ +How it was explained: Read aloud")


async def test_a_no_needs_a_few_words_and_an_empty_answer_is_asked_for(empty_screens: Screens, planned: str) -> None:
    """Each error stands under its question."""
    async with empty_screens() as pilot:
        await opened(pilot, planned)
        await press(pilot, "a", "ctrl+s")
        assert has_line(pilot.app, r"Error: Choose what Ali says\.")
        fill(pilot, answer="do-not-agree", there="Mum")
        await press(pilot, "ctrl+s")
        assert has_line(pilot.app, r"Error: Say in a few words why the answer is 'Does not agree'\.")
        fill(pilot, note="Too much at once")
        await press(pilot, "ctrl+s")
        kept = latest(pilot, planned)
        assert kept is not None
        assert kept.agreement_note == "Too much at once\nWho was there: Mum"


async def test_the_same_answer_to_the_same_plan_is_refused(empty_screens: Screens, planned: str) -> None:
    """The sentence stands at the top of the form."""
    async with empty_screens() as pilot:
        await opened(pilot, planned)
        await press(pilot, "a", "space", "ctrl+s", "a", "space", "ctrl+s")
        assert has_line(pilot.app, "Version 1 stands: nothing has changed since then")


async def test_a_day_to_come_is_refused_at_the_day(empty_screens: Screens, planned: str) -> None:
    """Nobody answers tomorrow."""
    async with empty_screens(size=(100, 40)) as pilot:
        await opened(pilot, planned)
        await press(pilot, "a", "space")
        fill(pilot, on="7/8/26")
        await press(pilot, "ctrl+s")
        assert has_line(pilot.app, "Error: Enter the day on which they answered: today or earlier")


async def test_an_edit_after_the_answer_is_said_and_u_takes_an_answer_back(
    empty_screens: Screens, planned: str
) -> None:
    """The version stands; the page says that the plan moved on. Undo leaves no version."""
    async with empty_screens() as pilot:
        outline = await opened(pilot, planned)
        await press(pilot, "a", "space", "ctrl+s")
        await down_to(pilot, outline, "goal")
        await press(pilot, "e")
        await type_text(pilot, " soon")
        await press(pilot, "ctrl+s", "end")
        assert has_line(pilot.app, r"Version 1\. +Changed since|Changed since: press")
        await press(pilot, "a", "space", "ctrl+s", "u")
        kept = latest(pilot, planned)
        assert kept is not None
        assert kept.number == 1
