"""The contact log: writing, reading, finding and correcting notes; and times set."""

from datetime import date, timedelta

from linkworker.casework.people.people import add_person
from linkworker.casework.support.appointments import appointments, set_appointment
from linkworker.casework.support.contacts import contact_log, write_note
from linkworker.ui.screens.note_form import CorrectNote, NoteForm
from linkworker.ui.screens.one_note import OneNote
from linkworker.ui.screens.person.person import PersonScreen
from on_screen import Screens, has_line, press, settle, text_of, type_text
from opened_person import open_person

TODAY = date(2026, 8, 6)


async def test_the_log_with_kind_length_and_place(screens: Screens, golden) -> None:
    """Newest first, two lines each; times set stand above."""
    async with screens() as pilot:
        await open_person(pilot, "Ali M", "notes")
        golden(pilot.app, "notes-80x24")
        await open_person(pilot, "Darren", "notes")
        golden(pilot.app, "notes-times-80x24")


async def test_a_contact_is_logged_by_two_keys_and_the_text(screens: Screens) -> None:
    """n, the words, Ctrl+S, from any tab; the kind is that of the last note, the day is today."""
    async with screens() as pilot:
        ali = await open_person(pilot, "Ali M")
        keys = ["n", "ctrl+s"]
        await pilot.press(keys[0])
        await pilot.press(*"Met")
        await pilot.press(keys[1])
        await settle(pilot)
        assert isinstance(pilot.app.screen, PersonScreen)
        assert "Note about Ali M saved. u takes it back." in text_of(pilot.app)
        newest = (await pilot.app.desk.read(lambda connection: contact_log(connection, ali)))[0]
        assert (newest.words, newest.on, newest.about, newest.mode) == ("Met", TODAY, "Call", "Phone")
        assert len(keys) <= 3
        await press(pilot, "u")
        assert "Undone: the note about Ali M." in text_of(pilot.app)
        assert len(await pilot.app.desk.read(lambda connection: contact_log(connection, ali))) == 2


async def test_a_new_note_form(screens: Screens, golden) -> None:
    """The focus is in the text."""
    async with screens() as pilot:
        await open_person(pilot, "Ali M", "notes")
        await press(pilot, "n")
        assert isinstance(pilot.app.screen, NoteForm)
        golden(pilot.app, "note-form-80x24")


async def test_a_new_note_is_highlighted_in_the_log(screens: Screens) -> None:
    """The line that was just written is the one the keys act on."""
    async with screens() as pilot:
        await open_person(pilot, "Ali M", "notes")
        await press(pilot, "down", "n")
        await type_text(pilot, "Came to the gate")
        await press(pilot, "ctrl+s")
        assert pilot.app.screen.panel.rows.highlighted_row.detail == "Came to the gate"


async def test_what_no_note_can_be_is_said_and_nothing_is_lost(screens: Screens) -> None:
    """No words, and a day to come."""
    async with screens() as pilot:
        await open_person(pilot, "Ali M", "notes")
        await press(pilot, "n", "ctrl+s")
        assert "Write what was said or done." in text_of(pilot.app)
        await pilot.app.screen.run_action("back")
        await settle(pilot)
        await press(pilot, "n")
        await type_text(pilot, "Tomorrow's")
        pilot.app.screen._view.fill({"on": "7 August 2026"})
        await press(pilot, "ctrl+s")
        assert "The date of the contact must be on or before 6 August 2026." in text_of(pilot.app)
        assert "Tomorrow's" in text_of(pilot.app)


async def test_a_half_written_note_waits_as_a_draft(screens: Screens) -> None:
    """Esc loses no word; n takes it up again."""
    async with screens() as pilot:
        await open_person(pilot, "Ali M", "notes")
        await press(pilot, "n")
        await type_text(pilot, "Half a tho")
        await press(pilot, "escape", "n")
        assert "Half a tho" in text_of(pilot.app)
        assert "You began this on" in text_of(pilot.app)


