"""What was typed and not saved about somebody who is leaving: to be read, told to a colleague, and dropped."""

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from linkworker.base.errors import LinkworkerError
from linkworker.base.times import show_instant
from linkworker.casework.moving.left_drafts import LeftDraft, drop_left, left_drafts
from linkworker.casework.moving.moving import READ_ONLY
from linkworker.casework.workers.roles import who_may
from linkworker.ui.commands.allowed import why_not_tab
from linkworker.ui.commands.table import bindings
from linkworker.ui.forms.reopening import opener
from linkworker.ui.screens.place import Place
from linkworker.ui.widgets.details import Detail, Details, Part
from linkworker.ui.widgets.words import Words
from linkworker.vault.store import Store

_WHAT_NOW = f"{READ_ONLY} Tell your colleague what this says, then press d."
_DETAILS = "details"
_NOT_TOLD = "notes"  # the tab that a role must see to read what another typed in a form of an unknown name


class LeftDraftScreen(Place[None]):
    """One draft at a time, of everybody who is leaving or of one of them; any worker of the laptop may drop it."""

    PLACE = "left_draft"
    GUIDE = "taking-data-to-the-centre"
    HEADING = "Typed and not saved"
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("left_draft")]
    DEFAULT_CSS = """
    LeftDraftScreen > VerticalScroll { height: 1fr; padding: 1 1 0 1; }
    LeftDraftScreen #what-now { max-width: 84; margin-bottom: 1; color: $text-muted; }
    """

    def __init__(self, person_id: str | None = None) -> None:
        super().__init__()
        self._person_id = person_id
        self._drafts: tuple[LeftDraft, ...] = ()
        self._at = 0

    def body(self) -> ComposeResult:
        """Yield what to do, and what was typed."""
        with VerticalScroll():
            yield Words(_WHAT_NOW, id="what-now")
            yield Details(id="typed")

    async def load(self) -> None:
        """Read the drafts; leave when there is none any more."""
        self._drafts = await self.desk.read(lambda connection: left_drafts(connection, self._person_id))
        if not self._drafts:
            if self.is_current:
                self.dismiss()
            return
        self._at = min(self._at, len(self._drafts) - 1)
        shown = self._drafts[self._at]
        opens, many = opener(shown.form), len(self._drafts)
        place = f" ({self._at + 1} of {many})" if many > 1 else ""
        self.head(f"{shown.person}: {opens.words.lower() if opens else 'a form'}, not saved{place}")
        self.query_one("#typed", Details).show((Part("", self._told(shown, opens.tab if opens else _NOT_TOLD)),))

    def _told(self, shown: LeftDraft, tab: str) -> tuple[Detail, ...]:
        said = "" if shown.worker_id == self.desk.worker_id else self._why_not_read(tab)
        typed = [Detail("", said)] if said else [Detail(label, words) for label, words in shown.lines]
        by = f"{shown.by}, {show_instant(shown.kept)}" if shown.by else show_instant(shown.kept)
        return (*typed, Detail("Typed by", by, tone="muted"))

    def _why_not_read(self, tab: str) -> str:
        """Return why this role does not read what another typed about a person, or ""."""
        role = self.desk.role
        return why_not_tab(role, tab) or ("" if role.may(_DETAILS) else who_may(_DETAILS))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the next where there are several."""
        if action == "next" and len(self._drafts) <= 1:
            return False
        return super().check_action(action, parameters)

    def action_next(self) -> None:
        """Show the next draft."""
        self._at = (self._at + 1) % len(self._drafts)
        self.reload()

    @work(exclusive=True, group="drop")
    async def action_drop(self) -> None:
        """Drop the one that is shown."""
        if not self._drafts:
            return
        gone = self._drafts[self._at]

        def dropping(store: Store) -> None:
            with store.writing() as connection:
                drop_left(connection, gone)

        try:
            await self.desk.with_store(dropping)
        except LinkworkerError as error:
            self.trouble(str(error))
            return
        self.say(f"Dropped what was typed about {gone.person}.")
        self.reload()
