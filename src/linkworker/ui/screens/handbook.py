"""The handbook: pages to read with no network, and words looked for in all of them."""

from collections.abc import Sequence
from typing import Any, ClassVar, Self

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from linkworker.base.errors import NotFound
from linkworker.base.guide import topic, topics
from linkworker.ui.commands.table import PLACES, bindings
from linkworker.ui.forms.inputs.edged import Edged
from linkworker.ui.forms.inputs.messages import Changed, Done
from linkworker.ui.forms.inputs.text_box import TextBox
from linkworker.ui.guide_search import Found, find
from linkworker.ui.screens.place import Place
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.driven_list import DrivenList
from linkworker.ui.widgets.guide_page import GuidePage, block_of
from linkworker.ui.widgets.list_messages import Chosen, Moved
from linkworker.ui.widgets.pages import FixedRows
from linkworker.ui.widgets.rows import Cell, Row

ABOUT_SCREENS = "the-screens"
_TOLD_UNDER = {
    "person": ("budget", "referrals", "edit_person", "kept_list", "consent", "other_record"),
    "people": ("new_person", "import_caseload", "caseload_report"),
    "plan": ("no_plan", "versions", "two_versions", "printed"),
    "notes": ("one_note",),
    "history": ("one_entry",),
    "match": ("match_reasons", "match_help"),
    "activity": ("who_fits",),
    "activities": ("import_directory", "directory_report"),
    "money": ("one_request", "one_pot"),
    "evidence": ("one_figure",),
    "sync": ("writing", "sealed", "receiving", "came", "kept_aside", "left_draft"),
    "conflicts": ("conflict",),
    "access_review": ("access_records", "access_made"),
    "backups": ("backing_up",),
    "damaged": ("key_file",),
    "first_run": ("first_people", "first_steps"),
    "unlock": ("forgotten",),
    "check_in": ("check_in_begin", "check_in_number", "check_in_form", "check_in_result", "check_in_shown"),
}
"""Places that have no heading of their own in the page about the screens, by the place that they are told under."""
_ROOM_FOR_BOTH = 104
"""Columns from which the list of pages stands beside the page."""
_HELP = "Words that stand in the same paragraph. Up and Down go through what is found. Enter opens the page there."
_NOTHING = "No page has these words. Try fewer, or others."


