"""F1: what has the focus, the keys here, the keys everywhere."""

import pytest
from textual.actions import parse

from linkworker.base.setting_values import Look
from linkworker.ui.commands.holding import holding
from linkworker.ui.commands.table import commands
from linkworker.ui.forms.field import Field
from linkworker.ui.forms.form import Form
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.screens.handbook import Handbook
from linkworker.ui.screens.help import Help
from on_screen import has_line, press, text_of


async def until_line(pilot, pattern):
    """Wait for a line that a scroll under way brings into sight."""
    for _ in range(50):
        if has_line(pilot.app, pattern):
            return
        await pilot.pause()
    raise AssertionError(text_of(pilot.app))


@pytest.mark.parametrize(("look", "name"), [(Look.CONSOLE, "help-80x24"), (Look.FULL, "help-120x36")])
async def test_help_over_a_screen(empty_screens, golden, look, name):
    """What a list is, the screen's own keys with a sentence each, then everywhere's."""
    async with empty_screens(look=look) as pilot:
        await press(pilot, "f10", "f1")
        golden(pilot.app, name)


async def test_help_scrolls_and_closes(empty_screens):
    """Arrows scroll to the last key; Esc, or F1 again, closes."""
    async with empty_screens() as pilot:
        await press(pilot, "f10", "f1", "end")
        await until_line(pilot, r"Ctrl\+Q +Lock and leave")
        assert has_line(pilot.app, "F9 the handbook about this")
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, Help)
        await press(pilot, "f1", "f1")
        assert not isinstance(pilot.app.screen, Help)


async def test_help_says_what_a_question_means(empty_screens):
    """The label, the hint and why it is asked, of the field with the focus."""

    async def save(values):
        return values["born"]

    asked = Field("born", "Date of birth", hint="Only the year will do", why="It decides which rules hold.")
    async with empty_screens() as pilot:
        pilot.app.push_screen(FormScreen(Form("born", "Birth", (asked,), save)))
        await press(pilot, "f1")
        assert has_line(pilot.app, "What has the focus: Date of birth")
        assert has_line(pilot.app, "Only the year will do. It decides which rules hold.")
        assert has_line(pilot.app, r"Ctrl\+S +Save what you have typed.")


async def test_help_leads_to_the_handbook(empty_screens):
    """F9 opens the page about the screen beneath, and Esc leads to that screen."""
    async with empty_screens() as pilot:
        await press(pilot, "f10", "f1", "f9")
        assert has_line(pilot.app, "Handbook: The screens")
        assert has_line(pilot.app, "What you choose comes first: the look and the theme.")
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, Help | Handbook)


async def test_help_can_be_locked(empty_screens):
    """F12 locks from here too."""
    async with empty_screens() as pilot:
        await press(pilot, "f1")
        assert isinstance(pilot.app.screen, Help)
        await pilot.press("f12")
        assert pilot.app.locking


async def test_only_commands_that_can_be_done_hold(screens):
    """Each has a method on the node that it is run on, and no key stands for two things."""
    async with screens() as pilot:
        for key in ("f2", "f3", "f4", "f5", "f6", "f7", "f10"):
            await press(pilot, key)
            held = holding(pilot.app.screen)
            assert {each.command for each in held} >= {
                each for each in commands("everywhere") if each.action.startswith("app.go")
            }
            for each in held:
                name = parse(each.command.action)[1]
                assert hasattr(each.on, f"action_{name}") or hasattr(each.on, f"_action_{name}")
            of_places = [(each.place, each.command.key) for each in held]
            keys = {key for _, key in of_places}
            assert all(len({place for place, key in of_places if key == one}) == 1 for one in keys)


async def test_a_locked_program_holds_no_commands(empty_screens):
    """From the moment a lock begins nothing of it is offered."""
    async with empty_screens() as pilot:
        pilot.app.locking = True
        held = [each.command.action for each in holding(pilot.app.screen) if each.place == "everywhere"]
        assert held == ["app.leave"]
        assert "app.go" not in text_of(pilot.app)
