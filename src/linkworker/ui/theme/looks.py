"""Which look a terminal can draw, told from its environment; and when it can draw no screen at all."""

import re
from collections.abc import Mapping

from linkworker.base.setting_values import Look

WINDOWS = "win32"
"""What sys.platform says on Windows."""

FIRST_BUILD_WITH_SCREENS = 10586
"""Windows 10 version 1511: the first whose console understands the codes that move the cursor and set colours."""

_UTF_8 = frozenset({"utf8", "utf8sig", "cp65001", "65001"})
_MODERN = ("WT_SESSION", "TERM_PROGRAM")
# What a TERM begins with, or has after a dot or hyphen ("screen.linux"), where only a few glyphs can be counted on:
# the kernel's own console, and what answers at the end of a serial line.
_FEW_GLYPHS = r"(?:^|[.-])(?:linux|vt\d*|ansi|pcansi|cons\d*|sun|wyse|wy\d+|hp|dumb|unknown|network|dialup)(?:$|[.-])"


def detect_look(environ: Mapping[str, str], platform: str, encoding: str) -> Look:
    """Return the look that a terminal can draw: Look.FULL or Look.CONSOLE, never Look.AUTO.

    `environ` is the process's environment, `platform` is sys.platform, `encoding` that of the stream drawn on.
    Windows Terminal sets WT_SESSION, VS Code and others TERM_PROGRAM, ConEmu ConEmuANSI=ON; bare conhost sets none
    of them. A doubt falls to the console look, which every terminal draws.
    """
    if re.sub(r"[-_ ]", "", encoding.casefold()) not in _UTF_8:
        return Look.CONSOLE
    if platform == WINDOWS:
        modern = any(environ.get(name) for name in _MODERN) or environ.get("ConEmuANSI") == "ON"
        return Look.FULL if modern else Look.CONSOLE
    term = environ.get("TERM", "").strip().casefold()
    # "xterm-vt220" is an xterm: what comes first is the terminal, unless that is a program running inside another.
    inside = not term.startswith(("xterm", "rxvt"))
    return Look.CONSOLE if not term or (inside and re.search(_FEW_GLYPHS, term)) else Look.FULL


def chosen_look(setting: Look, environ: Mapping[str, str], platform: str, encoding: str) -> Look:
    """Return the look in force: the one that the settings name, or for Look.AUTO the one that is detected."""
    return detect_look(environ, platform, encoding) if setting is Look.AUTO else setting


def too_poor(environ: Mapping[str, str], platform: str, isatty: bool, windows_build: int | None = None) -> str | None:
    """Return one plain sentence if no screen can be drawn at all, else None.

    `isatty` says whether both keyboard and output are a terminal; `windows_build` is sys.getwindowsversion().build,
    None elsewhere.
    """
    instead = "but each job is also a plain command: see linkworker --help."
    if not isatty:
        return f"Screens need a terminal, {instead}"
    if platform == WINDOWS:
        old = windows_build is not None and windows_build < FIRST_BUILD_WITH_SCREENS
        return f"This Windows is too old to draw screens, {instead}" if old else None
    if environ.get("TERM", "").strip().casefold() in {"dumb", "unknown"}:
        return f"This terminal cannot draw screens, {instead}"
    return None
