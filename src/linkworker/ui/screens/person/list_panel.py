"""A tab whose body is a list: the keys are the list's, and it alone scrolls."""

from typing import ClassVar

from textual import on

from linkworker.ui.screens.person.panel import Panel
from linkworker.ui.widgets.list_messages import Failed
from linkworker.ui.widgets.paged_list import PagedList

_LOW = 30
"""A screen of fewer lines has none to spare."""


class ListPanel(Panel, can_focus=False):
    """The part that notes, money and history share."""

    FOCUS: ClassVar[str] = "PagedList"
    DEFAULT_CSS = """
    ListPanel { overflow-y: hidden; }
    ListPanel.-roomy { padding: 1 1 0 1; }
    """

    @property
    def rows(self) -> PagedList:
        """Return the list."""
        return self.query_one(PagedList)

    @property
    def who(self) -> str:
        """Return what the person is called, for the forms."""
        return self.person.identity.name if self.person.identity else ""

    def action_open(self) -> None:
        """Open what the pointer is at."""
        self.rows.action_choose()

    def on_resize(self) -> None:
        """Leave a blank line above where there is room."""
        self.set_class(self.app.size.height >= _LOW, "-roomy")

    @on(Failed)
    def _failed(self, event: Failed) -> None:
        event.stop()
        self.person.trouble(str(event.error))
