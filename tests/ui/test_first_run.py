"""Setting up a laptop: six steps, each one thing, and nothing lost by leaving between them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from door import CHEAP, OTHER, PASSPHRASE, at_the_door, boxes, paste, press
from linkworker.base.clock import FixedClock
from linkworker.base.errors import LinkworkerError
from linkworker.base.leaving import LOOK_ROUND
from linkworker.casework.half_set_up import FILE, HalfSetUp, Step, half_of, keep_half, next_step
from linkworker.casework.setting_up import unlock
from linkworker.demo.content import demonstration_settings
from linkworker.ui.screens.first_run.who_you_are import short_name
from linkworker.vault.recovery_code import RecoveryCode
from linkworker.vault.slots import SLOTS_NAME, Slots
from linkworker.vault.store import STORE_NAME
from on_screen import text_of

CODE = re.compile(r"(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}")


async def to_the_passphrase(pilot: Any) -> None:
    """Do steps 1 and 2 for Jo."""
    await press(pilot, "enter")
    await paste(pilot, "Jo Brand-Taylor")
    await press(pilot, "enter", "enter", "enter", "enter")


async def to_the_code(pilot: Any, passphrase: str = PASSPHRASE) -> str:
    """Do step 3 with a passphrase of one's own; return the code that step 4 shows."""
    await press(pilot, "down", "enter")
    await paste(pilot, passphrase)
    await press(pilot, "enter")
    await paste(pilot, passphrase)
    await press(pilot, "enter")
    return shown_code(pilot)


async def prove(pilot: Any, code: str) -> None:
    """Do step 4."""
    await press(pilot, "enter")
    await paste(pilot, code)
    await press(pilot, "enter")


def shown_code(pilot: Any) -> str:
    found = CODE.search(text_of(pilot.app))
    assert found is not None, text_of(pilot.app)
    return found.group()


def words_of(pilot: Any) -> str:
    return " ".join(text_of(pilot.app).split())


async def test_six_steps_from_nothing_to_today(
    tmp_path: Path, clock: FixedClock, golden: Any, fixed_chance: None
) -> None:
    """By keys alone; at the end the laptop opens with the passphrase, and setting up is not asked again."""
    folder = tmp_path / "new"
    async with at_the_door(folder, clock) as pilot:
        golden(pilot.app, "first-run-1-80x24")
        await press(pilot, "enter")
        await paste(pilot, "Jo Brand-Taylor")
        golden(pilot.app, "first-run-2-80x24")
        await press(pilot, "enter", "enter", "enter", "enter")
        golden(pilot.app, "first-run-3-80x24")
        await press(pilot, "enter")
        phrase = next(line.strip(" │") for line in text_of(pilot.app).splitlines() if line.startswith("   │"))
        await paste(pilot, phrase)
        await press(pilot, "enter")
        golden(pilot.app, "first-run-4-80x24")
        code = shown_code(pilot)
        await press(pilot, "enter")
        golden(pilot.app, "first-run-4-asked-80x24")
        assert code not in text_of(pilot.app)
        await paste(pilot, code)
        await press(pilot, "enter")
        golden(pilot.app, "first-run-5-80x24")
        await press(pilot, "g")
        golden(pilot.app, "first-run-6-80x24")
        await press(pilot, "g")
        assert "[F2 Today]" in text_of(pilot.app)
        assert "This laptop is set up." in text_of(pilot.app)
    opened = unlock(folder, "jo", phrase, clock, floor=CHEAP)
    with opened.store as store:
        assert next_step(store) is Step.DONE
    Slots.read(folder / SLOTS_NAME, floor=CHEAP).open_with_recovery(RecoveryCode.read(code))


async def test_what_was_typed_is_there_after_leaving_in_step_two(tmp_path: Path, clock: FixedClock) -> None:
    """Name, team, title and short name; before there is a store they stand in a small file, and no secret does."""
    folder = tmp_path / "new"
    async with at_the_door(folder, clock) as pilot:
        await press(pilot, "enter")
        await paste(pilot, "Sam Okafor")
        await press(pilot, "ctrl+q")
    assert json.loads((folder / FILE).read_text("utf-8"))["name"] == "Sam Okafor"
    async with at_the_door(folder, clock) as pilot:
        await press(pilot, "enter")
        assert boxes(pilot.app)[0] == "Sam Okafor"
        assert boxes(pilot.app)[-1] == "sam"


