"""What holds a questionnaire: it has the whole screen, and its answers are kept as they come."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ScreenResultType

from linkworker.base.errors import LinkworkerError
from linkworker.ui.screens.check_in.check_in_answers import Answers
from linkworker.ui.screens.check_in.form_draft import FormDraft
from linkworker.ui.screens.check_in.hand_over_form import Questionnaire
from linkworker.ui.screens.place import Place


class FormHolder(Place[ScreenResultType]):
    """A screen with one questionnaire and nothing else: no places, no status, no line of keys but the form's own."""

    PLACE = "check_in_form"
    GUIDE = "check-ins"

    def __init__(self, draft: FormDraft) -> None:
        super().__init__()
        self.draft = draft
        self.form = Questionnaire(draft.answers)
        self._has_more = False
        self._is_keeping = False

    def compose(self) -> ComposeResult:
        """Yield the body alone."""
        yield from self.body()

    def body(self) -> ComposeResult:
        """Yield the form."""
        yield self.form

    def on_mount(self) -> None:
        """Begin at once: no key may be lost."""
        self.begin()

    def begin(self) -> None:
        """Let the form take the keys."""
        self.form.focus()

    async def keep_draft(self) -> None:
        """Keep the answers; the lock asks for this."""
        await self.draft.keep()

    @on(Questionnaire.Changed)
    def _answered(self) -> None:
        """Keep the answers; what comes while that is done is kept right after."""
        self._has_more = True
        if not self._is_keeping:
            self._keep_on()

    @work(group="draft")
    async def _keep_on(self) -> None:
        self._is_keeping = True
        try:
            while self._has_more:
                self._has_more = False
                await self.draft.keep()
        except LinkworkerError as error:
            self.trouble(f"The answers are not kept yet. {error}")
        finally:
            self._is_keeping = False


class WorkerForm(FormHolder[Answers]):
    """The form in the worker's hands: from paper, or as the person speaks. Ends with the answers, or None at Esc."""

    BINDINGS: ClassVar[list[BindingType]] = []

    @on(Questionnaire.Finished)
    def _finished(self) -> None:
        self.dismiss(self.draft.answers)

    @on(Questionnaire.Left)
    @work(exclusive=True, group="leave")
    async def _left(self) -> None:
        """Go back with the answers kept as a draft."""
        try:
            await self.draft.keep()
        except LinkworkerError as error:
            self.trouble(f"The answers are not kept. {error}")
        self.dismiss(None)
