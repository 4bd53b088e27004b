"""The history of a person: who saw and changed what; undoing one entry; entered in error and back."""

from linkworker.base.setting_values import Look
from linkworker.casework.money.money_reading import requests_of
from linkworker.casework.people.people import add_person, change_person
from linkworker.casework.support.contacts import contact_log, write_note
from linkworker.ui.screens.one_entry import OneEntry
from linkworker.ui.widgets.dialog import Dialog
from on_screen import Screens, has_line, press, text_of, type_text
from opened_person import open_person


async def test_who_did_what_and_when(screens: Screens, golden) -> None:
    """Newest first, a page at a time; the oldest line is reached by End."""
    async with screens() as pilot:
        await open_person(pilot, "Ali M", "history")
        golden(pilot.app, "history-80x24")
        await press(pilot, "end")
        assert has_line(pilot.app, r"^ > 1 May 2026 at .* Added the person's details")
    async with screens(look=Look.FULL) as pilot:
        await open_person(pilot, "Ali M", "history")
        assert has_line(pilot.app, "Gwen Pascoe-Hill")


async def test_one_entry_shows_each_field_before_and_after(screens: Screens, golden) -> None:
    """And the reason, where one was given."""
    async with screens() as pilot:
        await open_person(pilot, "Ali M", "history")
        await press(pilot, "down", "down", "down", "enter")
        assert isinstance(pilot.app.screen, OneEntry)
        golden(pilot.app, "history-entry-80x24")
        assert has_line(pilot.app, r"State\s+Requested\s+Approved")
        await open_person(pilot, "Kieran", "history")
        await press(pilot, "down", "down", "enter")
        assert has_line(pilot.app, "Reason: Agreed at the risk meeting")


async def test_u_undoes_the_entry_on_the_line_once_it_was_shown(screens: Screens, golden) -> None:
    """The safe answer has the focus; what is given back stands there first; u again takes the undoing back."""
    async with screens() as pilot:
        ali = await open_person(pilot, "Ali M", "history")
        await press(pilot, "down", "down", "u")
        assert isinstance(pilot.app.screen, Dialog)
        golden(pilot.app, "history-undo-80x24")
        assert has_line(pilot.app, "State: Approved again, in place of Paid.")
        await press(pilot, "enter")
        assert (await _states(pilot, ali))[-1] == "paid"
        await press(pilot, "u", "right", "enter")
        assert (await _states(pilot, ali))[-1] == "approved"
        assert "Undone: what Gwen Pascoe-Hill did on 3 July 2026 at 9:10am. u takes that back." in text_of(pilot.app)


async def _states(pilot, person_id: str) -> list[str]:
    held = await pilot.app.desk.read(lambda connection: requests_of(connection, person_id))
    return [one.state for one in held]


async def test_what_has_changed_since_is_refused_in_a_sentence(screens: Screens) -> None:
    """An older entry of a field that moved on cannot be undone."""
    async with screens() as pilot:
        await open_person(pilot, "Ali M", "history")
        await press(pilot, "down", "down", "down", "u", "right", "enter")
        assert "This has changed since, so it cannot be undone. Change it by hand." in text_of(pilot.app)


async def test_looking_cannot_be_undone_or_be_in_error(store, worker, empty_screens: Screens) -> None:
    """Both keys say so."""
    with store.unit_of_work(worker) as uow:
        add_person(uow, "Bea Nowak")
    async with empty_screens() as pilot:
        await open_person(pilot, "Bea", "history")
        await press(pilot, "1", "7", "home")
        assert has_line(pilot.app, "Looked at this record")
        await press(pilot, "u")
        assert "That entry changed nothing, so there is nothing to undo." in text_of(pilot.app)
        await press(pilot, "x")
        assert "Nothing was entered on this line" in text_of(pilot.app)
        await press(pilot, "t")
        assert "This is not marked as entered in error." in text_of(pilot.app)


async def test_a_record_is_marked_in_error_from_its_line_and_taken_back(screens: Screens) -> None:
    """X asks why; t on the line takes it back; the lines of both are there."""
    async with screens() as pilot:
        ali = await open_person(pilot, "Ali M", "history")
        await press(pilot, "x")
        await type_text(pilot, "wrong person")
        await press(pilot, "ctrl+s")
        assert len(await pilot.app.desk.read(lambda connection: contact_log(connection, ali))) == 1
        await press(pilot, "home")
        assert has_line(pilot.app, "Marked a note as entered in error")
        await press(pilot, "t")
        assert "'Entered in error' is taken back for a note." in text_of(pilot.app)
        assert len(await pilot.app.desk.read(lambda connection: contact_log(connection, ali))) == 2


async def test_a_long_history_is_read_a_page_at_a_time(store, worker, empty_screens: Screens) -> None:
    """The first entry of several hundred is reached by End, and the highlight can come back."""
    with store.unit_of_work(worker) as uow:
        bea = add_person(uow, "Bea Nowak").person_id
        for number in range(200):
            write_note(uow, bea, f"note {number}")
        change_person(uow, bea, area="Lowmere")
    async with empty_screens() as pilot:
        await open_person(pilot, "Bea", "history")
        rows = pilot.app.screen.panel.rows
        assert rows.count > 200
        await press(pilot, "end")
        assert "person's details" in rows.highlighted_row.cells[1].text
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, OneEntry)
        assert has_line(pilot.app, "Bea Nowak: history")
