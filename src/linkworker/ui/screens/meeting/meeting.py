"""The meeting: nine steps with the person beside the screen, kept as they are typed."""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal

from linkworker.base.errors import LinkworkerError
from linkworker.casework.reviews.meeting_view import MeetingView, meeting_view
from linkworker.ui.commands.table import bindings
from linkworker.ui.forms.drafting import Drafting
from linkworker.ui.forms.form import Problem, Values
from linkworker.ui.screens.meeting.agreed import Agreed
from linkworker.ui.screens.meeting.choose_step import ChooseStep
from linkworker.ui.screens.meeting.ending import Ended, end_meeting
from linkworker.ui.screens.meeting.ideas import Ideas
from linkworker.ui.screens.meeting.kept_place import KeptPlace
from linkworker.ui.screens.meeting.new_goals import NewGoals
from linkworker.ui.screens.meeting.step import Step
from linkworker.ui.screens.meeting.step_line import StepLine
from linkworker.ui.screens.meeting.steps import FIRST, LAST, STEPS
from linkworker.ui.screens.meeting.your_copy import YourCopy
from linkworker.ui.widgets.words import Words

_NEVER_HELD = frozenset({"f12", "ctrl+q"})
_KEPT = "The meeting is kept. Press r to go on."


class MeetingScreen(Drafting[Ended]):
    """Ends with how the meeting ended, or None where it was left to go on later.

    Nothing stands on it but what the person may see: no bar of who they are, no places, nothing said before.
    """

    PLACE = "meeting"
    GUIDE = "the-screens"
    PLACES_SHOWN = False
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("meeting")]
    DEFAULT_CSS = """
    MeetingScreen > .head { height: 1; padding: 0 1 0 3; margin-top: 1; }
    MeetingScreen.-low > .head { margin-top: 0; }
    MeetingScreen > .head > .name { width: 1fr; text-style: bold; color: $text-accent; }
    MeetingScreen > .head > .kept { width: auto; color: $text-muted; }
    MeetingScreen > StepLine { margin-bottom: 1; }
    MeetingScreen.-low > StepLine { margin-bottom: 0; }
    MeetingScreen > .where { height: 1; padding: 0 1 0 3; margin-bottom: 1; text-style: bold; }
    MeetingScreen > Container { height: 1fr; }
    """

    def __init__(self, person_id: str) -> None:
        super().__init__()
        self.person_id = person_id
        self.meeting: MeetingView | None = None
        self._place: KeptPlace | None = None
        self._is_turning = False
        self._held: list[events.Key] = []

    @property
    def step(self) -> Step | None:
        """The step in sight."""
        return next(iter(self.query(Step)), None)

    def body(self) -> ComposeResult:
        """Yield the meeting's name, the line of steps, where it stands, and the step."""
        with Horizontal(classes="head"):
            yield Words(classes="name")
            yield Words(classes="kept")
        yield StepLine()
        yield Words(classes="where")
        yield Container(id="step")

    def on_mount(self) -> None:
        """Say nothing that was said before the person sat down here."""
        self.say("")

    # Reading ---------------------------------------------------------------------------------------------------------

    async def _read(self) -> MeetingView:
        desk = self.desk
        return await desk.read(
            lambda connection: meeting_view(connection, self.person_id, desk.today, desk.settings, desk.worker_id)
        )

    async def load(self) -> None:
        """Read the meeting; at first take it up where it was left, and later show in the step what has changed."""
        if self._is_turning:
            return  # what is read then is read by who turns
        before, self.meeting = self.meeting, await self._read()
        if self._place is None:
            place = KeptPlace(self.desk, self.meeting)
            await place.take_up(self.meeting)
            self._place = place
            await self._turn_to(place.at)
        elif before is not None and before.review is not None and self.meeting.review is None:
            self._place = KeptPlace(self.desk, self.meeting)  # its beginning was undone
            await self._turn_to(FIRST)
        elif self.step is not None:
            self.step.show(self.meeting)

    async def _turn_to(self, at: int) -> None:
        """Show a step with what is typed in it; the one before goes when this one has the focus."""
        meeting, place = self.meeting, self._place
        if meeting is None or place is None:
            return
        place.at = at
        old, step = self.step, STEPS[at](meeting)
        with self.app.batch_update():  # the two are never seen one above the other
            await self.query_one("#step", Container).mount(step)
            step.fill(place.typed(step.CODE))
            if old is not None:
                old.display = False
            step.begin()
            if old is not None:
                await old.remove()
            self._show_where()

    def _show_where(self) -> None:
        meeting, place = self.meeting, self._place
        if meeting is None or place is None:
            return
        step = STEPS[place.at]
        self.query_one(".name", Words).show(f"{meeting.name} - {meeting.called}")
        title = step.title(meeting) or step.TITLE
        self.query_one(".where", Words).show(f"Step {place.at + 1} of {len(STEPS)}: {title}")
        self.query_one(StepLine).show(place.at, frozenset(place.seen), frozenset(place.said))

    # Keeping what is typed -------------------------------------------------------------------------------------------

    async def write_draft(self) -> datetime | None:
        """Keep where the meeting stands and what is typed."""
        step, place = self.step, self._place
        if step is None or place is None:
            return None
        if not self._is_turning:
            place.type(step.CODE, step.typed)
        return self.desk.clock.now() if await place.keep() else None

    # Going through the steps -----------------------------------------------------------------------------------------

    @on(Step.Next)
    def action_next(self) -> None:
        """Keep this step and go on; the last finishes the meeting."""
        if self._place is None or self._is_turning:
            return
        if self._place.at == LAST and isinstance(self.step, YourCopy):
            parsed = self.step.form.parse(self.step.view.typed, self.desk.today)
            self._refuse(parsed.problems)
            if not parsed.problems:
                self._end(YourCopy.Finish(self.step.wishes(parsed.values)))
        else:
            self._go(self._place.at + 1)

    @on(Step.Back)
    def action_step_back(self) -> None:
        """Go back a step, with what is typed kept."""
        if self._place is not None and self._place.at > FIRST:
            self._go(self._place.at - 1, must_fit=False)

    def action_choose_step(self) -> None:
        """Show the steps, and go to one."""
        meeting, place = self.meeting, self._place
        if meeting is None or place is None:
            return
        if meeting.review is None:
            self.say("Finish this step first: it begins the meeting.")
            return
        self.app.push_screen(
            ChooseStep(meeting, place.at, frozenset(place.seen), frozenset(place.said)), self._step_chosen
        )

    def _step_chosen(self, at: int | None) -> None:
        if at is not None and self._place is not None and at != self._place.at:
            self._go(at, must_fit=False)

    @on(NewGoals.Another)
    def _once_more(self) -> None:
        if self._place is not None:
            self._go(self._place.at)

    @on(Ideas.Said)
    def _chosen(self) -> None:
        if self._place is not None:
            self._place.said.add(Ideas.CODE)
            self._show_where()

    @work(group="turn")
    async def _go(self, at: int, *, must_fit: bool = True) -> None:
        """Keep this step and show another. What cannot be kept as it is stays typed, or stands in the way."""
        if self._is_turning:
            return
        self._is_turning = True
        try:
            fits = await self._finish_step()
            if fits or not must_fit:
                self.say("")
                await self._turn_to(at)
        finally:
            self._is_turning = False
            self._let_go()
        try:
            await self.keep_draft()
        except LinkworkerError as error:
            self.trouble(str(error))

    def holds(self, event: events.Key) -> bool:
        """Hold a key that is pressed while a step turns: it is meant for the step that comes."""
        if not self._is_turning or event.key in _NEVER_HELD:
            return False
        self._held.append(event)
        return True

    def _let_go(self) -> None:
        held, self._held = self._held, []
        for event in held:
            self.app.post_message(events.Key(event.key, event.character))

    async def _finish_step(self) -> bool:
        """Keep what was said in this step, if anything was; say whether all of it could be."""
        step, place = self.step, self._place
        if step is None or place is None:
            return False
        place.seen.add(step.CODE)
        typed = step.typed
        if not typed and not (step.ALWAYS and step.CODE not in place.said):
            return True
        place.type(step.CODE, typed)
        parsed = step.form.parse(step.view.typed, self.desk.today)
        if parsed.problems:
            self._refuse(parsed.problems)
            return False
        return await self._keep_step(step, place, parsed.values, is_typed=bool(typed))

    async def _keep_step(self, step: Step, place: KeptPlace, values: Values, *, is_typed: bool) -> bool:
        try:
            await step.keep(values)
            self.meeting = await self._read()
            place.type(step.CODE, {})
            if is_typed or step.has_kept(self.meeting):
                place.said.add(step.CODE)
            await place.follow(self.meeting)
        except LinkworkerError as error:
            self._refuse([step.form.problem_of(error)])
            return False
        return True

    def _refuse(self, problems: Iterable[Problem]) -> None:
        if self.step is not None:
            self.step.refuse(problems)

    # Ending ----------------------------------------------------------------------------------------------------------

    @on(YourCopy.Finish)
    @work(group="turn")
    async def _end(self, event: YourCopy.Finish) -> None:
        """Finish the meeting, and print; a step with words that are not kept is shown first."""
        meeting, place = self.meeting, self._place
        if meeting is None or place is None or meeting.review is None or self._is_turning:
            return
        left = place.left_open
        if left is not None and left != LAST:
            await self._turn_to(left)
            self.trouble("Something here is not kept yet. Go on from here, then finish.")
            return
        self._is_turning = True
        try:
            ended = await end_meeting(self, meeting, was_agreed=Agreed.CODE in place.seen, wishes=event.wishes)
            await place.drop()
        except LinkworkerError as error:
            self._is_turning = False
            self._let_go()
            self.trouble(str(error))
            return
        self._place = None
        self.dismiss(ended)

    # Leaving ---------------------------------------------------------------------------------------------------------

    def action_back(self) -> None:
        """Leave, with all of it kept. A first step in which something is typed begins the meeting."""
        self._leave()

    @work(exclusive=True, group="back")
    async def _leave(self) -> None:
        place = self._place
        if place is None or self._is_turning:
            return
        if self.meeting is not None and self.meeting.review is None and self.step is not None and self.step.typed:
            await self._finish_step()
        try:
            await self.keep_draft()
        except LinkworkerError as error:
            self.trouble(str(error))
            return
        if self.meeting is not None and self.meeting.review is not None:
            self.say(_KEPT)
        self.dismiss()
