"""Giving a person everything held: findings one after the other, decisions kept, copies made and said where."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from linkworker.base.setting_values import Look
from linkworker.casework.access.decisions import draft_form, from_draft
from linkworker.casework.history.histories import person_history
from linkworker.casework.people.people import add_person
from linkworker.casework.support.contacts import write_note
from linkworker.records.professional import Professional
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.screens.access.made import AccessMade
from linkworker.ui.screens.access.records import AccessRecords
from linkworker.ui.screens.access.review import AccessReview
from linkworker.vault.store import Store
from on_screen import Screens, has_line, press, settle, text_of, type_text
from opened_person import open_person


@pytest.fixture
def ali(store: Store, worker: str) -> str:
    """Ali Marsh's id: a GP, and two notes about Sam Reed."""
    with store.unit_of_work(worker) as uow:
        add_person(uow, "Sam Reed")
        ali = add_person(uow, "Ali Marsh").person_id
        uow.add(Professional(person_id=ali, role="gp", name="Dr Amara Bello"))
        write_note(uow, ali, "Met at the gate. Sam Reed came along and it went well.")
        write_note(uow, ali, "Sam Reed was ill.")
        return ali


async def opened(pilot: Any, person: str) -> None:
    """Open the review of a person."""
    pilot.app.open_person(person)
    await settle(pilot)
    await press(pilot, "g")
    assert isinstance(pilot.app.screen, AccessReview)


async def made(pilot: Any) -> None:
    """Press the key that makes the copies, and wait for the thread that sets them."""
    await press(pilot, "ctrl+s")
    until = time.monotonic() + 30
    while not isinstance(pilot.app.screen, AccessMade):
        assert time.monotonic() < until
        await settle(pilot)


def files_in(folder: Path) -> list[Path]:
    """What is in a folder."""
    return list(folder.iterdir())


async def saved(pilot: Any, folder: Path, files: int) -> None:
    """Press the key that saves the copies elsewhere, and wait for the thread that writes them."""
    await press(pilot, "ctrl+s")
    until = time.monotonic() + 30
    while len(files_in(folder)) < files or not isinstance(pilot.app.screen, AccessMade):
        assert time.monotonic() < until
        await settle(pilot)


def printed(pilot: Any) -> list[str]:
    """What is in the prints folder."""
    return sorted(path.name for path in (pilot.app.desk.store.folder / "prints").glob("*"))


async def test_each_finding_is_shown_with_why_and_how_many_are_left(screens: Screens, golden: Any) -> None:
    """In the console look and in the full one."""
    async with screens() as pilot:
        await open_person(pilot, "Connor")
        await press(pilot, "g")
        golden(pilot.app, "access-80x24")
        await press(pilot, "t")
        assert has_line(pilot.app, r"^ Finding 2 of 9\. 8 findings to decide\.")
    async with screens(look=Look.FULL) as pilot:
        await open_person(pilot, "Darren")
        await press(pilot, "g", "y", "n", "n")
        golden(pilot.app, "access-120x36")


async def test_decisions_are_kept_and_taken_up_again(empty_screens: Screens, ali: str) -> None:
    """Leaving loses nothing; the review goes on at the first that is left."""
    async with empty_screens() as pilot:
        await opened(pilot, ali)
        await press(pilot, "t", "y", "escape")
        kept = await pilot.app.desk.draft(draft_form(ali))
        assert sorted(str(made.choice) for made in from_draft(kept.fields).values()) == ["leave", "take-out"]
        await press(pilot, "g")
        assert has_line(pilot.app, r"^ Finding 3 of 3\. 1 finding to decide\.")


