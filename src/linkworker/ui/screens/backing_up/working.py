"""Making, copying or restoring a backup: how far it is, and stopping it safely."""

from collections.abc import Callable
from typing import ClassVar, TypeVar

from textual.binding import BindingType

from linkworker.base.errors import LinkworkerError
from linkworker.base.progress import Progress
from linkworker.ui.commands.table import bindings
from linkworker.ui.screens.how_far import HowFar

T = TypeVar("T")


class Working(HowFar[T]):
    """Does it in a thread of its own, so that the store stays free; ends with what came of it, or None."""

    PLACE = "backing_up"
    GUIDE = "backups"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("backing_up")]

    def __init__(self, words: str, do: Callable[[Progress], T]) -> None:
        super().__init__(words)
        self._do = do

    def begin(self) -> None:
        """Begin, in a thread."""
        self.run_worker(self._work, thread=True, group="backing up")

    def _work(self) -> None:
        try:
            found = self._do(self.note)
        except LinkworkerError as error:
            self.app.call_from_thread(self.end, None, str(error))
        else:
            self.app.call_from_thread(self.end, found)
