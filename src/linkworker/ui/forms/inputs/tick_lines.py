"""Any number of several answers, all of them in sight."""

from linkworker.ui.forms.field import Option
from linkworker.ui.forms.inputs.looks import glyphs_of
from linkworker.ui.forms.inputs.option_group import OptionGroup


class TickLines(OptionGroup):
    """The arrows move, Space or a digit ticks and unticks."""

    def lead(self, option: Option, *, here: bool) -> str:
        """Return the pointer and the square mark."""
        shown = glyphs_of(self)
        mark = shown.checked if option.code in self._codes else shown.unchecked
        return f"{shown.pointer if here else ' '} {mark} "

    def watch_has_focus(self, has_focus: bool) -> None:
        """Stand on the first line when come to."""
        if has_focus and self.here is None and self.options:
            self.here = 0
        super().watch_has_focus(has_focus)

    def pressed(self, option: Option) -> None:
        """Tick it, or take its tick away."""
        codes = set(self._codes) ^ {option.code}
        self._take(tuple(each.code for each in self.options if each.code in codes))
