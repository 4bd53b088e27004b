"""A bundle that is written: its six words, to be compared at the other end."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from linkworker.sync.bundle_names import bundle_names
from linkworker.sync.export import Exported
from linkworker.ui.commands.table import bindings
from linkworker.ui.screens.place import Place
from linkworker.ui.widgets.words import Words


class SealedWords(Place[None]):
    """Shows the words until they are noted."""

    PLACE = "sealed"
    GUIDE = "taking-data-to-the-centre"
    PLACES_SHOWN = False
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("sealed")]
    DEFAULT_CSS = """
    SealedWords > Words { padding: 1 3 0 3; max-width: 78; }
    SealedWords > #done, SealedWords > #six { text-style: bold; }
    SealedWords > #six { padding-left: 6; color: $text-accent; }
    """

    def __init__(self, exported: Exported) -> None:
        super().__init__()
        self._exported = exported

    def body(self) -> ComposeResult:
        """Yield what was written, the words, and what to do with them."""
        *before, last = self._exported.bundles
        *names, name = bundle_names(self._exported.bundles)
        for each, sealed in zip(names, before, strict=True):
            yield Words(f"{each} is written and read back. Its words: {sealed.words}")
        yield Words(f"{name} is written and read back.", id="done")
        yield Words(f"{last.path}")
        yield Words(f"It holds {last.manifest.facts.words}")
        if self._exported.left:
            yield Words(self._exported.left_words, id="left")
        yield Words("Write these six words down. At the other end, the same six must come up:")
        yield Words(last.words, id="six")
        yield Words("The stick can come out now. If it gets lost, press w at Sync: the bundle is written once more.")
