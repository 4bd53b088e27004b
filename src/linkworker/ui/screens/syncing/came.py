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
from linkworker.ui.widgets.words import Words

_SIX = "Its six words"
_DIGITS = 6  # of a bundle's number in its file's name


class Next(StrEnum):
    """Where a worker goes from here."""

    CHOOSE = "choose"
    FINISH = "finish"


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
            for place, words in enumerate(self._told()):
                yield Words(words, classes="six" if words.startswith(_SIX) else "first" if not place else "")
            for words in self._next():
                yield Words(words)

    def _told(self) -> Iterator[str]:
        """Yield what to tell. Of what went over a network nobody compares the six words."""
        sent = {each.name: f"bundle {int(each.name.partition('.')[0][-_DIGITS:])}" for each in self._met.delivered}
        for words in self._met.sentences():
            told = words
            for name, number in sent.items():
                told = told.replace(name, number if words.find(name) else number.capitalize())
            if not (sent and words.startswith(_SIX)):
                yield told

    def _next(self) -> Iterator[str]:
        if self._met.written and not self._met.delivered:
            yield "Write the six words down: at the other end, the same six must come up."
        if self._conflicts:
            yield "Press Enter to look at what was written in two places, and choose."
        if self._erased:
            yield "Press f to finish erasing: until then backups hold what is gone here."

    @property
    def _conflicts(self) -> int:
        return sum(each.conflicts for each in self._met.taken)

    @property
    def _erased(self) -> int:
        return sum(each.erased for each in self._met.taken)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what there is something to do for."""
        if (action == "to_choose" and not self._conflicts) or (action == "finish" and not self._erased):
            return False
        return super().check_action(action, parameters)

    def action_to_choose(self) -> None:
        """Go to what was written in two places."""
        self.dismiss(Next.CHOOSE)

    def action_finish(self) -> None:
        """Go to the erasures that wait."""
        self.dismiss(Next.FINISH)
