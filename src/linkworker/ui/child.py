"""The working process of the screens: starts them with a clean environment, and ends with nothing left behind."""

import gc
import os
import sys
from collections.abc import MutableMapping, Sequence
from pathlib import Path

from linkworker.base.errors import BadInput, LinkworkerError
from linkworker.base.leaving import FAULT, LOCKED

OPTIONS = ("--store", "--user", "--look", "--theme", "--demonstration-passphrase-file")
"""What it is started with, each with a value. A passphrase that is a secret never stands on a command line."""


def main(words: Sequence[str]) -> int:
    """Run the screens to their end; return the exit code: LOCKED when a fresh process should ask again."""
    forget_debugging(os.environ)
    gc.disable()  # until all is loaded: looking for rubbish among what is just loaded takes a tenth of the time
    try:
        return _run(options(words))
    except LinkworkerError as error:
        _say(str(error))
        return error.exit_code
    except BaseException as error:  # noqa: BLE001 - the last net: no traceback may show what was typed
        from linkworker.base.fault import fault_in_a_line  # noqa: PLC0415 - hardly ever

        _say(fault_in_a_line(error))
        return FAULT


def forget_debugging(environ: MutableMapping[str, str]) -> None:
    """Take Textual's own variables away: with them it writes logs and screenshots, presses keys, or loads a driver."""
    for name in [name for name in environ if name.upper().startswith("TEXTUAL")]:
        del environ[name]


def options(words: Sequence[str]) -> dict[str, str]:
    """Return the options by name; raises BadInput for one that there is not, or that has no value."""
    found: dict[str, str] = {}
    left = list(words)
    while left:
        name = left.pop(0)
        if name not in OPTIONS or not left:
            raise BadInput(f"The screens do not know: {name}.")
        found[name.removeprefix("--")] = left.pop(0)
    return found


def _run(given: dict[str, str]) -> int:
    from linkworker.base.settings import load_settings  # noqa: PLC0415 - after the environment is clean, as all below
    from linkworker.ui.theme.looks import chosen_look, too_poor  # noqa: PLC0415

    settings = load_settings(flags={"look": given.get("look"), "theme": given.get("theme")})
    why_not = too_poor(os.environ, sys.platform, sys.stdin.isatty() and sys.stdout.isatty(), _windows_build())
    if why_not:
        _say(why_not)
        return 1
    from linkworker.base.clock import SystemClock  # noqa: PLC0415
    from linkworker.ui.app import Linkworker  # noqa: PLC0415
    from linkworker.ui.ending import heed_the_end, leave_nothing  # noqa: PLC0415
    from linkworker.ui.front import Front  # noqa: PLC0415

    folder = Path(given["store"]).expanduser() if "store" in given else settings.data_folder.value
    look = chosen_look(settings.look.value, os.environ, sys.platform, sys.stdout.encoding or "")
    demonstration = _demonstration(given.get("demonstration-passphrase-file"))
    app = Linkworker(Front(folder, settings, SystemClock(), look, given.get("user"), demonstration))
    heed_the_end(app)
    try:
        app.run()
    finally:
        left = leave_nothing(folder)
    code = app.return_code or 0
    if left and code != LOCKED:
        _say(left)
    return code


def _demonstration(file: str | None) -> str | None:
    """Return the passphrase of a throwaway store, which is not a secret."""
    return Path(file).read_text(encoding="utf-8").strip() if file else None


def _windows_build() -> int | None:
    if sys.platform == "win32":  # pragma: no cover - the checks run it only there
        return sys.getwindowsversion().build
    return None


def _say(words: str) -> None:
    print(words, file=sys.stderr)  # noqa: T201 - before the screens are there, or after
