"""Which look a terminal gets, and when it gets none."""

import pytest

from linkworker.base.setting_values import Look
from linkworker.base.words import avoided_words
from linkworker.ui.theme.looks import chosen_look, detect_look, too_poor

FULL = [
    ({"WT_SESSION": "6f1d0c1e"}, "win32", "utf-8"),
    ({"TERM_PROGRAM": "vscode"}, "win32", "utf-8"),
    ({"ConEmuANSI": "ON"}, "win32", "cp65001"),
    ({"TERM": "xterm-256color"}, "linux", "UTF-8"),
    ({"TERM": "xterm-vt220"}, "linux", "utf8"),
    ({"TERM": "rxvt-unicode"}, "linux", "utf_8"),
    ({"TERM": "tmux-256color"}, "linux", "utf-8"),
    ({"TERM": "screen"}, "darwin", "utf-8"),
]
CONSOLE = [
    ({}, "win32", "utf-8"),
    ({"WT_SESSION": ""}, "win32", "utf-8"),
    ({"ConEmuANSI": "OFF"}, "win32", "utf-8"),
    ({"TERM": "xterm-256color"}, "win32", "utf-8"),
    ({"WT_SESSION": "6f1d0c1e"}, "win32", "cp1252"),
    ({"TERM": "linux"}, "linux", "utf-8"),
    ({"TERM": "linux-16color"}, "linux", "utf-8"),
    ({"TERM": "screen.linux"}, "linux", "utf-8"),
    ({"TERM": "vt100"}, "linux", "utf-8"),
    ({"TERM": "VT220-w"}, "linux", "utf-8"),
    ({"TERM": "ansi"}, "linux", "utf-8"),
    ({"TERM": "cons25"}, "freebsd14", "utf-8"),
    ({"TERM": "dumb"}, "linux", "utf-8"),
    ({"TERM": ""}, "linux", "utf-8"),
    ({}, "linux", "utf-8"),
    ({"TERM": "xterm-256color"}, "linux", "iso-8859-1"),
    ({"TERM": "xterm-256color"}, "linux", "ascii"),
    ({"TERM": "xterm-256color"}, "linux", ""),
]


@pytest.mark.parametrize(("environ", "platform", "encoding"), FULL)
def test_terminal_that_draws_everything(environ, platform, encoding):
    """Windows Terminal, VS Code, ConEmu and any UTF-8 terminal elsewhere get the full look."""
    assert detect_look(environ, platform, encoding) is Look.FULL


@pytest.mark.parametrize(("environ", "platform", "encoding"), CONSOLE)
def test_terminal_with_few_glyphs(environ, platform, encoding):
    """Bare conhost, the kernel's console, serial lines, other encodings and all doubts get the console look."""
    assert detect_look(environ, platform, encoding) is Look.CONSOLE


@pytest.mark.parametrize("setting", [Look.FULL, Look.CONSOLE])
def test_named_look_is_not_asked_of_the_terminal(setting):
    """What the settings or --look name holds on every terminal."""
    for environ, platform, encoding in (FULL[0], CONSOLE[0]):
        assert chosen_look(setting, environ, platform, encoding) is setting


def test_auto_asks_the_terminal():
    """Auto is never what comes out."""
    assert chosen_look(Look.AUTO, *FULL[0]) is Look.FULL
    assert chosen_look(Look.AUTO, *CONSOLE[0]) is Look.CONSOLE


POOR = [
    ({"TERM": "xterm"}, "linux", False, None),
    ({"TERM": "dumb"}, "linux", True, None),
    ({"TERM": "unknown"}, "linux", True, None),
    ({}, "win32", False, 19045),
    ({}, "win32", True, 10240),
]


@pytest.mark.parametrize(("environ", "platform", "isatty", "build"), POOR)
def test_console_too_poor_for_screens(environ, platform, isatty, build):
    """One plain sentence, under 20 words, that says what to do instead."""
    said = too_poor(environ, platform, isatty, build)
    assert said is not None
    assert said.endswith("each job is also a plain command: see linkworker --help.")
    assert len(said.split()) < 20
    assert avoided_words(said) == ()


@pytest.mark.parametrize(
    ("environ", "platform", "build"),
    [
        ({"TERM": "xterm"}, "linux", None),
        ({"TERM": "vt100"}, "linux", None),
        ({}, "linux", None),
        ({}, "win32", 10586),
        ({}, "win32", None),
        ({"TERM": "dumb"}, "win32", 19045),
    ],
)
def test_console_that_can_draw_screens(environ, platform, build):
    """Nothing is said; on Windows TERM says nothing about the console."""
    assert too_poor(environ, platform, isatty=True, windows_build=build) is None