class Handbook(Place[None]):
    """Opens at a page, `at` one of its headings. The list of pages is beside it, or behind it where room is short."""

    PLACE = "handbook"
    HEADING = "Handbook"
    PLACES_SHOWN = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("handbook"),
        Binding("up", "move(-1)", "up", show=False),
        Binding("down", "move(1)", "down", show=False),
    ]
    DEFAULT_CSS = """
    Handbook > Horizontal { height: 1fr; }
    Handbook #pages { width: 100%; height: 1fr; }
    Handbook #pages > Edged { display: none; margin: 1 1 0 3; }
    Handbook.-low #pages > Edged { margin: 0 1 0 3; }
    Handbook.-searching #pages > Edged { display: block; }
    Handbook #pages DrivenList { margin: 1 0 0 1; }
    Handbook.-low #pages DrivenList { margin: 0 0 0 1; }
    Handbook.-low.-searching #pages DrivenList { margin: 1 0 0 1; }
    Handbook GuidePage { display: none; margin-top: 1; }
    Handbook.-low GuidePage { margin-top: 0; }
    Handbook.-reading #pages { display: none; }
    Handbook.-reading GuidePage { display: block; }
    Handbook.-wide #pages { display: block; width: 38; margin: 0 2 0 0; }
    Handbook.-wide GuidePage { display: block; padding: 0 1 0 2; }
    """

    def __init__(self, topic_name: str = "", *, at: str = "") -> None:
        super().__init__()
        self._open = topic_name
        self._at = at
        self._came_from_list = False

    @classmethod
    def about(cls, screen: Screen[Any]) -> Self:
        """Return the handbook where it says what the keys of a screen do, else at the page about what it is for.

        A screen that sends its reader to a page of its own says so in `guide_at`: the page, and a heading of it.
        """
        told = getattr(screen, "guide_at", None)
        if told is not None:
            return cls(told[0], at=told[1])
        named = (PLACES.get(_told_under(place), "") for place in getattr(screen, "places", ()))
        text = topic(ABOUT_SCREENS).text
        heading = next((heading for heading in named if block_of(text, heading)), "")
        panel = getattr(screen, "panel", None)
        name = ABOUT_SCREENS if heading else getattr(panel, "GUIDE", "") or getattr(screen, "GUIDE", "")
        return cls(str(name or ABOUT_SCREENS), at=heading)

    def body(self) -> ComposeResult:
        """Yield the list of pages, with the line to search in, and the page."""
        with Horizontal():
            with Vertical(id="pages"):
                yield Edged(TextBox(help_text=_HELP))
                yield DrivenList([Column(width=1), Column()], id="list", empty=_NOTHING)
            yield GuidePage()

    # Showing ---------------------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """See how much room there is."""
        self.set_class(self.app.size.width >= _ROOM_FOR_BOTH, "-wide")

    def on_resize(self) -> None:
        """See again."""
        self.set_class(self.app.size.width >= _ROOM_FOR_BOTH, "-wide")

    async def load(self) -> None:
        """Show the list, and the page that was asked for; once."""
        if self._list.count:
            return
        await self._show_topics()
        self._read(self._open, at=self._at)

    @property
    def _list(self) -> DrivenList:
        return self.query_one("#list", DrivenList)

    @property
    def _words(self) -> TextBox:
        return self.query_one(TextBox)

    @property
    def _page(self) -> GuidePage:
        return self.query_one(GuidePage)

    async def _show_topics(self) -> None:
        await self._list.show(FixedRows(_topic_rows()), at=self._open or None)

    def _read(self, name: str, *, at: str = "", block: int | None = None, words: str = "") -> None:
        """Show a page, from the top, from a heading, or from a block; a name that there is not gives the list."""
        try:
            page = topic(name)
        except NotFound:
            self._to_list()
            return
        self._open = page.name
        self._page.show(page.text, at=at, block=block, words=words)
        self.add_class("-reading")
        self.head(f"Handbook: {page.title}")
        self.set_focus(self._page)

    def _to_list(self) -> None:
        self.remove_class("-reading")
        self.head("Handbook")
        self.set_focus(self._list)

    # Keys ------------------------------------------------------------------------------------------------------------

    def action_open(self, number: int) -> None:
        """Open a page by its number in the list."""
        if number <= len(topics()):
            self._read(topics()[number - 1].name)

    @work(exclusive=True, group="list")
    async def action_topics(self) -> None:
        """Show the list of pages."""
        self.remove_class("-searching")
        await self._show_topics()
        self._came_from_list = True
        self._to_list()

    def action_search(self) -> None:
        """Look for words: type them, go through what is found with Up and Down, and open it with Enter."""
        self._came_from_list = True
        self.add_class("-searching")
        self.remove_class("-reading")
        self.head("Handbook: search")
        self._words.focus()
        if not self._list.highlighted_key or ":" not in self._list.highlighted_key:
            self._search()

    def action_back(self) -> None:
        """Leave the page for where it was opened from, then the search, then the handbook."""
        if self.focused is self._page and self.has_class("-searching"):
            self.action_search()
        elif self.focused is self._page and self._came_from_list:
            self.action_topics()
        elif self.has_class("-searching"):
            self._words.typed = ""
            self.action_topics()
        else:
            self.dismiss()

    @on(Chosen)
    def _open_chosen(self, event: Chosen) -> None:
        self._came_from_list = True
        name, _, block = event.key.partition(":")
        words = self._words.typed if block else ""
        self._read(name, block=int(block) if block else None, words=words)

    @on(Moved)
    def _show_beside(self, event: Moved) -> None:
        """Where there is room for both, show the page that is highlighted while one goes through the list."""
        if event.key and self.has_class("-wide") and self.focused is not self._page:
            focused = self.focused
            name, _, block = event.key.partition(":")
            words = self._words.typed if block else ""
            self._read(name, block=int(block) if block else None, words=words)
            self.set_focus(focused)

    # Searching -------------------------------------------------------------------------------------------------------

    @on(Changed)
    def _words_changed(self) -> None:
        if self.has_class("-searching"):
            self._search()

    @work(exclusive=True, group="list")
    async def _search(self) -> None:
        words = self._words.typed
        found = find(topics(), words)
        rows = _found_rows(found) if words.strip() else _topic_rows()
        await self._list.show(FixedRows(rows), empty=_NOTHING)

    @on(Done)
    def _open_found(self) -> None:
        self._list.action_choose()

    def action_move(self, step: int) -> None:
        """Go through what is found while typing."""
        self._list.action_move(step)


def _told_under(place: str) -> str:
    return next((under for under, places in _TOLD_UNDER.items() if place in places), place)


def _topic_rows() -> list[Row]:
    return [
        Row(each.name, (Cell(str(number) if number <= 9 else "", "accent"), each.title))  # noqa: PLR2004 - digits are keys
        for number, each in enumerate(topics(), 1)
    ]


def _found_rows(found: Sequence[Found]) -> list[Row]:
    rows: list[Row] = []
    for title in dict.fromkeys(each.title for each in found):
        rows.append(Row(None, (title,), heading=True))
        rows += [Row(f"{each.topic}:{each.block}", ("", each.excerpt)) for each in found if each.title == title]
    return rows
