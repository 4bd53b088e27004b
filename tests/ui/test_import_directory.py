"""Bringing in a directory on the screens: looked at first, every wrong row with its line, then kept."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casework import offered
from linkworker.casework.directory.directory import Sought, activities
from linkworker.imports.columns import Template, columns_of
from linkworker.imports.report import Report
from linkworker.ui.screens.activities import Activities
from linkworker.ui.screens.directory_report import DirectoryReport
from linkworker.ui.screens.import_directory import ImportDirectory
from linkworker.vault.store import Store
from on_screen import Screens, has_line, press, settle, text_of, type_text

Golden = Callable[[Any, str], None]


def sheet(path: Path, *rows: dict[str, str]) -> Path:
    """Write a filled-in sheet with a row for each activity, by heading."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [column.header for column in columns_of(Template.ACTIVITIES)])
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """A sheet of three: two activities, and a row without a name."""
    return sheet(
        tmp_path / "spring.csv",
        {"Name": "Choir", "Kinds": "Music"},
        {"Name": "Sea swimming", "Kinds": "Swimming"},
        {"Name": "", "Kinds": "Football"},
    )


def names(store: Store) -> list[str]:
    """Return the names in the directory."""
    with store.reading() as connection:
        found = activities(connection, Sought(running_only=False), offered.TODAY)
    return [row.name for row in found.rows]


async def look_at(pilot: Any, path: Path) -> None:
    """Choose a file from the place Activities, and have it looked at."""
    await press(pilot, "f4", "i")
    pilot.app.focused.insert_text_at_cursor(str(path))
    await press(pilot, "ctrl+s")


async def test_a_look_keeps_nothing_and_says_every_wrong_row(
    empty_screens: Screens, store: Store, three: Path, golden: Golden
) -> None:
    """The report comes first: how many, and the row that cannot be taken in with its line."""
    async with empty_screens() as pilot:
        await look_at(pilot, three)
        assert isinstance(pilot.app.screen, DirectoryReport)
        assert has_line(pilot.app, r"Cannot be taken in \(1\)")
        assert has_line(pilot.app, r"4 +no name")
        assert has_line(pilot.app, "Nothing is kept yet. Press b to bring it in.")
        golden(pilot.app, "directory_report-80x24")
        assert names(store) == []


async def test_bringing_in_ends_with_the_result(empty_screens: Screens, store: Store, three: Path) -> None:
    """B brings in what can be; Esc leads to the list, where it stands."""
    async with empty_screens() as pilot:
        await look_at(pilot, three)
        await press(pilot, "b")
        assert has_line(pilot.app, "Brought in 2 activities. 1 row was left out.")
        assert names(store) == ["Choir", "Sea swimming"]
        await press(pilot, "b", "escape")
        assert isinstance(pilot.app.screen, Activities)
        assert has_line(pilot.app, "> Choir")


async def test_pushed_alone_it_ends_with_the_report_or_nothing(
    empty_screens: Screens, store: Store, three: Path
) -> None:
    """The first run asks for it without anything; Esc from the look leads back to choose another file."""
    ended: list[Any] = []
    async with empty_screens() as pilot:
        pilot.app.push_screen(ImportDirectory(), ended.append)
        await settle(pilot)
        pilot.app.focused.insert_text_at_cursor(str(three))
        await press(pilot, "ctrl+s", "escape")
        assert isinstance(pilot.app.screen, ImportDirectory)
        await press(pilot, "ctrl+s", "b", "escape")
        assert isinstance(ended[0], Report)
        pilot.app.push_screen(ImportDirectory(), ended.append)
        await settle(pilot)
        await press(pilot, "escape")
        assert ended[1] is None


async def test_a_second_look_says_that_nothing_is_new(empty_screens: Screens, three: Path) -> None:
    """What is there already is named so, and b has nothing to do."""
    async with empty_screens() as pilot:
        await look_at(pilot, three)
        await press(pilot, "b", "escape")
        await look_at(pilot, three)
        assert has_line(pilot.app, "2 as before")
        await press(pilot, "b")
        assert has_line(pilot.app, "There is nothing new to bring in.")


async def test_what_cannot_be_read_is_said_at_the_form(empty_screens: Screens, tmp_path: Path, golden: Golden) -> None:
    """No name, no such file, and a file that is no directory; what was typed stays."""
    odd = tmp_path / "shopping.txt"
    odd.write_text("eggs\n", encoding="utf-8")
    async with empty_screens() as pilot:
        await press(pilot, "f4", "i")
        golden(pilot.app, "import_directory-80x24")
        await press(pilot, "ctrl+s")
        assert has_line(pilot.app, "Enter the name of a file or folder.")
        await press(pilot, "enter")
        await type_text(pilot, "/nowhere")
        await press(pilot, "ctrl+s")
        assert has_line(pilot.app, "There is no file or folder of that name.")
        await press(pilot, "enter", *["backspace"] * 8)
        pilot.app.focused.insert_text_at_cursor(str(odd))
        await press(pilot, "ctrl+s")
        assert "There is a problem" in text_of(pilot.app)
        assert isinstance(pilot.app.screen, ImportDirectory)


async def test_an_empty_sheet_is_written_to_fill_in(empty_screens: Screens, tmp_path: Path) -> None:
    """Ctrl+T asks where; the sheet is there afterwards."""
    async with empty_screens() as pilot:
        await press(pilot, "f4", "i", "ctrl+t")
        await press(pilot, "ctrl+u", "end", *["backspace"] * 60)
        pilot.app.focused.insert_text_at_cursor(str(tmp_path))
        await press(pilot, "ctrl+s")
        assert (tmp_path / "activities-to-bring-in.xlsx").exists()
        assert has_line(pilot.app, "The empty sheet is in")
