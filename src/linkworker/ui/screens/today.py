"""Today: what needs the worker, in groups, oldest first; Enter goes to the thing, and what is done leaves."""

from typing import ClassVar

from sqlalchemy import Connection
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from linkworker.base.dates import show_day
from linkworker.base.words import count
from linkworker.casework.day.today import Today as Day
from linkworker.casework.day.today import today
from linkworker.casework.day.today_parts import Item
from linkworker.casework.plans.around_person import has_people
from linkworker.sync.trust import trusts_a_hub
from linkworker.ui.commands.table import bindings
from linkworker.ui.forms.reopening import Begun, opener
from linkworker.ui.screens.begun import begun
from linkworker.ui.screens.person.person import PersonScreen
from linkworker.ui.screens.place import Place
from linkworker.ui.screens.today_rows import BEGUN, COLUMNS, shown
from linkworker.ui.widgets.list_messages import Chosen, Failed, Moved
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.pages import FixedRows
from linkworker.ui.widgets.words import Words

_GOOD_DAY = (
    "Nothing needs you today. It is a good day. You could ring somebody you have not heard from, "
    "or press F3 to see everybody, or F4 to see what people can join."
)
_NOBODY_YET = "Nothing needs you yet. Press n to add the first person you support, or F3 then i to bring in a list."
_NOTHING_FOR_YOU = "Nothing needs you today. Press F3 to see everybody, or F4 to see what people can join."
_WIDE = 100

_TABS = {"check-ins": "check_ins", "requests": "money", "reviews-unfinished": "plan"}
_TAB_OF_KIND = {"plan": "plan", "review": "plan", "referral": "activities", "money_request": "money"}


