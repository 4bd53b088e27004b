"""The screen of one person: who they are above, seven tabs below."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from linkworker.base.errors import LinkworkerError, NotFound
from linkworker.casework.moving.moving import READ_ONLY
from linkworker.casework.people.looking import saw
from linkworker.casework.people.person_page import identity
from linkworker.casework.people.person_page_view import Identity
from linkworker.casework.workers.only_seen import only_seen
from linkworker.ui.commands.allowed import why_not_tab
from linkworker.ui.commands.changing import changes
from linkworker.ui.commands.table import bindings
from linkworker.ui.screens.person.notices import Notices, notices
from linkworker.ui.screens.person.panel import Panel
from linkworker.ui.screens.place import Place
from linkworker.ui.widgets.identity_bar import IdentityBar
from linkworker.ui.widgets.tab_line import TabLine
from linkworker.ui.widgets.words import Words

if TYPE_CHECKING:
    from linkworker.ui.screens.meeting.ending import Ended

TABS = ("summary", "plan", "activities", "check_ins", "notes", "money", "history")
_NAMES = ("Summary", "Plan", "Activities", "Check-ins", "Notes", "Money", "History")


class PersonScreen(Place[None]):
    """One person. The bar is on every tab; what a tab shows is read when it is opened, and again after a save."""

    PLACE = "person"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("person")]
    DEFAULT_CSS = """
    PersonScreen > Container { height: 1fr; }
    PersonScreen > IdentityBar { margin-top: 1; }
    PersonScreen.-low > IdentityBar { margin-top: 0; }
    PersonScreen > #notices { height: auto; padding: 0 1; background: $surface; color: $text-warning; display: none; }
    PersonScreen > #notices.-shown { display: block; }
    """

    def __init__(self, person_id: str, tab: str = "summary") -> None:
        super().__init__()
        self.person_id = person_id
        self.tab = tab
        self.identity: Identity | None = None
        self.notices = Notices()
        self._noted = False

    @property
    def panel(self) -> Panel | None:
        """Return what stands under the tab that is open."""
        return next(iter(self.query(Panel)), None)

    @property
    def places(self) -> tuple[str, ...]:
        """Return the tab's own place, then the person's."""
        panel = self.panel
        return (panel.PLACE, self.PLACE) if panel is not None and panel.PLACE != self.PLACE else (self.PLACE,)

    def body(self) -> ComposeResult:
        """Yield the bar, the line of tabs and the panel of the tab."""
        if why_not_tab(self.desk.role, self.tab):
            self.tab = self.desk.role.tabs[0]
        yield IdentityBar()
        yield Words(id="notices")
        yield TabLine(_NAMES, [place for place, tab in enumerate(TABS) if tab in self.desk.role.tabs])
        yield Container(_panel(self.tab)(self.person_id))

    async def load(self) -> None:
        """Read who it is and what the tab shows; then note that the worker looked."""
        tab = self.tab
        self.query_one(TabLine).open(TABS.index(tab))
        places = self.desk.settings.places()
        try:
            who, self.notices = await self.desk.read(
                lambda connection: (
                    identity(connection, self.person_id, self.desk.today, places),
                    notices(connection, self.person_id),
                )
            )
        except NotFound:
            self._leave_nobody()
            return
        self.identity = only_seen(who, self.desk.role)
        self.query_one(IdentityBar).show(self.identity)
        self._show_notices()
        panel = self.panel
        if panel is not None:
            await panel.load()
            # Another tab may have been opened meanwhile: a panel that is being put away would take the keys with it.
            if tab == self.tab and (self.focused is None or not self.focused.is_attached):
                self._focus(panel)
        self._note_the_look()

    def _show_notices(self) -> None:
        said = self.notices.sentences(self.desk.role)
        line = self.query_one("#notices", Words)
        line.set_class(bool(said), "-shown")
        line.show("\n".join(said))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to choose, or the other record, only where there is any."""
        if (action == "to_choose" and not self.notices.to_choose) or (
            action == "other_record" and self.notices.leads_to is None
        ):
            return False
        return super().check_action(action, parameters)

    def why_not_now(self, action: str, place: str = "") -> str:
        """Return why an action is refused: a record that can only be read is not changed. "" where it is not."""
        return READ_ONLY if self.notices.read_only and changes(place or self.PLACE, action) else ""

    def _leave_nobody(self) -> None:
        """Go back: the person's record was taken back, or entered in error, here or on another screen."""
        if self.identity is None:
            self.trouble("That person is not here any more. Their record was taken back.")
        if self.is_active:
            self.dismiss()

    def show_tab(self, tab: str) -> None:
        """Open a tab."""
        self.action_tab(tab)

    @work(exclusive=True, group="tab")
    async def action_tab(self, tab: str) -> None:
        """Open a tab: what stood there is put away, and the new one is read."""
        said = why_not_tab(self.desk.role, tab)
        if said:
            self.trouble(said)
            return
        if tab == self.tab and self.panel is not None:
            self._focus(self.panel)
            return
        self.tab = tab
        self.set_focus(None)
        place = self.query_one("PersonScreen > Container", Container)
        await place.remove_children()
        await place.mount(_panel(tab)(self.person_id))
        await self.reload().wait()

    def action_edit(self, part: str = "", begun: str = "") -> None:
        """Change what is written of this person; or one part of it, going on with what was begun there."""
        from linkworker.ui.screens.edit_person.menu import EditPerson  # noqa: PLC0415 - not before it is asked for

        self.app.push_screen(EditPerson(self.person_id, part, begun))

    def action_to_choose(self) -> None:
        """Choose between what was written in two places about this person."""
        from linkworker.ui.screens.conflicts.listing import Conflicts  # noqa: PLC0415 - seldom asked for

        self.app.push_screen(Conflicts(self.person_id))

    def action_other_record(self) -> None:
        """Open the record that this one was joined with."""
        if self.notices.leads_to is not None:
            self.linkworker.open_person(self.notices.leads_to)

    @work(exclusive=True, group="join")
    async def action_join(self) -> None:
        """Join this record with another one of the same person, or part them again."""
        from linkworker.ui.screens.joining.joining import join_or_part  # noqa: PLC0415 - as above

        await join_or_part(self, self.notices.joined)

    def action_consent(self, begin: bool = False) -> None:
        """Show what this person agreed to; or begin to write an answer down."""
        from linkworker.ui.screens.consent import Consent  # noqa: PLC0415 - as above

        self.app.push_screen(Consent(self.person_id, begin=begin))

    def action_match(self) -> None:
        """Find activities for this person."""
        from linkworker.ui.screens.match import Match  # noqa: PLC0415 - matching is loaded when first asked for

        self.app.push_screen(Match(self.person_id))

    def action_check_in(self) -> None:
        """Take a check-in, and show what it says."""
        from linkworker.ui.screens.check_in.begin import BeginCheckIn  # noqa: PLC0415 - as below

        self.app.push_screen(BeginCheckIn(self.person_id, about=self._called), self._check_in_kept)

    def _check_in_kept(self, check_in_id: str | None) -> None:
        from linkworker.ui.screens.check_in.result import CheckInResult  # noqa: PLC0415 - as below

        if check_in_id is not None:
            self.app.push_screen(CheckInResult(self.person_id, check_in_id, about=self._called))

    @work(exclusive=True, group="erase")
    async def action_erase(self) -> None:
        """Erase the person, once it was said why and confirmed."""
        from linkworker.ui.screens.erasing.asking import ask_and_erase_person  # noqa: PLC0415 - seldom asked for

        await ask_and_erase_person(self, self.person_id)

    @work(exclusive=True, group="print")
    async def action_print(self) -> None:
        """Print the person's own copy of the plan."""
        from linkworker.ui.screens.print_plan import open_print  # noqa: PLC0415 - printing loads slowly

        await open_print(self, self.person_id, self._called)

    @work(exclusive=True, group="print")
    async def action_chronology(self) -> None:
        """Print the whole case in order, for an inspector."""
        from linkworker.ui.screens.print_chronology import print_chronology  # noqa: PLC0415 - as above

        await print_chronology(self, self.person_id, self._called)

    def action_give(self) -> None:
        """Review everything held about this person, and make the copies to give them."""
        from linkworker.ui.screens.access.review import AccessReview  # noqa: PLC0415 - as above

        self.app.push_screen(AccessReview(self.person_id, about=self._called))

    def action_meeting(self) -> None:
        """Begin a review meeting with this person, or go on with the one that was begun."""
        from linkworker.ui.screens.meeting.meeting import MeetingScreen  # noqa: PLC0415 - as above

        self.app.push_screen(MeetingScreen(self.person_id), self._met)

    def _met(self, ended: "Ended | None") -> None:
        """Say how the meeting ended, and show the copy that was made."""
        if ended is None:
            return
        self.say(ended.words)
        if ended.copy is not None:
            from linkworker.ui.screens.printed import PrintedCopy  # noqa: PLC0415 - as above

            self.app.push_screen(PrintedCopy(ended.copy, self._called))

    def action_note(self) -> None:
        """Write a note of a contact."""
        from linkworker.ui.screens.note_form import NoteForm  # noqa: PLC0415 - forms are loaded when first used

        self.app.push_screen(NoteForm(self.person_id, self.desk.today, about=self._called), self._note_written)

    def _note_written(self, note_id: str | None) -> None:
        show = getattr(self.panel, "show_note", None)
        if note_id is not None and show is not None:
            show(note_id)

    @property
    def _called(self) -> str:
        return self.identity.name if self.identity else ""

    def _focus(self, panel: Panel) -> None:
        target = panel.query(panel.FOCUS).first() if panel.FOCUS and panel.query(panel.FOCUS) else panel
        self.set_focus(target)

    @work(group="look")
    async def _note_the_look(self) -> None:
        """Write that the worker looked, once the page is painted; if that cannot be written, say so and go on."""
        if self._noted:
            return
        self._noted = True
        try:
            await self.desk.note(lambda uow: saw(uow, self.person_id))
        except LinkworkerError as error:
            self._noted = False
            self.trouble(f"That you looked is not in the journal yet. {error}")


def _panel(tab: str) -> Callable[[str], Panel]:
    module, name = {
        "summary": ("summary", "SummaryPanel"),
        "plan": ("plan", "PlanPanel"),
        "activities": ("activities", "ActivitiesPanel"),
        "check_ins": ("check_ins", "CheckInsPanel"),
        "notes": ("notes", "NotesPanel"),
        "money": ("money", "MoneyPanel"),
        "history": ("history", "HistoryPanel"),
    }[tab]
    found: Callable[[str], Panel] = getattr(import_module(f"linkworker.ui.screens.person.{module}"), name)
    return found
