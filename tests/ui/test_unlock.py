"""The first screen: it opens with the passphrase, says what is wrong, and never keeps what was typed."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from door import CHEAP, OTHER, PASSPHRASE, at_the_door, boxes, laptop, paste, press, rest, share
from linkworker.base.clock import FixedClock
from linkworker.base.setting_values import Look
from linkworker.casework.setting_up import unlock
from linkworker.ui.unlock import Unlock
from linkworker.vault.key_file import copy_of
from linkworker.vault.recovery_code import RecoveryCode
from linkworker.vault.slots import SLOTS_NAME
from linkworker.vault.store import STORE_NAME
from on_screen import text_of


def words_of(pilot: Any) -> str:
    return " ".join(text_of(pilot.app).split())


@pytest.fixture
def folder(tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Jo's laptop, called FENWICK-07."""
    monkeypatch.setenv("COMPUTERNAME", "FENWICK-07")
    laptop(tmp_path / "laptop", clock)
    return tmp_path / "laptop"


async def test_the_passphrase_opens_today(folder: Path, clock: FixedClock, golden: Any) -> None:
    """One box, one Enter; nothing of what was typed stays in the program's boxes."""
    async with at_the_door(folder, clock) as pilot:
        golden(pilot.app, "unlock-80x24")
        await paste(pilot, PASSPHRASE)
        assert PASSPHRASE not in text_of(pilot.app)
        door = pilot.app.screen
        await press(pilot, "enter")
        assert "[F2 Today]" in text_of(pilot.app)
        assert pilot.app.unlocked
        assert not any(isinstance(screen, Unlock) for stack in pilot.app._screen_stacks.values() for screen in stack)
        assert [box.value for box in door.query("Input")] == []


async def test_in_the_full_look_it_has_room(folder: Path, clock: FixedClock, golden: Any) -> None:
    """The same at 120x36."""
    async with at_the_door(folder, clock, look=Look.FULL) as pilot:
        golden(pilot.app, "unlock-120x36")


async def test_a_wrong_one_is_said_and_the_tries_are_counted(folder: Path, clock: FixedClock, golden: Any) -> None:
    """The box is empty again; after five there is a wait, and the right one must wait as well."""
    async with at_the_door(folder, clock) as pilot:
        assert "5 wrong tries left before a wait of 30 seconds." in text_of(pilot.app)
        await paste(pilot, "not the one at all")
        await press(pilot, "enter")
        golden(pilot.app, "unlock-wrong-80x24")
        assert boxes(pilot.app) == [""]
        for _ in range(3):
            await paste(pilot, "wrong")
            await press(pilot, "enter")
        assert "1 wrong try brings a wait of 30 seconds." in text_of(pilot.app)
        await paste(pilot, "wrong")
        await press(pilot, "enter")
        assert "There were too many wrong tries. The next one is possible in 30 seconds." in text_of(pilot.app)
        await paste(pilot, PASSPHRASE)
        await press(pilot, "enter")
        assert "Wait 30 seconds and try again." in text_of(pilot.app)
        assert boxes(pilot.app) == [""]
        clock.advance(timedelta(seconds=31))
        await paste(pilot, PASSPHRASE)
        await press(pilot, "enter")
        assert "[F2 Today]" in text_of(pilot.app)


async def test_enter_on_an_empty_box_costs_no_try(folder: Path, clock: FixedClock) -> None:
    """It asks for the passphrase instead."""
    async with at_the_door(folder, clock) as pilot:
        await press(pilot, "enter")
        assert "Enter your passphrase." in text_of(pilot.app)
        assert "5 wrong tries left" in text_of(pilot.app)


async def test_the_letters_are_shown_on_request(folder: Path, clock: FixedClock) -> None:
    """F2 shows them, so that Caps Lock can be seen, and hides them again; opening hides them too."""
    async with at_the_door(folder, clock) as pilot:
        await paste(pilot, "COPPER")
        assert "******" in text_of(pilot.app)
        await press(pilot, "f2")
        assert "COPPER" in text_of(pilot.app)
        await press(pilot, "f2")
        assert "COPPER" not in text_of(pilot.app)
        await press(pilot, "f2", "enter")
        await paste(pilot, "more")
        assert "more" not in text_of(pilot.app)


