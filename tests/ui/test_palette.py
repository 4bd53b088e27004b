"""Ctrl+P: commands and people, found by typing."""

from linkworker.base.setting_values import Look
from linkworker.ui.commands.holding import holding
from linkworker.ui.screens.handbook import Handbook
from linkworker.ui.screens.palette import Palette, matching
from linkworker.ui.screens.person.person import PersonScreen
from linkworker.ui.screens.settings import SettingsScreen
from on_screen import has_line, press, settle, text_of, type_text


async def test_palette_over_a_screen(empty_screens, golden):
    """Everything that holds here, the screen's own first."""
    async with empty_screens() as pilot:
        await press(pilot, "f10", "ctrl+p")
        golden(pilot.app, "palette-80x24")


async def test_typing_finds_commands_and_enter_runs_the_first(empty_screens):
    """By words of the label or the sentence, wherever in it they stand."""
    async with empty_screens() as pilot:
        await press(pilot, "ctrl+p")
        await type_text(pilot, "handb read")
        assert has_line(pilot.app, r"> F9 +Read the handbook.")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Handbook)


async def test_command_of_the_screen_runs_on_it(empty_screens):
    """The look is changed by the settings screen beneath."""
    async with empty_screens() as pilot:
        await press(pilot, "f10", "ctrl+p")
        await type_text(pilot, "look")
        await press(pilot, "enter")
        assert has_line(pilot.app, "The look is full from now on.")
        assert pilot.app.look is Look.FULL


async def test_arrows_move_while_one_types(empty_screens):
    """Down and Up, with the focus in the line."""
    async with empty_screens() as pilot:
        await press(pilot, "f10", "ctrl+p")
        await type_text(pilot, "go to")
        await press(pilot, "down", "down", "up")
        assert has_line(pilot.app, "> F3 ")
        await press(pilot, "enter")
        assert "[F3 People]" in text_of(pilot.app)


async def test_people_are_found_from_the_second_letter(screens, golden):
    """By name: three keys and Enter open Ali."""
    async with screens() as pilot:
        await press(pilot, "f10", "ctrl+p", "a")
        assert not has_line(pilot.app, "Open Ali M")
        await press(pilot, "l")
        golden(pilot.app, "palette-people-80x24")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, PersonScreen)
        assert has_line(pilot.app, "Ali M")


async def test_enter_waits_for_who_is_being_looked_for(screens):
    """Typed in one go, before anything was read."""
    async with screens() as pilot:
        await pilot.press("ctrl+p", "a", "l", "i", "enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, PersonScreen)


async def test_people_are_found_by_name_only(screens):
    """A town is no name: the list of people is for that."""
    async with screens() as pilot:
        await press(pilot, "ctrl+p")
        await type_text(pilot, "lowmere")
        assert has_line(pilot.app, "Nothing here has these words, and nobody has this name.")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Palette)


async def test_esc_closes_and_nothing_happens(empty_screens):
    """Nor does Ctrl+P a second time do anything but close."""
    async with empty_screens() as pilot:
        before = text_of(pilot.app)
        await press(pilot, "ctrl+p", "down", "escape")
        assert text_of(pilot.app) == before
        await press(pilot, "ctrl+p", "ctrl+p")
        assert text_of(pilot.app) == before


async def test_no_command_of_textual_is_offered(empty_screens):
    """No screenshot, no theme picker, no way to suspend."""
    async with empty_screens() as pilot:
        await press(pilot, "ctrl+p")
        await type_text(pilot, "screenshot")
        assert has_line(pilot.app, "Nothing here has these words")


async def test_what_is_named_so_comes_first(empty_screens):
    """A label that begins with the words, before sentences that hold them."""
    async with empty_screens() as pilot:
        named, said = matching(holding(pilot.app.screen), "peo")
        assert [each.command.label for each in named] == ["People"]
        assert all("peo" in each.command.words.casefold() for each in said)


async def test_lock_is_there_over_the_palette(empty_screens):
    """F12 locks, whatever has the focus."""
    async with empty_screens() as pilot:
        await press(pilot, "ctrl+p")
        await pilot.press("f12")
        assert pilot.app.locking


async def test_commands_of_other_places_are_found_and_lead_there(screens, golden):
    """The key is said there: what it is done to is chosen by the worker."""
    async with screens() as pilot:
        await press(pilot, "ctrl+p")
        await type_text(pilot, "bring in")
        golden(pilot.app, "palette-elsewhere-80x24")
        await press(pilot, "enter")
        assert "[F3 People]" in text_of(pilot.app)
        assert has_line(pilot.app, "^ i does it: Bring in people from a filled-in sheet.")


async def test_commands_of_a_person_lead_to_the_last_person_or_say_how(screens):
    """Nobody is chosen for the worker."""
    async with screens() as pilot:
        await press(pilot, "ctrl+p")
        await type_text(pilot, "paper form")
        await press(pilot, "enter")
        assert has_line(pilot.app, "^ Open a person first; then c does it")
        await press(pilot, "ctrl+p")
        await type_text(pilot, "ali m")
        await press(pilot, "enter", "f2", "ctrl+p")
        await type_text(pilot, "paper form")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, PersonScreen)
        assert has_line(pilot.app, "^ c does it")


async def test_settings_are_found_from_elsewhere(empty_screens):
    """By what can be chosen there."""
    async with empty_screens() as pilot:
        await press(pilot, "ctrl+p")
        await type_text(pilot, "theme")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, SettingsScreen)
