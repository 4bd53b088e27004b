"""The place Activities, an activity and a provider: lists, filters, forms, checks, and whom it fits."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from casework import offered
from linkworker.base.lists import coded
from linkworker.casework.directory.activity_reading import activity
from linkworker.casework.directory.directory import Sought, activities
from linkworker.casework.directory.provider_upkeep import add_provider, keep_check
from linkworker.casework.directory.providers import provider, providers
from linkworker.casework.directory.register import mentors, venues
from linkworker.ui.screens.activities import Activities
from linkworker.ui.screens.activity import ActivityScreen
from linkworker.ui.screens.person.person import PersonScreen
from linkworker.ui.screens.provider import ProviderScreen
from linkworker.vault.store import Store
from on_screen import Look, Screens, has_line, press, text_of, type_text

Golden = Callable[[Any, str], None]


@pytest.fixture
def football(store: Store, worker: str) -> str:
    """Walking football, run by Lewes FC Trust; and Ali Marsh, whom it fits."""
    with store.unit_of_work(worker) as uow:
        made = offered.activity(uow, offered.provider(uow))
        offered.consent(uow, offered.person(uow))
        offered.person(uow, name="Bo Lang", date_of_birth=date(1950, 1, 1))
    return made


def listed(store: Store, **fields: Any) -> list[str]:
    """Return the names in the directory."""
    with store.reading() as connection:
        return [row.name for row in activities(connection, Sought(**fields), offered.TODAY).rows]


async def test_the_directory_is_a_list_by_name(screens: Screens, golden: Golden) -> None:
    """When, cost and where, and how many there are."""
    async with screens() as pilot:
        await press(pilot, "f4")
        assert has_line(pilot.app, "Activities, running now: 60")
        golden(pilot.app, "activities-80x24")
    async with screens(look=Look.FULL) as pilot:
        await press(pilot, "f4")
        golden(pilot.app, "activities-120x36")


async def test_typing_finds_by_name_provider_or_place(screens: Screens) -> None:
    """Enter opens the first; Esc clears."""
    async with screens() as pilot:
        await press(pilot, "f4", "slash")
        await type_text(pilot, "phoenix")
        assert has_line(pilot.app, r"> Phoenix Gym membership")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ActivityScreen)
        await press(pilot, "escape", "slash")
        await type_text(pilot, "zzz")
        assert has_line(pilot.app, "Nothing holds those words. Esc clears them.")
        await press(pilot, "escape")
        assert has_line(pilot.app, "running now: 60")


async def test_other_lists_hold_what_wants_confirming_and_what_ended(screens: Screens) -> None:
    """S goes through them, and the heading says which."""
    async with screens() as pilot:
        await press(pilot, "f4", "s")
        assert has_line(pilot.app, "Activities, details to confirm")
        await press(pilot, "s")
        assert has_line(pilot.app, "Activities, all, ended ones too")


async def test_providers_come_by_what_lapses_first(screens: Screens, golden: Golden) -> None:
    """Ended checks at the top."""
    async with screens() as pilot:
        await press(pilot, "f4", "2")
        assert has_line(pilot.app, r"> Crag Climbing +Expired +Insurance ended +3 June")
        golden(pilot.app, "providers-80x24")
        await press(pilot, "3")
        golden(pilot.app, "venues-80x24")
        await press(pilot, "4")
        assert has_line(pilot.app, r"Ibrahim Sesay .* ended 24 July")
        golden(pilot.app, "mentors-80x24")
        await press(pilot, "5")
        assert has_line(pilot.app, "No gap is kept.")


async def test_an_empty_directory_says_what_to_do(empty_screens: Screens, golden: Golden) -> None:
    """On every list."""
    async with empty_screens() as pilot:
        await press(pilot, "f4", "enter")
        assert has_line(pilot.app, "There are no activities yet. Press i")
        golden(pilot.app, "activities-empty-80x24")
        for digit in "2345":
            await press(pilot, digit, "enter")
            assert has_line(pilot.app, r"(There are|No gap)")
        assert isinstance(pilot.app.screen, Activities)


async def test_an_activity_needs_only_a_name(empty_screens: Screens, store: Store) -> None:
    """Without one the form says so; what else is typed is read, times too."""
    async with empty_screens() as pilot:
        await press(pilot, "f4", "n", "ctrl+s")
        assert "Enter the name of the activity." in text_of(pilot.app)
        await press(pilot, "enter")
        await type_text(pilot, "Boxing")
        await press(pilot, "tab")
        await type_text(pilot, "boxxing")
        await press(pilot, *["tab"] * 4)
        await type_text(pilot, "Thursday 5pm to 6:30pm, Sat")
        await press(pilot, "ctrl+s")
        assert "There is a problem" in text_of(pilot.app)
        await press(pilot, "enter", *["backspace"] * 7)
        await type_text(pilot, "boxing")
        await press(pilot, "ctrl+s")
        assert has_line(pilot.app, r"> Boxing +Thu, Sat +not known")
        assert has_line(pilot.app, "Added an activity. u takes it back.")
        await press(pilot, "u")
        assert listed(store) == []


async def test_a_time_that_cannot_be_read_is_asked_for_again(empty_screens: Screens) -> None:
    """With an example of how to write it."""
    async with empty_screens() as pilot:
        await press(pilot, "f4", "n")
        await type_text(pilot, "Boxing")
        await press(pilot, *["tab"] * 5)
        await type_text(pilot, "Someday 5pm")
        await press(pilot, "ctrl+s")
        assert "Write when as: Tuesday 6:00pm to 7:30pm, Thursday 5:00pm." in text_of(pilot.app)


async def test_an_activity_whole_and_changed(
    empty_screens: Screens, football: str, store: Store, golden: Golden
) -> None:
    """All that is known in parts; e changes where it stands, times too."""
    async with empty_screens() as pilot:
        await press(pilot, "f4", "enter")
        golden(pilot.app, "activity-80x24")
        await press(pilot, "e")
        golden(pilot.app, "activity-form-80x24")
        await type_text(pilot, " by the sea")
        await press(pilot, *["tab"] * 5, "end")
        await type_text(pilot, ", Friday 2pm")
        await press(pilot, "ctrl+s")
        with store.reading() as connection:
            view = activity(connection, football, offered.TODAY)
        assert view.name == "Walking football by the sea"
        assert [each.said() for each in view.times] == ["Tuesday 6:00pm to 7:30pm", "Friday 2:00pm"]
        assert view.access == ()
        assert (view.places, view.risk_levels, view.settings) == (12, ("Low", "Medium"), ("In the community",))


async def test_what_was_confirmed_stopped_or_wrong_is_said_so(
    empty_screens: Screens, football: str, store: Store
) -> None:
    """C confirms, d stops with a reason, x marks as entered in error and goes back."""
    async with empty_screens() as pilot:
        await press(pilot, "f4", "enter", "c")
        assert has_line(pilot.app, "Confirmed as of today.")
        await press(pilot, "d", "ctrl+s")
        assert "Say why it stops." in text_of(pilot.app)
        await press(pilot, "enter")
        await type_text(pilot, "The pitch is sold")
        await press(pilot, "ctrl+s")
        assert has_line(pilot.app, "No longer running.")
        await press(pilot, "x")
        await type_text(pilot, "Typed twice")
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, Activities)
        assert listed(store, running_only=False) == []


async def test_whom_an_activity_fits_leads_to_the_person(empty_screens: Screens, football: str, golden: Golden) -> None:
    """The worker's people in groups with why; Enter opens one at their activities."""
    async with empty_screens() as pilot:
        await press(pilot, "f4", "enter", "p")
        assert has_line(pilot.app, r"^ Fits \(1\)")
        assert has_line(pilot.app, r"Bo Lang +it takes people of 16 to 25")
        golden(pilot.app, "who_fits-80x24")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, PersonScreen)
        assert pilot.app.screen.tab == "activities"


