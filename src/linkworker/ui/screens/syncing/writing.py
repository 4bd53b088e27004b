"""Writing a bundle: how far it is, and stopping it safely."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.binding import BindingType

from linkworker.base.errors import LinkworkerError
from linkworker.sync.export import Exported, export, make_again
from linkworker.sync.progress import Stopped
from linkworker.ui.commands.table import bindings
from linkworker.ui.screens.how_far import HowFar
from linkworker.vault.store import Store


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written, and where: a bundle by its number, or all that is unsent."""

    folder: Path
    number: int | None


class Writing(HowFar[Exported]):
    """Ends with the bundles that were written and read back, or None when it was stopped or could not."""

    PLACE = "writing"
    GUIDE = "taking-data-to-the-centre"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("writing")]
    STOPPING = "Stopping. Leave the stick in a moment longer."
    STOPPED = Stopped

    def __init__(self, wanted: Wanted) -> None:
        super().__init__(f"Writing to {wanted.folder}. Leave the stick in.")
        self._wanted = wanted

    def begin(self) -> None:
        """Begin to write, on the store's thread."""
        self._write()

    @work(exclusive=True, group="writing")
    async def _write(self) -> None:
        try:
            done = await self.desk.with_store(self._make)
        except LinkworkerError as error:
            self.end(None, str(error))
        else:
            self.end(done)

    def _make(self, store: Store) -> Exported:
        """Write it: on the store's thread."""
        worker, sharing = self.desk.worker_id, self.desk.settings.sharing.value
        if self._wanted.number is None:
            return export(store, worker, self._wanted.folder, sharing, progress=self.note)
        again = make_again(store, worker, self._wanted.folder, self._wanted.number, sharing=sharing, progress=self.note)
        return Exported((again,))
