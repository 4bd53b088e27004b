"""Erasing from the screens, the list of how long records are kept, and finishing."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from demonstration import CHEAP, Told
from linkworker.base.leaving import LOCKED
from linkworker.base.setting_values import Look
from linkworker.casework.erasure.erased_list import erased_list
from linkworker.casework.setting_up import Unlocked
from linkworker.records.worker import Worker
from linkworker.ui.screens.erasing.keeping import Keeping
from linkworker.ui.widgets.dialog import Dialog
from linkworker.vault.backups import list_backups
from linkworker.vault.erasure import waiting
from on_screen import Screens, press, settle, text_of, type_text
from opened_person import open_person


async def chosen(pilot, *, despite: str = "") -> None:
    """Fill in the form: the first reason, and why all the same."""
    await press(pilot, "space")
    if despite:
        await press(pilot, "tab")
        await type_text(pilot, despite)
    await press(pilot, "ctrl+s")


async def test_a_person_is_erased_in_two_steps_and_the_safe_answer_has_the_focus(screens: Screens, golden) -> None:
    """The form says what goes and what speaks against it; the dialog names the person."""
    async with screens() as pilot:
        ali = await open_person(pilot, "Ali M")
        await press(pilot, "x")
        golden(pilot.app, "erase-person-80x24")
        await chosen(pilot, despite="Our safeguarding lead agreed")
        assert isinstance(pilot.app.screen, Dialog)
        golden(pilot.app, "erase-person-dialog-80x24")
        await press(pilot, "enter")
        assert "Ali M - 19" in text_of(pilot.app)
        await press(pilot, "x")
        await chosen(pilot, despite="Our safeguarding lead agreed")
        await press(pilot, "right", "enter")
        assert "is erased. 1 erasure waits to be finished" in text_of(pilot.app)
        assert pilot.app.last_person_id is None
        counted = text("SELECT count(*) FROM person WHERE id = :id")
        assert await pilot.app.desk.read(lambda c: c.execute(counted, {"id": ali}).scalar()) == 0
        await press(pilot, "u")
        assert "nothing to undo" in text_of(pilot.app)


async def test_one_note_is_erased_from_its_view(screens: Screens, golden) -> None:
    """The others stay, and history says that it was erased and why."""
    async with screens() as pilot:
        await open_person(pilot, "Ali M", "notes")
        await press(pilot, "enter", "z")
        golden(pilot.app, "erase-note-80x24")
        await press(pilot, "down", "down", "down", "space", "ctrl+s", "right", "enter")
        said = text_of(pilot.app)
        assert "The note of 17 July 2026 is erased." in said
        assert "Rang about the flat" not in said
        (line,) = await pilot.app.desk.read(erased_list)
        assert line.because == "it was entered about the wrong person"
        await press(pilot, "7")
        assert "erased on" in text_of(pilot.app)


async def test_who_may_not_erase_is_not_offered_it(demo: Unlocked, screens: Screens) -> None:
    """And is told who can."""
    with demo.store.unit_of_work(None) as uow:
        uow.change(uow.get(Worker, demo.worker_id), role="worker")
    async with screens() as pilot:
        await open_person(pilot, "Ali M", "notes")
        await press(pilot, "enter", "z")
        assert "Erase the note" not in text_of(pilot.app)
        await press(pilot, "escape", "x")
        await press(pilot, "escape", "1", "x")
        assert "Only a manager can erase what is held about a person." in text_of(pilot.app)


@pytest.fixture
def later(demo: Unlocked) -> Unlocked:
    """The demonstration seven years on, when nobody has been in contact for as long."""
    demo.store.clock.advance(timedelta(days=7 * 366))
    return demo


async def test_today_leads_to_those_whose_time_has_ended(later: Unlocked, screens: Screens, golden) -> None:
    """With the rule, the last contact and what speaks against it; one is kept longer, and is no longer on the list."""
    async with screens() as pilot:
        await press(pilot, "end")
        assert "reached the end of the time" in text_of(pilot.app)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Keeping)
        golden(pilot.app, "keeping-80x24")
        before = text_of(pilot.app)
        await press(pilot, "k")
        golden(pilot.app, "keep-longer-80x24")
        await type_text(pilot, "1/3/2040")
        await press(pilot, "tab")
        await type_text(pilot, "An inquest is open")
        await press(pilot, "ctrl+s")
        assert "kept until 1 March 2040. u takes it back." in text_of(pilot.app)
        assert before.split("Kept long enough (")[1][:2] != text_of(pilot.app).split("Kept long enough (")[1][:2]


async def test_the_list_in_the_full_look(later: Unlocked, screens: Screens, golden) -> None:
    """The same, with room."""
    async with screens(look=Look.FULL) as pilot:
        await press(pilot, "f6", "k")
        golden(pilot.app, "keeping-120x36")


async def test_erased_people_and_what_waits_are_listed_and_finishing_locks(
    told: Told, screens: Screens, golden, monkeypatch
) -> None:
    """Evidence, k: what was erased and why; f asks once more, and for the passphrase, and then the program locks."""
    monkeypatch.setattr("linkworker.ui.screens.erasing.keeping.cost_of", lambda _: CHEAP)
    async with screens() as pilot:
        await press(pilot, "f6", "k", "f")
        assert "No erasure waits to be finished." in text_of(pilot.app)
        await open_person(pilot, "Ali M")
        await press(pilot, "x")
        await chosen(pilot, despite="Our safeguarding lead agreed")
        await press(pilot, "right", "enter")
        await press(pilot, "f6", "k")
        golden(pilot.app, "keeping-erased-80x24")
        await press(pilot, "f")
        golden(pilot.app, "finish-erasures-80x24")
        await press(pilot, "right", "enter")
        await type_text(pilot, told.passphrase)
        await press(pilot, "ctrl+s")
        await settle(pilot)
    assert pilot.app.return_code == LOCKED
    assert len(list_backups(told.folder)) == 1
    reopened = told.opened()
    with reopened.store.reading() as connection:
        assert waiting(connection) == 0
    reopened.store.close()
