"""What is typed faster than the screens follow reaches what it was meant for."""

from contextlib import suppress

import pytest
from textual.app import ScreenStackError
from textual.events import Paste

from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.screens.people import People
from linkworker.ui.screens.person.person import PersonScreen
from on_screen import Screens, has_line, let_all_through, press, send, settle, text_of


async def test_letters_after_a_command_go_into_the_form_that_it_opens(screens: Screens) -> None:
    """`n` and a name in one go: no letter of it is taken as a command of the list."""
    async with screens() as pilot:
        await press(pilot, "f3")
        send(pilot, "n", *"Mina Brook")
        await settle(pilot)
        assert isinstance(pilot.app.screen, FormScreen)
        assert has_line(pilot.app, "Mina Brook")


async def test_letters_after_enter_go_into_the_next_field(screens: Screens) -> None:
    """Enter goes to the next field, and what is typed on goes there too."""
    async with screens() as pilot:
        await press(pilot, "f3", "n")
        send(pilot, *"Mina Brook", "tab", *"Min")
        await settle(pilot)
        assert has_line(pilot.app, "Mina Brook *$|Mina Brook[^M]*$")
        assert "Mina BrookMin" not in text_of(pilot.app)


async def test_a_person_is_found_and_opened_in_one_go(screens: Screens) -> None:
    """Place, find, name, Enter, Enter: nothing is waited for by the worker."""
    async with screens() as pilot:
        send(pilot, "f3", "slash", *"ali m", "enter", "enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, PersonScreen)


async def test_keys_are_dropped_by_a_lock(screens: Screens) -> None:
    """What was typed after F12 does nothing."""
    async with screens() as pilot:
        await press(pilot, "f3")
        send(pilot, "f12", "n", *"Mina")
        await settle(pilot)
        assert isinstance(pilot.app.screen, People)
        assert pilot.app.locking


async def test_a_paste_waits_its_turn(screens: Screens) -> None:
    """Pasted right after the key that opens the form."""
    async with screens() as pilot:
        await press(pilot, "f3")
        send(pilot, "n")
        pilot.app._driver.send_message(Paste("Mina Brook"))
        await settle(pilot)
        assert has_line(pilot.app, "Mina Brook")


async def test_keys_go_on_where_there_was_no_screen_to_follow(
    screens: Screens, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one screen takes another's place the program has none in front; the keys after that are not lost."""
    async with screens() as pilot:
        app = pilot.app

        async def no_screen() -> None:
            raise ScreenStackError

        with monkeypatch.context() as patched, suppress(ScreenStackError):
            patched.setattr(app, "store_at_rest", no_screen)
            send(pilot, "f3")
            await let_all_through(app)
        send(pilot, "slash", *"ali m")
        await settle(pilot)
        assert has_line(app, "Ali M")
