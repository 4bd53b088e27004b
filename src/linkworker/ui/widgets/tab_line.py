"""One line of tabs, each with the digit that opens it."""

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget


class TabLine(Widget):
    """The tabs of a person; the one that is open stands between square brackets."""

    DEFAULT_CSS = """
    TabLine { height: 1; padding: 0 1; background: $surface; color: $text-muted; }
    """

    def __init__(self, names: Sequence[str], shown: Sequence[int] | None = None) -> None:
        """Take the names of all tabs, and the places of those that are shown: each keeps its digit."""
        super().__init__()
        self._names = tuple(names)
        self._shown = range(len(self._names)) if shown is None else shown
        self._open = 0

    def open(self, place: int) -> None:
        """Mark the tab at a place, counted from 0."""
        self._open = place
        self.refresh()

    def render(self) -> Content:
        """Draw the line."""
        parts: list[tuple[str, str]] = []
        for place in self._shown:
            said = f"{place + 1} {self._names[place]}"
            parts.append((f"[{said}]", "bold $text-accent") if place == self._open else (f" {said} ", ""))
        return Content.assemble(*parts)
