"""Marking a record as entered in error, from any screen."""

from linkworker.casework.support.contacts import contact_log
from linkworker.ui.screens.in_error import InError
from on_screen import Screens, press, settle, text_of, type_text
from opened_person import open_person


async def test_a_record_is_marked_with_a_reason_and_u_takes_it_back(screens: Screens, golden) -> None:
    """It goes from the log; what u does is said."""
    async with screens() as pilot:
        ali = await open_person(pilot, "Ali M", "notes")
        await press(pilot, "x")
        assert isinstance(pilot.app.screen, InError)
        golden(pilot.app, "in-error-80x24")
        await type_text(pilot, "meant for Ollie")
        await press(pilot, "ctrl+s")
        assert "The note of 17 July 2026: marked as entered in error. u takes it back." in text_of(pilot.app)
        assert "Rang about the flat" not in text_of(pilot.app)
        await press(pilot, "u")
        assert "Rang about the flat" in text_of(pilot.app)
        held = await pilot.app.desk.read(lambda connection: contact_log(connection, ali))
        assert len(held) == 2


async def test_without_a_reason_nothing_is_marked(screens: Screens) -> None:
    """The sentence stands at the top and under the field, and the focus is in reach."""
    async with screens() as pilot:
        await open_person(pilot, "Ali M", "notes")
        await press(pilot, "x", "ctrl+s")
        assert "There is a problem" in text_of(pilot.app)
        assert text_of(pilot.app).count("Say why this was entered in error.") == 2


async def test_what_is_marked_already_is_refused_in_a_sentence(screens: Screens) -> None:
    """Two windows on one record: the second is told, and its reason is kept."""
    async with screens() as pilot:
        ali = await open_person(pilot, "Ali M", "notes")
        note = pilot.app.screen.panel.rows.highlighted_key
        for _ in range(2):
            await pilot.app.push_screen(InError("note", ali, note, "the note", about="Ali M"))
            await settle(pilot)
            await type_text(pilot, "wrong person")
            await press(pilot, "ctrl+s")
        assert "This is marked as entered in error already." in text_of(pilot.app)
        assert "wrong person" in text_of(pilot.app)