async def test_those_who_share_a_laptop_say_who_they_are(folder: Path, clock: FixedClock, golden: Any) -> None:
    """By Up and Down or by typing; each has tries of their own."""
    share(folder, clock)
    async with at_the_door(folder, clock) as pilot:
        await press(pilot, "down", "down")
        golden(pilot.app, "unlock-shared-80x24")
        await press(pilot, "enter")
        await paste(pilot, "wrong")
        await press(pilot, "enter")
        assert "4 wrong tries left" in text_of(pilot.app)
        await press(pilot, "shift+tab", "up")
        assert "5 wrong tries left" in text_of(pilot.app)
        await press(pilot, "enter")
        await paste(pilot, PASSPHRASE)
        await press(pilot, "enter")
        assert pilot.app.unlocked


async def test_an_unknown_short_name_is_said(folder: Path, clock: FixedClock) -> None:
    """With nothing counted against anybody."""
    share(folder, clock)
    async with at_the_door(folder, clock, user="kim") as pilot:
        await paste(pilot, PASSPHRASE)
        await press(pilot, "enter")
        assert "There is no user name kim on this store." in text_of(pilot.app)


async def test_the_second_worker_opens_with_their_own(folder: Path, clock: FixedClock) -> None:
    """A short name that was given goes straight to the passphrase."""
    share(folder, clock)
    async with at_the_door(folder, clock, user="sam") as pilot:
        await paste(pilot, OTHER)
        await press(pilot, "enter")
        assert pilot.app.unlocked


def _damage(file: Path) -> None:
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    file.write_bytes(raw)


async def test_a_damaged_key_file_is_told_from_a_damaged_store(folder: Path, clock: FixedClock) -> None:
    """Keys with their copy: nothing can be typed that would help, and it says whom to call."""
    _damage(folder / SLOTS_NAME)
    _damage(copy_of(folder / SLOTS_NAME))
    async with at_the_door(folder, clock) as pilot:
        said = words_of(pilot)
        assert "The key file is damaged." in said
        assert "call your IT team" in said


async def test_one_damaged_key_file_is_mended_and_said(folder: Path, clock: FixedClock) -> None:
    """Its copy opens the store; the worker is told at the desk."""
    copy_of(folder / SLOTS_NAME).write_bytes((folder / SLOTS_NAME).read_bytes())
    _damage(folder / SLOTS_NAME)
    async with at_the_door(folder, clock) as pilot:
        await paste(pilot, PASSPHRASE)
        await press(pilot, "enter")
        assert "The key file was damaged. Its copy opened the store" in words_of(pilot)


async def test_a_damaged_store_says_that_the_passphrase_was_right(folder: Path, clock: FixedClock) -> None:
    """Never one sentence for both."""
    raw = (folder / STORE_NAME).read_bytes()
    (folder / STORE_NAME).write_bytes(b"\0" * len(raw))
    async with at_the_door(folder, clock) as pilot:
        await paste(pilot, PASSPHRASE)
        await press(pilot, "enter")
        assert "Your passphrase is right and the key file is whole. The store itself, store.db, is" in words_of(pilot)


async def test_a_store_or_keys_that_are_missing_are_named(folder: Path, clock: FixedClock) -> None:
    """Each by its own name."""
    (folder / STORE_NAME).rename(folder / "away.db")
    async with at_the_door(folder, clock) as pilot:
        assert "The store itself, store.db, is missing." in " ".join(text_of(pilot.app).split())
    (folder / "away.db").rename(folder / STORE_NAME)
    for file in (folder / SLOTS_NAME, copy_of(folder / SLOTS_NAME)):
        file.unlink(missing_ok=True)
    async with at_the_door(folder, clock) as pilot:
        assert "The key file store.slots.json is missing" in words_of(pilot)


async def test_a_store_that_another_window_has_open_is_said(folder: Path, clock: FixedClock) -> None:
    """With what to do; then it opens once that one is closed."""
    with unlock(folder, None, PASSPHRASE, clock, floor=CHEAP).store:
        async with at_the_door(folder, clock) as pilot:
            await paste(pilot, PASSPHRASE)
            await press(pilot, "enter")
            assert "This store is already open in another linkworker" in words_of(pilot)
    async with at_the_door(folder, clock) as pilot:
        await paste(pilot, PASSPHRASE)
        await press(pilot, "enter")
        assert pilot.app.unlocked


