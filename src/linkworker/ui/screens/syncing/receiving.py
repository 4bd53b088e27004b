"""Meeting the centre, or taking in what it sent: how far it is, and stopping it safely."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.binding import BindingType

from linkworker.base.errors import LinkworkerError
from linkworker.base.progress import Progress
from linkworker.casework.moving.moving import moving
from linkworker.printing import prints
from linkworker.sync.inbox import take_in
from linkworker.sync.met import Met
from linkworker.sync.syncing import meet_address, meet_folder, take_in_folder
from linkworker.ui.commands.table import bindings
from linkworker.ui.desk import Desk
from linkworker.ui.screens.how_far import HowFar
from linkworker.vault.erasure import waiting
from linkworker.vault.moving import MovingState
from linkworker.vault.store import Store


class Receiving(HowFar[Met]):
    """Ends with what was met, or None when it was stopped or could not be done. What came before stays taken in."""

    PLACE = "receiving"
    GUIDE = "taking-data-to-the-centre"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("receiving")]
    STOPPING = "Stopping. Leave the stick in a moment longer."
    ENDING = "making sure"

    def __init__(self, words: str, do: Callable[[Store, Progress], Met]) -> None:
        super().__init__(words)
        self._do = do

    def begin(self) -> None:
        """Begin, on the store's thread."""
        self._meet()

    @work(exclusive=True, group="receiving")
    async def _meet(self) -> None:
        met, trouble, is_gone = await self.desk.with_store(self._met)
        if is_gone:
            self.desk.saved = None  # what was saved before may be of what is gone
        self.end(met, trouble)

    def _met(self, store: Store) -> tuple[Met | None, str, bool]:
        """Return what was met, or what went wrong, and whether anything is gone: what had come by then stays so."""
        before = _gone(store)
        met, trouble = None, ""
        try:
            met = self._do(store, self.note)
        except LinkworkerError as error:
            trouble = str(error)
        is_gone = _gone(store) != before
        if is_gone:
            prints.empty(store.folder)
        return met, trouble, is_gone


def _gone(store: Store) -> tuple[int, int]:
    """Return how many erasures wait to be finished, and how many people were let go of."""
    with store.reading() as connection:
        let_go = [each for each in moving(connection) if each.state == MovingState.LET_GO]
        return waiting(connection), len(let_go)


def by_stick(desk: Desk, folder: Path) -> Receiving:
    """Return the screen that takes in what lies in a folder, and writes there what is unsent."""
    worker, sharing = desk.worker_id, desk.settings.sharing.value
    return Receiving(
        f"Meeting the centre by {folder}. Leave the stick in.",
        lambda store, progress: meet_folder(store, worker, folder, sharing, progress=progress),
    )


def by_network(desk: Desk, url: str) -> Receiving:
    """Return the screen that meets the centre at its address."""
    worker, sharing = desk.worker_id, desk.settings.sharing.value
    return Receiving(
        f"Meeting the centre at {url}. What has arrived stays, if the network goes.",
        lambda store, progress: meet_address(store, worker, url, sharing, progress=progress),
    )


def from_place(desk: Desk, place: Path) -> Receiving:
    """Return the screen that takes in what came, from a folder or one file."""

    def take(store: Store, progress: Progress) -> Met:
        if place.is_dir():
            return take_in_folder(store, desk.worker_id, place, progress=progress)
        return Met(taken=(take_in(store, desk.worker_id, place, progress=progress),))

    return Receiving(f"Taking in what came, from {place}.", take)
