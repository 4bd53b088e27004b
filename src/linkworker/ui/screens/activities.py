"""The place 'Activities': what people can join, who runs it and whether their checks hold, venues, mentors, gaps."""

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from linkworker.base.errors import LinkworkerError
from linkworker.casework.directory.directory_list import Chosen
from linkworker.ui.commands.table import bindings
from linkworker.ui.desk import Desk
from linkworker.ui.forms.form import Form
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.screens.directory.tabs import ACTIVITIES, GAPS, MENTORS, NOT_FOUND, PROVIDERS, TABS, VENUES, pages_of
from linkworker.ui.screens.place import Place
from linkworker.ui.widgets import list_messages
from linkworker.ui.widgets.driven_list import DrivenList
from linkworker.ui.widgets.filter_line import FilterLine
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.tab_line import TabLine

_LISTS = tuple(Chosen)
_NEW = {ACTIVITIES: "an activity", PROVIDERS: "a provider", VENUES: "a venue", MENTORS: "a mentor"}


class Activities(Place[None]):
    """Five lists. `tab` is the place of the one that is open; what is typed narrows it."""

    PLACE = "activities"
    GUIDE = "matching"
    HEADING = "Activities"
    AUTO_FOCUS: ClassVar[str | None] = "PagedList"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("activities")]
    DEFAULT_CSS = """
    Activities > TabLine { background: $background; margin-bottom: 1; }
    Activities > FilterLine { margin-bottom: 1; }
    Activities.-low > TabLine { margin-bottom: 0; }
    Activities.-low > FilterLine { margin-bottom: 0; }
    Activities > Container { height: 1fr; padding: 0 0 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.tab = ACTIVITIES
        self.chosen = Chosen.RUNNING
        self._list = _list(self.tab)
        self._filter = FilterLine(self._list, "name, provider or place", always=True)

    def body(self) -> ComposeResult:
        """Yield the line of lists, the box to find in, and the list that is open."""
        yield TabLine([tab.name for tab in TABS])
        yield self._filter
        yield Container(self._list)

    # Reading -------------------------------------------------------------------------------------------------------

    async def load(self) -> None:
        """Read the list that is open."""
        tab, words = TABS[self.tab], self._filter.words
        self.query_one(TabLine).open(self.tab)
        pages = await pages_of(tab, self.desk, words, self.chosen)
        total = await pages.count()
        self.head(f"{self._heading()}: {total:,}")
        self._filter.say_found(f"{total:,} found" if words else "")
        await self._list.show(pages, empty=NOT_FOUND if words else tab.empty)

    def _heading(self) -> str:
        name = TABS[self.tab].name
        return f"{name}, {self.chosen.words.lower()}" if self.tab == ACTIVITIES else name

    @on(FilterLine.Narrowed)
    def _narrow(self) -> None:
        self.reload()

    @on(FilterLine.Entered)
    @work(exclusive=True, group="enter")
    async def _entered(self) -> None:
        await self.reload().wait()
        self._list.action_choose()

    def action_filter(self) -> None:
        """Type to narrow the list."""
        self._filter.open()

    def action_back(self) -> None:
        """Clear what was typed, and go to the list."""
        self._filter.action_clear()

    @work(exclusive=True, group="tab")
    async def action_tab(self, tab: int) -> None:
        """Open another list."""
        if tab == self.tab:
            return
        self.tab = tab
        place = self.query_one(Container)
        self._list = _list(tab)
        self._filter.narrow(self._list)
        await place.remove_children()
        await place.mount(self._list)
        self._list.focus()
        await self.reload().wait()

    def action_other_list(self) -> None:
        """Show the next of the lists of activities."""
        if self.tab != ACTIVITIES:
            self.say("Only the activities have other lists. Press 1 to see them.")
            return
        self.chosen = _LISTS[(_LISTS.index(self.chosen) + 1) % len(_LISTS)]
        self.reload()

    # Opening -------------------------------------------------------------------------------------------------------

    @on(list_messages.Chosen)
    def action_open(self) -> None:
        """Open what is pointed at: an activity or a provider; a venue or a mentor to change it."""
        from linkworker.ui.screens.activity import ActivityScreen  # noqa: PLC0415 - not before it is asked for
        from linkworker.ui.screens.provider import ProviderScreen  # noqa: PLC0415 - as above

        row = self._list.highlighted_row
        if row is None or row.key is None:
            return
        if self.tab == ACTIVITIES:
            self.app.push_screen(ActivityScreen(row.key))
        elif self.tab == PROVIDERS:
            self.app.push_screen(ProviderScreen(row.key))
        elif self.tab == GAPS:
            self.say(row.detail)
        else:
            self._form(row.key)

    def action_new(self) -> None:
        """Add to the list that is open."""
        if self.tab == GAPS:
            self.say("A gap is kept where nothing fits somebody: press g on their Match page.")
        else:
            self._form(None)

    @work(exclusive=True, group="form")
    async def _form(self, record_id: str | None) -> None:
        from linkworker.ui.screens.directory.activity_form import activity_form  # noqa: PLC0415 - as above
        from linkworker.ui.screens.directory.provider_forms import provider_form  # noqa: PLC0415 - as above
        from linkworker.ui.screens.directory.register_forms import mentor_form, venue_form  # noqa: PLC0415 - as above

        forms: dict[int, Callable[[Desk, str | None], Awaitable[Form[str]]]] = {
            ACTIVITIES: activity_form,
            PROVIDERS: provider_form,
            VENUES: venue_form,
            MENTORS: mentor_form,
        }
        tab = self.tab
        try:
            form = await forms[tab](self.desk, record_id)
        except LinkworkerError as error:
            self.trouble(str(error))
            return
        made = await self.app.push_screen_wait(FormScreen(form))
        if made is not None:
            self.say("Saved. u takes it back." if record_id else f"Added {_NEW[tab]}. u takes it back.")
            await self.reload().wait()
            await self._list.move_to(made)

    @work(exclusive=True, group="form")
    async def action_bring_in(self) -> None:
        """Bring in a directory."""
        from linkworker.ui.screens.import_directory import ImportDirectory  # noqa: PLC0415 - as above

        if await self.app.push_screen_wait(ImportDirectory()) is not None:
            self.reload()


def _list(tab: int) -> PagedList:
    return DrivenList(TABS[tab].columns, empty=TABS[tab].empty)