async def test_a_passphrase_is_never_kept_and_the_file_goes_with_the_store(tmp_path: Path, clock: FixedClock) -> None:
    """Leaving in step 3 keeps who you are, but not the passphrase; once there is a store the file is gone."""
    folder = tmp_path / "new"
    async with at_the_door(folder, clock) as pilot:
        await to_the_passphrase(pilot)
        await press(pilot, "down", "enter")
        await paste(pilot, PASSPHRASE)
        await press(pilot, "escape")
        assert "Step 2 of 6" in text_of(pilot.app)
        assert boxes(pilot.app)[0] == "Jo Brand-Taylor"
        await press(pilot, "enter")
        assert PASSPHRASE not in boxes(pilot.app)
        assert "copper" not in (folder / FILE).read_text("utf-8")
        await to_the_code(pilot)
        assert not (folder / FILE).exists()
        assert (folder / STORE_NAME).exists()


async def test_leaving_before_the_code_is_typed_back_gives_a_new_code(tmp_path: Path, clock: FixedClock) -> None:
    """The passphrase unlocks to step 4 again; the code that may be on no paper stops counting."""
    folder = tmp_path / "new"
    async with at_the_door(folder, clock) as pilot:
        await to_the_passphrase(pilot)
        first = await to_the_code(pilot)
        await press(pilot, "f3", "u", "f12", "ctrl+p")
        assert "Step 4 of 6" in text_of(pilot.app), "no place can be gone to before the code is on paper"
        await press(pilot, "ctrl+q")
    async with at_the_door(folder, clock) as pilot:
        await paste(pilot, PASSPHRASE)
        await press(pilot, "enter")
        assert "Step 4 of 6" in text_of(pilot.app)
        second = shown_code(pilot)
        assert second != first
        assert "Cross out any that you wrote down before." in text_of(pilot.app)
        await prove(pilot, second)
        assert "Step 5 of 6" in text_of(pilot.app)
    slots = Slots.read(folder / SLOTS_NAME, floor=CHEAP)
    slots.open_with_recovery(RecoveryCode.read(second))
    with pytest.raises(LinkworkerError):
        slots.open_with_recovery(RecoveryCode.read(first))


async def test_a_code_that_is_mistyped_or_another_is_asked_again(tmp_path: Path, clock: FixedClock) -> None:
    """The sentence says which; Esc shows the code once more."""
    async with at_the_door(tmp_path / "new", clock) as pilot:
        await to_the_passphrase(pilot)
        code = await to_the_code(pilot)
        await press(pilot, "escape")
        assert "there is nothing before this" in words_of(pilot)
        await prove(pilot, code[:-4])
        assert "A recovery code has 28 letters and digits, and this has 24." in text_of(pilot.app)
        await press(pilot, "escape")
        assert shown_code(pilot) == code
        await prove(pilot, RecoveryCode.make().printed())
        assert "That is not the code that was shown." in text_of(pilot.app)


async def test_leaving_in_the_last_steps_goes_on_there(tmp_path: Path, clock: FixedClock) -> None:
    """Step 5, then step 6; Esc in step 6 goes back to step 5."""
    folder = tmp_path / "new"
    async with at_the_door(folder, clock) as pilot:
        await to_the_passphrase(pilot)
        await prove(pilot, await to_the_code(pilot))
        await press(pilot, "ctrl+q")
    for step in (5, 6):
        async with at_the_door(folder, clock) as pilot:
            await paste(pilot, PASSPHRASE)
            await press(pilot, "enter")
            assert f"Step {step} of 6" in text_of(pilot.app)
            await press(pilot, "g")
            if step == 5:
                await press(pilot, "escape")
                assert "Step 5 of 6" in text_of(pilot.app)
                await press(pilot, "g", "ctrl+q")
    with unlock(folder, None, PASSPHRASE, clock, floor=CHEAP).store as store:
        assert next_step(store) is Step.DONE


