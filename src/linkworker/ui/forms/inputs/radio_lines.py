"""One answer of few, all of them in sight."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from linkworker.ui.forms.field import Option
from linkworker.ui.forms.inputs.looks import glyphs_of
from linkworker.ui.forms.inputs.option_group import OptionGroup


class RadioLines(OptionGroup):
    """The arrows choose as they move, a digit chooses at once, Backspace takes the answer away again.

    Nothing is chosen until a key chooses it: an answer that nobody gave is not one.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("backspace,delete", "clear", "No answer")]

    def __init__(self, options: Sequence[Option], typed: str = "", *, help_text: str = "") -> None:
        super().__init__(options, typed, help_text=help_text)
        self._stand_on_chosen()

    def lead(self, option: Option, *, here: bool) -> str:
        """Return the pointer and the round mark."""
        shown = glyphs_of(self)
        mark = shown.on if option.code in self._codes else shown.off
        return f"{shown.pointer if here else ' '} {mark} "

    def arrived(self) -> None:
        """Choose the line come to."""
        self._take((self.options[self.here or 0].code,))

    def pressed(self, option: Option) -> None:
        """Choose it."""
        self._take((option.code,))

    def action_clear(self) -> None:
        """Take the answer away."""
        self.here = None
        self._take(())

    def _known(self, text: str) -> tuple[str, ...]:
        return super()._known(text)[:1]

    def _take(self, codes: tuple[str, ...]) -> None:
        super()._take(codes)
        self._stand_on_chosen()
        self._draw()

    def _stand_on_chosen(self) -> None:
        codes = [option.code for option in self.options]
        self.here = codes.index(self._codes[0]) if self._codes else None