async def test_a_provider_shows_each_check_with_its_end(screens: Screens, golden: Golden) -> None:
    """What ended comes first, with the word and the sign."""
    async with screens() as pilot:
        await press(pilot, "f4", "2", "enter")
        assert has_line(pilot.app, r"x ended +Insurance +Ended 3 June 2026")
        golden(pilot.app, "provider-80x24")
        await press(pilot, "tab", "enter")
        assert isinstance(pilot.app.screen, ActivityScreen)
        await press(pilot, "o")
        assert isinstance(pilot.app.screen, ProviderScreen)


async def test_a_check_that_runs_out_needs_its_end(empty_screens: Screens, football: str, store: Store) -> None:
    """K writes one down; the end is asked only of those that run out."""
    async with empty_screens() as pilot:
        await press(pilot, "f4", "2", "enter", "k")
        assert "Ends on" not in text_of(pilot.app)
        await press(pilot, "4")
        assert "Ends on" in text_of(pilot.app)
        await press(pilot, "ctrl+s")
        assert "Enter the date it ends." in text_of(pilot.app)
        await press(pilot, "enter")
        await type_text(pilot, "1 August 2028")
        await press(pilot, "ctrl+s")
        assert has_line(pilot.app, "The check is written down.")
        assert has_line(pilot.app, r"Insurance +Until 1 August 2028")


