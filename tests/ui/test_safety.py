"""Safe by construction: what a crash shows, what Textual may not do, and what a lock leaves behind."""

import ast
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from textual.app import App

import linkworker.ui
from door import JO, PASSPHRASE, at_the_door, boxes, laptop, paste, press
from linkworker.base.clock import FixedClock, SystemClock
from linkworker.base.leaving import FAULT
from linkworker.casework.people.people import add_person
from linkworker.casework.setting_up import set_up
from linkworker.ui.app import Linkworker
from linkworker.ui.careful_app import CarefulApp
from linkworker.ui.commands.table import PLACES, commands
from linkworker.ui.unlock import Unlock
from linkworker.vault.recovery_code import RecoveryCode
from on_screen import text_of

MARK = "1 Mill Lane, Lewes"
WHO = "Alimansour Fenwick"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store whose slot is as costly as real ones, and one person in it."""
    folder = tmp_path_factory.mktemp("place")
    opened = set_up(folder / "store", JO, PASSPHRASE, RecoveryCode.make(), SystemClock())
    with opened.store as store, store.unit_of_work(opened.worker_id) as uow:
        add_person(uow, WHO)
    (folder / "settings.toml").write_text("", encoding="utf-8", newline="\n")
    return folder


# A crash -------------------------------------------------------------------------------------------------------------

CRASHING = f"""
import asyncio, sys, threading
from linkworker.ui import child, unlock

def breaks(self):
    typed = {MARK!r}
    raise ValueError(typed)

async def breaks_later(self):
    breaks(self)

def in_a_worker(self):
    self.run_worker(breaks_later(self))

def in_a_thread(self):
    threading.Thread(target=breaks, args=(self,)).start()
    self.left = asyncio.create_task(breaks_later(self))

unlock.Unlock.action_letters = {{"screen": breaks, "worker": in_a_worker, "thread": in_a_thread}}[sys.argv[1]]
sys.exit(child.main(sys.argv[2:]))
"""


@pytest.mark.parametrize("where", ["screen", "worker"])
def test_a_crash_prints_no_variable(place: Path, terminal: Any, where: str) -> None:
    """One sentence with a line of the program; neither the local variables nor the message of the error."""
    console = terminal(where, "--store", str(place / "store"), program=("-c", CRASHING))
    console.expect("Worker")
    console.press("\x1bOQ")  # F2
    said = console.expect("Tell your IT")
    assert console.ended() == FAULT
    said += console.said
    assert "Something broke inside linkworker (ValueError, " in said
    assert MARK not in said
    assert "Traceback" not in said


def test_what_breaks_in_a_thread_prints_nothing(place: Path, terminal: Any) -> None:
    """Neither Python's own report of a thread nor asyncio's of a task."""
    console = terminal("thread", "--store", str(place / "store"), program=("-c", CRASHING))
    said = console.expect("Worker")
    console.press("\x1bOQ")
    console.press("\x11")
    assert console.ended() == 0
    said += console.said
    assert MARK not in said
    assert "Traceback" not in said


async def test_a_crash_keeps_what_was_typed(tmp_path: Path, clock: FixedClock) -> None:
    """A program that breaks lets go in order: the drafts first, then the store."""
    laptop(tmp_path / "store", clock)
    with pytest.raises(ZeroDivisionError):
        async with at_the_door(tmp_path / "store", clock) as pilot:
            await paste(pilot, PASSPHRASE)
            await press(pilot, "enter", "f3", "n")
            await paste(pilot, "Marlon Okon")
            pilot.app.screen.call_later(lambda: 1 // 0)
            await pilot.app._task
    assert pilot.app.return_code == FAULT
    async with at_the_door(tmp_path / "store", clock) as pilot:
        await paste(pilot, PASSPHRASE)
        await press(pilot, "enter", "f3", "n")
        assert "Marlon Okon" in boxes(pilot.app)


# What Textual may not do ---------------------------------------------------------------------------------------------

OVERRIDDEN = [
    name
    for name, value in vars(CarefulApp).items()
    if callable(value) and name not in {"__init__", "end_after_fault"} and not name.startswith("__")
]


@pytest.mark.parametrize("name", OVERRIDDEN)
def test_what_we_override_is_textuals(name: str) -> None:
    """A later Textual that calls it otherwise must not leave its own in force."""
    assert hasattr(App, name), f"Textual has no {name} any more: look for what took its place"
    assert getattr(Linkworker, name) is not getattr(App, name)


def test_all_that_must_be_overridden_is() -> None:
    """Each of these shows, writes or starts something that outlives a lock."""
    assert set(OVERRIDDEN) >= {
        "_fatal_error", "_handle_exception", "_init_devtools", "_print_error_renderables", "action_command_palette",
        "action_help_quit", "action_quit", "action_screenshot", "action_suspend_process", "bell", "copy_to_clipboard",
        "deliver_binary", "deliver_screenshot", "deliver_text", "get_system_commands", "notify", "open_url", "panic",
        "save_screenshot", "search_commands", "search_themes", "suspend",
    }  # fmt: skip
    assert not Linkworker.ENABLE_COMMAND_PALETTE
    assert not Linkworker.ALLOW_SELECT


async def test_no_screenshot_can_be_taken(tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not by an action, not by the palette, not by Textual's own commands; nothing is written anywhere."""
    laptop(tmp_path / "store", clock)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("HOME", str(tmp_path / "here"))
    async with at_the_door(tmp_path / "store", clock) as pilot:
        await paste(pilot, PASSPHRASE)
        await press(pilot, "enter")
        for action in ("screenshot", "app.screenshot", "command_palette", "change_theme", "notify('hello')"):
            await pilot.app.run_action(action)
        pilot.app.save_screenshot()
        pilot.app.deliver_screenshot()
        assert list(pilot.app.get_system_commands(pilot.app.screen)) == []
        assert len(pilot.app.screen_stack) == 1
        assert list(pilot.app._notifications) == []
        await press(pilot, "ctrl+p")
        assert "creenshot" not in text_of(pilot.app)
    assert list((tmp_path / "here").iterdir()) == []


