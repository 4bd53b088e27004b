"""One line of tabs, each with the digit that opens it."""

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget


class TabLine(Widget):
    """The tabs of a person; the one that is open stands between square brackets."""

    DEFAULT_CSS = """
    TabLine { height: 1; padding: 0 1; background: $surface; color: $text-muted; }
    """

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names = tuple(names)
        self._open = 0

    def open(self, place: int) -> None:
        """Mark the tab at a place, counted from 0."""
        self._open = place
        self.refresh()

    def render(self) -> Content:
        """Draw the line."""
        parts: list[tuple[str, str]] = []
        for place, name in enumerate(self._names):
            said = f"{place + 1} {name}"
            parts.append((f"[{said}]", "bold $text-accent") if place == self._open else (f" {said} ", ""))
        return Content.assemble(*parts)
