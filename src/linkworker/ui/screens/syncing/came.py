"""What came from the centre and went there, and what is to be done about it."""

from collections.abc import Iterator
from enum import StrEnum
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from linkworker.sync.met import Met
from linkworker.ui.commands.table import bindings
from linkworker.ui.screens.place import Place
from linkworker.ui.screens.syncing.told import SIX, told
from linkworker.ui.widgets.words import Words


class Next(StrEnum):
    """Where a worker goes from here."""

    CHOOSE = "choose"
    FINISH = "finish"
    ASIDE = "aside"


class Came(Place[Next | None]):
    """Ends with where to go next; None is back to Sync."""

    PLACE = "came"
    GUIDE = "taking-data-to-the-centre"
    PLACES_SHOWN = False
    AUTO_FOCUS = "VerticalScroll"
    HEADING = "What came and went"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("came")]
    DEFAULT_CSS = """
    Came > VerticalScroll { height: 1fr; padding: 1 3 0 3; }
    Came Words { max-width: 78; margin-bottom: 1; }
    Came .first { text-style: bold; }
    Came .six { padding-left: 3; color: $text-accent; text-style: bold; }
    """

    def __init__(self, met: Met) -> None:
        super().__init__()
        self._met = met

    def body(self) -> ComposeResult:
        """Yield what is told, the most important first."""
        with VerticalScroll():
            for place, words in enumerate(told(self._met)):
                yield Words(words, classes="six" if words.startswith(SIX) else "first" if not place else "")
            for words in self._next():
                yield Words(words)

    def _next(self) -> Iterator[str]:
        if self._met.written and not self._met.delivered:
            yield "Write the six words down: at the other end, the same six must come up."
        if self._conflicts:
            yield "Press Enter to look at what was written in two places, and choose."
        if self._erased:
            yield "Press f to finish erasing: until then backups hold what is gone here."
        if self._met.aside:
            yield "Press a to send what is kept aside, or to destroy it."

    @property
    def _conflicts(self) -> int:
        return sum(each.conflicts for each in self._met.taken)

    @property
    def _erased(self) -> int:
        return sum(each.erased for each in self._met.taken)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what there is something to do for."""
        offered = {"to_choose": self._conflicts, "finish": self._erased, "aside": len(self._met.aside)}
        return super().check_action(action, parameters) if offered.get(action, 1) else False

    def action_to_choose(self) -> None:
        """Go to what was written in two places."""
        self.dismiss(Next.CHOOSE)

    def action_finish(self) -> None:
        """Go to the erasures that wait."""
        self.dismiss(Next.FINISH)

    def action_aside(self) -> None:
        """Go to what is kept aside."""
        self.dismiss(Next.ASIDE)
