"""The review before a person is given everything held: each finding in turn, then the copies."""

from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from linkworker.base.errors import LinkworkerError
from linkworker.base.words import count
from linkworker.casework.access.decisions import Choice, Decision, Decisions, as_draft, decided, draft_form
from linkworker.casework.access.reviewing import Review, review_of
from linkworker.casework.access.third_parties import Finding
from linkworker.ui.commands.table import bindings
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.screens.access.copies import MadeCopies, copies_form
from linkworker.ui.screens.access.hold_form import HoldBack
from linkworker.ui.screens.access.made import AccessMade
from linkworker.ui.screens.access.records import AccessRecords
from linkworker.ui.screens.access.showing import finding_parts, where_words, whole_parts
from linkworker.ui.screens.place import Place
from linkworker.ui.widgets.details import Details
from linkworker.ui.widgets.words import Words

_READING = "Reading everything held. It takes a moment."
_ABOUT = (
    "A copy of everything held is theirs by right. Words about others are marked below, and nothing is taken out "
    "until you say so."
)


class AccessReview(Place[None]):
    """Shows one finding after another until all are decided; every decision is kept at once, so it can be resumed."""

    PLACE = "access_review"
    GUIDE = "subject-access"
    HEADING = "Everything held"
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("access_review")]
    DEFAULT_CSS = """
    AccessReview > VerticalScroll { height: 1fr; padding: 0 1; }
    AccessReview .about { color: $text-muted; max-width: 84; margin-bottom: 1; }
    AccessReview .where { text-style: bold; margin-bottom: 1; }
    """

    def __init__(self, person_id: str, *, about: str = "") -> None:
        super().__init__()
        self.person_id, self._about = person_id, about
        self._review: Review | None = None
        self._shown: str | None = None
        self._last: tuple[Finding, Decision] | None = None

    def body(self) -> ComposeResult:
        """Yield what this is for, where it stands, and the finding."""
        with VerticalScroll():
            yield Words(_ABOUT, classes="about")
            yield Words(_READING, classes="where")
            yield Details()

    async def load(self) -> None:
        """Read everything held; what was decided here since stands."""
        today, worker = self.desk.today, self.desk.worker_id
        review = await self.desk.read(lambda connection: review_of(connection, self.person_id, today, worker))
        first = self._review is None
        if self._review is not None:
            review = replace(review, decisions=self._review.decisions, finished=self._review.finished)
        self._review = review
        self.head(f"{self._about or review.held.name}: everything held")
        if first:
            self._go_on()
        self._show()

    @property
    def _finding(self) -> Finding | None:
        """Return the finding on the screen; None where all is decided."""
        if self._review is None:
            return None
        return next((each for each in self._review.findings if each.key == self._shown), None)

    def _show(self) -> None:
        if self._review is None:
            return
        finding = self._finding
        self.query_one(".where", Words).show(where_words(self._review, finding))
        parts = whole_parts(self._review) if finding is None else finding_parts(self._review, finding)
        self.query_one(Details).show(parts)

    def _go_on(self) -> None:
        """Go to the next finding that is not decided: after this one, else from the first."""
        if self._review is None:
            return
        left = {each.key for each in self._review.left}
        keys = [each.key for each in self._review.findings]
        at = keys.index(self._shown) + 1 if self._shown in keys else 0
        self._shown = next((key for key in (*keys[at:], *keys[:at]) if key in left), None)

    # Deciding ------------------------------------------------------------------------------------------------------

    def action_leave(self) -> None:
        """Leave the words in."""
        self._decide(Decision(Choice.LEAVE))

    def action_take_out(self) -> None:
        """Take the words out."""
        self._decide(Decision(Choice.TAKE_OUT))

    def action_hold(self) -> None:
        """Ask why, and hold the place back."""
        finding = self._finding
        if finding is None:
            self.say("Nothing is shown to hold back. e lists every record.")
            return

        def told(reason: str | None) -> None:
            if reason:
                self._shown = finding.key
                self._decide(Decision(Choice.HOLD, reason))

        self.app.push_screen(HoldBack(self.person_id, finding.where, about=self._about), told)

    def action_alike(self) -> None:
        """Decide every finding with the same words as the last one decided the same way."""
        if self._last is None or self._review is None:
            self.say("Decide one first. Then a decides all with the same words the same way.")
            return
        finding, decision = self._last
        before = len(self._review.left)
        self._take(decided(self._review.findings, self._review.decisions, finding.key, decision, alike=True))
        self.say(f"{count(before - len(self._review.left), 'more finding')} decided the same way.")

    def _decide(self, decision: Decision) -> None:
        finding = self._finding
        if finding is None or self._review is None:
            self.say("Everything is decided. w makes the copies.")
            return
        self._last = finding, decision
        self._take(decided(self._review.findings, self._review.decisions, finding.key, decision))

    def _take(self, decisions: Decisions) -> None:
        """Take decisions over: show what is next, and keep them."""
        if self._review is None:
            return
        self._review = replace(self._review, decisions=decisions, finished=None)
        self._go_on()
        self._show()
        self._keep()

    @work(group="keep")
    async def _keep(self) -> None:
        await self.keep_draft()

    async def keep_draft(self) -> None:
        """Keep what is decided."""
        review = self._review
        if review is None or not review.decisions:
            return
        fields = as_draft(review.decisions, review.finished.isoformat() if review.finished else "")
        try:
            await self.desk.keep_draft(draft_form(self.person_id), fields)
        except LinkworkerError as error:
            self.trouble(f"What you decided is not kept yet. {error}")

    # Going about ---------------------------------------------------------------------------------------------------

    def action_next(self) -> None:
        """Show the next finding, decided or not; after the last, the whole."""
        self._step(1)

    def action_before(self) -> None:
        """Show the finding before; before the first, the whole."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if self._review is None:
            return
        keys: list[str | None] = [None, *(each.key for each in self._review.findings)]
        at = keys.index(self._shown) if self._shown in keys else 0
        self._shown = keys[(at + by) % len(keys)]
        self._show()

    def action_records(self) -> None:
        """List every record, to hold one back whole."""
        if self._review is not None:
            self.app.push_screen(AccessRecords(self._review, about=self._about), self._records_held)

    def _records_held(self, decisions: Decisions | None) -> None:
        if decisions is not None and self._review is not None and decisions != self._review.decisions:
            self._take(decisions)

    # Copies --------------------------------------------------------------------------------------------------------

    def action_copies(self) -> None:
        """Ask how the copies are to be, make them, and show where they are."""
        review = self._review
        if review is None:
            return
        if review.left:
            self._go_on()
            self._show()
            self.say(f"{review.words()} Decide each before the copies are made.")
            return
        form = copies_form(self.desk, review, self.say)
        self.app.push_screen(FormScreen(form, about=self._about), self._made)

    def _made(self, made: MadeCopies | None) -> None:
        if made is None or self._review is None:
            return
        finished: date = self.desk.today
        self._review = replace(self._review, finished=finished)
        self._show()
        self._keep()
        self.say("The copies are made.")
        self.app.push_screen(AccessMade(made, about=self._about))
