"""A case's chronology from a person's screen, and the words of the journal on the screens that show them."""

from linkworker.sync.checkpoint import last_checkpoint
from linkworker.ui.screens.printed import PrintedCopy
from on_screen import Screens, has_line, press, settle, text_of
from opened_person import open_person


async def test_h_prints_the_chronology_and_shows_where_it_is(screens: Screens) -> None:
    """It lies in the prints folder, and the journal says that it was printed."""
    async with screens() as pilot:
        await open_person(pilot, "Ali M")
        await press(pilot, "h")
        await settle(pilot)
        assert isinstance(pilot.app.screen, PrintedCopy)
        assert has_line(pilot.app, "their chronology is made")
        assert "chronology-1.pdf" in text_of(pilot.app).replace("\n", "").replace(" ", "")
        await press(pilot, "escape", "7")
        assert "Printed a chronology" in text_of(pilot.app)


async def test_the_words_of_the_journal_stand_at_the_foot_of_the_history_and_at_sync(screens: Screens) -> None:
    """The same words at both, kept since the first of them was shown today."""
    async with screens() as pilot:
        await open_person(pilot, "Ali M", "history")
        kept = await pilot.app.desk.look(last_checkpoint)
        assert kept is not None
        assert has_line(pilot.app, f"Checkpoint: {kept.words}")
        await press(pilot, "f7")
        assert has_line(pilot.app, rf"Checkpoint +{kept.words}")
