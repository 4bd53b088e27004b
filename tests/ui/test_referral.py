"""A referral and a person's tab of them: the line of states, what may follow, corrections, entered in error."""

from collections.abc import Callable
from typing import Any

import pytest

from casework import offered
from linkworker.casework.directory.activity_upkeep import add_mentor
from linkworker.casework.referrals.referral_reading import of_person
from linkworker.casework.referrals.referral_view import ReferralView
from linkworker.casework.referrals.referring import Said, move, refer
from linkworker.ui.screens.match import Match
from linkworker.ui.screens.person.person import PersonScreen
from linkworker.ui.screens.referral import ReferralScreen
from linkworker.vault.store import Store
from on_screen import Look, Screens, has_line, press, settle, text_of, type_text

Golden = Callable[[Any, str], None]


@pytest.fixture
def ali(store: Store, worker: str) -> str:
    """Ali Marsh, who was offered football, agreed and was referred in June; and was told of a course before."""
    days = [offered.TODAY.replace(month=6, day=day) for day in (3, 5, 6)]
    with store.unit_of_work(worker) as uow:
        person = offered.person(uow)
        offered.consent(uow, person)
        offered.plan(uow, person)
        trust = offered.provider(uow)
        course = offered.activity(uow, trust, "Cook and eat")
        football = offered.activity(uow, trust)
        add_mentor(
            uow, "Sam Hart", experiences=["prison"], areas=["Lewes"], capacity=2, supporting=0,
            checks_until=offered.NEXT_YEAR,
        )  # fmt: skip
        cook = refer(uow, person, course, form="signpost", state="offered", said=Said(on=days[0]))
        move(uow, person, cook, "declined", Said(words="Not for me.", on=days[1]))
        made = refer(uow, person, football, state="offered", said=Said(on=days[0]))
        move(uow, person, made, "agreed", Said(words="Go on then", on=days[1]))
        move(uow, person, made, "referred", Said(on=days[2]))
    return person


def held(store: Store, person: str) -> dict[str, ReferralView]:
    """Return the person's referrals by the activity's name."""
    with store.reading() as connection:
        return {view.activity: view for view in of_person(connection, person)}


async def to_tab(pilot: Any, person_id: str) -> None:
    """Open a person's tab of activities."""
    pilot.app.open_person(person_id, "activities")
    await settle(pilot)


async def to_football(pilot: Any, person_id: str) -> None:
    """Open the referral to football."""
    await to_tab(pilot, person_id)
    await press(pilot, "enter")


async def test_the_tab_groups_what_waits_goes_on_and_ended(empty_screens: Screens, ali: str, golden: Golden) -> None:
    """Newest first in each group, with what each waits for and since when."""
    async with empty_screens() as pilot:
        await to_tab(pilot, ali)
        assert has_line(pilot.app, r"^ +Waiting \(1\)")
        assert has_line(pilot.app, r"Walking football +waiting for an answer, 61 days +6 June")
        assert has_line(pilot.app, r"Cook and eat +Ali Marsh said no +5 June")
        golden(pilot.app, "person-activities-80x24")


async def test_without_a_referral_the_tab_leads_to_match(empty_screens: Screens, store: Store, worker: str) -> None:
    """Empty says what to do; n and m both find."""
    with store.unit_of_work(worker) as uow:
        person = offered.person(uow)
    async with empty_screens() as pilot:
        await to_tab(pilot, person)
        assert has_line(pilot.app, "No activities yet. Press n to find one that fits.")
        await press(pilot, "enter", "n")
        assert isinstance(pilot.app.screen, Match)


async def test_the_states_are_a_line_one_can_read(empty_screens: Screens, ali: str, golden: Golden) -> None:
    """Each with its day, then where it stands now; below what may follow and what goes with it."""
    async with empty_screens() as pilot:
        await to_football(pilot, ali)
        said = " ".join(text_of(pilot.app).replace("▐", "").split())
        line = "Offered 3 June > agreed 5 June > referred 6 June > you are here: waiting for an answer, 61 days"
        assert line in said
        assert "The person agreed on 6 August 2026." in said
        golden(pilot.app, "referral-80x24")
    async with empty_screens(look=Look.FULL) as pilot:
        await to_football(pilot, ali)
        golden(pilot.app, "referral-120x36")


