"""The working process of the screens: how it starts, what it is told, and how it ends when it is asked to."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cli.console import Console
from door import JO, PASSPHRASE
from linkworker.base.clock import SystemClock
from linkworker.base.errors import BadInput
from linkworker.casework.setting_up import set_up, unlock
from linkworker.cli.main import opens_screens, spread
from linkworker.ui.child import forget_debugging, options
from linkworker.vault.cost import DEFAULT_COST
from linkworker.vault.drafts import drafts
from linkworker.vault.recovery_code import RecoveryCode

LEAVE, F12 = "\x11", "\x1b[24~"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store whose slot is as costly as real ones."""
    folder = tmp_path_factory.mktemp("place")
    set_up(folder / "store", JO, PASSPHRASE, RecoveryCode.make(), SystemClock()).store.close()
    (folder / "settings.toml").write_text("", encoding="utf-8", newline="\n")
    return folder


# Words and environment -----------------------------------------------------------------------------------------------


def test_every_variable_of_textual_is_forgotten_and_no_other() -> None:
    """Whatever its case; the terminal's own stay."""
    environ = {"TEXTUAL": "debug", "TEXTUAL_LOG": "x", "Textual_Press": "q", "TERM": "xterm", "NO_COLOR": "1"}
    forget_debugging(environ)
    assert environ == {"TERM": "xterm", "NO_COLOR": "1"}


def test_its_words_are_pairs() -> None:
    """Each option with its value; anything else is said."""
    assert options(["--store", "/x", "--look", "console"]) == {"store": "/x", "look": "console"}
    assert options([]) == {}
    for words in (["--passphrase", "x"], ["--store"], ["people", "list"]):
        with pytest.raises(BadInput):
            options(words)


@pytest.mark.parametrize(
    ("words", "opens"),
    [
        ([], True),
        (["--look", "console"], True),
        (["--store=/x", "--user", "jo"], True),
        (["--look"], False),
        (["due"], False),
        (["--help"], False),
        (["--passphrase-fd", "0"], False),
    ],
)
def test_the_front_door_opens_the_screens_without_a_command(words: list[str], opens: bool) -> None:
    """With only what they know after it."""
    assert opens_screens(words) is opens
    assert spread(["--store=/x=y", "--user", "jo"]) == ["--store", "/x=y", "--user", "jo"]


def run(*words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run the child without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "linkworker.ui", *words],
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        env={**os.environ, **environment},
        check=False,
    )


def test_without_a_terminal_it_says_so_in_a_sentence() -> None:
    """And names what works there."""
    done = run()
    assert done.returncode == 1
    assert done.stderr == "Screens need a terminal, but each job is also a plain command: see linkworker --help.\n"


def test_a_look_that_there_is_not_is_said() -> None:
    """With those there are."""
    done = run("--look", "shiny")
    assert done.returncode == 3
    assert done.stderr.startswith("--look must be")


def test_a_terminal_that_can_draw_nothing_is_told(terminal: Any, place: Path) -> None:
    """One sentence, and the way round."""
    console = terminal("--store", str(place / "store"), TERM="dumb")
    console.expect("This terminal cannot draw screens, but each job is also a plain command")
    assert console.ended() == 1


# Looks ---------------------------------------------------------------------------------------------------------------


def test_no_colour_is_drawn_where_none_is_wanted(terminal: Any, place: Path) -> None:
    """NO_COLOR, as everywhere: shades of grey at most."""
    console = terminal("--store", str(place / "store"), NO_COLOR="1", COLORTERM="truecolor")
    said = console.expect("Worker")
    console.press(LEAVE)
    assert console.ended() == 0
    colours = re.findall(r"[34]8;2;(\d+);(\d+);(\d+)", said)
    assert colours
    assert all(red == green == blue for red, green, blue in colours)


def test_a_look_is_detected_or_told(terminal: Any, place: Path) -> None:
    """The kernel's own console gets what it can draw, a modern terminal the rest, and --look decides."""
    for words, term, edge in ((), "linux", "║"), ((), "xterm-256color", "┃"), (("--look", "console"), "xterm", "║"):
        console = terminal(*words, "--store", str(place / "store"), TERM=term, PYTHONUTF8="1")
        said = console.expect("Worker")
        console.press(LEAVE)
        assert console.ended() == 0
        assert edge in said + console.said


# Ending --------------------------------------------------------------------------------------------------------------


def begin_a_form(console: Console) -> None:
    """Unlock, and type a name into the form for a new person."""
    console.expect("Worker")
    console.press(f"{PASSPHRASE}\r")
    console.expect("F3 People")
    console.press("\x1bOR")  # F3
    console.expect("n new|add the first|Press n")
    console.press("n")
    console.expect("A new person")


def kept(place: Path) -> list[str]:
    """Return the names that stand in drafts, and forget nothing; the store must be free."""
    opened = unlock(place / "store", None, PASSPHRASE, SystemClock(), floor=DEFAULT_COST)
    with opened.store as store, store.reading() as connection:
        return [draft.fields.get("name", "") for draft in drafts(connection, opened.worker_id)]


def test_asked_to_end_it_keeps_what_is_typed_and_lets_go(terminal: Any, place: Path) -> None:
    """SIGTERM to the parent reaches the child; the draft is kept at once, not only after a pause."""
    console = terminal("--store", str(place / "store"))
    begin_a_form(console)
    console.press("Terminated Tom")
    console.expect("Terminated Tom")
    console.process.send_signal(signal.SIGTERM)
    assert console.ended() == 0
    assert any("Terminated Tom" in name for name in kept(place))


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows closes a console in another way")
def test_a_window_that_is_closed_keeps_what_is_typed(terminal: Any, place: Path) -> None:
    """The terminal is gone, nothing can be drawn any more, and the draft is kept all the same."""
    console = terminal("--store", str(place / "store"))
    begin_a_form(console)
    console.press("Hung-up Harry")
    console.expect("Hung-up Harry")
    console.hang_up()
    assert any("Hung-up Harry" in name for name in kept(place))


def test_leaving_empties_the_prints_and_wipes_the_terminal(terminal: Any, place: Path) -> None:
    """Also where a terminal has no second page to go back from."""
    prints = place / "store" / "prints"
    prints.mkdir(exist_ok=True)
    (prints / "plan-1.pdf").write_bytes(b"a plan")
    console = terminal("--store", str(place / "store"))
    console.expect("Worker")
    console.press(LEAVE)
    assert console.ended() == 0
    assert list(prints.iterdir()) == []
    assert "\x1b[2J" in console.said
    assert console.said.rstrip().endswith("\x1b[?1049l")


# The demonstration ---------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_demonstration_opens_the_screens(terminal: Any, tmp_path: Path) -> None:
    """One Enter opens it; a lock ends the process and shows the passphrase again; leaving deletes it."""
    console = terminal("demo", TMPDIR=str(tmp_path))
    console.expect("This is the demonstration")
    first = console.children()
    assert len(list(tmp_path.glob("linkworker-demo-*"))) == 1
    console.expect("Worker")
    console.press("\r")
    console.expect("F3 People")
    console.press(F12)
    console.expect("This is the demonstration")
    assert console.children() != first
    console.press(LEAVE)
    console.expect("The demonstration is deleted.")
    assert console.ended() == 0
    assert list(tmp_path.glob("linkworker-demo-*")) == []
