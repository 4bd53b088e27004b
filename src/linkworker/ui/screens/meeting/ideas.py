"""Step 6: activities that fit, each with why in plain words, to choose from together."""

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message

from linkworker.base.errors import LinkworkerError
from linkworker.base.words import within
from linkworker.casework.matches.match_list import MatchList
from linkworker.casework.matches.plain_reasons import plain_reasons
from linkworker.casework.reviews.meeting_view import MeetingView
from linkworker.matching.verdict import Group
from linkworker.ui.screens.matching.asked import ask
from linkworker.ui.screens.matching.kept import match_at
from linkworker.ui.screens.meeting.step import Step
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.list_messages import Chosen, Moved
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.pages import FixedRows
from linkworker.ui.widgets.press import Press
from linkworker.ui.widgets.rows import Row
from linkworker.ui.widgets.words import Words

_COLUMNS = (Column(weight=2, least=30), Column(weight=1, least=18), Column(width=14, align="right"))
_MOST = 30
"""As many as two people can look through together; the whole list is under Match."""
_CHOOSE = "Enter chooses it."
_NOTHING = "Nothing fits just now. We can say what is missing, and look again."


class Ideas(Step):
    """Only what fits is shown: why another does not may be nobody's business in this room."""

    CODE = "ideas"
    NAME = "Ideas"
    TITLE = "Ideas and activities"
    DEFAULT_CSS = """
    Ideas > .already { height: auto; padding: 0 3; margin-bottom: 1; display: none; }
    Ideas > .already.-shown { display: block; }
    Ideas > PagedList { margin: 0 1; }
    Ideas > .why { height: auto; min-height: 2; max-height: 4; padding: 0 3; margin-top: 1; color: $text-muted; }
    """

    def __init__(self, meeting: MeetingView) -> None:
        super().__init__(meeting)
        self._matches: MatchList | None = None
        self._list = PagedList(_COLUMNS)

    def middle(self) -> ComposeResult:
        """Yield what they go to already, the list, and why the one pointed at is on it."""
        yield Words(classes="already")
        yield self._list
        yield Words(classes="why")

    def on_mount(self) -> None:
        """Match."""
        self._show_already()
        self._match()

    def begin(self) -> None:
        """Let the keys act on the list."""
        self._list.focus()

    def show(self, meeting: MeetingView) -> None:
        """Show what was chosen."""
        self.meeting = meeting
        self._show_already()
        self._match()

    def _show_already(self) -> None:
        names = [", ".join(filter(None, (within(each.name), each.when))) for each in self.meeting.activities]
        words = self.query_one(".already", Words)
        words.set_class(bool(names), "-shown")
        words.show(Content.assemble(("What you have chosen: ", "bold"), "; ".join(names)))

    @work(exclusive=True, group="ideas")
    async def _match(self) -> None:
        try:
            self._matches = await match_at(self.place.desk, self.meeting.person_id)
        except LinkworkerError as error:
            self.place.trouble(str(error))
            return
        fits = self._matches.groups()[Group.FITS][:_MOST]
        rows = [self._matches.row(each) for each in fits]
        cells = [
            Row(each.activity_id, (f"{at:>2} {each.name}", each.when, each.cost)) for at, each in enumerate(rows, 1)
        ]
        await self._list.show(FixedRows(cells), empty=_NOTHING)

    @on(Moved)
    def _moved(self, event: Moved) -> None:
        words = self.query_one(".why", Words)
        if event.key is None or self._matches is None:
            words.show("")
        else:
            words.show(" ".join((*plain_reasons(self._matches.matched.found(event.key)), _CHOOSE)))

    @on(Chosen)
    @work(exclusive=True, group="choose")
    async def _choose(self, event: Chosen) -> None:
        """Ask what they say to it, and keep that."""
        from linkworker.ui.forms.form_screen import FormScreen  # noqa: PLC0415 - not before one is chosen
        from linkworker.ui.screens.refer_form import Begin, refer_form  # noqa: PLC0415 - as above

        if self._matches is None:
            return
        place, called = self.place, self.meeting.called
        try:
            asked = await ask(place.desk, self.meeting.person_id, event.key, self._matches.matched)
        except LinkworkerError as error:
            place.trouble(str(error))
            return
        if asked.open_referral is not None:
            place.say(f"{called} has said something to {asked.activity} already. It is on the list above.")
            return
        form = refer_form(place.desk, asked, Begin.OFFER)
        if await self.app.push_screen_wait(FormScreen(form, about=called)) is not None:
            self.post_message(self.Said())
            place.say(f"Kept: {asked.activity}. u takes it back.")
            if self.is_mounted:
                self.query_one("#next", Press).focus()

    class Said(Message):
        """Something was chosen here."""
