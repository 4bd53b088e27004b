"""The frame: places, the person's screen, the key line."""

from on_screen import Screens, press, text_of


async def test_the_program_begins_at_today(screens: Screens) -> None:
    """After unlocking, Today is in front and named."""
    async with screens() as pilot:
        print(text_of(pilot.app))
        await press(pilot, "f3")
        print(text_of(pilot.app))
        assert "[F3 People]" in text_of(pilot.app)
