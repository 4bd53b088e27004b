"""What a worker looked at and changed, from the settings; a manager sees another's."""

from linkworker.ui.screens.own_activity import OwnActivity
from on_screen import Screens, has_line, press, text_of, type_text
from opened_person import open_person


async def test_own_activity_is_opened_from_the_settings(screens: Screens, golden) -> None:
    """Newest first, with whom it was about; Enter opens that person's history."""
    async with screens() as pilot:
        await press(pilot, "f10", "a")
        assert isinstance(pilot.app.screen, OwnActivity)
        golden(pilot.app, "own-activity-80x24")


async def test_what_was_just_looked_at_is_in_it(screens: Screens) -> None:
    """A look is an entry like any other."""
    async with screens() as pilot:
        await open_person(pilot, "Ali M", "history")
        pilot.app.push_screen(OwnActivity())
        await press(pilot, "home")
        assert has_line(pilot.app, "Ali M")
        assert "Looked at this record." in text_of(pilot.app)
        await press(pilot, "enter")
        assert pilot.app.screen.PLACE == "person"


async def test_another_workers_activity_is_for_a_manager(screens: Screens) -> None:
    """The worker of the demonstration is one, and chooses whose."""
    async with screens() as pilot:
        await press(pilot, "f10", "a", "w")
        await type_text(pilot, "Gwen")
        await press(pilot, "enter")
        assert has_line(pilot.app, "What Gwen Pascoe-Hill did")
        assert "Changed a request for money" in text_of(pilot.app)