async def test_one_person_is_added_from_step_five(tmp_path: Path, clock: FixedClock) -> None:
    """In the same form as later; the step then counts them."""
    async with at_the_door(tmp_path / "new", clock) as pilot:
        await to_the_passphrase(pilot)
        await prove(pilot, await to_the_code(pilot))
        assert "Nobody is here yet." in text_of(pilot.app)
        await press(pilot, "n")
        await paste(pilot, "Ali Mansour")
        await press(pilot, "ctrl+s")
        assert "Step 5 of 6" in text_of(pilot.app)
        assert "1 person here so far." in text_of(pilot.app)


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("short", "short", "use at least 15 characters"),
        ("Jo Brand-Taylor Fenwick", "Jo Brand-Taylor Fenwick", "made of a name that people know"),
        (PASSPHRASE, OTHER, "The two are not the same."),
    ],
)
async def test_a_passphrase_that_will_not_do_is_said(
    tmp_path: Path, clock: FixedClock, first: str, second: str, said: str
) -> None:
    """Why, and the focus is where to mend it; typing takes the sentence away."""
    async with at_the_door(tmp_path / "new", clock) as pilot:
        await to_the_passphrase(pilot)
        await press(pilot, "down", "enter")
        await paste(pilot, first)
        await press(pilot, "enter")
        await paste(pilot, second)
        await press(pilot, "enter")
        assert said in words_of(pilot)
        assert not (tmp_path / "new" / STORE_NAME).exists()
        await paste(pilot, "x")
        assert said not in words_of(pilot)


async def test_the_strength_is_said_in_words_while_typing(tmp_path: Path, clock: FixedClock) -> None:
    """Of one's own words; five words drawn at random need no telling."""
    async with at_the_door(tmp_path / "new", clock) as pilot:
        await to_the_passphrase(pilot)
        await press(pilot, "down", "enter")
        await paste(pilot, "kettle")
        assert "How it looks to somebody who guesses: too short." in text_of(pilot.app)
        await paste(pilot, " harbour lantern velvet orchard thimble")
        assert "How it looks to somebody who guesses: strong." in text_of(pilot.app)


async def test_other_words_are_made_on_request_and_must_be_typed_right(tmp_path: Path, clock: FixedClock) -> None:
    """Ctrl+N draws again; a slip is told."""
    async with at_the_door(tmp_path / "new", clock) as pilot:
        await to_the_passphrase(pilot)
        before = text_of(pilot.app)
        await press(pilot, "ctrl+n")
        assert text_of(pilot.app) != before
        await press(pilot, "enter")
        await paste(pilot, "five words of another phrase")
        await press(pilot, "enter")
        assert "Those are not the five words." in text_of(pilot.app)


async def test_the_team_is_chosen_among_those_of_the_settings(tmp_path: Path, clock: FixedClock, golden: Any) -> None:
    """Or typed, where the organisation has not named it."""
    folder = tmp_path / "new"
    async with at_the_door(folder, clock, settings=demonstration_settings()) as pilot:
        await press(pilot, "enter")
        golden(pilot.app, "first-run-2-teams-80x24")
        await paste(pilot, "Dana Whitlock")
        await press(pilot, "enter", "3", "enter")
        await paste(pilot, "Harbour team")
        await press(pilot, "enter", "enter", "enter")
        assert "Step 3 of 6" in text_of(pilot.app)
    assert half_of(folder).team == "Harbour team"


async def test_what_is_left_out_in_step_two_is_asked_for(tmp_path: Path, clock: FixedClock) -> None:
    """With a summary that leads to it."""
    async with at_the_door(tmp_path / "new", clock) as pilot:
        await press(pilot, "enter", "enter", "enter", "enter", "enter")
        assert "There is a problem" in text_of(pilot.app)
        assert "Enter your name." in text_of(pilot.app)


async def test_a_folder_that_leaves_the_laptop_is_said_at_once(tmp_path: Path, clock: FixedClock) -> None:
    """Before anybody types a thing."""
    async with at_the_door(tmp_path / "OneDrive" / "new", clock) as pilot:
        assert "a cloud program copies it elsewhere" in words_of(pilot)


@pytest.fixture
def a_file(tmp_path: Path) -> Path:
    """A file where a folder should be: nobody can write below it, not even an administrator."""
    made = tmp_path / "in-the-way"
    made.touch()
    return made


async def test_a_file_where_the_folder_should_be_breaks_nothing(a_file: Path, clock: FixedClock) -> None:
    """What is typed cannot be kept there, and the steps go on; making the store says what is wrong."""
    async with at_the_door(a_file / "new", clock) as pilot:
        await to_the_passphrase(pilot)
        assert "Step 3 of 6" in words_of(pilot)


def test_a_file_of_what_was_typed_that_is_broken_counts_as_none(tmp_path: Path) -> None:
    """Whatever stands in it."""
    for text in ("", "[]", '{"name": 3}', "{", '{"name": "Jo", "else": "x"}'):
        (tmp_path / FILE).write_text(text, encoding="utf-8")
        assert half_of(tmp_path) == HalfSetUp("Jo" if "Jo" in text else "")
    keep_half(tmp_path, HalfSetUp("Zoë", "Team", "title", "zo"))
    assert half_of(tmp_path).name == "Zoë"


