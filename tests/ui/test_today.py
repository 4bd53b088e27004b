"""Today: what needs somebody, going to it, and its leaving."""

from linkworker.base.setting_values import Look
from linkworker.casework.people.people import add_person
from linkworker.ui.forms.reopening import OPENERS
from linkworker.ui.screens.new_person import NewPerson
from linkworker.ui.screens.people import People
from linkworker.ui.screens.person.person import PersonScreen, _panel
from linkworker.ui.screens.today import Today
from linkworker.ui.widgets.paged_list import PagedList
from on_screen import Screens, has_line, press, settle, text_of, type_text


async def test_today_in_both_looks(screens: Screens, golden) -> None:
    """Groups with their counts, oldest first, each line with who, why and since when."""
    async with screens() as pilot:
        golden(pilot.app, "today-80x24")
    async with screens(look=Look.FULL) as pilot:
        golden(pilot.app, "today-120x36")


async def test_enter_goes_to_the_thing(screens: Screens) -> None:
    """A review opens the person's plan, a check-in their check-ins, a request for money their money."""
    for group, tab in (("reviews-overdue", "plan"), ("check-ins", "check_ins"), ("requests", "money")):
        async with screens() as pilot:
            await stand_on(pilot, group)
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, PersonScreen)
            assert pilot.app.screen.tab == tab


async def stand_on(pilot, group: str) -> None:
    """Put the highlight on the first line of a group."""
    things = pilot.app.screen.query_one(PagedList)
    key = next(key for key in pilot.app.screen._items if key.startswith(f"{group}:"))
    assert await things.move_to(key)
    await settle(pilot)


async def test_mine_and_everybody_are_one_key_apart(screens: Screens) -> None:
    """The worker's own people first; `a` shows everybody's things, and theirs again."""
    async with screens() as pilot:
        assert has_line(pilot.app, "Thursday 6 August 2026 - 16 things need you")
        await press(pilot, "a")
        assert has_line(pilot.app, r"- 5\d things need somebody")
        assert has_line(pilot.app, "Kieran Doyle-Marsh")
        await press(pilot, "a")
        assert has_line(pilot.app, "16 things need you")


async def test_a_good_day_says_so(empty_screens: Screens, golden) -> None:
    """A store with nobody says how to begin; one whose people need nothing says that it is a good day."""
    async with empty_screens() as pilot:
        assert has_line(pilot.app, "Press n to add the first person")
        await pilot.app.desk.change(lambda uow: add_person(uow, "Ali Marsh"))
        await settle(pilot)
        assert has_line(pilot.app, "It is a good day")
        golden(pilot.app, "today-good-day-80x24")


async def test_what_was_begun_and_not_saved_comes_first_and_opens_again(screens: Screens, golden) -> None:
    """A form that was left is the first line of Today; Enter opens it with its words; saved, it leaves."""
    async with screens() as pilot:
        await press(pilot, "f3", "n")
        await type_text(pilot, "Wren Ashdown")
        await press(pilot, "escape", "f2")
        assert has_line(pilot.app, r"Begun and not saved \(1\)")
        golden(pilot.app, "today-begun-80x24")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, NewPerson)
        assert has_line(pilot.app, "Wren Ashdown")
        await press(pilot, "ctrl+s", "f2")
        assert isinstance(pilot.app.screen, Today)
        assert not has_line(pilot.app, "Begun and not saved")


async def test_a_change_that_was_begun_opens_at_its_part(screens: Screens) -> None:
    """A part of the record, and a thing being added to one of its lists, open again where they were left."""
    async with screens() as pilot:
        await press(pilot, "f3", "slash")
        await type_text(pilot, "ali")
        await press(pilot, "enter", "e", "down", "down", "enter", "n", "tab")
        await type_text(pilot, "07700 900999")
        await press(pilot, "escape", "f2", "enter")
        assert has_line(pilot.app, "How to reach them: add one")
        assert has_line(pilot.app, "07700 900999")


async def test_a_key_for_a_person_needs_a_line_about_one(screens: Screens) -> None:
    """R and c on a provider's line say what to choose instead."""
    async with screens() as pilot:
        await stand_on(pilot, "checks")
        await press(pilot, "r")
        assert has_line(pilot.app, "Choose a line about a person")
        await press(pilot, "c")
        assert has_line(pilot.app, "Choose a line about a person to take a check-in")


async def test_a_reason_without_room_stands_whole_below(screens: Screens) -> None:
    """The line cuts a long reason at 80 columns; the highlighted one's is there in full."""
    async with screens() as pilot:
        await stand_on(pilot, "plans-to-agree")
        assert "No plan agreed since 9 June 2026." in text_of(pilot.app)


async def test_the_first_step_of_a_review_is_one_key_from_today(screens: Screens) -> None:
    """R on the first line begins the meeting itself: at most two keys, and no page between."""
    async with screens() as pilot:
        await press(pilot, "r")
        assert type(pilot.app.screen).__name__ == "MeetingScreen"
        assert "Leon Hartigan" in text_of(pilot.app)


async def test_a_check_in_begins_from_its_line(screens: Screens) -> None:
    """C on a line about a person begins a check-in with them."""
    async with screens() as pilot:
        await stand_on(pilot, "check-ins")
        await press(pilot, "c")
        assert type(pilot.app.screen).__name__ == "BeginCheckIn"
        assert "Leon Hartigan" in text_of(pilot.app)


async def test_a_provider_opens_from_its_line(screens: Screens) -> None:
    """Enter on a lapsing check opens the provider."""
    async with screens() as pilot:
        await stand_on(pilot, "checks")
        await press(pilot, "enter")
        assert "Crag Climbing" in text_of(pilot.app)
        assert type(pilot.app.screen).__name__ == "ProviderScreen"


def test_whatever_opens_a_form_again_is_there() -> None:
    """Each action named in the registry is one of the person's screen, of what stands under the tab, or of a place."""
    roots = {"people": People}
    for name, opens in OPENERS.items():
        action = f"action_{opens.action.partition('(')[0]}"
        owners = (roots[opens.place],) if opens.place else (PersonScreen, _panel(opens.tab))
        assert not opens.action or any(hasattr(owner, action) for owner in owners), name
