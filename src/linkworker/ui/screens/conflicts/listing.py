"""The list of what was written in two places: whose, what, and how many values."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from linkworker.base.words import count
from linkworker.ui.commands.table import bindings
from linkworker.ui.screens.conflicts.choosing import Choosing
from linkworker.ui.screens.conflicts.pages import COLUMNS, ConflictPages
from linkworker.ui.screens.place import Place
from linkworker.ui.widgets.list_messages import Chosen, Failed
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.words import Words

_NONE = "Nothing is to be chosen. Where two people write the same thing, it is listed here."


class Conflicts(Place[None]):
    """Of everybody, or of one person."""

    PLACE = "conflicts"
    GUIDE = "taking-data-to-the-centre"
    HEADING = "Written in two places"
    AUTO_FOCUS = "PagedList"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("conflicts")]
    DEFAULT_CSS = """
    Conflicts > #said { padding: 0 1; margin-bottom: 1; color: $text-muted; height: auto; }
    Conflicts > PagedList { margin: 0 0 0 1; }
    """

    def __init__(self, person_id: str | None = None) -> None:
        super().__init__()
        self._person_id = person_id
        self._pages: ConflictPages | None = None
        self._list = PagedList(COLUMNS, empty=_NONE)

    def body(self) -> ComposeResult:
        """Yield what this is, and the list."""
        yield Words("Two people wrote here without seeing the other's words. Say which counts.", id="said")
        yield self._list

    async def load(self) -> None:
        """Read the list."""
        pages = ConflictPages(self.desk, self._person_id)
        await self._list.show(pages, empty=_NONE)
        self._pages = pages
        many = self._list.count
        self.head(f"Written in two places: {count(many, 'thing')} to choose between" if many else self.HEADING)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer on an empty list only to go back."""
        if action in {"open", "person"} and not self._list.count:
            return False
        return super().check_action(action, parameters)

    def action_open(self) -> None:
        """Choose at the pointer."""
        self._list.action_choose()

    def action_person(self) -> None:
        """Open the person at the pointer."""
        key, pages = self._list.highlighted_key, self._pages
        found = None if key is None or pages is None else pages.named(key)
        if found is None or not found.person:
            self.say("This is about no person on this laptop.")
        else:
            self.linkworker.open_person(found.person_id or found.record_id)

    @on(PagedList.Chosen)
    def _chosen(self, event: Chosen) -> None:
        found = None if self._pages is None else self._pages.named(event.key)
        if found is not None:
            self.app.push_screen(Choosing(found, self._person_id))

    @on(PagedList.Failed)
    def _failed(self, event: Failed) -> None:
        self.trouble(str(event.error))
