"""One line to type in, with its label above; a secret one shows stars until its letters are asked for."""

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from linkworker.ui.forms.inputs.edged import Edged
from linkworker.ui.forms.inputs.secret_box import SecretBox
from linkworker.ui.forms.inputs.text_box import TextBox
from linkworker.ui.widgets.words import Words


class PassphraseBox(SecretBox):
    """Shows a star for each letter, or the letters themselves while `in_sight`: whether Caps Lock is on shows there."""

    in_sight = False

    @property
    def _value(self) -> Text:
        return Text(self.value, no_wrap=True, overflow="ignore", end="") if self.in_sight else super()._value


class Line(Vertical):
    """A label, and a line to type in. What stands in it is taken with `take`, which leaves nothing of it behind."""

    DEFAULT_CSS = """
    Line { height: auto; margin-bottom: 1; }
    Line > .label { height: 1; }
    Line > Edged { max-width: 62; }
    Line.-short > Edged { max-width: 30; }
    """

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        secret: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's own word
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._label = Content.assemble((label, "bold"), (f"   {hint}" if hint else "", "$text-muted"))
        self.box: TextBox = PassphraseBox() if secret else TextBox()

    def compose(self) -> ComposeResult:
        """Yield the label and the box between its edges."""
        yield Words(self._label, classes="label")
        yield Edged(self.box)

    @property
    def typed(self) -> str:
        """What stands in it."""
        return self.box.value

    def put(self, text: str) -> None:
        """Put a text in it."""
        self.box.typed = text

    def take(self) -> str:
        """Return what stands in it, and clear it."""
        found = self.box.value
        self.box.typed = ""
        return found

    def show_letters(self, *, in_sight: bool) -> None:
        """Show letters for stars, or stars for letters."""
        if isinstance(self.box, PassphraseBox):
            self.box.in_sight = in_sight
            self.box.refresh()
