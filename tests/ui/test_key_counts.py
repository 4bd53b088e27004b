"""How many keys the daily things take, counted on the real program."""

from dataclasses import replace

from linkworker.casework.check_ins.check_in_reading import check_ins_of
from linkworker.ui.screens.match_reasons import MatchReasons
from linkworker.ui.screens.meeting.meeting import MeetingScreen
from linkworker.ui.screens.person.person import PersonScreen
from on_screen import Screens, has_line, press, text_of, type_text

OPEN_ALI = ("f3", "slash", "a", "l", "enter")


async def test_a_person_whose_two_letters_are_known_is_opened_with_five_keys(screens: Screens) -> None:
    """F3, /, two letters, Enter."""
    async with screens() as pilot:
        assert len(OPEN_ALI) <= 5
        await press(pilot, *OPEN_ALI)
        assert isinstance(pilot.app.screen, PersonScreen)
        assert has_line(pilot.app, r"^ ?Al")


async def test_the_reasons_of_the_best_match_are_two_keys_from_a_person(screens: Screens) -> None:
    """m, Enter; three are allowed."""
    async with screens() as pilot:
        await press(pilot, *OPEN_ALI)
        await press(pilot, "m", "enter")
        assert isinstance(pilot.app.screen, MatchReasons)


async def test_a_contact_is_logged_with_two_keys_and_the_text(screens: Screens) -> None:
    """n, the text, Ctrl+S; three are allowed."""
    async with screens() as pilot:
        await press(pilot, *OPEN_ALI, "n")
        await type_text(pilot, "Rang about the gym. She is keen.")
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, PersonScreen)
        await press(pilot, "5")
        assert has_line(pilot.app, "Rang about the gym")


async def test_a_paper_wemwbs_takes_seventeen_keys(screens: Screens) -> None:
    """c, p, fourteen answers, Ctrl+S; eighteen are allowed."""
    async with screens() as pilot:
        pilot.app.front = replace(pilot.app.front, demonstration="needs no licence")
        await press(pilot, *OPEN_ALI)
        person = pilot.app.screen.person_id
        before = await pilot.app.desk.read(lambda connection: len(check_ins_of(connection, person)))
        keys = ("c", "p", *"34343434343434", "ctrl+s")
        assert len(keys) <= 18
        await press(pilot, *keys)
        after = await pilot.app.desk.read(lambda connection: check_ins_of(connection, person))
        assert len(after) == before + 1
        assert "49" in text_of(pilot.app)


async def test_the_first_step_of_a_review_is_one_key_from_today(screens: Screens) -> None:
    """R on a review that is due; two are allowed."""
    async with screens() as pilot:
        await press(pilot, "r")
        assert isinstance(pilot.app.screen, MeetingScreen)
        assert has_line(pilot.app, "Step 1 of 9")
