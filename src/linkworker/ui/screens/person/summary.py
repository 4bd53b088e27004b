"""The tab 'Summary' of a person: what matters to them first, then what to know and what comes next."""

from datetime import date

from sqlalchemy import Connection
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize

from linkworker.base.settings import Settings
from linkworker.casework.check_ins.check_in_reading import result
from linkworker.casework.check_ins.check_in_view import Result
from linkworker.casework.people.person_page import person_page
from linkworker.casework.people.person_page_view import PersonPage
from linkworker.casework.reviews.review_due import intervals
from linkworker.casework.workers.only_seen import page_seen
from linkworker.ui.screens.person.panel import Panel
from linkworker.ui.screens.person.summary_parts import Part, is_seen, parts
from linkworker.ui.widgets.drawing_glyphs import drawing_glyphs_of
from linkworker.ui.widgets.words import Words

_WIDE = 100
_LOW = 30
_TITLES = (
    ("What matters", "In the room", "Next", "Check-in"),
    ("Risk", "Agreed to", "To reach them", "Around them", "Who they are", "Scale"),
)
"""The two columns where there is room; else one below the other."""


class Block(Horizontal):
    """One part: its title beside its lines, or above them where there are two columns."""

    DEFAULT_CSS = """
    Block { height: auto; }
    Block > .title { width: 15; color: $text-accent; }
    Block > .lines { width: 1fr; }
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self._lines = Words(classes="lines")  # held: another tab may be opened before it stands here, or after it went

    def compose(self) -> ComposeResult:
        """Yield the title and the lines."""
        yield Words(self.title, classes="title")
        yield self._lines

    def show(self, part: Part) -> None:
        """Show what the part says."""
        self._lines.show(Content("\n").join(part.lines))


class SummaryPanel(Panel):
    """Who a person is on one page."""

    DEFAULT_CSS = """
    SummaryPanel { layout: vertical; padding: 0 1; }
    SummaryPanel > Vertical { height: auto; }
    SummaryPanel Block { margin-bottom: 1; }
    SummaryPanel.-low Block { margin-bottom: 0; }
    SummaryPanel.-wide { layout: horizontal; padding: 1 1 0 1; }
    SummaryPanel.-wide > Vertical { width: 1fr; margin-right: 3; }
    SummaryPanel.-wide Block { layout: vertical; }
    SummaryPanel.-wide Block > .title { width: 1fr; text-style: bold; }
    """

    def compose(self) -> ComposeResult:
        """Yield the parts, in two columns where there is room."""
        for titles in _TITLES:
            with Vertical():
                for title in titles:
                    yield Block(title)

    async def load(self) -> None:
        """Read the person's page and what the latest check-in says."""
        today, settings = self.desk.today, self.desk.settings
        role = self.desk.role
        page, found = await self.desk.read(lambda connection: _read(connection, self.person_id, today, settings))
        page, found = page_seen(page, role), found if role.may("check-ins") else None
        shown = {part.title: part for part in parts(page, found, today, drawing_glyphs_of(self).copyright)}
        for block in self.query(Block):
            block.show(shown[block.title])
            block.display = bool(shown[block.title].lines) and is_seen(block.title, role)

    def on_resize(self, event: Resize) -> None:
        """Use two columns where there is room, and no blank lines where there are few."""
        self.set_class(event.size.width >= _WIDE, "-wide")
        self.set_class(self.app.size.height < _LOW and event.size.width < _WIDE, "-low")


def _read(connection: Connection, person_id: str, today: date, settings: Settings) -> tuple[PersonPage, Result | None]:
    page = person_page(connection, person_id, today, intervals(settings), settings.places())
    latest = page.latest_check_in
    return page, None if latest is None else result(connection, person_id, latest.id, today=today)
