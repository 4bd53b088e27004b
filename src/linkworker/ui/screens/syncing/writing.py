"""Writing a bundle: how far it is, and stopping it safely."""

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType

from linkworker.base.errors import LinkworkerError
from linkworker.sync.export import export, make_again
from linkworker.sync.progress import Stopped
from linkworker.sync.seal import Sealed
from linkworker.ui.commands.table import bindings
from linkworker.ui.screens.place import Place
from linkworker.ui.theme.glyphs import glyphs
from linkworker.ui.widgets.words import Words
from linkworker.vault.store import Store

_OFTEN = 0.2  # seconds between two looks at how far it is
_CELLS = 40


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written, and where: a bundle by its number, or all that is unsent."""

    folder: Path
    number: int | None


class Writing(Place[Sealed]):
    """Ends with the bundle that was written and read back, or None when it was stopped or could not be written."""

    PLACE = "writing"
    GUIDE = "taking-data-to-the-centre"
    PLACES_SHOWN = False
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("writing")]
    DEFAULT_CSS = "Writing > Words { padding: 1 3; }"

    def __init__(self, wanted: Wanted) -> None:
        super().__init__()
        self._wanted = wanted
        self._stop = threading.Event()
        self._far = (0, 0)
        self._over = False

    def body(self) -> ComposeResult:
        """Yield what is done, how far it is, and that it can be stopped."""
        yield Words(f"Writing to {self._wanted.folder}. Leave the stick in.")
        yield Words(id="far")

    def on_mount(self) -> None:
        """Begin to write."""
        self.set_interval(_OFTEN, self._show)
        self._write()

    @work(exclusive=True, group="writing")
    async def _write(self) -> None:
        try:
            done = await self.desk.with_store(self._make)
        except LinkworkerError as error:
            self._over = True
            self.trouble(str(error))
            self.dismiss(None)
        else:
            self._over = True
            self.dismiss(done)

    def _make(self, store: Store) -> Sealed:
        """Write it: on the store's thread."""
        if self._wanted.number is not None:
            return make_again(store, self.desk.worker_id, self._wanted.folder, self._wanted.number)
        sharing = self.desk.settings.sharing.value
        return export(store, self.desk.worker_id, self._wanted.folder, sharing, progress=self._note)

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
        words = f"{bar}  {part}" if done < total or not total else f"{bar}  reading it back"
        self.query_one("#far", Words).show(words)

    def action_back(self) -> None:
        """Stop: what was begun is taken away, and nothing is lost."""
        if not self._over:
            self._stop.set()
            self.say("Stopping. Leave the stick in a moment longer.")