def test_textuals_variables_are_cleared(place: Path, terminal: Any, tmp_path: Path) -> None:
    """With them it would log, take screenshots, press keys, and load whatever driver is named."""
    log = tmp_path / "log.txt"
    console = terminal(
        "--store",
        str(place / "store"),
        TEXTUAL="debug,devtools",
        TEXTUAL_DEBUG="1",
        TEXTUAL_LOG=str(log),
        TEXTUAL_SCREENSHOT="0",
        TEXTUAL_SCREENSHOT_LOCATION=str(tmp_path),
        TEXTUAL_DRIVER="no.such.module:Driver",
        TEXTUAL_PRESS="ctrl+q",
    )
    console.expect("Worker")
    console.press("\x11")
    assert console.ended() == 0
    assert list(tmp_path.iterdir()) == []


def test_copying_stays_in_the_program(terminal: Any, tmp_path: Path) -> None:
    """Ctrl+C in a text field takes the words for Ctrl+V; no terminal is told to put them on the clipboard."""
    console = terminal("--store", str(tmp_path / "new"))
    said = console.expect("Go on")
    console.press("\r")
    said += console.expect("Your name")
    console.press("Mill Lane")
    console.press("\x1b[1;2H\x03\x1b[F\x16")  # select to the start, copy, go to the end, paste
    said += console.expect("Mill LaneMill Lane")
    console.press("\x11")
    assert console.ended() == 0
    assert "\x1b]52" not in said + console.said


