"""The key line: only keys that do something here and now, and each key once."""

from typing import Any

from linkworker.ui.widgets.key_line import KeyLine
from on_screen import press, settle, text_of


def line_of(pilot: Any) -> str:
    return text_of(pilot.app).splitlines()[-1]


async def test_a_key_that_means_two_things_is_named_once(screens: Any) -> None:
    """On a tab that takes n for its own thing, the note of the whole person is not offered under it."""
    async with screens() as pilot:
        await press(pilot, "f3", "n")
        pilot.app.screen.query_one("TextBox").value = "Bo Lang"  # a person with no plan
        await press(pilot, "ctrl+s")
        await settle(pilot)
        await press(pilot, "2")
        assert "n begin a plan" in line_of(pilot)
        assert "n note" not in line_of(pilot)


async def test_a_key_that_is_not_allowed_now_is_not_offered(screens: Any) -> None:
    """Match keeps a gap only where nothing fits; the line says no key that would do nothing."""
    async with screens() as pilot:
        await press(pilot, "f2")
        screen = pilot.app.screen
        before = line_of(pilot)
        assert "c check-in" in before
        screen.check_action = lambda action, _: action != "check_in"
        screen.query_one(KeyLine).refresh()
        await settle(pilot)
        assert "c check-in" not in line_of(pilot)
