"""The first line of every place: where one can go, and where one is."""

from textual.content import Content
from textual.widget import Widget

PLACES = (
    ("today", "F2", "Today"),
    ("people", "F3", "People"),
    ("activities", "F4", "Activities"),
    ("money", "F5", "Money"),
    ("evidence", "F6", "Evidence"),
    ("sync", "F7", "Sync"),
)
"""The places: the mode's name, its key and what it is called."""

_ALSO = "F9 handbook  F12 lock"
"""What else is one key away from anywhere, said at the right end where there is room."""
_WIDE = 100


class PlacesLine(Widget):
    """One line with the places; the current one stands between square brackets, so that no colour is needed."""

    DEFAULT_CSS = """
    PlacesLine { dock: top; height: 1; background: $panel; color: $text-muted; padding: 0 1; }
    """

    def __init__(self, current: str) -> None:
        super().__init__()
        self.current = current

    def render(self) -> Content:
        """Draw the line; where it is too narrow for keys and names, the keys of other places go."""
        parts: list[tuple[str, str]] = []
        narrow = self.size.width < 78  # noqa: PLR2004 - six names with their keys
        role = getattr(self.app, "role", None)
        for mode, key, name in PLACES:
            if role is not None and mode not in role.places:
                continue
            if mode == self.current:
                parts.append((f"[{key} {name}]", "bold $text-accent"))
            else:
                parts.append((f" {key} " if narrow else f" {key} {name} ", ""))
        line = Content.assemble(*parts)
        if self.app.size.width >= _WIDE:
            line += " " * (self.size.width - line.cell_length - len(_ALSO)) + _ALSO
        return line
