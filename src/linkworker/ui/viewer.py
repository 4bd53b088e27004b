"""The machine's own viewer of PDF files, asked only when a key is pressed for it."""

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

from linkworker.base.errors import LinkworkerError


class NoViewer(LinkworkerError):
    """This laptop has nothing that opens the copy. Save it elsewhere, and open it from there."""


def open_file(path: Path) -> None:
    """Open a file as if it were clicked on in its folder, and do not wait; raises NoViewer."""
    try:
        if sys.platform == "win32":
            os.startfile(path)  # noqa: S606 - our own print, in the viewer that Windows has for it
            return
        opener = _opener()
        if opener is None:
            raise NoViewer
        # Nothing it says may come up on the screens.
        viewer = subprocess.Popen(  # noqa: S603 - the desktop's own opener, with our own print
            [opener, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        threading.Thread(target=viewer.wait, name="viewer", daemon=True).start()  # its end is heeded by nobody else
    except OSError:
        raise NoViewer from None


def _opener() -> str | None:
    return shutil.which("open") if sys.platform == "darwin" else shutil.which("xdg-open")
