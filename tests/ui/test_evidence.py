"""The place Evidence: figures, bars, how each is counted and whom it counts."""

from linkworker.base.setting_values import Look, Theme
from linkworker.casework.people.people import add_person
from linkworker.ui.screens.one_figure import OneFigure
from linkworker.ui.screens.person.person import PersonScreen
from on_screen import Screens, has_line, press, settle, text_of
from opened_person import open_person


async def test_the_figures_in_both_looks(screens: Screens, golden) -> None:
    """Whose they are and as of which day; a figure out of a total has a bar beside it."""
    async with screens() as pilot:
        await press(pilot, "f6")
        golden(pilot.app, "evidence-80x24")
        assert has_line(pilot.app, "Your own people, as of Thursday 6 August 2026")
        assert has_line(pilot.app, r"No check-in yet\s+2  of 10\s+█+\.+")
    async with screens(look=Look.FULL, theme=Theme.LIGHT) as pilot:
        await press(pilot, "f6")
        golden(pilot.app, "evidence-120x36")


async def test_a_figure_says_how_it_is_counted_and_lists_who(screens: Screens, golden) -> None:
    """Enter explains; Enter on a line opens the person."""
    async with screens() as pilot:
        await press(pilot, "f6", "down", "down", "enter")
        assert isinstance(pilot.app.screen, OneFigure)
        golden(pilot.app, "figure-80x24")
        assert has_line(pilot.app, "No check-in yet: 2 of 10")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, PersonScreen)
        assert has_line(pilot.app, "Jaz Okoro")


async def test_every_figure_counts_as_many_as_it_lists(screens: Screens) -> None:
    """Each line can be opened, and the number is that of its rows (money adds sums instead)."""
    async with screens() as pilot:
        await press(pilot, "f6")
        rows = pilot.app.screen.query_one("PagedList")
        keys, seen = [], None
        while rows.highlighted_key != seen:
            seen = rows.highlighted_key
            keys.append(rows.highlighted_row)
            await press(pilot, "down")
        assert len(keys) > 15
        for row in keys:
            await pilot.app.push_screen(OneFigure(row.key))
            await settle(pilot)
            listed = pilot.app.screen.query_one("PagedList").count
            value = row.cells[1].text
            assert value.startswith("£") or listed == int(value), row
            await press(pilot, "escape")


async def test_nobody_to_count_says_what_to_do(empty_screens: Screens, golden) -> None:
    """An empty store."""
    async with empty_screens() as pilot:
        await press(pilot, "f6")
        golden(pilot.app, "evidence-empty-80x24")
        assert "There is nobody to count yet." in text_of(pilot.app)


async def test_a_save_elsewhere_is_counted_at_once(store, worker, empty_screens: Screens) -> None:
    """No screen shows a figure of before."""
    with store.unit_of_work(worker) as uow:
        add_person(uow, "Bea Nowak")
    async with empty_screens() as pilot:
        await press(pilot, "f6")
        assert has_line(pilot.app, r"^ > In all\s+1$")
        await pilot.app.desk.change(lambda uow: add_person(uow, "Cal Rees"))
        await settle(pilot)
        assert has_line(pilot.app, r"^ > In all\s+2$")
        await open_person(pilot, "Cal")
        assert has_line(pilot.app, "Cal Rees")
