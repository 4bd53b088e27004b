"""Somebody who is moving to another worker: their record is read, and every key that would change it says so."""

import pytest

from laptops import Centre, Laptop, centre, two_laptops
from linkworker.casework.moving.moving import READ_ONLY
from linkworker.journal.unit_of_work import Leaving
from linkworker.sync.receipt import PersonHeld, PersonState
from linkworker.ui.commands.changing import all_changes
from linkworker.ui.commands.table import commands
from linkworker.ui.screens.note_form import NoteForm
from linkworker.ui.screens.person.person import PersonScreen
from met_on_screen import hears, screens_of
from on_screen import has_line, press, text_of, type_text
from opened_person import open_person

__all__ = ["centre", "two_laptops"]
Pair = tuple[Laptop, Laptop]


@pytest.fixture
def jo(centre: Centre, two_laptops: Pair) -> Laptop:
    """Jo's laptop, with Leon Hartigan who is leaving, and Mina Karimi who stays."""
    jo, _ = two_laptops
    leon = jo.add("Leon Hartigan")
    jo.add("Mina Karimi")
    jo.meet()
    jo.add("Owen Sayle")
    hears(jo, centre, 1, people=(PersonHeld(leon, PersonState.LEAVING),))
    jo.take_in()
    return jo


async def test_the_page_says_so_and_every_key_that_changes_is_refused(jo: Laptop, golden) -> None:
    """Nothing is typed in vain: the sentence comes before the form."""
    async with screens_of(jo) as pilot:
        await open_person(pilot, "Leon Hartigan")
        golden(pilot.app, "person-leaving-80x24")
        for tab, keys in (("1", "cnrej"), ("2", "n"), ("5", "na"), ("6", "nb")):
            await press(pilot, tab)
            for key in keys:
                await press(pilot, key)
                assert isinstance(pilot.app.screen, PersonScreen), (tab, key)
                assert text_of(pilot.app).count(READ_ONLY) == 2, (tab, key)  # under the name, and in the status
        await press(pilot, "m")
        assert not isinstance(pilot.app.screen, PersonScreen)


async def test_of_somebody_who_stays_all_can_be_changed(jo: Laptop) -> None:
    """The line is not there, and a note is begun."""
    async with screens_of(jo) as pilot:
        await open_person(pilot, "Mina Karimi")
        assert READ_ONLY not in text_of(pilot.app)
        await press(pilot, "n")
        assert isinstance(pilot.app.screen, NoteForm)


async def test_a_form_that_was_open_when_it_began_says_so_and_keeps_the_words(
    centre: Centre, two_laptops: Pair
) -> None:
    """A receipt comes between opening and saving: the sentence stands in the form."""
    jo, _ = two_laptops
    leon = jo.add("Leon Hartigan")
    jo.meet()
    hears(jo, centre, 1, people=(PersonHeld(leon, PersonState.LEAVING),))
    async with screens_of(jo) as pilot:
        await open_person(pilot, "Leon Hartigan")
        await press(pilot, "n")
        await type_text(pilot, "Rang about the gym")
        jo.take_in()
        await press(pilot, "ctrl+s")
        assert has_line(pilot.app, str(Leaving())[:50])
        assert has_line(pilot.app, "Rang about the gym")


async def test_sync_and_the_list_say_who_is_leaving(jo: Laptop, golden) -> None:
    """By name, while the record is here; the list of people marks them, and those with something to choose."""
    async with screens_of(jo) as pilot:
        await press(pilot, "f7")
        assert has_line(pilot.app, "Leaving +Leon Hartigan is moving to another worker")
        await press(pilot, "f3")
        golden(pilot.app, "people-leaving-80x24")


def test_what_changes_a_record_is_in_the_table_of_commands() -> None:
    """Each place and action that is named is there."""
    for place, action in all_changes():
        assert action in {each.action.partition("(")[0] for each in commands(place)}, (place, action)