class Today(Place[None]):
    """The first screen after unlocking. `everybody` shows what needs anybody, not the worker's own people alone."""

    PLACE = "today"
    HEADING = "Today"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("today")]
    DEFAULT_CSS = """
    Today > PagedList { margin: 1 0 0 1; }
    Today.-low > PagedList { margin: 0 0 0 1; }
    Today > #why { height: auto; max-height: 3; padding: 0 1 0 3; color: $text-muted; display: none; }
    Today > #why.-shown { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.everybody = False
        self._items: dict[str, Item] = {}
        self._begun: dict[str, Begun] = {}
        self._list = PagedList(COLUMNS, id="things")
        self._wide = False
        self._was_left = False

    def body(self) -> ComposeResult:
        """Yield the list, and the whole of a reason that its line had no room for."""
        yield self._list
        yield Words(id="why")

    def on_mount(self) -> None:
        """Let the keys act on the list."""
        self._list.focus()

    def on_resize(self) -> None:
        """Say since when in fewer words where there is little room."""
        if self._wide != (self.app.size.width >= _WIDE) and self._shown_revision >= 0:
            self.reload()

    def on_screen_suspend(self) -> None:
        """Remember that something else was in front."""
        self._was_left = True

    def on_screen_resume(self) -> None:
        """Read again: a form may have been begun or given up without anything being saved."""
        if self._was_left:
            self._was_left = False
            self.reload()

    # Reading ---------------------------------------------------------------------------------------------------------

    async def load(self) -> None:
        """Read the day, and what was begun and not saved."""
        self._wide = self.app.size.width >= _WIDE
        day, own = await self.desk.read(self._read)
        left = await begun(self.desk)
        rows = shown(day, left, wide=self._wide)
        before, self._begun = self._begun, {f"{BEGUN}{each.form}": each for each in left}
        self._items = rows.items
        fresh = next((key for key in self._begun if key not in before), None)
        empty = _GOOD_DAY if own else _NOBODY_YET
        if not (own or self.desk.role.may("bring-in-people")):
            empty = _NOTHING_FOR_YOU
        await self._list.show(FixedRows(rows.rows), empty=empty, at=fresh)
        self.head(self._heading(day, len(left), own=own))

    def _read(self, connection: Connection) -> tuple[Day, bool]:
        """Return the day, and whether it is of the worker's own people: one who has none sees everybody's."""
        desk = self.desk
        own = not self.everybody and has_people(connection, desk.worker_id)
        syncs = desk.settings.hub_invitation.value is not None or trusts_a_hub(connection)
        day = today(
            connection,
            desk.today,
            desk.settings,
            device_id=desk.store.device_id,
            worker_id=desk.worker_id if own else None,
            syncs=syncs,
            seen=desk.role.today,
        )
        return day, own

    def _heading(self, day: Day, left: int, *, own: bool) -> str:
        total = day.total + left
        if not total:
            return f"{show_day(day.day)} - nothing needs you"
        whom = "somebody" if self.everybody or not own else "you"
        return f"{show_day(day.day)} - {count(total, f'thing needs {whom}', f'things need {whom}')}"

    @on(PagedList.Moved, "#things")
    def _moved(self, event: Moved) -> None:
        """Say the whole reason below the list, if the line has no room for it."""
        words = self.query_one("#why", Words)
        said = event.row.detail if event.row else ""
        why = "" if event.row is None else str(getattr(event.row.cells[1], "text", event.row.cells[1]))
        room = self.app.size.width * 39 // 80
        words.set_class(len(why) > room, "-shown")
        words.show(said)

    @on(PagedList.Failed, "#things")
    def _failed(self, event: Failed) -> None:
        self.trouble(str(event.error))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer on an empty day only what can be done then."""
        if action in {"open", "review", "check_in"} and not self._list.count:
            return False
        return super().check_action(action, parameters)

    # Going to the thing ----------------------------------------------------------------------------------------------

    @on(PagedList.Chosen, "#things")
    def _chosen(self, event: Chosen) -> None:
        if event.key in self._begun:
            self._open_again(self._begun[event.key])
        elif event.key in self._items:
            self._go_to(self._items[event.key])

    def action_open(self) -> None:
        """Go to the thing the pointer is at."""
        self._list.action_choose()

    def _go_to(self, item: Item) -> None:
        if item.opens == "review":
            self._with_person(item.person_id or "", "plan", "meeting")
        elif item.opens == "conflict":
            from linkworker.ui.screens.conflicts.listing import Conflicts  # noqa: PLC0415 - not before it is asked for

            self.app.push_screen(Conflicts(item.person_id))
        elif item.person_id is not None:
            tab = _TABS.get(item.group) or _TAB_OF_KIND.get(item.opens, "summary")
            self.linkworker.open_person(item.person_id, tab)
        elif item.opens == "provider":
            from linkworker.ui.screens.provider import ProviderScreen  # noqa: PLC0415 - not before it is asked for

            self.app.push_screen(ProviderScreen(item.opens_id))
        elif item.opens == "retention":
            from linkworker.ui.screens.erasing.keeping import Keeping  # noqa: PLC0415 - as above

            self.app.push_screen(Keeping())
        else:
            self.linkworker.go_about("sync")

    def action_review(self) -> None:
        """Begin the review of the person on this line, at its first step."""
        self._do("meeting", "plan", "Choose a line about a person to hold a review.")

    def action_check_in(self) -> None:
        """Begin a check-in with the person on this line."""
        self._do("check_in", "check_ins", "Choose a line about a person to take a check-in.")

    def _do(self, action: str, tab: str, otherwise: str) -> None:
        item = self._items.get(self._list.highlighted_key or "")
        if item is None or item.person_id is None:
            self.trouble(otherwise)
        else:
            self._with_person(item.person_id, tab, action)

    def _open_again(self, each: Begun) -> None:
        opens = opener(each.form)
        if opens is None:
            return
        if each.leaving:
            from linkworker.ui.screens.left_draft import LeftDraftScreen  # noqa: PLC0415 - not before it is asked for

            self.app.push_screen(LeftDraftScreen(each.person_id))
        elif each.person_id is not None:
            self._with_person(each.person_id, opens.tab, opens.action)
        else:
            self._at_place(opens.place, opens.action)

    @work(group="going-on")
    async def _with_person(self, person_id: str, tab: str, action: str) -> None:
        """Open a person at a tab, and do something there once it is known who it is."""
        await self.linkworker.open_person(person_id, tab).wait()
        screen = self.app.screen
        if not isinstance(screen, PersonScreen):
            return
        await screen.reload().wait()
        if not action:
            return
        for target in filter(None, (screen, screen.panel)):
            if hasattr(target, f"action_{action.partition('(')[0]}"):
                await self.app.run_action(action, target)
                return

    @work(group="going-on")
    async def _at_place(self, place: str, action: str) -> None:
        await self.linkworker.go_about(place).wait()
        await self.app.run_action(action, self.app.screen)

    # Whose -----------------------------------------------------------------------------------------------------------

    def action_everybody(self) -> None:
        """Show everybody's things, or the worker's own people's again."""
        self.everybody = not self.everybody
        self.say("Everybody's things are shown." if self.everybody else "Your own people's things are shown.")
        self.reload()

    def action_new_person(self) -> None:
        """Add a person, and open them."""
        self._at_place("people", "new_person")
