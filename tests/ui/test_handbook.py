"""The handbook: opened at the right page, read by keys, searched."""

from types import SimpleNamespace

import pytest

from linkworker.base.guide import topic, topics
from linkworker.base.setting_values import Look
from linkworker.ui.commands.table import PLACES
from linkworker.ui.guide_search import find
from linkworker.ui.screens.handbook import ABOUT_SCREENS, Handbook
from on_screen import has_line, press, settle, text_of, type_text


async def until_line(pilot, pattern):
    """Wait for a line that a scroll under way brings into sight."""
    for _ in range(50):
        if has_line(pilot.app, pattern):
            return
        await pilot.pause()
    raise AssertionError(text_of(pilot.app))


async def opened(pilot, name="words", **named):
    """Open the handbook at a page."""
    pilot.app.push_screen(Handbook(name, **named))
    await settle(pilot)


async def test_page_fills_a_small_screen(empty_screens, golden):
    """At 80x24 the page stands alone, under its title."""
    async with empty_screens() as pilot:
        await opened(pilot, "matching")
        golden(pilot.app, "handbook-page-80x24")


async def test_list_of_pages(empty_screens, golden):
    """`t` shows it; a digit or Enter opens a page, and Esc comes back to the list."""
    async with empty_screens() as pilot:
        await opened(pilot)
        await press(pilot, "t")
        golden(pilot.app, "handbook-80x24")
        await press(pilot, "1")
        assert has_line(pilot.app, "Handbook: First day")
        await press(pilot, "escape", "down", "enter")
        assert has_line(pilot.app, "Handbook: The screens")
        await press(pilot, "escape", "escape")
        assert not isinstance(pilot.app.screen, Handbook)


async def test_list_stands_beside_the_page_where_there_is_room(empty_screens, golden):
    """In a wide window; going through the list shows each page at once."""
    async with empty_screens(look=Look.FULL) as pilot:
        await opened(pilot, "first-day")
        golden(pilot.app, "handbook-120x36")
        await press(pilot, "t", "down", "down")
        assert has_line(pilot.app, "Handbook: The meeting")
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, Handbook)


async def test_esc_goes_straight_back_to_where_it_was_asked_for(empty_screens):
    """The page about the screens opens at that screen's heading; one Esc returns."""
    async with empty_screens() as pilot:
        await press(pilot, "f7")
        await opened(pilot, ABOUT_SCREENS, at="Sync")
        assert isinstance(pilot.app.screen, Handbook)
        assert text_of(pilot.app).splitlines()[1].strip() == "Sync"
        await press(pilot, "escape")
        assert "[F7 Sync]" in text_of(pilot.app)


async def test_page_scrolls_by_keys(empty_screens):
    """Down, Page down and End, to its last line."""
    async with empty_screens() as pilot:
        await opened(pilot)
        before = text_of(pilot.app)
        await press(pilot, "down")
        assert text_of(pilot.app) != before
        await press(pilot, "end")
        await until_line(pilot, "only the recovery code")


async def test_search_finds_words_in_every_page(empty_screens, golden):
    """Typed words narrow the list; Enter opens the page where they stand."""
    async with empty_screens() as pilot:
        await opened(pilot)
        await press(pilot, "slash")
        await type_text(pilot, "recovery code")
        golden(pilot.app, "handbook-search-80x24")
        await press(pilot, "down", "enter")
        await until_line(pilot, "recovery code")
        await press(pilot, "escape")
        assert has_line(pilot.app, "Handbook: search")
        await press(pilot, "escape", "escape")
        assert not isinstance(pilot.app.screen, Handbook)


async def test_search_that_finds_nothing_says_what_to_do(empty_screens):
    """And forgets nothing that was typed."""
    async with empty_screens() as pilot:
        await opened(pilot)
        await press(pilot, "slash")
        await type_text(pilot, "zebra")
        assert has_line(pilot.app, "No page has these words. Try fewer, or others.")
        await press(pilot, "enter")
        assert has_line(pilot.app, "zebra")


async def test_page_that_there_is_not_gives_the_list(empty_screens):
    """A screen may name a page that was never written."""
    async with empty_screens() as pilot:
        await opened(pilot, "nowhere")
        assert has_line(pilot.app, "First day")


def test_every_word_must_stand_in_the_same_block():
    """Case does not matter; marks of Markdown are not searched or shown."""
    found = find(topics(), "WEMWBS stick phrase")
    assert not found
    one = find([topic("money")], "personal funder")
    assert [each.topic for each in one] == ["money"]
    assert "**" not in one[0].excerpt
    assert find(topics(), "  ") == ()


@pytest.mark.parametrize("place", sorted(set(PLACES) - {"everywhere"}))
def test_each_place_is_pictured_in_words(place):
    """Under a heading of its own name, or of the place that it belongs to, so that F9 can open it there."""
    screen = SimpleNamespace(places=(place,))
    assert Handbook.about(screen)._at
