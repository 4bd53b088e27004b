"""Printing a person's own copy from the screens: made in a thread of its own, said where, saved elsewhere knowingly."""

import os
import time
from pathlib import Path
from typing import Any

import pytest

from linkworker.casework.history.histories import person_history
from linkworker.casework.plans import agreeing, goals, planning
from linkworker.casework.plans.plan_reading import current_plan, plan_view
from linkworker.printing.from_plan import Wishes
from linkworker.ui.screens.printed import PrintedCopy
from linkworker.ui.screens.printing import MadeCopy, print_copy
from linkworker.vault.store import Store
from on_screen import Screens, has_line, press, settle, text_of
from plan_on_screen import add_ali, add_planned, fill, opened


@pytest.fixture
def planned(store: Store, worker: str) -> str:
    """The id of somebody whose plan was agreed and then changed."""
    ali = add_planned(store, worker)
    with store.unit_of_work(worker) as uow:
        plan = plan_view(uow.connection, ali)
        agreeing.agree(uow, ali, plan.id, "agreed")
        goals.change_goal(uow, ali, plan.goals[0].id, text="Something else now")
    return ali


@pytest.fixture
def no_viewer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A laptop that has nothing to open a file with; the folder where programs would be."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.fixture
def opened_by(no_viewer: Path) -> Path:
    """A laptop whose opener writes down what it was given; the file in which it does."""
    told = no_viewer / "told"
    opener = no_viewer / "xdg-open"
    opener.write_text(f"#!/bin/sh\necho \"$1\" > '{told}'\n", encoding="utf-8", newline="\n")
    opener.chmod(0o755)
    return told


def was_told(file: Path) -> bool:
    """Whether the opener was asked for anything."""
    return file.exists()


def told_by(file: Path) -> str:
    """What a program of its own wrote in a file, once it has."""
    until = time.monotonic() + 10
    while not (file.exists() and file.read_text(encoding="utf-8")):
        assert time.monotonic() < until
        os.sched_yield()
    return file.read_text(encoding="utf-8").strip()


def printed(pilot: Any) -> list[Path]:
    """What is in the prints folder."""
    return sorted((pilot.app.desk.store.folder / "prints").glob("*"))


async def test_without_a_plan_p_says_what_to_do(empty_screens: Screens, store: Store, worker: str) -> None:
    """No form opens."""
    ali = add_ali(store, worker)
    async with empty_screens() as pilot:
        await opened(pilot, ali)
        await press(pilot, "p")
        assert has_line(pilot.app, r"^ There is no plan to print yet\. Press 2, then n, to begin one\.")


@pytest.mark.practice(41)
async def test_the_copy_is_made_and_said_where(empty_screens: Screens, planned: str, golden: Any) -> None:
    """From any tab: which wording, how it looks, then the path, and that it goes at lock; the journal has it."""
    async with empty_screens() as pilot:
        await opened(pilot, planned)
        await press(pilot, "1", "p")
        golden(pilot.app, "print-80x24")
        await press(pilot, "ctrl+s")
        files = printed(pilot)
        assert [file.name for file in files] == ["plan-1.pdf"]
        assert files[0].read_bytes().startswith(b"%PDF")
        assert isinstance(pilot.app.screen, PrintedCopy)
        assert "It is taken away when you lock." in text_of(pilot.app)
        with pilot.app.desk.store.reading() as connection:
            assert "printed" in person_history(connection, planned)[0].sentence


async def test_the_page_of_a_copy(empty_screens: Screens, no_viewer: Path, golden: Any) -> None:
    """Where nothing can open it, o says what to do instead."""
    made = MadeCopy("ali", "plan", Path("/home/jo/linkworker/prints/plan-1.pdf"), b"%PDF", "The copy has 2 pages.")
    async with empty_screens() as pilot:
        await pilot.app.push_screen(PrintedCopy(made, "Ali Marsh"))
        await settle(pilot)
        golden(pilot.app, "printed-80x24")
        await press(pilot, "o")
        assert has_line(pilot.app, r"^ This laptop has nothing that opens the copy\. Save it elsewhere")


async def test_it_opens_in_the_machines_own_viewer_only_on_a_key(
    empty_screens: Screens, planned: str, opened_by: Path
) -> None:
    """Nothing is opened by itself."""
    async with empty_screens() as pilot:
        await opened(pilot, planned)
        await press(pilot, "p", "ctrl+s")
        assert not was_told(opened_by)
        await press(pilot, "o")
        assert told_by(opened_by) == str(printed(pilot)[0])
        assert has_line(pilot.app, r"^ Opened\. Close it there before you lock")


async def test_a_copy_is_saved_elsewhere_knowingly(
    empty_screens: Screens, planned: str, tmp_path: Path, golden: Any
) -> None:
    """The form says that it stays there; a file of that name is not replaced unasked."""
    stick = tmp_path / "stick"
    stick.mkdir()
    async with empty_screens() as pilot:
        await opened(pilot, planned)
        await press(pilot, "p", "ctrl+s", "s")
        golden(pilot.app, "print-save-80x24")
        fill(pilot, path=str(stick))
        await press(pilot, "ctrl+s")
        assert (stick / "plan.pdf").read_bytes() == printed(pilot)[0].read_bytes()
        assert "Saved too as" in text_of(pilot.app)
        await press(pilot, "s")
        fill(pilot, path=str(stick))
        await press(pilot, "ctrl+s")
        assert has_line(pilot.app, "Error: A file of that name is there already")
        fill(pilot, path=str(tmp_path / "nowhere" / "plan.pdf"))
        await press(pilot, "ctrl+s")
        assert has_line(pilot.app, "Error: That folder is not there")
        fill(pilot, path=str(stick), replace="yes")
        await press(pilot, "ctrl+s")
        assert has_line(pilot.app, r"^ Saved\. That copy stays until somebody takes it away\.")


async def test_letters_that_cannot_be_set_are_named(
    empty_screens: Screens, store: Store, worker: str, planned: str
) -> None:
    """A box stands for each on the copy."""
    with store.unit_of_work(worker) as uow:
        planning.set_words(uow, planned, current_plan(uow.connection, planned) or "", ideas="\u4f60 and \u597d")
    async with empty_screens() as pilot:
        made = await print_copy(pilot.app.desk, planned, Wishes())
        assert made.said.endswith("A box stands for what cannot be printed: \u4f60 \u597d")


async def test_the_agreed_version_prints_as_it_was_agreed(empty_screens: Screens, planned: str) -> None:
    """As it stands and as it was agreed are two copies; each has its own bytes."""
    async with empty_screens() as pilot:
        desk = pilot.app.desk
        now, agreed = await print_copy(desk, planned, Wishes()), await print_copy(desk, planned, Wishes(), version=1)
        assert now.pdf != agreed.pdf
        assert [file.name for file in printed(pilot)] == ["plan-1.pdf", "plan-2.pdf"]


async def test_a_full_prints_folder_is_said_on_the_form(empty_screens: Screens, planned: str) -> None:
    """Where the prints folder cannot be made, nothing is lost and the sentence says what to do."""
    async with empty_screens() as pilot:
        (pilot.app.desk.store.folder / "prints").write_text("in the way", encoding="utf-8")
        await opened(pilot, planned)
        await press(pilot, "p", "ctrl+s")
        assert has_line(pilot.app, "The print could not be written")
