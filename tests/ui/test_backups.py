"""Backups on the screens: listed, made, copied to a stick, restored; and a store that does not open."""

from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from demonstration import Told
from door import CHEAP, PASSPHRASE, at_the_door, laptop, paste, rest
from door import press as press_there
from linkworker.base.clock import FixedClock
from linkworker.base.leaving import LOCKED
from linkworker.casework.setting_up import unlock
from linkworker.records.person import Person
from linkworker.ui.door.damaged import Damaged
from linkworker.ui.door.key_file import KeyFile
from linkworker.ui.screens.backing_up.backups import Backups
from linkworker.ui.screens.today import Today
from linkworker.ui.unlock import Unlock
from linkworker.vault.backups import list_backups, make_backup
from linkworker.vault.key_file import copy_of
from linkworker.vault.slots import SLOTS_NAME
from linkworker.vault.store import STORE_NAME
from on_screen import Screens, has_line, press, settle, text_of, type_text


@pytest.fixture
def folder(tmp_path: Path, clock: FixedClock) -> Path:
    """Jo's laptop with a backup, and a person kept since; closed."""
    where = tmp_path / "laptop"
    laptop(where, clock)
    with closing(unlock(where, None, PASSPHRASE, clock, floor=CHEAP).store) as store:
        make_backup(store, clock.now())
        clock.advance(timedelta(hours=3))
        with store.unit_of_work(None) as uow:
            uow.add(Person(name="Ali Mansour"))
    return where


def put_aside(folder: Path) -> int:
    """How many stores were put aside."""
    return len(list(folder.glob("store.damaged-*.db")))


def words_of(pilot: Pilot[int]) -> str:
    """What stands on the screen, in one line."""
    return " ".join(text_of(pilot.app).split())


async def test_backups_are_listed_made_and_copied(screens: Screens, told: Told, tmp_path: Path, golden) -> None:
    """From Settings; each says how old and large it is."""
    stick = tmp_path / "stick"
    stick.mkdir()
    async with screens() as pilot:
        await open_backups(pilot)
        assert has_line(pilot.app, "There is no backup yet")
        await press(pilot, "m")
        assert len(list_backups(told.folder)) == 1
        assert has_line(pilot.app, "The backup is made and read back whole")
        golden(pilot.app, "backups-80x24")
        await press(pilot, "c")
        await type_text(pilot, f"{stick}\n")
        await press(pilot, "ctrl+s")
        assert len(list((stick / "linkworker-backups").iterdir())) == 2
        assert "read back whole. Keep the stick" in words_of(pilot)


async def open_backups(pilot: Pilot[int]) -> None:
    """Open the screen as Settings does."""
    await pilot.app.run_action("settings")
    await settle(pilot)
    await press(pilot, "b")
    assert isinstance(pilot.app.screen, Backups)


async def test_a_restored_store_locks_the_program(screens: Screens, told: Told, golden) -> None:
    """Asked first, with what is lost; the safe answer changes nothing."""
    async with screens() as pilot:
        await open_backups(pilot)
        await press(pilot, "m")
        await pilot.app.desk.change(lambda uow: uow.add(Person(name="Later Person")))
        await press(pilot, "r")
        golden(pilot.app, "backup-restore-80x24")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Backups)
        await press(pilot, "r", "right", "enter")
        with suppress(WorkerCancelled):  # leaving ends what waits
            await pilot.app.workers.wait_for_complete()
    assert pilot.app.return_code == LOCKED
    assert put_aside(told.folder) == 1
    with closing(told.opened().store) as store, store.reading() as connection:
        assert not connection.exec_driver_sql("SELECT 1 FROM person WHERE name = 'Later Person'").all()


async def test_unlocking_makes_the_day_s_backup(folder: Path, clock: FixedClock) -> None:
    """After Today is painted, without a word."""
    clock.advance(timedelta(days=1))
    async with at_the_door(folder, clock) as pilot:
        await paste(pilot, PASSPHRASE)
        await press_there(pilot, "enter")
        assert isinstance(pilot.app.screen, Today)
        await rest(pilot)
    assert len(list_backups(folder)) == 2


async def test_a_backup_that_fails_is_said_and_the_work_goes_on(folder: Path, clock: FixedClock) -> None:
    """In one sentence."""
    for file in (folder / "backups").iterdir():
        file.unlink()
    (folder / "backups").rmdir()
    (folder / "backups").write_text("in the way", encoding="utf-8")
    async with at_the_door(folder, clock) as pilot:
        await paste(pilot, PASSPHRASE)
        await press_there(pilot, "enter")
        assert isinstance(pilot.app.screen, Today)
        assert "The backup folder cannot be written to, so no backup was made." in words_of(pilot)


async def test_a_damaged_store_is_restored_at_the_door(folder: Path, clock: FixedClock, golden) -> None:
    """What is wrong, what the backup lacks, and Enter."""
    (folder / STORE_NAME).write_bytes(b"\1" * 40960)
    async with at_the_door(folder, clock) as pilot:
        await paste(pilot, PASSPHRASE)
        await press_there(pilot, "enter")
        assert isinstance(pilot.app.screen, Damaged)
        golden(pilot.app, "store-damaged-80x24")
        await press_there(pilot, "escape")
        assert isinstance(pilot.app.screen, Unlock)
        await paste(pilot, PASSPHRASE)
        await press_there(pilot, "enter", "enter")
        assert isinstance(pilot.app.screen, Today)
        assert "The backup is in place." in words_of(pilot)
    assert put_aside(folder) == 1


async def test_a_missing_store_is_said_before_and_after_the_passphrase(folder: Path, clock: FixedClock) -> None:
    """Without a backup there is only the stick."""
    (folder / STORE_NAME).unlink()
    for file in (folder / "backups").iterdir():
        file.unlink()
    async with at_the_door(folder, clock) as pilot:
        assert "store.db, is missing. Enter your passphrase" in words_of(pilot)
        await paste(pilot, PASSPHRASE)
        await press_there(pilot, "enter")
        assert isinstance(pilot.app.screen, Damaged)
        assert "linkworker backup restore --from FOLDER" in words_of(pilot)
        await press_there(pilot, "enter")
        assert isinstance(pilot.app.screen, Damaged)


async def test_a_key_file_comes_back_from_a_backup(folder: Path, clock: FixedClock, golden) -> None:
    """Then the passphrase opens all that was written."""
    for file in (folder / SLOTS_NAME, copy_of(folder / SLOTS_NAME)):
        file.write_text("{}", encoding="utf-8")
    async with at_the_door(folder, clock) as pilot:
        assert isinstance(pilot.app.screen, KeyFile)
        golden(pilot.app, "key-file-damaged-80x24")
        await press_there(pilot, "enter")
        assert isinstance(pilot.app.screen, Unlock)
        await paste(pilot, PASSPHRASE)
        await press_there(pilot, "enter")
        assert isinstance(pilot.app.screen, Today)
    assert (folder / "store.slots.before-restoring.json").exists()


async def test_spare_room_that_was_used_is_told_once(screens: Screens) -> None:
    """With what was done; then the work goes on."""
    async with screens() as pilot:
        pilot.app.desk.store.ballast.make()
        pilot.app.desk.store.ballast.give_up()
        pilot.app.screen.say("Saved.")
        await settle(pilot)
        assert "Saved. The disk is full. Spare room that was kept for this was used to save." in words_of(pilot)
        pilot.app.screen.say("Saved again.")
        await settle(pilot)
        assert "Saved again." in words_of(pilot)
        assert "Spare room" not in words_of(pilot)
