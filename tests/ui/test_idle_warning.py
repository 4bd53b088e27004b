"""The minute before the lock."""

from typing import Any

from linkworker.base.leaving import LOCKED
from linkworker.ui.idle import IdleWatch
from linkworker.ui.screens.idle_warning import IdleWarning
from on_screen import Screens, press, settle, text_of


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def watched(app: Any) -> Clock:
    """Let the program count idle time by a clock of the test's."""
    clock = Clock()
    app.idle = IdleWatch(10, steady=clock, wall=clock)
    return clock


async def test_a_word_comes_a_minute_before_the_lock_and_any_key_takes_it_away(screens: Screens, golden: Any) -> None:
    """The key does nothing else, and idle time is counted anew from it."""
    async with screens() as pilot:
        clock = watched(pilot.app)
        clock.seconds += 8.9 * 60
        pilot.app.look_at_idle()
        await settle(pilot)
        assert not isinstance(pilot.app.screen, IdleWarning)
        clock.seconds += 0.2 * 60
        pilot.app.look_at_idle()
        pilot.app.look_at_idle()
        await settle(pilot)
        golden(pilot.app, "idle-warning-80x24")
        await press(pilot, "f3")
        assert "[F2 Today]" in text_of(pilot.app)
        assert not isinstance(pilot.app.screen, IdleWarning)
        clock.seconds += 8.9 * 60
        pilot.app.look_at_idle()
        await settle(pilot)
        assert not isinstance(pilot.app.screen, IdleWarning)


async def test_nobody_there_locks(screens: Screens) -> None:
    """With the word on the screen, or without it where the laptop slept."""
    async with screens() as pilot:
        clock = watched(pilot.app)
        clock.seconds += 9.5 * 60
        pilot.app.look_at_idle()
        await settle(pilot)
        clock.seconds += 60
        pilot.app.look_at_idle()
        await pilot.app.workers.wait_for_complete()
        assert pilot.app.return_code == LOCKED


async def test_f12_locks_over_a_dialog_too(screens: Screens) -> None:
    """From anywhere."""
    async with screens() as pilot:
        pilot.app.push_screen(IdleWarning())
        await settle(pilot)
        await pilot.press("f12")
        await pilot.app.workers.wait_for_complete()
        assert pilot.app.return_code == LOCKED
