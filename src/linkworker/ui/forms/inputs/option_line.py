"""One answer of several, as it is drawn: its mark, its words and its hint, turned over under the words."""

import textwrap

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from linkworker.ui.forms.field import Option

_BETWEEN = "  "


class OptionLine(Widget):
    """A line of a RadioLines or TickLines. The group gives it its mark; it only draws itself."""

    DEFAULT_CSS = """
    OptionLine { width: 1fr; height: auto; }
    OptionLine.-here { color: $text-accent; text-style: bold; }
    """

    class Chosen(Message):
        """The line was clicked."""

        def __init__(self, line: "OptionLine") -> None:
            super().__init__()
            self.line = line

    def __init__(self, option: Option) -> None:
        super().__init__()
        self.option = option
        self._lead = ""

    def mark(self, lead: str, *, here: bool) -> None:
        """Draw what stands before the words; `here` where the keys act."""
        self.set_class(here, "-here")
        if lead != self._lead:
            self._lead = lead
            self.refresh(layout=True)

    @property
    def wide(self) -> int:
        """Columns it takes on one line; the mark is always of one width."""
        return cell_len(f"{self._lead}{self._words}")

    @property
    def _words(self) -> str:
        hint = f"{_BETWEEN}{self.option.hint}" if self.option.hint else ""
        return f"{self.option.label}{hint}"

    def _rows(self, width: int) -> list[str]:
        return textwrap.wrap(self._words, max(1, width - cell_len(self._lead)), drop_whitespace=True) or [""]

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return the columns it takes on one line."""
        del container, viewport
        return self.wide

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines it takes at a width."""
        del container, viewport
        return len(self._rows(width))

    def render(self) -> Content:
        """Draw the mark and the words, the hint muted."""
        lead = len(self._lead)
        indent = "\n" + " " * lead
        drawn = Content(self._lead + indent.join(self._rows(self.content_size.width)))
        if not self.option.hint:
            return drawn
        return drawn.stylize("not bold $text-muted", lead + len(self.option.label))

    def on_click(self) -> None:
        """Say that it was chosen with the mouse."""
        self.post_message(self.Chosen(self))
