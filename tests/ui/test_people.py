"""People: lists, finding as one types, opening, adding."""

import pytest

from linkworker.base.setting_values import Look, Theme
from linkworker.base.settings import load_settings
from linkworker.casework.people.caseload import Filter
from linkworker.casework.people.people import add_person
from linkworker.casework.support.contacts import write_note
from linkworker.ui.desk import Desk
from linkworker.ui.screens.case_rows import CasePages
from linkworker.ui.screens.people import People
from linkworker.ui.screens.person.person import PersonScreen
from linkworker.ui.widgets.lists_line import window
from linkworker.ui.widgets.paged_list import PagedList
from on_screen import Screens, has_line, press, settle, text_of, type_text


async def test_people_in_both_looks(screens: Screens, golden) -> None:
    """Who, how old, where, what comes next, and risk; all of it at 80x24 in the console look."""
    async with screens() as pilot:
        await press(pilot, "f3")
        golden(pilot.app, "people-80x24")
    async with screens(look=Look.FULL, theme=Theme.LIGHT) as pilot:
        await press(pilot, "f3")
        golden(pilot.app, "people-120x36")


async def test_a_person_whose_two_letters_are_known_is_open_after_five_keys(screens: Screens) -> None:
    """F3, /, two letters, Enter: five keys, pressed without waiting for any answer."""
    keys = ("f3", "slash", "a", "l", "enter")
    async with screens() as pilot:
        for key in keys:
            await pilot.press(key)
        await settle(pilot)
        assert isinstance(pilot.app.screen, PersonScreen)
        assert has_line(pilot.app, r"^ Ali M ")
    assert len(keys) <= 5


async def test_words_in_notes_are_found_under_a_heading(screens: Screens, golden) -> None:
    """From the second letter notes are looked through; what a note says stands below the list."""
    async with screens() as pilot:
        await press(pilot, "f3", "slash")
        await type_text(pilot, "foo")
        golden(pilot.app, "people-found-80x24")
        assert has_line(pilot.app, r"Found in what is written about them \(3\)")
        assert has_line(pilot.app, r"^   Written: Rang about the flat")


async def test_esc_clears_what_was_typed(screens: Screens) -> None:
    """Esc puts the letters away and everybody is there again; the arrows move while one types."""
    async with screens() as pilot:
        await press(pilot, "f3", "slash")
        await type_text(pilot, "fenwick")
        assert not has_line(pilot.app, "Ali M")
        await press(pilot, "down")
        assert pilot.app.focused.id == "words"
        chosen = pilot.app.screen.query_one(PagedList).highlighted_row
        assert chosen.cells[0].text == "Bryn Castell"
        await press(pilot, "escape")
        assert pilot.app.screen.query_one(PagedList).count == 40
        assert pilot.app.screen.query_one(PagedList).highlighted_row.cells[0].text == "Bryn Castell"
        await press(pilot, "home")
        assert has_line(pilot.app, "Ali M")


async def test_lists_are_chosen_by_arrow_letter_or_digit(screens: Screens) -> None:
    """Each list says how many it holds; the heading names the one that is open."""
    async with screens() as pilot:
        await press(pilot, "f3", "right")
        assert has_line(pilot.app, "My people: 10 people")
        assert has_line(pilot.app, r"\[2 Mine 10\].*3 Overdue 9")
        await press(pilot, "l", "left", "3")
        assert has_line(pilot.app, "Review overdue: 9 people")
        await press(pilot, "0")
        assert has_line(pilot.app, r"< .*\[0 In support 33\]")
        await press(pilot, "right")
        assert has_line(pilot.app, "Everyone: 40 people")


async def test_nobody_found_says_what_to_do(screens: Screens) -> None:
    """No match, and no match within a list, each say the next step; Enter then opens nothing."""
    async with screens() as pilot:
        await press(pilot, "f3", "slash")
        await type_text(pilot, "zzzz")
        assert has_line(pilot.app, "Nobody is found. Try fewer letters")
        assert has_line(pilot.app, "0 found")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, People)
        await press(pilot, "escape", "2", "slash")
        await type_text(pilot, "zzzz")
        assert has_line(pilot.app, "Nobody in this list is found")


async def test_an_empty_place_says_how_to_begin(empty_screens: Screens, golden) -> None:
    """Nobody is here: add one, or bring in a list."""
    async with empty_screens() as pilot:
        await press(pilot, "f3")
        golden(pilot.app, "people-nobody-80x24")
        await press(pilot, "2")
        assert has_line(pilot.app, "Nobody is in this list. Press l for the next list")


async def test_a_save_elsewhere_is_seen_at_once(screens: Screens) -> None:
    """Somebody added while the list is there is in it, and counted; the highlight stays on its person."""
    async with screens() as pilot:
        await press(pilot, "f3", "down")
        await pilot.app.desk.change(lambda uow: add_person(uow, "Aaa Newcomer"))
        await settle(pilot)
        assert has_line(pilot.app, "Everyone: 41 people")
        assert pilot.app.screen.query_one(PagedList).highlighted_row.cells[0].text == "Ali M"
        await press(pilot, "home")
        assert has_line(pilot.app, "Aaa Newcomer")


@pytest.mark.parametrize("named", [0, 1, 63, 64, 65, 130])
async def test_pages_hold_everybody_once_with_the_heading_between(store, worker, named: int) -> None:
    """However the pages fall, each person is there once, those found by a note after the heading."""
    with store.unit_of_work(worker) as uow:
        for number in range(named):
            add_person(uow, f"Football Fan {number:03}", anyway=True)
        for number in range(3):
            person = add_person(uow, f"Other {number}", anyway=True).person_id
            write_note(uow, person, "Likes football")
    desk = Desk(store, worker, load_settings(), store.clock)
    pages = CasePages(desk, Filter(desk.today, words="football"))
    total = await pages.count()
    rows = [row for offset in range(0, total, 64) for row in await pages.page(offset, 64)]
    assert len(rows) == total == named + 3 + (2 if named else 1)
    names = [row.cells[0].text for row in rows if row.key]
    assert names == [f"Football Fan {number:03}" for number in range(named)] + ["Other 0", "Other 1", "Other 2"]
    assert [row.heading for row in rows].index(True) == len(rows) - 4


def test_a_line_of_lists_shows_what_fits_around_the_open_one() -> None:
    """The open one is always there; what is left of the room goes to those after it, then those before."""
    assert window([10, 10, 10], 0, 100) == (0, 3)
    assert window([10, 10, 10], 0, 20) == (0, 2)
    assert window([10, 10, 10], 2, 20) == (1, 3)
    assert window([50, 10], 0, 20) == (0, 1)


async def test_names_are_never_markup(empty_screens: Screens) -> None:
    """Brackets in a name stand as they are."""
    async with empty_screens() as pilot:
        await pilot.app.desk.change(lambda uow: add_person(uow, "[bold]Ali[/] $error"))
        await press(pilot, "f3")
        assert "[bold]Ali[/] $error" in text_of(pilot.app)