async def test_enter_reads_the_whole_note_and_e_corrects_it(screens: Screens, golden) -> None:
    """The correction names the old one, takes its place, and says what that said."""
    async with screens() as pilot:
        ali = await open_person(pilot, "Ali M", "notes")
        await press(pilot, "enter")
        golden(pilot.app, "note-80x24")
        await press(pilot, "e")
        assert isinstance(pilot.app.screen, CorrectNote)
        assert "Takes the place of: 17 July 2026, Call, Phone, 15 minutes" in text_of(pilot.app)
        golden(pilot.app, "note-correct-80x24")
        await type_text(pilot, " He said no.")
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, OneNote)
        assert has_line(pilot.app, "He said no.")
        assert has_line(pilot.app, "This takes the place of an earlier note, which said:")
        held = await pilot.app.desk.read(lambda connection: contact_log(connection, ali))
        assert [(one.minutes, one.about) for one in held] == [(15, "Call"), (50, "Visit")]


async def test_a_note_is_found_by_its_words(screens: Screens, golden) -> None:
    """As one types; Enter goes to the notes, Esc shows them all again."""
    async with screens() as pilot:
        await open_person(pilot, "Ali M", "notes")
        await press(pilot, "slash")
        await type_text(pilot, "balc")
        golden(pilot.app, "notes-found-80x24")
        assert "[balcony]" in text_of(pilot.app)
        assert "1 note" in text_of(pilot.app)
        await type_text(pilot, "x")
        assert "No note holds these words." in text_of(pilot.app)
        await press(pilot, "backspace", "enter", "enter")
        assert isinstance(pilot.app.screen, OneNote)
        await press(pilot, "escape", "escape")
        assert "Rang about the flat" in text_of(pilot.app)
        assert isinstance(pilot.app.screen, PersonScreen)


async def test_an_empty_log_says_what_to_do(store, worker, empty_screens: Screens, golden) -> None:
    """And the keys that have nothing to act on say so."""
    with store.unit_of_work(worker) as uow:
        add_person(uow, "Bea Nowak")
    async with empty_screens() as pilot:
        await open_person(pilot, "Bea", "notes")
        golden(pilot.app, "notes-empty-80x24")
        assert "Press n to write one" in text_of(pilot.app)
        await press(pilot, "e")
        assert "There is no note here to correct." in text_of(pilot.app)
        await press(pilot, "x", "enter")
        assert "There is nothing here to mark" in text_of(pilot.app)


async def test_a_time_is_set_and_said_how_it_went(store, worker, empty_screens: Screens, golden) -> None:
    """A sets one; one that has passed asks how it went, and a note where the answer needs one."""
    with store.unit_of_work(worker) as uow:
        bea = add_person(uow, "Bea Nowak").person_id
        set_appointment(uow, bea, TODAY - timedelta(days=1), about="first meeting")
    async with empty_screens() as pilot:
        await open_person(pilot, "Bea", "notes")
        assert "Press Enter to say how it went." in text_of(pilot.app)
        await press(pilot, "a")
        golden(pilot.app, "appointment-form-80x24")
        await type_text(pilot, "12 8 2026")
        await press(pilot, "ctrl+s")
        assert "Time set on Wednesday 12 August 2026. u takes it back." in text_of(pilot.app)
        await press(pilot, "home", "enter")
        golden(pilot.app, "outcome-form-80x24")
        await type_text(pilot, "cut short")
        await press(pilot, "enter", "ctrl+s")
        assert "Add a note: what happened?" in text_of(pilot.app)
        pilot.app.screen._view.fill({"note": "Alarm on the wing"})
        await press(pilot, "ctrl+s")
        held = await pilot.app.desk.read(lambda connection: appointments(connection, bea))
        assert [one.outcome for one in held] == [None, "Happened, cut short"]


async def test_a_long_log_is_read_a_page_at_a_time(store, worker, empty_screens: Screens) -> None:
    """The oldest of 300 notes is reached by End."""
    with store.unit_of_work(worker) as uow:
        bea = add_person(uow, "Bea Nowak").person_id
        for days in range(300):
            write_note(uow, bea, f"{days} days ago", on=TODAY - timedelta(days=days))
    async with empty_screens() as pilot:
        await open_person(pilot, "Bea", "notes")
        await press(pilot, "end")
        assert pilot.app.screen.panel.rows.highlighted_row.detail == "299 days ago"
