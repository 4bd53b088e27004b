"""One line of the lists of people, each with its digit and how many it holds."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from linkworker.casework.people.list_names import SavedList

_BETWEEN = " "


class ListsLine(Widget):
    """The list that is open stands between square brackets; where not all fit, those around it are shown."""

    DEFAULT_CSS = """
    ListsLine { height: 1; padding: 0 1; color: $text-muted; }
    """

    def __init__(self, lists: Sequence[SavedList], shown: Sequence[int] | None = None) -> None:
        """Take all lists, and the places of those that are shown: each keeps its digit."""
        super().__init__()
        self._lists = tuple(lists)
        self._shown = tuple(range(len(self._lists)) if shown is None else shown)
        self._counts: Mapping[str, int] = {}
        self.open = 0

    def show(self, place: int, counts: Mapping[str, int]) -> None:
        """Mark the list at a place, counted from 0, and say how many each holds as far as that is known."""
        self.open, self._counts = place, dict(counts)
        self.refresh()

    def render(self) -> Content:
        """Draw as many of the lists as there is room for; `<` and `>` say that there are more that way."""
        said = [self._said(place) for place in self._shown]
        at = self._shown.index(self.open)
        first, last = window([cell_len(each) + len(_BETWEEN) for each in said], at, self.size.width - 4)
        parts: list[tuple[str, str]] = [("< " if first else "", "")]
        parts += [(said[place] + _BETWEEN, "bold $text-accent" if place == at else "") for place in range(first, last)]
        parts.append((">" if last < len(said) else "", ""))
        return Content.assemble(*parts)

    def _said(self, place: int) -> str:
        each = self._lists[place]
        held = self._counts.get(each.name)
        words = f"{(place + 1) % 10} {each.short}" + ("" if held is None else f" {held:,}")
        return f"[{words}]" if place == self.open else f" {words} "


def window(widths: Sequence[int], place: int, room: int) -> tuple[int, int]:
    """Return the first of what is shown and the one after the last: as much as fits in `room`, with `place` in it."""
    first = last = place
    taken = 0
    while last < len(widths) and (last == place or taken + widths[last] <= room):
        taken += widths[last]
        last += 1
    while first > 0 and taken + widths[first - 1] <= room:
        first -= 1
        taken += widths[first]
    return first, last
