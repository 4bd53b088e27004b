"""The keys that go through a list, the same in every list."""

from textual.binding import Binding

LIST_KEYS: tuple[Binding, ...] = (
    Binding("up", "move(-1)", "Up", show=False),
    Binding("down", "move(1)", "Down", show=False),
    Binding("pageup", "page(-1)", "Page up", show=False),
    Binding("pagedown", "page(1)", "Page down", show=False),
    Binding("home", "to_end(-1)", "First", show=False),
    Binding("end", "to_end(1)", "Last", show=False),
    Binding("enter", "choose", "Open", show=False),
)
"""A list has the actions `move` and `page` (-1 up, 1 down), `to_end` (-1 the first, 1 the last) and `choose`."""
