"""People: everybody who is supported, in lists that are always at hand, found as one types."""

from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input

from linkworker.base.errors import LinkworkerError
from linkworker.base.words import count as counted
from linkworker.casework.people.caseload import Filter, count
from linkworker.casework.people.list_names import SAVED_LISTS
from linkworker.casework.people.seen import ALL_SEEN
from linkworker.casework.workers.roles import seen_by
from linkworker.ui.commands.table import bindings
from linkworker.ui.screens.case_rows import COLUMNS, CasePages, columns
from linkworker.ui.screens.place import Place
from linkworker.ui.widgets.list_messages import Chosen, Failed, Moved
from linkworker.ui.widgets.lists_line import ListsLine
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.words import Words

_NOBODY_YET = "Nobody is here yet. Press n to add a person, or i to bring in a list."
_NOBODY_IN_LIST = "Nobody is in this list. Press l for the next list, or 1 for everyone."
_NOBODY_FOUND = "Nobody is found. Try fewer letters, or press Esc to clear them."
_NOBODY_FOUND_HERE = "Nobody in this list is found. Press Esc, then 1 to look among everyone."


class People(Place[None]):
    """The caseload. `chosen` is the place of the list that is open; what is typed narrows it."""

    PLACE = "people"
    HEADING = "People"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("people"),
        Binding("up", "list_move(-1)", show=False),
        Binding("down", "list_move(1)", show=False),
        Binding("pageup", "list_page(-1)", show=False),
        Binding("pagedown", "list_page(1)", show=False),
    ]
    DEFAULT_CSS = """
    People > #find { height: 1; padding: 0 1; margin-bottom: 1; }
    People.-low > #find { margin-bottom: 0; }
    People > ListsLine { margin: 1 0; }
    People.-low > ListsLine { margin: 0; }
    People #find > #slash { width: 8; color: $text-muted; }
    People #find > Input, People #find > Input:focus { width: 1fr; height: 1; border: none; padding: 0 1;
        background: $surface; background-tint: transparent; }
    People #find > #found { width: auto; padding-left: 2; color: $text-muted; }
    People > PagedList { margin-left: 1; }
    People > #note { height: auto; max-height: 3; padding: 0 1 0 3; color: $text-muted; display: none; }
    People > #note.-shown { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.chosen = 0
        self._counts: dict[str, int] = {}
        self._counted = -1
        self._lists = ListsLine(SAVED_LISTS)
        self._list = PagedList(COLUMNS, id="people")
        self._find = Input(placeholder="name, number, place, or words in notes", id="words")
        self._find.cursor_blink = False

    def body(self) -> ComposeResult:
        """Yield the line of lists, the box to find in, the people, and what a note says about the highlighted one."""
        seen = seen_by(self.desk.role)
        if seen != ALL_SEEN:
            self._list = PagedList(columns(seen), id="people")
            self._lists = ListsLine(SAVED_LISTS, self._open_lists)
            self._find.placeholder = "name, number or place"
        yield self._lists
        with Horizontal(id="find"):
            yield Words("/ Find", id="slash")
            yield self._find
            yield Words(id="found")
        yield self._list
        yield Words(id="note")

    def on_mount(self) -> None:
        """Let the keys act on the list."""
        self._list.focus()

    # Reading ---------------------------------------------------------------------------------------------------------

    async def load(self) -> None:
        """Read the people of the list that are found; an answer that comes after the next key is dropped."""
        pages = CasePages(self.desk, self._filter(SAVED_LISTS[self.chosen].name, self._find.value))
        await self._list.show(pages, empty=self._empty())
        self._say_found(pages)
        self.call_after_refresh(self._count_lists)  # the people first

    def _filter(self, saved: str, words: str = "") -> Filter:
        desk = self.desk
        return Filter(
            today=desk.today,
            worker_id=desk.worker_id,
            saved=saved,
            words=words,
            oversight_days=desk.settings.oversight_days.value,
            places=desk.settings.places(),
            seen=seen_by(desk.role),
        )

    def _empty(self) -> str:
        if self._find.value.strip():
            return _NOBODY_FOUND_HERE if self.chosen else _NOBODY_FOUND
        return _NOBODY_IN_LIST if self.chosen else _NOBODY_YET

    def _say_found(self, pages: CasePages) -> None:
        held = SAVED_LISTS[self.chosen]
        total = pages.found.total if pages.found else 0
        if self._find.value.strip():
            self.query_one("#found", Words).show(f"{total:,} found")
        else:
            self.query_one("#found", Words).show("")
            self._counts[held.name] = total
        whole = self._counts.get(held.name, total)
        self.head(f"{held.label}: {counted(whole, 'person', 'people')}")
        self._lists.show(self.chosen, self._counts)

    @work(exclusive=True, group="counts")
    async def _count_lists(self) -> None:
        """Count each list after something was saved, one reading each, so that a key is never kept waiting."""
        revision = self.desk.revision
        if self._counted == revision:
            return
        try:
            for each in (SAVED_LISTS[place] for place in self._open_lists):
                self._counts[each.name] = await self.desk.read(partial(count, chosen=self._filter(each.name)))
                self._lists.show(self.chosen, self._counts)
        except LinkworkerError as error:
            self.trouble(str(error))
        else:
            self._counted = revision

    # Finding ---------------------------------------------------------------------------------------------------------

    def action_find(self) -> None:
        """Type to find somebody; what was typed before is typed over."""
        self._find.focus()
        self._find.select_all()

    @on(Input.Changed, "#words")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.reload()

    @on(Input.Submitted, "#words")
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self._open_highlighted()

    @work(exclusive=True, group="open")
    async def _open_highlighted(self) -> None:
        """Open the highlighted person, once the answer to the last letter is there."""
        await self.reload().wait()
        if self._list.highlighted_key:
            self._list.action_choose()
        else:
            self._list.focus()

    def action_open(self) -> None:
        """Open the highlighted person."""
        self._open_highlighted()

    def action_back(self) -> None:
        """Clear what was typed to find somebody, and go back to the list."""
        self._find.value = ""
        self._list.focus()

    def action_list_move(self, step: int) -> None:
        """Move in the list while the keys are in the box."""
        self._list.action_move(step)

    def action_list_page(self, step: int) -> None:
        """Move a screenful in the list while the keys are in the box."""
        self._list.action_page(step)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to open somebody only where somebody is."""
        if action == "open" and not self._list.count:
            return False
        if action == "list" and parameters[0] not in self._open_lists:
            return False
        return super().check_action(action, parameters)

    # Lists -----------------------------------------------------------------------------------------------------------

    def action_list_on(self, step: int) -> None:
        """Show the next list, or the one before."""
        at = self._open_lists.index(self.chosen)
        self.action_list(self._open_lists[(at + step) % len(self._open_lists)])

    def action_list(self, place: int) -> None:
        """Show the list at a place, counted from 0."""
        self.chosen = place
        self._lists.show(place, self._counts)
        self.reload()

    @property
    def _open_lists(self) -> tuple[int, ...]:
        """Return the places of the lists that the worker's role sees; each keeps its digit."""
        return tuple(place for place, each in enumerate(SAVED_LISTS) if each.name in self.desk.role.lists)

    # Opening ---------------------------------------------------------------------------------------------------------

    @on(PagedList.Chosen, "#people")
    def _open(self, event: Chosen) -> None:
        self._list.focus()  # so that / finds the next person when one comes back
        self.linkworker.open_person(event.key)

    @on(PagedList.Moved, "#people")
    def _moved(self, event: Moved) -> None:
        said = event.row.detail if event.row else ""
        note = self.query_one("#note", Words)
        note.set_class(bool(said), "-shown")
        note.show(said)

    @on(PagedList.Failed, "#people")
    def _failed(self, event: Failed) -> None:
        self.trouble(str(event.error))

    def action_new_person(self) -> None:
        """Add a person, and open them."""
        from linkworker.ui.screens.new_person import NewPerson  # noqa: PLC0415 - not before it is asked for

        self.app.push_screen(NewPerson(self.desk), self._added)

    def _added(self, person_id: str | None) -> None:
        if person_id is not None:
            self.linkworker.open_person(person_id)

    def action_import_people(self) -> None:
        """Bring in people from a sheet."""
        from linkworker.ui.screens.import_caseload import bring_in_people  # noqa: PLC0415 - as above

        bring_in_people(self.linkworker)
