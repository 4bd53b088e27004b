"""One answer of many, found by typing."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.events import DescendantBlur, DescendantFocus
from textual.widget import Widget

from linkworker.ui.forms.field import Option
from linkworker.ui.forms.inputs.edged import Edged
from linkworker.ui.forms.inputs.looks import glyphs_of
from linkworker.ui.forms.inputs.messages import Changed, Done
from linkworker.ui.forms.inputs.text_box import TextBox
from linkworker.ui.forms.options import matching, meant
from linkworker.ui.widgets.words import Words


class PickBox(Widget):
    """A line to type in, and beneath it the answers that hold what is typed.

    `typed` is the code once an answer is taken, else the text as it stands. Up and Down go through the answers,
    Enter takes the one pointed at; leaving takes the only one there is.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("up", "move(-1)", "Up"), ("down", "move(1)", "Down")]

    DEFAULT_CSS = """
    PickBox { height: auto; width: 1fr; layout: vertical; }
    PickBox .matches { height: auto; display: none; color: $text-muted; text-wrap: nowrap; text-overflow: clip; }
    PickBox.-open .matches { display: block; }
    """

    def __init__(self, options: Sequence[Option], typed: str = "", *, help_text: str = "", lines: int = 4) -> None:
        super().__init__()
        self.options = tuple(options)
        self.help_text = help_text
        self._lines = lines
        self._pointed: int | None = None
        self._box = TextBox(self._shown(typed), help_text=help_text)

    # What stands in it -----------------------------------------------------------------------------------------------

    @property
    def taken(self) -> Option | None:
        """The answer that stands in it, if what stands in it is one."""
        # By its label alone: "ar" is the code of Arabic, and the beginning of Armenian.
        words = " ".join(self._box.typed.casefold().split())
        return next((option for option in self.options if option.label.casefold() == words), None)

    @property
    def typed(self) -> str:
        """The code of the answer taken, else the text as typed."""
        taken = self.taken
        return taken.code if taken else self._box.typed

    @typed.setter
    def typed(self, text: str) -> None:
        self._pointed = None
        self._box.typed = self._shown(text)

    def _shown(self, typed: str) -> str:
        found = meant(self.options, typed)
        return found.label if found else typed

    # Drawing ---------------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Yield the line and the answers beneath it."""
        yield Edged(self._box)
        yield Words(classes="matches")

    def focus(self, scroll_visible: bool = True, *, from_app_focus: bool = False) -> "PickBox":
        """Put the cursor in the line."""
        self._box.focus(scroll_visible)
        del from_app_focus
        return self

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Show the answers; typing puts another in the place of the one taken."""
        del event
        self._box.select_all()
        self._draw()

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """Take the only answer that fits what is typed, and put the list away."""
        del event
        found = self._found()
        if self._box.typed.strip() and self.taken is None and len(found) == 1:
            self._take(found[0])
        self._pointed = None
        self._draw()

    @on(Changed)
    def _narrow(self) -> None:
        self._pointed = 0 if self._box.typed.strip() and self.taken is None else None
        self._draw()

    def _found(self) -> tuple[Option, ...]:
        return self.options if self.taken else matching(self.options, self._box.typed)

    def _draw(self) -> None:
        is_open = self._box.has_focus and (self.taken is None or self._pointed is not None)
        self.set_class(is_open, "-open")
        if is_open:
            self.query_one(".matches", Words).show(self._matches())
            self.call_after_refresh(self.scroll_visible, animate=False)

    def _matches(self) -> Content:
        found = self._found()
        if not found:
            return Content("  Nothing in the list has those words. Clear them, and press Down to see all.")
        pointed = self._pointed or 0
        first = min(max(0, pointed - self._lines + 1), max(0, len(found) - self._lines))
        seen = found[first : first + self._lines]
        rows = [self._row(option, here=first + number == self._pointed) for number, option in enumerate(seen)]
        if below := len(found) - first - len(rows):
            how = "" if self._box.typed else ". Type part of a word to find one."
            rows.append(Content(f"    and {below} more{how}"))
        return Content("\n").join(rows)

    def _row(self, option: Option, *, here: bool) -> Content:
        lead = f"  {glyphs_of(self).pointer if here else ' '} "
        words = Content.assemble(lead, option.label, (f"  {option.hint}" if option.hint else "", "$text-muted"))
        return words.stylize("bold $text-accent", 0, len(lead) + len(option.label)) if here else words

    # Keys ------------------------------------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Point at the answer before or after."""
        found = self._found()
        if found:
            self._pointed = min(max((-1 if self._pointed is None else self._pointed) + by, 0), len(found) - 1)
            self._draw()

    @on(Done)
    def _enter(self, event: Done) -> None:
        """Take the answer pointed at; Enter then goes on to the next question, unless nothing fits."""
        found = self._found()
        if self._pointed is not None and found:
            self._take(found[self._pointed])
        elif self._box.typed.strip() and self.taken is None:
            event.stop()

    def _take(self, option: Option) -> None:
        self._pointed = None
        self._box.typed = option.label
        self._draw()
