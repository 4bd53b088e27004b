"""In with the recovery code: the code, a new passphrase, and a new code that goes on paper in its place."""

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget

from linkworker.base.errors import BadInput, LinkworkerError
from linkworker.base.words import listed
from linkworker.ui.commands.command import Command
from linkworker.ui.commands.table import bindings, commands
from linkworker.ui.door import opening
from linkworker.ui.door.choose_passphrase import ChoosePassphrase
from linkworker.ui.door.code_on_paper import CodeOnPaper
from linkworker.ui.door.door_screen import DoorScreen
from linkworker.ui.door.line import Line
from linkworker.ui.door.sitting_down import sit_down
from linkworker.ui.forms.inputs.messages import Changed, Done
from linkworker.ui.front import Front
from linkworker.ui.widgets.press import Press
from linkworker.ui.widgets.words import Words
from linkworker.vault.recovery_code import RecoveryCode

_HEADINGS = {
    "code": "Get in with your recovery code",
    "passphrase": "Choose a new passphrase",
    "paper": "Your new recovery code",
}
_HELP = {
    "code": "The code is on the paper that you wrote when this laptop was set up: seven groups of four. "
    "Without it and without the passphrase nobody can open the store.",
    "passphrase": "Nothing is changed until the new code is typed back. Esc leaves all as it was.",
    "paper": "The old code stops working once you typed this one back. Esc leaves all as it was.",
}


class Forgotten(DoorScreen):
    """Three stages, one after the other; until the last is done nothing is changed, and Esc leaves all as it was."""

    PLACE = "forgotten"
    HEADING = _HEADINGS["code"]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("forgotten")]
    DEFAULT_CSS = """
    Forgotten .stage { height: auto; }
    Forgotten .lead { margin-bottom: 1; }
    """

    def __init__(self, front: Front, names: tuple[str, ...]) -> None:
        super().__init__()
        self.front = front
        self._names = names
        self._stage = "code"
        self._user: str | None = front.user
        self._code: RecoveryCode | None = None
        self._new_code: RecoveryCode | None = None
        self._passphrase = ""
        self._is_busy = False
        self._in_sight = False

    def offered(self) -> tuple[Command, ...]:
        """Return the commands that do something at this stage."""
        useless = frozenset({"letters", "other_words"})
        for choosing in self.query(ChoosePassphrase):
            useless = choosing.useless
        return tuple(each for each in commands(self.PLACE) if each.action not in useless)

    def body(self) -> ComposeResult:
        """Yield the first stage: who, and the code."""
        with Vertical(classes="stage", id="stage"):
            yield Words("The code is on your paper: seven groups of four letters and digits.", classes="lead")
            if len(self._names) > 1:
                yield Line("Your short name", hint=listed(self._names, "or"), id="user", classes="-short")
            yield Line("Recovery code", hint="with or without the hyphens", id="code")
            yield Press("Go on", id="check")

    def on_mount(self) -> None:
        """Begin at the first line."""
        self.query(Line).first().box.focus()

    # The code --------------------------------------------------------------------------------------------------------

    @on(Changed)
    def _changed(self, event: Changed) -> None:
        event.stop()

    @on(Done)
    def _done(self, event: Done) -> None:
        event.stop()
        code = self.query_one("#code", Line)
        if code.has_focus_within:
            self._check()
        else:
            code.box.focus()

    @on(Press.Pressed)
    def _check(self) -> None:
        if self._is_busy:
            return
        try:
            code = RecoveryCode.read(self.query_one("#code", Line).typed)
        except BadInput as error:
            self.trouble(str(error))
            return
        if len(self._names) > 1:
            self._user = self.query_one("#user", Line).typed.strip().casefold()
            if self._user not in self._names:
                self.trouble(f"Enter a short name of this laptop: {listed(self._names, 'or')}.")
                return
        self._is_busy = True
        self.say("Looking whether the code fits. This takes about a second.")
        self._try(code)

    @work(group="code")
    async def _try(self, code: RecoveryCode) -> None:
        try:
            await asyncio.to_thread(opening.check, self.front, code)
        except LinkworkerError as error:
            self.trouble(str(error))
            return
        finally:
            self._is_busy = False
        self._code = code
        self.say("The code fits.")
        chosen = ChoosePassphrase(self._names)
        await self._go_to("passphrase", chosen)
        chosen.begin()

    # The passphrase, and the new code --------------------------------------------------------------------------------

    @on(ChoosePassphrase.Wrong)
    @on(CodeOnPaper.Wrong)
    def _wrong(self, event: ChoosePassphrase.Wrong | CodeOnPaper.Wrong) -> None:
        self.trouble(event.sentence)

    @on(ChoosePassphrase.Chosen)
    @work(group="chosen")
    async def _chosen(self, event: ChoosePassphrase.Chosen) -> None:
        self._passphrase = event.passphrase
        self._new_code = RecoveryCode.make()
        self.say("")
        paper = CodeOnPaper(self._new_code)
        await self._go_to("paper", paper)
        paper.begin()

    @on(CodeOnPaper.Proved)
    def _proved(self) -> None:
        if not self._is_busy:
            self._is_busy = True
            self.say("Changing both and opening. This takes a few seconds.")
            self._recover()

    @work(group="recover")
    async def _recover(self) -> None:
        code, new_code, passphrase = self._code, self._new_code, self._passphrase
        if code is None or new_code is None:
            return
        self._passphrase = ""
        try:
            opened = await asyncio.to_thread(opening.open_with_code, self.front, self._user, code, passphrase, new_code)
        except LinkworkerError as error:
            self.trouble(str(error))
            self._is_busy = False
        else:
            sit_down(self.linkworker, opened, "The new passphrase and the new code are in force.")

    async def _go_to(self, stage: str, widget: Widget) -> None:
        self._stage = stage
        self.head(_HEADINGS[stage])
        place = self.query_one("#stage", Vertical)
        await place.remove_children()
        await place.mount(widget)

    # Keys ------------------------------------------------------------------------------------------------------------

    def action_letters(self) -> None:
        """Show the letters, or stars again."""
        self._in_sight = not self._in_sight
        for choosing in self.query(ChoosePassphrase):
            choosing.show_letters(in_sight=self._in_sight)

    def action_other_words(self) -> None:
        """Make five other words."""
        for choosing in self.query(ChoosePassphrase):
            choosing.other_words()

    def action_help(self) -> None:
        """Say what this stage is."""
        self.explain(_HELP[self._stage])

    def action_back(self) -> None:
        """Leave all as it was; while it is being changed it is too late for that."""
        if not self._is_busy:
            self.dismiss()