def _calls() -> list[tuple[str, int, str]]:
    found = []
    for file in sorted(Path(linkworker.ui.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                found.append((file.name, node.lineno, name))
    return found


def test_no_text_passes_through_markup() -> None:
    """Every widget with words is our own, which reads none; nothing is made from markup, and nothing pops up."""
    wrong = {"Static", "Label", "from_markup", "notify", "render_markup", "Header", "Footer", "Markdown"}
    assert [call for call in _calls() if call[2] in wrong] == []


async def test_what_a_person_is_called_is_shown_letter_by_letter(tmp_path: Path, clock: FixedClock) -> None:
    """Brackets are brackets, in a list, in a heading and in the status line."""
    laptop(tmp_path / "store", clock)
    async with at_the_door(tmp_path / "store", clock) as pilot:
        await paste(pilot, PASSPHRASE)
        await press(pilot, "enter", "f3", "n")
        await paste(pilot, "[red]Ali[/red] [@click=app.quit]M")
        await press(pilot, "ctrl+s")
        assert "[red]Ali[/red] [@click=app.quit]M" in text_of(pilot.app)


# The lock ------------------------------------------------------------------------------------------------------------


async def test_while_locked_no_key_reaches_anything(tmp_path: Path, clock: FixedClock) -> None:
    """Every key of every place, one after the other, at the first screen: it stays, and nothing opens over it."""
    laptop(tmp_path / "store", clock)
    own = {key for command in commands("unlock") for key in command.key.split(",")}
    keys = sorted({key for name in PLACES for command in commands(name) for key in command.key.split(",")} - own)
    async with at_the_door(tmp_path / "store", clock) as pilot:
        for key in [*keys, "ctrl+backslash", "ctrl+z", "ctrl+o"]:
            await pilot.press(key)
        await press(pilot, "ctrl+p", "f12")
        assert isinstance(pilot.app.screen, Unlock)
        assert len(pilot.app.screen_stack) == 1
        assert pilot.app.return_code is None
        for name in ("go('people')", "palette", "undo", "lock", "settings", "handbook", "last_person"):
            await pilot.app.run_action(name)
        assert isinstance(pilot.app.screen, Unlock)
        assert pilot.app.return_code is None


async def test_once_a_lock_has_begun_no_key_does_anything(tmp_path: Path, clock: FixedClock) -> None:
    """Between the key and the end of the process."""
    laptop(tmp_path / "store", clock)
    async with at_the_door(tmp_path / "store", clock) as pilot:
        await paste(pilot, PASSPHRASE)
        await press(pilot, "enter")
        before = text_of(pilot.app)
        pilot.app.locking = True
        await press(pilot, "f3", "n", "ctrl+p", "f10", "u")
        assert text_of(pilot.app) == before
        pilot.app.locking = False


async def test_what_is_typed_in_a_form_is_there_after_a_lock(tmp_path: Path, clock: FixedClock) -> None:
    """F12 in the middle of a word; the form has it again."""
    laptop(tmp_path / "store", clock)
    async with at_the_door(tmp_path / "store", clock) as pilot:
        await paste(pilot, PASSPHRASE)
        await press(pilot, "enter", "f3", "n")
        await paste(pilot, "Marlon Okon")
        await press(pilot, "f12")
        assert pilot.app.return_code == 75
    async with at_the_door(tmp_path / "store", clock) as pilot:
        await paste(pilot, PASSPHRASE)
        await press(pilot, "enter", "f3", "n")
        assert "Marlon Okon" in boxes(pilot.app)


@pytest.mark.parametrize("how", ["a worker", "a message"])
async def test_a_lock_is_a_lock_though_a_screen_still_reads(tmp_path: Path, clock: FixedClock, how: str) -> None:
    """What asks for more after the store was closed is left waiting for nothing; no fault is told of."""
    laptop(tmp_path / "store", clock)
    async with at_the_door(tmp_path / "store", clock) as pilot:
        await paste(pilot, PASSPHRASE)
        await press(pilot, "enter")
        app, asked = pilot.app, 0

        async def read_on() -> None:
            nonlocal asked
            while True:
                asked += 1
                await app.desk.read(lambda connection: connection.exec_driver_sql("SELECT 1").scalar())

        if how == "a worker":
            app.run_worker(read_on())
        else:
            app.screen.call_later(read_on)
        await press(pilot, "f12")
        assert asked > 0
        assert app.return_code == 75


def test_a_lock_ends_the_process_and_a_fresh_one_asks(place: Path, terminal: Any) -> None:
    """Nothing of the screen before is drawn after it, nor left where one can scroll back to."""
    console = terminal("--store", str(place / "store"))
    console.expect("Worker")
    first = console.children()
    console.press(f"{PASSPHRASE}\r")
    console.expect("F3 People")
    console.press("\x1bOR")  # F3
    console.expect(WHO)
    console.press("\x1b[24~")  # F12
    after = console.expect(re.escape("\x1b[?1049l"))
    after = console.expect("Worker")
    assert WHO not in after
    second = console.children()
    assert len(first) == len(second) == 1
    assert first != second
    console.press("\x11")
    assert console.ended() == 0
    assert WHO not in console.said


@pytest.mark.skipif(sys.platform == "win32", reason="Windows' console has no such test")
def test_the_passphrase_is_never_drawn(place: Path, terminal: Any) -> None:
    """Nor any five letters of it."""
    console = terminal("--store", str(place / "store"))
    said = console.expect("Worker")
    console.press(f"{PASSPHRASE}\r")
    said += console.expect("F3 People")
    console.press("\x11")
    assert console.ended() == 0
    said += console.said
    assert not [at for at in range(len(PASSPHRASE) - 5) if PASSPHRASE[at : at + 5] in said]
