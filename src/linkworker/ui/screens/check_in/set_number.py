"""Before the laptop is handed over: the worker sets the number that gives it back."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from linkworker.base.errors import LinkworkerError
from linkworker.ui.commands.table import bindings
from linkworker.ui.forms.inputs.edged import Edged
from linkworker.ui.forms.inputs.messages import Changed, Done
from linkworker.ui.forms.inputs.text_box import TextBox
from linkworker.ui.screens.check_in.number_lock import DIGITS, NumberLock
from linkworker.ui.screens.place import Place
from linkworker.ui.widgets.words import Words

_HELP = "Four digits. You type them again when you have the laptop back."


class SetNumber(Place[NumberLock]):
    """Ends with the lock that the number made, or None where the worker went back."""

    PLACE = "check_in_number"
    GUIDE = "check-ins"
    PLACES_SHOWN = False
    HEADING = "Hand the laptop over"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("check_in_number")]
    DEFAULT_CSS = """
    SetNumber > .asked { padding: 1 1 0 3; height: 1fr; }
    SetNumber .number { height: 1; margin: 1 0; }
    SetNumber .number > .label { width: 10; text-style: bold; }
    SetNumber .number > Edged { width: 9; }
    SetNumber .wrong { color: $text-error; text-style: bold; display: none; margin-bottom: 1; }
    SetNumber .wrong.-shown { display: block; }
    SetNumber .then { color: $text-muted; max-width: 72; }
    """

    def __init__(self, about: str) -> None:
        super().__init__()
        self._about = about
        self._number = TextBox(help_text=_HELP)
        self._number.max_length = DIGITS

    def body(self) -> ComposeResult:
        """Yield the question, the number and what happens then."""
        with Vertical(classes="asked"):
            yield Words("Choose four digits. They give you the laptop back, so remember them.")
            with Horizontal(classes="number"):
                yield Words("Number", classes="label")
                with Edged():
                    yield self._number
            yield Words(classes="wrong")
            yield Words(f"Then press Enter, and hand over the laptop to {self._about or 'them'}.")
            yield Words(
                "\nThey see the questions and nothing else. Three wrong numbers lock the laptop. "
                "The answers are kept then.",
                classes="then",
            )

    def on_mount(self) -> None:
        """Begin in the number."""
        self._number.focus()

    @on(Changed)
    def _typed(self) -> None:
        self.query_one(".wrong", Words).remove_class("-shown")

    @on(Done)
    def action_hand_over(self) -> None:
        """Take the number, unless it is not whole or easy to guess."""
        try:
            lock = NumberLock(self._number.typed)
        except LinkworkerError as error:
            wrong = self.query_one(".wrong", Words)
            wrong.show(str(error))
            wrong.add_class("-shown")
        else:
            self.dismiss(lock)