@pytest.mark.parametrize(
    ("name", "short"),
    [("Jo Brand-Taylor", "jo"), ("J. Smith", "smith"), ("Zoë", "zo"), ("", ""), ("Ξ", ""), ("A" * 30, "a" * 20)],
)
def test_a_short_name_is_made_of_the_name(name: str, short: str) -> None:
    """Of its first word that a key file may hold."""
    assert short_name(name) == short


async def test_the_forms_for_files_open_from_the_last_steps_and_lead_back(tmp_path: Path, clock: FixedClock) -> None:
    """A caseload in step 5, a directory in step 6; Esc leads back to the step."""
    async with at_the_door(tmp_path / "new", clock) as pilot:
        await to_the_passphrase(pilot)
        await prove(pilot, await to_the_code(pilot))
        for step in (5, 6):
            assert f"Step {step} of 6" in text_of(pilot.app)
            await press(pilot, "enter")
            assert f"Step {step} of 6" not in text_of(pilot.app)
            await press(pilot, "escape")
            assert f"Step {step} of 6" in text_of(pilot.app)
            await press(pilot, "g")
        assert "[F2 Today]" in text_of(pilot.app)


async def test_a_caseload_comes_in_from_step_five(tmp_path: Path, clock: FixedClock) -> None:
    """The look at the sheet leads on to its rows, and b brings them in; the step then counts them."""
    sheet = tmp_path / "mine.csv"
    sheet.write_text("Reference,Name\n1,Dean Carter\n2,Kofi Mensah\n", encoding="utf-8")
    async with at_the_door(tmp_path / "new", clock) as pilot:
        await to_the_passphrase(pilot)
        await prove(pilot, await to_the_code(pilot))
        await press(pilot, "i")
        await paste(pilot, str(sheet))
        await press(pilot, "enter")
        assert "2 people come in when you press b." in words_of(pilot)
        await press(pilot, "b", "escape")
        assert "2 people here so far." in text_of(pilot.app)


async def test_looking_round_leaves_for_the_demonstration(tmp_path: Path, clock: FixedClock) -> None:
    """The code it ends with tells the front door to open it, and the step is there again afterwards."""
    folder = tmp_path / "new"
    async with at_the_door(folder, clock) as pilot:
        await to_the_passphrase(pilot)
        await prove(pilot, await to_the_code(pilot))
        await press(pilot, "l")
        assert pilot.app.return_code == LOOK_ROUND
    async with at_the_door(folder, clock) as pilot:
        await paste(pilot, PASSPHRASE)
        await press(pilot, "enter")
        assert "Step 5 of 6" in text_of(pilot.app)


async def test_escape_puts_the_help_of_a_step_away(tmp_path: Path, clock: FixedClock) -> None:
    """Only the second one goes back a step."""
    async with at_the_door(tmp_path / "new", clock) as pilot:
        await to_the_passphrase(pilot)
        await press(pilot, "f1")
        assert "make a picture of them" in words_of(pilot)
        await press(pilot, "escape")
        assert "Step 3 of 6" in text_of(pilot.app)
        assert "make a picture of them" not in words_of(pilot)
        await press(pilot, "escape")
        assert "Step 2 of 6" in text_of(pilot.app)


async def test_words_typed_before_the_line_is_gone_to_are_not_lost(tmp_path: Path, clock: FixedClock) -> None:
    """The five words stand in sight: whoever begins to type them at once has typed them."""
    async with at_the_door(tmp_path / "new", clock) as pilot:
        await to_the_passphrase(pilot)
        assert "F2 show what I type" not in text_of(pilot.app), "the words are in sight already"
        await press(pilot, "a", "b", "space", "c")
        assert "ab c" in boxes(pilot.app)
        await press(pilot, "shift+tab", "down")
        assert "F2 show what I type" in text_of(pilot.app)


async def test_a_short_name_that_is_taken_out_stays_out(tmp_path: Path, clock: FixedClock) -> None:
    """The one made of the name comes back only with another name."""
    async with at_the_door(tmp_path / "new", clock) as pilot:
        await press(pilot, "enter")
        await paste(pilot, "Sam Okafor")
        await press(pilot, "tab", "tab", "tab", "backspace")
        assert boxes(pilot.app)[-1] == ""
        await press(pilot, "s", "o")
        assert boxes(pilot.app)[-1] == "so"
