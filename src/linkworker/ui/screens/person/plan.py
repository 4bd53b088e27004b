"""The tab 'Plan' of a person: everything is changed where it stands."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from linkworker.base.errors import LinkworkerError
from linkworker.casework.plans.plan_page import PlanPage, plan_page
from linkworker.casework.plans.plan_view import GoalView
from linkworker.casework.reviews.overseeing import quality
from linkworker.casework.reviews.review_due import intervals
from linkworker.ui.commands.table import bindings
from linkworker.ui.forms.form import Form
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.screens.in_error import InError
from linkworker.ui.screens.person.panel import Panel
from linkworker.ui.screens.person.plan_rows import NO_PLAN, Part, no_plan, plan_items
from linkworker.ui.screens.planning.agree_form import agree_form
from linkworker.ui.screens.planning.at_hand import AtHand, Done
from linkworker.ui.screens.planning.at_once import at_once
from linkworker.ui.screens.planning.form_of import form_of, goal_of, new_form, stands_form
from linkworker.ui.screens.planning.goal_form import goal_form, goal_note_form
from linkworker.ui.screens.planning.need_form import need_form
from linkworker.ui.screens.planning.plan_form import begin_form
from linkworker.ui.screens.planning.step_form import step_form
from linkworker.ui.screens.planning.versions import Versions
from linkworker.ui.screens.planning.words_form import own_words_form
from linkworker.ui.theme.glyphs import glyphs
from linkworker.ui.widgets.key_line import KeyLine
from linkworker.ui.widgets.outline import Outline

_IN_ERROR = {"need": "the need", "goal": "the goal", "step": "the step", "plan_risk": "the risk", "plan": "the plan"}
"""What a line can be marked as entered in error, by the kind of its record."""


class PlanPanel(Panel, can_focus=False):
    """A plan from the person's own words to the next review, with a highlight over its lines."""

    PLACE = "plan"
    FOCUS = "Outline"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("plan")]
    DEFAULT_CSS = """
    PlanPanel { overflow-y: hidden; }
    PlanPanel.-roomy { padding: 1 1 0 1; }
    """

    def __init__(self, person_id: str) -> None:
        super().__init__(person_id)
        self._go_to: str | None = None

    def compose(self) -> ComposeResult:
        """Yield the outline."""
        yield Outline(empty=NO_PLAN)

    def on_resize(self) -> None:
        """Leave a blank line above where there is room."""
        self.set_class(self.app.size.height >= 30, "-roomy")  # noqa: PLR2004 - a console has 24 or 25 lines

    async def load(self) -> None:
        """Read the plan and what stands beside it."""
        page = await self._read()
        self.PLACE = "plan" if page.plan else "no_plan"  # type: ignore[misc]  # what can be done differs
        self.person.query_one(KeyLine).refresh()
        signs = glyphs(console=self.linkworker.console_look)
        at, self._go_to = self._go_to, None
        self._outline.show(plan_items(page, self.desk.today, signs), empty=no_plan(page), at=at)

    async def _read(self) -> PlanPage:
        today, timing = self.desk.today, intervals(self.desk.settings)
        return await self.desk.read(lambda connection: plan_page(connection, self.person_id, today, timing))

    # What is at hand -------------------------------------------------------------------------------------------------

    @property
    def _outline(self) -> Outline:
        return self.query_one(Outline)

    @property
    def _part(self) -> Part:
        return Part.of(self._outline.highlighted_key)

    @property
    def _called(self) -> str:
        identity = self.person.identity
        return (identity.called or identity.name) if identity else "this person"

    async def _at_hand(self) -> AtHand | None:
        """Return the plan as it stands now; where there is none, say how to begin one."""
        try:
            page = await self._read()
        except LinkworkerError as error:
            self.person.trouble(str(error))
            return None
        if page.plan is None:
            self.person.say(no_plan(page))
            return None
        return AtHand(self.desk, page.plan, self._called)

    def _open(self, form: Form[Done] | None, otherwise: str = "") -> None:
        if form is None:
            self.person.say(otherwise)
            return
        about = self.person.identity.name if self.person.identity else ""
        self.app.push_screen(FormScreen(form, about=about), self._saved)

    def _saved(self, done: Done | None) -> None:
        if done is not None:
            self._go_to = done.key or None
            self.person.say(f"{done.words} u takes it back.")
            self.person.reload()

    # Doing -----------------------------------------------------------------------------------------------------------

    @on(Outline.Chosen)
    def _chosen(self, event: Outline.Chosen) -> None:
        event.stop()
        self.action_change()

    @work(exclusive=True, group="open")
    async def action_change(self) -> None:
        """Change what is on this line."""
        part, at = self._part, await self._at_hand()
        if at is None:
            return
        if part.kind == "agreement":
            await self._agree(at)
        elif part.kind == "together":
            await self._at_once(at, part)
        elif part.kind == "activity":
            self.person.show_tab("activities")
        else:
            self._open(form_of(at, part), "There is nothing on this line to change.")

    @work(exclusive=True, group="open")
    async def action_new(self) -> None:
        """Add another of what is on this line; where there is no plan, begin one."""
        try:
            page = await self._read()
        except LinkworkerError as error:
            self.person.trouble(str(error))
            return
        if page.plan is None:
            had_one = page.closed_on is not None
            self._open(begin_form(self.desk, self.person_id, self._called, had_one=had_one))
        else:
            self._open(new_form(AtHand(self.desk, page.plan, self._called), self._part))

    @work(exclusive=True, group="open")
    async def action_own_words(self) -> None:
        """Write all of their own words."""
        at = await self._at_hand()
        if at is not None:
            self._open(own_words_form(at))

    @work(exclusive=True, group="open")
    async def action_need(self) -> None:
        """Add a need."""
        at = await self._at_hand()
        if at is not None:
            self._open(need_form(at))

    @work(exclusive=True, group="open")
    async def action_goal(self) -> None:
        """Add a goal; on a need, one that serves it."""
        part, at = self._part, await self._at_hand()
        if at is not None:
            self._open(goal_form(at, need_id=part.which if part.kind == "need" else ""))

    @work(exclusive=True, group="open")
    async def action_step(self) -> None:
        """Add a step to the goal on this line, or to the only one."""
        goal, at = await self._goal()
        if at is not None:
            self._open(step_form(at, goal) if goal else None, "Go to a goal first: a step belongs to a goal.")

    @work(exclusive=True, group="open")
    async def action_goes(self) -> None:
        """Write how the goal on this line goes."""
        goal, at = await self._goal()
        if at is not None:
            self._open(goal_note_form(at, goal) if goal else None, "Go to a goal first, to write how it goes.")

    async def _goal(self) -> tuple[GoalView | None, AtHand | None]:
        part, at = self._part, await self._at_hand()
        return (goal_of(at.plan, part), at) if at is not None else (None, None)

    @work(exclusive=True, group="open")
    async def action_standing(self) -> None:
        """Say how what is on this line stands."""
        part, at = self._part, await self._at_hand()
        if at is None:
            return
        form = stands_form(at, part)
        if form is not None:
            self._open(form)
        else:
            await self._at_once(at, part)

    async def _at_once(self, at: AtHand, part: Part) -> None:
        change = at_once(at, part)
        if change is None:
            self.person.say("Press e to change this line, or x if it was entered in error.")
            return
        try:
            await at.change(change.do, change.words)
        except LinkworkerError as error:
            self.person.trouble(str(error))
        else:
            self.person.say(f"{change.said} u takes it back.")

    @work(exclusive=True, group="open")
    async def action_agree(self) -> None:
        """Write down what the person says of the plan."""
        at = await self._at_hand()
        if at is not None:
            await self._agree(at)

    async def _agree(self, at: AtHand) -> None:
        today, days = self.desk.today, self.desk.settings.oversight_days.value
        try:
            checks = await self.desk.read(lambda connection: quality(connection, at.person_id, today, days, at.plan.id))
        except LinkworkerError as error:
            self.person.trouble(str(error))
        else:
            self._open(agree_form(at, checks))

    @work(exclusive=True, group="open")
    async def action_versions(self) -> None:
        """See the versions of the plan."""
        at = await self._at_hand()
        if at is not None:
            await self.app.push_screen(Versions(at.person_id, at.plan.id, self._called))

    def action_in_error(self) -> None:
        """Mark what is on this line as entered in error."""
        part = self._part
        if part.kind not in _IN_ERROR:
            self.person.say("This line cannot be entered in error. Press e to change it.")
            return
        words = _IN_ERROR[part.kind]
        said = next(item.words for item in self._outline.items if item.key == part.key)
        about = self.person.identity.name if self.person.identity else ""
        self.app.push_screen(InError(part.kind, self.person_id, part.which, f"{words}: {said}", about=about))