async def test_prints_are_taken_away_at_unlock(folder: Path, clock: FixedClock) -> None:
    """Nothing that was printed before lies about."""
    prints = folder / "prints"
    prints.mkdir()
    (prints / "plan-1.pdf").write_bytes(b"a plan")
    async with at_the_door(folder, clock) as pilot:
        await paste(pilot, PASSPHRASE)
        await press(pilot, "enter")
        assert list(prints.iterdir()) == []


async def test_a_demonstrations_passphrase_stands_there(folder: Path, clock: FixedClock, golden: Any) -> None:
    """It is not a secret: one Enter opens."""
    async with at_the_door(folder, clock, demonstration=PASSPHRASE) as pilot:
        golden(pilot.app, "unlock-demonstration-80x24")
        await press(pilot, "enter")
        assert pilot.app.unlocked


async def test_a_forgotten_passphrase_is_replaced_with_the_recovery_code(
    tmp_path: Path, clock: FixedClock, golden: Any, fixed_chance: None
) -> None:
    """The code, a new passphrase, a new code typed back; then only the new ones open."""
    folder = tmp_path / "mine"
    code = laptop(folder, clock)
    async with at_the_door(folder, clock) as pilot:
        await press(pilot, "f4")
        golden(pilot.app, "forgotten-80x24")
        await paste(pilot, code.printed()[:-1] + ("0" if code.printed()[-1] != "0" else "1"))
        await press(pilot, "enter")
        assert "The recovery code has a mistyped character." in text_of(pilot.app)
        await press(pilot, *["backspace"] * 40)
        await paste(pilot, code.printed().lower())
        await press(pilot, "enter")
        golden(pilot.app, "forgotten-passphrase-80x24")
        await press(pilot, "down", "enter")
        await paste(pilot, OTHER)
        await press(pilot, "enter")
        await paste(pilot, OTHER)
        await press(pilot, "enter")
        golden(pilot.app, "forgotten-paper-80x24")
        new = next(line for line in text_of(pilot.app).splitlines() if line.count("-") == 6).strip(" │")
        await press(pilot, "enter")
        await paste(pilot, new)
        await press(pilot, "enter")
        assert pilot.app.unlocked
        assert "The new passphrase and the new code are in force." in text_of(pilot.app)
    unlock(folder, None, OTHER, clock, floor=CHEAP).store.close()


async def test_another_stores_code_is_refused_and_nothing_is_changed(folder: Path, clock: FixedClock) -> None:
    """Esc leaves all as it was."""
    before = (folder / SLOTS_NAME).read_bytes()
    async with at_the_door(folder, clock) as pilot:
        await press(pilot, "f4")
        await paste(pilot, RecoveryCode.make().printed())
        await press(pilot, "enter")
        assert "it is not the code of this store" in words_of(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Unlock)
    assert (folder / SLOTS_NAME).read_bytes() == before


async def test_keys_typed_before_all_is_loaded_are_not_lost(folder: Path, clock: FixedClock) -> None:
    """Enter waits for the rest to be loaded, and then opens."""
    async with at_the_door(folder, clock) as pilot:
        pilot.app.screen._loading = None
        await paste(pilot, PASSPHRASE)
        pilot.app.screen._load()
        await press(pilot, "enter")
        await rest(pilot)
        assert pilot.app.unlocked


def test_the_first_screen_loads_neither_database_nor_keys() -> None:
    """What is painted first needs Textual and the base floor alone; the door to the rest is a thread."""
    look = (
        "import sys\n"
        "import linkworker.ui.child, linkworker.ui.app, linkworker.ui.unlock\n"
        "slow = {'sqlalchemy', 'sqlmodel', 'sqlcipher3', 'pydantic', 'cryptography', 'typst', 'openpyxl', 'pyrage'}\n"
        "rooms = {name.split('.')[1] for name in sys.modules if name.startswith('linkworker.')}\n"
        "print(sorted(slow & {name.split('.')[0] for name in sys.modules}), sorted(rooms))\n"
    )
    out = subprocess.run([sys.executable, "-c", look], capture_output=True, encoding="utf-8", check=True).stdout
    assert out.strip() == "[] ['base', 'ui']"