async def test_the_providers_answer_is_two_keys_and_the_words(empty_screens: Screens, ali: str, store: Store) -> None:
    """1 opens what was chosen; saving moves it on, and u takes it back."""
    async with empty_screens() as pilot:
        await to_football(pilot, ali)
        await press(pilot, "1")
        assert "What the provider said" in text_of(pilot.app)
        await type_text(pilot, "From next Tuesday")
        await press(pilot, "ctrl+s")
        view = held(pilot.app.desk.store, ali)["Walking football"]
        assert (view.state, view.states[-1].words) == ("accepted", "From next Tuesday")
        assert has_line(pilot.app, "Saved: accepted by the provider. u takes it back.")
        await press(pilot, "u")
        assert held(pilot.app.desk.store, ali)["Walking football"].state == "referred"


async def test_ending_early_needs_a_reason_from_the_list(empty_screens: Screens, ali: str, store: Store) -> None:
    """It is counted by whose reason it was; without one the form says so."""
    async with empty_screens() as pilot:
        await to_football(pilot, ali)
        await press(pilot, "6", "ctrl+s")
        assert "Choose the main reason." in text_of(pilot.app)
        await press(pilot, "enter")
        await type_text(pilot, "travel")
        await press(pilot, "enter", "ctrl+s")
        view = held(store, ali)["Walking football"]
        assert (view.state, view.states[-1].reasons) == ("ended-early", ("travel",))
        assert has_line(pilot.app, "Nothing more follows")


async def test_the_latest_step_can_be_corrected(empty_screens: Screens, ali: str, store: Store) -> None:
    """The day that stands in it is written over; the history keeps both."""
    async with empty_screens() as pilot:
        await to_football(pilot, ali)
        await press(pilot, "e")
        assert "6 June 2026" in text_of(pilot.app)
        await press(pilot, "home", *["delete"] * 11)
        await type_text(pilot, "8 June 2026")
        await press(pilot, "ctrl+s")
        assert held(store, ali)["Walking football"].states[-1].on == offered.TODAY.replace(month=6, day=8)
        assert has_line(pilot.app, "referred 8 June")


async def test_a_mentor_is_the_persons_choice(empty_screens: Screens, ali: str, store: Store) -> None:
    """T offers those who have room."""
    async with empty_screens() as pilot:
        await to_football(pilot, ali)
        await press(pilot, "t")
        await type_text(pilot, "sam")
        await press(pilot, "enter", "ctrl+s")
        assert held(store, ali)["Walking football"].mentor == "Sam Hart"


async def test_entered_in_error_leaves_the_list(empty_screens: Screens, ali: str, store: Store) -> None:
    """With a reason; the tab shows it no more, and undo brings it back."""
    async with empty_screens() as pilot:
        await to_football(pilot, ali)
        await press(pilot, "x")
        await type_text(pilot, "Wrong person")
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, PersonScreen)
        assert "Walking football" not in held(store, ali)
        assert "Walking football" not in text_of(pilot.app).replace("the referral to Walking football", "").replace(
            "The referral to Walking football", ""
        )
        await press(pilot, "u")
        assert "Walking football" in held(store, ali)


async def test_the_form_of_a_referral_says_what_goes_with_it(screens: Screens, golden: Golden) -> None:
    """How, then the consent and the agreement in a sentence each."""
    async with screens() as pilot:
        await press(pilot, "f3", "slash")
        await type_text(pilot, "ali")
        await press(pilot, "enter", "m", "r")
        golden(pilot.app, "refer-form-80x24")
        await press(pilot, "escape", "end", "o")
        golden(pilot.app, "refer-form-despite-80x24")
        assert isinstance(pilot.app.screen_stack[-2], Match)


async def test_leaving_a_form_half_way_keeps_what_was_typed(empty_screens: Screens, ali: str) -> None:
    """Esc goes back; the words are there again."""
    async with empty_screens() as pilot:
        await to_football(pilot, ali)
        await press(pilot, "1")
        await type_text(pilot, "They rang")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ReferralScreen)
        await press(pilot, "1")
        assert "They rang" in text_of(pilot.app)
