"""A long piece of work on a screen of its own: how far it is, and stopping it safely."""

import threading
from typing import ClassVar, TypeVar

from textual.app import ComposeResult

from linkworker.base.errors import LinkworkerError
from linkworker.base.progress import Stopped
from linkworker.ui.screens.place import Place
from linkworker.ui.theme.glyphs import glyphs
from linkworker.ui.widgets.words import Words

T = TypeVar("T")

_OFTEN = 0.2  # seconds between two looks at how far it is
_CELLS = 40


class HowFar(Place[T]):
    """Ends with what came of the work, or None when it was stopped or could not be done; the status says why.

    A subclass begins the work in `begin`, tells `note` how far it is, and ends with `end`.
    """

    PLACES_SHOWN = False
    DEFAULT_CSS = "HowFar > Words { padding: 1 3; }"
    STOPPING: ClassVar[str] = "Stopping."
    """What is said between the key that stops and the end."""
    ENDING: ClassVar[str] = "reading it back"
    """What is said when all that can be counted is done."""
    STOPPED: ClassVar[type[LinkworkerError]] = Stopped
    """What is raised in the work to stop it, and said afterwards."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self._stop = threading.Event()
        self._far = (0, 0)
        self._over = False

    def body(self) -> ComposeResult:
        """Yield what is done, and how far it is."""
        yield Words(self._words)
        yield Words(id="far")

    def on_mount(self) -> None:
        """Begin."""
        self.set_interval(_OFTEN, self._show)
        self.begin()

    def begin(self) -> None:
        """Begin the work off the screen's thread."""
        raise NotImplementedError

    def note(self, done: int, total: int) -> None:
        """Take how far it is, on any thread; raises `STOPPED` once it is to stop."""
        self._far = (done, total)
        if self._stop.is_set():
            raise self.STOPPED

    def end(self, found: T | None, trouble: str = "") -> None:
        """Leave with what came of it; say what went wrong, if anything did."""
        self._over = True
        if trouble:
            self.trouble(trouble)
        self.dismiss(found)

    def _show(self) -> None:
        done, total = self._far
        drawn = glyphs(console=self.linkworker.console_look)
        full = _CELLS * done // total if total else 0
        bar = drawn.bar_full * full + drawn.bar_empty * (_CELLS - full)
        part = f"{100 * done // total} in 100" if total else "beginning"
        self.query_one("#far", Words).show(f"{bar}  {part if done < total or not total else self.ENDING}")

    def action_back(self) -> None:
        """Stop: what was begun is taken away, and nothing is lost."""
        if not self._over:
            self._stop.set()
            self.say(self.STOPPING)
