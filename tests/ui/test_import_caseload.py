"""Bringing in a list of people: looked at first, decided, brought in, stopped; and the empty sheet."""

import csv
from pathlib import Path

import pytest

from linkworker.casework.people.caseload import Filter, count
from linkworker.imports.columns import Template, columns_of
from linkworker.ui.screens.caseload_report import CaseloadReport
from linkworker.ui.screens.caseload_run import CaseloadRun, NobodyBroughtIn
from linkworker.ui.screens.import_caseload import ImportCaseload
from linkworker.ui.screens.people import People
from on_screen import Screens, has_line, press, text_of, type_text


def sheet(path: Path, *people: dict[str, str]) -> Path:
    """Write a filled-in sheet with a row for each person, by heading."""
    headings = [column.header for column in columns_of(Template.CASELOAD)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headings)
        writer.writeheader()
        writer.writerows(people)
    return path


@pytest.fixture
def five(tmp_path: Path) -> Path:
    """A sheet of five: two new, one like Leon Hartigan, one without a name, one with an odd number."""
    return sheet(
        tmp_path / "new people.csv",
        {"Name": "Wren Ashdown", "Date of birth": "3 May 2007"},
        {"Name": "Piotr Zych"},
        {"Name": "Leon Hartigan"},
        {"Name": "", "Date of birth": "3 May 2001"},
        {"Name": "Odd Number", "NHS number": "999 000 0019"},
    )


async def how_many(pilot) -> int:
    """Return how many people are in the store."""
    return await pilot.app.desk.read(lambda connection: count(connection, Filter(pilot.app.desk.today)))


async def look_at(pilot, path: Path) -> None:
    """Choose a file, and have it looked at."""
    await press(pilot, "f3", "i")
    pilot.app.focused.insert_text_at_cursor(str(path))
    await press(pilot, "ctrl+s")


async def test_choosing_a_file(screens: Screens, golden) -> None:
    """The form asks one thing; a file that is not there, or is no sheet, is a problem that keeps what was typed."""
    async with screens() as pilot:
        await press(pilot, "f3", "i")
        golden(pilot.app, "import-caseload-80x24")
        await press(pilot, "ctrl+s")
        assert has_line(pilot.app, "Enter the name of a file.")
        await press(pilot, "enter")
        await type_text(pilot, "/nowhere/at/all.csv")
        await press(pilot, "ctrl+s")
        assert has_line(pilot.app, "There is no file of that name.")
        assert has_line(pilot.app, "/nowhere/at/all.csv")


async def test_nothing_is_kept_before_the_worker_says_so(screens: Screens, five: Path, golden) -> None:
    """Each row is told by what it would become; Esc goes back, and nobody was added."""
    async with screens() as pilot:
        await look_at(pilot, five)
        assert isinstance(pilot.app.screen, CaseloadReport)
        golden(pilot.app, "caseload-report-80x24")
        assert has_line(pilot.app, "3 people come in when you press b. Nobody is in yet.")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, People)
        assert await how_many(pilot) == 40


async def test_people_are_brought_in_and_taken_back(screens: Screens, five: Path) -> None:
    """B brings them in and says who was left out; u takes them all back."""
    async with screens() as pilot:
        await look_at(pilot, five)
        await press(pilot, "b")
        assert has_line(pilot.app, "3 people are brought in. u takes them back. 2 rows were left out.")
        assert has_line(pilot.app, "They are in. Esc goes back.")
        assert "bring them in" not in text_of(pilot.app)
        assert await how_many(pilot) == 43
        await press(pilot, "b", "escape")
        assert has_line(pilot.app, "Everyone: 43 people")
        await press(pilot, "u")
        assert await how_many(pilot) == 40


async def test_a_row_like_somebody_here_is_decided(screens: Screens, five: Path) -> None:
    """Enter asks: the same, somebody else, or not now; what was said stands in the row and holds."""
    async with screens() as pilot:
        await look_at(pilot, five)
        await press(pilot, "enter", "escape")
        assert has_line(pilot.app, "3 people come in")
        await press(pilot, "enter", "tab", "enter")
        assert has_line(pilot.app, "You said: somebody else. Comes in.")
        assert has_line(pilot.app, "4 people come in")
        await press(pilot, "enter", "enter")
        assert has_line(pilot.app, "You said: the same as Leon Hartigan")
        assert has_line(pilot.app, "3 people come in")
        await press(pilot, "ctrl+s")
        assert await how_many(pilot) == 43
        assert has_line(pilot.app, "1 row was left out")


async def test_a_file_that_is_no_list_of_people(screens: Screens, tmp_path: Path) -> None:
    """What cannot be read is said at the form, in a sentence."""
    async with screens() as pilot:
        wrong = tmp_path / "letter.txt"
        wrong.write_text("Dear all", encoding="utf-8")
        await look_at(pilot, wrong)
        assert isinstance(pilot.app.screen, ImportCaseload)
        assert has_line(pilot.app, "There is a problem")


async def test_a_list_of_nobody_new(screens: Screens, tmp_path: Path) -> None:
    """With nobody to bring in, b says so."""
    async with screens() as pilot:
        await look_at(pilot, sheet(tmp_path / "none.csv", {"Date of birth": "3 May 2001"}))
        await press(pilot, "b")
        assert has_line(pilot.app, "There is nobody to bring in. Press Esc to go back.")


async def test_a_stopped_run_brings_in_nobody(screens: Screens, five: Path) -> None:
    """Stopped before any row, all is taken back; how far it was is told in words."""
    async with screens() as pilot:
        run = CaseloadRun(pilot.app.desk, five)
        assert run.words("Brought in") == ""
        tell = run._tell

        def stop_at_the_third(done: int, total: int) -> None:
            if done == 2:
                run.stop()
            tell(done, total)

        run._tell = stop_at_the_third
        with pytest.raises(NobodyBroughtIn):
            await run.bring_in({})
        assert run.words("Brought in") == "Brought in 2 of 5. Esc stops."
        assert await how_many(pilot) == 40


async def test_an_empty_sheet_is_written_to_a_folder(screens: Screens, tmp_path: Path) -> None:
    """Ctrl+T asks for a folder; one that is there already is not written over."""
    async with screens() as pilot:
        await press(pilot, "f3", "i")
        for _ in range(2):
            await press(pilot, "ctrl+t", "home", "ctrl+k")
            pilot.app.focused.insert_text_at_cursor(str(tmp_path))
            await press(pilot, "ctrl+s")
        assert (tmp_path / "people-to-bring-in.xlsx").stat().st_size > 1000
        said = " ".join(text_of(pilot.app).split())
        assert "There is a file called people-to-bring-in.xlsx already." in said