async def test_a_decides_all_alike_and_the_arrows_go_back(empty_screens: Screens, ali: str) -> None:
    """The two findings of the same name at once; a decision can be changed."""
    async with empty_screens() as pilot:
        await opened(pilot, ali)
        await press(pilot, "a")
        assert has_line(pilot.app, "Decide one first")
        await press(pilot, "y", "t", "a")
        assert has_line(pilot.app, "1 more finding decided the same way")
        assert has_line(pilot.app, "Left in: 1. Taken out: 2. Held back: 0.")
        await press(pilot, "y")
        assert has_line(pilot.app, "Everything is decided. w makes the copies.")
        await press(pilot, "left")
        assert has_line(pilot.app, r"Decided +Taken out")
        await press(pilot, "right", "n")
        assert has_line(pilot.app, r"Decided +Left in")


async def test_copies_wait_until_all_is_decided_then_both_are_made(
    empty_screens: Screens, ali: str, golden: Any, tmp_path: Path
) -> None:
    """Said where they are; noted in the journal; elsewhere only by a knowing choice."""
    async with empty_screens() as pilot:
        await opened(pilot, ali)
        await press(pilot, "w")
        assert has_line(pilot.app, "3 findings to decide. Decide each before the copies are made.")
        await press(pilot, "t", "t", "t", "w")
        assert isinstance(pilot.app.screen, FormScreen)
        golden(pilot.app, "access-copies-80x24")
        await made(pilot)
        assert printed(pilot) == ["everything-held-1.json", "everything-held-1.pdf"]
        data = json.loads((pilot.app.desk.store.folder / "prints" / "everything-held-1.json").read_text("utf-8"))
        assert "Bello" not in json.dumps(data)
        lines = await pilot.app.desk.read(lambda connection: person_history(connection, ali))
        assert lines[0].what == "printed everything held about them."
        stick = tmp_path / "stick"
        stick.mkdir()
        await press(pilot, "s")
        assert has_line(pilot.app, "not encrypted")
        await type_text(pilot, str(stick))
        await saved(pilot, stick, 2)
        assert has_line(pilot.app, "Saved. Those copies stay until somebody takes them away.")
        await press(pilot, "escape")
        assert has_line(pilot.app, "Copies were made by these decisions on 6 August 2026")


async def test_holding_back_asks_for_the_harm(empty_screens: Screens, ali: str, golden: Any) -> None:
    """The reason goes to the manager's note, never to the copies; a whole record can be held back too."""
    async with empty_screens() as pilot:
        await opened(pilot, ali)
        await press(pilot, "h")
        golden(pilot.app, "access-hold-80x24")
        await type_text(pilot, "It would put the surgery at risk")
        await press(pilot, "ctrl+s", "y", "y", "e")
        assert isinstance(pilot.app.screen, AccessRecords)
        golden(pilot.app, "access-records-80x24")
        await press(pilot, "end", "h")
        await type_text(pilot, "It would put Sam at risk")
        await press(pilot, "ctrl+s")
        assert has_line(pilot.app, "held back")
        await press(pilot, "h")
        assert has_line(pilot.app, "It will be given.")
        await press(pilot, "h")
        await type_text(pilot, "It would put Sam at risk")
        await press(pilot, "ctrl+s", "escape")
        assert has_line(pilot.app, "Held back: 2.")
        await press(pilot, "w")
        await made(pilot)
        assert "never for the person" in " ".join(text_of(pilot.app).split())
        assert printed(pilot) == ["everything-held-1.json", "everything-held-1.pdf", "note-to-manager-1.txt"]


async def test_nothing_about_anybody_else(empty_screens: Screens, store: Store, worker: str, golden: Any) -> None:
    """Said so, with what would be given; the copies can be made at once."""
    with store.unit_of_work(worker) as uow:
        kay = add_person(uow, "Kay Lund").person_id
    async with empty_screens() as pilot:
        await opened(pilot, kay)
        golden(pilot.app, "access-nothing-80x24")
        await press(pilot, "t")
        assert has_line(pilot.app, "Everything is decided. w makes the copies.")
        await press(pilot, "h")
        assert has_line(pilot.app, "Nothing is shown to hold back. e lists every record.")
        await press(pilot, "w")
        await made(pilot)
