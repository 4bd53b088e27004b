"""One field on the screen: its label and hint, its input, and under it what is wrong."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import DescendantBlur, DescendantFocus

from linkworker.ui.forms.field import Field, Kind
from linkworker.ui.forms.inputs.looks import glyphs_of
from linkworker.ui.forms.inputs.make import AnyInput, framed, help_of, make_input
from linkworker.ui.widgets.words import Words

_LINE = 68
_BETWEEN = "   "


class FieldBox(Vertical):
    """The pointer before its label, and the accent, say that the keys act here."""

    DEFAULT_CSS = """
    FieldBox { height: auto; margin-bottom: 1; }
    FieldBox > .label { height: auto; }
    FieldBox > .why { height: auto; padding-left: 2; color: $text-muted; }
    FieldBox > .answer { height: auto; padding-left: 2; }
    FieldBox.-note > .label { padding-left: 2; }
    FieldBox > .error { height: auto; padding-left: 2; color: $text-error; text-style: bold; display: none; }
    FieldBox.-wrong > .error { display: block; }
    FieldBox.-wrong Edged { border-left: $frame $error; border-right: $frame $error; }
    FieldBox.-wrong Edged:focus-within { border-left: $frame-focus $error; border-right: $frame-focus $error; }
    """

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.set_class(field.kind is Kind.NOTE, "-note")
        self.input: AnyInput | None = None if field.kind is Kind.NOTE else make_input(field)

    @property
    def help_text(self) -> str:
        """What F1 says of the field."""
        return help_of(self.field)

    @property
    def typed(self) -> str:
        """The text that stands in it; nothing in a note."""
        return self.input.typed if self.input else ""

    @typed.setter
    def typed(self, text: str) -> None:
        if self.input and self.input.typed != text:
            self.input.typed = text

    def compose(self) -> ComposeResult:
        """Yield the label, the reason, the input and the place of the error."""
        yield Words(self._label(here=False), classes="label")
        if below := self._below():
            yield Words(below, classes="why")
        if self.input:
            with Vertical(classes="answer"):
                yield framed(self.field, self.input)
            yield Words(classes="error")

    def wrong(self, sentence: str) -> None:
        """Say what is wrong; "" for nothing."""
        self.set_class(bool(sentence), "-wrong")
        for line in self.query(".error").results(Words):
            line.show(f"Error: {sentence}" if sentence else "")

    def focus_input(self) -> None:
        """Put the focus in it."""
        if self.input:
            self.input.focus(scroll_visible=False)  # the whole box is brought in sight, its label with it

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Point at the label, and bring it in sight with its input; a list longer than the screen from its top."""
        del event
        self.query_one(".label", Words).show(self._label(here=True))
        self.call_after_refresh(self.scroll_visible, animate=False)

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """Point at it no more."""
        del event
        self.query_one(".label", Words).show(self._label(here=False))

    def _label(self, *, here: bool) -> Content:
        if self.input is None:
            return Content(self.field.label)
        style = "bold $text-accent" if here else "bold"
        lead = glyphs_of(self).pointer if here else " "
        hint = f"{_BETWEEN}{self.field.hint}" if self.field.hint and self._hint_is_beside else ""
        return Content.assemble((f"{lead} {self.field.label}", style), (hint, "$text-muted"))

    @property
    def _hint_is_beside(self) -> bool:
        return len(self.field.label) + len(_BETWEEN) + len(self.field.hint) <= _LINE

    def _below(self) -> str:
        """Return what stands under the label: a hint too long to stand beside it, and why the question is asked."""
        return " ".join(filter(None, ("" if self._hint_is_beside else self.field.hint, self.field.why)))
