"""Making, copying or restoring a backup: how far it is, and stopping it safely."""

import threading
from collections.abc import Callable
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType

from linkworker.base.errors import LinkworkerError
from linkworker.ui.commands.table import bindings
from linkworker.ui.screens.place import Place
from linkworker.ui.theme.glyphs import glyphs
from linkworker.ui.widgets.words import Words
from linkworker.vault.progress import Progress, Stopped

T = TypeVar("T")
_OFTEN = 0.2  # seconds between two looks at how far it is
_CELLS = 40


class Working(Place[T], Generic[T]):
    """Does it in a thread of its own, so that the store stays free; ends with what came of it, or None."""

    PLACE = "backing_up"
    GUIDE = "backups"
    PLACES_SHOWN = False
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("backing_up")]
    DEFAULT_CSS = "Working > Words { padding: 1 3; }"

    def __init__(self, words: str, do: Callable[[Progress], T]) -> None:
        super().__init__()
        self._words, self._do = words, do
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
        self.run_worker(self._work, thread=True, group="backing up")

    def _work(self) -> None:
        try:
            found = self._do(self._note)
        except LinkworkerError as error:
            self.app.call_from_thread(self._end, None, str(error))
        else:
            self.app.call_from_thread(self._end, found, "")

    def _end(self, found: T | None, trouble: str) -> None:
        self._over = True
        if trouble:
            self.trouble(trouble)
        self.dismiss(found)

    def _note(self, done: int, total: int) -> None:
        self._far = (done, total)
        if self._stop.is_set():
            raise Stopped

    def _show(self) -> None:
        done, total = self._far
        drawn = glyphs(console=self.linkworker.console_look)
        full = _CELLS * done // total if total else 0
        bar = drawn.bar_full * full + drawn.bar_empty * (_CELLS - full)
        part = f"{100 * done // total} in 100" if total else "beginning"
        self.query_one("#far", Words).show(f"{bar}  {part if done < total or not total else 'reading it back'}")

    def action_back(self) -> None:
        """Stop: what was begun is taken away, and nothing is lost."""
        if not self._over:
            self._stop.set()
            self.say("Stopping.")
