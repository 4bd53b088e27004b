"""A person's summary, and the bar above every page of them."""

import asyncio
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from textual.containers import Container

from linkworker.base.setting_values import Look, Theme
from linkworker.casework.people.people import add_person
from linkworker.casework.people.person_page_view import Identity
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.screens.person.summary import SummaryPanel
from linkworker.ui.widgets.fact_lines import Fact, fact_lines
from linkworker.ui.widgets.identity_bar import IdentityBar
from on_screen import Screens, has_line, press, settle, text_of
from opened_person import open_person, person_id

ALI = Identity(
    person_id="p",
    name="Ali M",
    called="Ali M",
    date_of_birth=date(2007, 5, 28),
    age=19,
    place="HMP Fenwick, B2",
    setting=None,
    legal_stage=None,
    release_date=date(2026, 10, 13),
    release_known="Known",
    risk="Medium",
    safeguarding=True,
    adjustments_first=("Plain words, one thing at a time", "Two workers present", "Reminders beforehand"),
)


async def test_the_summary_in_both_looks(screens: Screens, golden) -> None:
    """What matters to them stands first; at 80x24 risk, consent and the number are in sight without scrolling."""
    async with screens() as pilot:
        await open_person(pilot, "Ali M")
        golden(pilot.app, "person-summary-80x24")
        for words in ("Having mates here", "One thing at a time", "18 August 2026", "Up 5", "Low", "07700 900101"):
            assert words in text_of(pilot.app)
    async with screens(look=Look.FULL, theme=Theme.LIGHT) as pilot:
        await open_person(pilot, "Ali M")
        golden(pilot.app, "person-summary-120x36")


async def test_an_empty_summary_says_what_to_do(store, worker, empty_screens: Screens, golden) -> None:
    """Each part that holds nothing names the key that fills it."""
    with store.unit_of_work(worker) as uow:
        add_person(uow, "Bea Nowak")
    async with empty_screens() as pilot:
        await open_person(pilot, "Bea Nowak")
        golden(pilot.app, "person-summary-empty-80x24")
        for key in ("Press 2", "Press e", "Press 5, then a", "Press c", "Press k"):
            assert key in text_of(pilot.app)


async def test_words_in_brackets_are_shown_as_they_are(store, worker, empty_screens: Screens) -> None:
    """A name that looks like markup is only a name."""
    with store.unit_of_work(worker) as uow:
        add_person(uow, "[red]Bea[/red] Nowak")
    async with empty_screens() as pilot:
        await open_person(pilot, "Bea")
        assert has_line(pilot.app, r"^ \[red\]Bea\[/red\] Nowak")


async def test_what_is_overdue_and_unsafe_says_so_in_words(screens: Screens) -> None:
    """Never by colour alone."""
    async with screens() as pilot:
        await open_person(pilot, "Kieran")
        assert "overdue" in text_of(pilot.app)
        assert "Keep apart from: Leon Hartigan" in text_of(pilot.app)
        await open_person(pilot, "Caldeira")
        assert "NOT SAFE to contact" in text_of(pilot.app)


async def test_the_establishment_shows_by_name_on_the_bar(screens: Screens) -> None:
    """Its code says nothing to a reader."""
    async with screens() as pilot:
        await open_person(pilot, "Darren")
        assert has_line(pilot.app, r"^ Darren Vickery .* HMP Fenwick, B2")


async def test_the_bar_has_two_lines_and_counts_what_it_leaves_out(screens: Screens) -> None:
    """At 80x24 nothing is cut silently; where there is room everything stands there."""
    async with screens() as pilot:
        await open_person(pilot, "Ali M")
        bar = pilot.app.screen.query_one(IdentityBar)
        bar.show(ALI)
        await settle(pilot)
        assert bar.size.height == 2
        shown = text_of(pilot.app).splitlines()[1:3]
        assert shown[0].startswith(" Ali M - 19 (28 May 2007)")
        assert shown[1].endswith("more: press 1")
        bar.show(replace(ALI, name="X" * 200))
        await settle(pilot)
        assert text_of(pilot.app).splitlines()[1].endswith("XXX...")
    async with screens(look=Look.FULL) as pilot:
        await open_person(pilot, "Ali M")
        bar = pilot.app.screen.query_one(IdentityBar)
        bar.show(ALI)
        await settle(pilot)
        assert "Reminders beforehand" in text_of(pilot.app)
        assert "more:" not in text_of(pilot.app)


@pytest.mark.parametrize("width", [20, 40, 78, 116])
def test_no_line_of_facts_is_longer_than_its_room(width: int) -> None:
    """Whatever the width, and the count of what is missing is right."""
    facts = [Fact("a" * 15), Fact("b" * 18), Fact("c" * 17), Fact("d" * 9)]
    lines, left = fact_lines((facts, [Fact("e" * 16)]), " - ", width, 2, "...")
    assert len(lines) <= 2
    assert all(len(line.plain) <= width for line in lines)
    shown = sum(line.plain.count(letter * 9) > 0 for line in lines for letter in "abcde")
    assert shown + left == 5


async def test_the_summary_scrolls_by_the_arrows(screens: Screens) -> None:
    """What does not fit is reached by keys alone."""
    async with screens() as pilot:
        await open_person(pilot, "Ali M")
        assert "NHS number" not in text_of(pilot.app)
        for _ in range(20):  # a screen moves once it is painted, a line a key
            await press(pilot, "down")
        assert "NHS number" in text_of(pilot.app)


async def test_a_tab_opened_while_the_one_before_is_read_takes_the_keys(screens: Screens, monkeypatch) -> None:
    """What is read late for a panel that is being put away leaves the focus where it is."""
    goes_on, read = asyncio.Event(), SummaryPanel.load

    async def late(panel: SummaryPanel) -> None:
        await read(panel)
        await goes_on.wait()

    async with screens() as pilot:
        monkeypatch.setattr(SummaryPanel, "load", late)
        pilot.app.open_person(await person_id(pilot.app, "Ali M"))
        while getattr(pilot.app.screen, "panel", None) is None:
            await pilot.pause()
        screen = pilot.app.screen
        removing = Container.remove_children

        def when_put_away(place: Container, *given: Any) -> Any:
            goes_on.set()
            return removing(place, *given)

        monkeypatch.setattr(Container, "remove_children", when_put_away)
        screen.action_tab("notes")
        await settle(pilot)
        assert screen.focused is not None
        assert screen.focused.is_attached
        await press(pilot, "n")
        assert isinstance(pilot.app.screen, FormScreen)
