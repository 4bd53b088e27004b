"""Somebody who is moving to another worker: their record is read, and every key that would change it says so."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from laptops import Centre, Laptop, centre, two_laptops
from linkworker.base.ids import new_id
from linkworker.casework.moving.left_drafts import waiting_drafts
from linkworker.casework.moving.moving import READ_ONLY
from linkworker.journal.unit_of_work import Leaving
from linkworker.records.person import Person
from linkworker.records.worker import Worker
from linkworker.sync.receipt import PersonHeld, PersonState
from linkworker.ui.commands.changing import all_changes
from linkworker.ui.commands.table import commands
from linkworker.ui.screens.note_form import NoteForm
from linkworker.ui.screens.person.person import PersonScreen
from linkworker.ui.screens.sync import Sync
from linkworker.vault.drafts import save_draft
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


async def test_what_was_typed_before_it_began_is_read_and_dropped(jo: Laptop, golden) -> None:
    """From Today one's own; from Sync also what a worker typed who has left. Nothing keeps the record then."""
    gone, now, person = new_id(), jo.clock.now(), Person.table().c
    with jo.store.writing() as connection:
        leon = connection.execute(select(person.id).where(person.name == "Leon Hartigan")).scalar_one()
        save_draft(connection, jo.worker, f"note:{leon}", {"words": "Rang about the gym"}, now)
        save_draft(connection, gone, f"goal:{leon}", {"words": "To swim again"}, now - timedelta(hours=1))
        save_draft(connection, jo.worker, f"access:{leon}", {"@finished": "2026-08-06"}, now)
    async with screens_of(jo) as pilot:
        await press(pilot, "f2")
        assert has_line(pilot.app, "Leon Hartigan +A note of a contact")
        await press(pilot, "enter")
        golden(pilot.app, "left-draft-80x24")
        await press(pilot, "escape", "f7", "o", "d")
        assert has_line(pilot.app, "To swim again")
        assert not has_line(pilot.app, "Rang about the gym")
        await press(pilot, "d")
        assert isinstance(pilot.app.screen, Sync)
        assert has_line(pilot.app, "Dropped what was typed about Leon Hartigan")
    with jo.store.reading() as connection:
        assert waiting_drafts(connection, leon) == []


async def test_a_role_reads_of_another_s_draft_only_what_it_may_see(jo: Laptop) -> None:
    """Dropping it is open to everybody on the laptop."""
    person = Person.table().c
    with jo.store.unit_of_work(jo.worker) as uow:
        uow.change(uow.get(Worker, jo.worker), role="business-support")
    with jo.store.writing() as connection:
        leon = connection.execute(select(person.id).where(person.name == "Leon Hartigan")).scalar_one()
        save_draft(connection, new_id(), f"note:{leon}", {"words": "Rang about the gym"}, jo.clock.now())
    async with screens_of(jo) as pilot:
        await press(pilot, "f7", "o")
        assert has_line(pilot.app, "Leon Hartigan: a note of a contact, not saved")
        assert not has_line(pilot.app, "Rang about the gym")
        await press(pilot, "d")
        assert has_line(pilot.app, "Dropped what was typed about Leon Hartigan")
