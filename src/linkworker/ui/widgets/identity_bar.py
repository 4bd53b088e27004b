"""Who this is about: the bar above every page of a person."""

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from linkworker.base.dates import show_date
from linkworker.casework.people.person_page_view import Identity
from linkworker.ui.theme.glyphs import glyphs
from linkworker.ui.widgets.fact_lines import Fact, fact_lines

_LOW = 30
"""A screen of fewer lines gives the bar two of them, any other four."""
_FEW, _MORE = 2, 4


class IdentityBar(Widget):
    """Name, what they like to be called, age, place, release date and risk; then what matters in the room.

    What there is no room for is counted, and the count says where it stands in full.
    """

    DEFAULT_CSS = """
    IdentityBar { height: auto; min-height: 2; padding: 0 1; background: $surface; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._identity: Identity | None = None

    def show(self, identity: Identity) -> None:
        """Show who it is."""
        self._identity = identity
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that it takes in a width."""
        del container, viewport
        return max(_FEW, len(self._lines(width)))

    def render(self) -> Content:
        """Draw the facts, a line at a time."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        who = self._identity
        if who is None or width <= 0:
            return []
        signs = glyphs(getattr(self.app, "console_look", False))
        most = _FEW if self.app.size.height < _LOW else _MORE
        room = room_facts(who)
        for short in (False, True):
            groups = ([Fact(who.name, "bold"), *facts(who, short=short)], room)
            lines, left = fact_lines(groups, f" {signs.dash} ", width, most, signs.more)
            if not left:
                break
        return lines


def facts(who: Identity, *, short: bool = False) -> list[Fact]:
    """Return what the bar says after the name, the most needed first; `short` leaves out the word born."""
    said = []
    if who.date_of_birth is not None:
        born = show_date(who.date_of_birth)
        said.append(Fact(f"{who.age} ({born})" if short else f"{who.age}, born {born}"))
    said += [Fact(one) for one in (who.place,) if one]
    if who.release_date is not None:
        said.append(Fact(f"release {show_date(who.release_date)}"))
    if who.risk:  # not every role sees it
        said.append(Fact(f"risk: {who.risk[:1].lower()}{who.risk[1:]}", "$text-warning" if _is_raised(who) else ""))
    return said


def room_facts(who: Identity) -> list[Fact]:
    """Return what to know before speaking with them: safeguarding, and the adjustments that come first."""
    said = ["Safeguarding concern"] if who.safeguarding else []
    said += who.adjustments_first
    return [Fact(f"In the room: {one}" if not place else one, "$text-warning") for place, one in enumerate(said)]


def _is_raised(who: Identity) -> bool:
    return who.risk not in {"Low", "Not assessed"}