async def test_a_provider_is_approved_suspended_and_ended(empty_screens: Screens, store: Store) -> None:
    """Approval names what is missing; a suspension says why; work ends by one key that undo takes back."""
    async with empty_screens() as pilot:
        await press(pilot, "f4", "2", "n")
        await type_text(pilot, "Harbour Arts")
        await press(pilot, "ctrl+s", "enter", "a")
        assert "cannot be approved yet. Still missing: Safeguarding" in text_of(pilot.app)
        await press(pilot, "s")
        await type_text(pilot, "An allegation is looked into")
        await press(pilot, "ctrl+s")
        assert has_line(pilot.app, "Suspended: An allegation is looked into.")
        await press(pilot, "d")
        with store.reading() as connection:
            (row,) = providers(connection, offered.TODAY)
            assert provider(connection, row.id, offered.TODAY).stage == "ended"
        await press(pilot, "u")
        with store.reading() as connection:
            assert provider(connection, row.id, offered.TODAY).stage == "found"


async def test_venues_and_mentors_are_added_and_changed(empty_screens: Screens, store: Store) -> None:
    """A name is enough; Enter opens the form again with what stands in it."""
    async with empty_screens() as pilot:
        await press(pilot, "f4", "3", "n")
        await type_text(pilot, "The Old Mill")
        await press(pilot, "ctrl+s", "enter")
        assert "The Old Mill" in text_of(pilot.app)
        await type_text(pilot, " Hall")
        await press(pilot, "ctrl+s", "4", "n")
        await type_text(pilot, "Sam Hart")
        await press(pilot, "ctrl+s")
        with store.reading() as connection:
            assert [row.name for row in venues(connection)] == ["The Old Mill Hall"]
            assert [(row.name, row.active) for row in mentors(connection)] == [("Sam Hart", True)]


async def test_a_provider_says_when_it_can_be_approved(empty_screens: Screens, store: Store, worker: str) -> None:
    """Once every check is there the key is named; once pressed it is named no more."""
    with store.unit_of_work(worker) as uow:
        made = add_provider(uow, "Harbour Arts")
        for item in coded("due-diligence-item"):
            keep_check(uow, made, item.code, expires_on=offered.NEXT_YEAR if item.is_set("expires") else None)
    async with empty_screens() as pilot:
        await press(pilot, "f4", "2", "enter")
        assert has_line(pilot.app, "All checks are there: press a to approve it.")
        await press(pilot, "a")
        assert not has_line(pilot.app, "press a to approve it")
