"""Step 4: the recovery code, written on paper and typed back."""

from textual import on, work
from textual.app import ComposeResult

from linkworker.base.errors import LinkworkerError
from linkworker.casework.half_set_up import Step, remember_step
from linkworker.ui.door.code_on_paper import CodeOnPaper
from linkworker.ui.door.opening import Opened
from linkworker.ui.door.sitting_down import sit_down
from linkworker.ui.screens.first_run.step import StepScreen
from linkworker.ui.widgets.words import Words


class WriteTheCode(StepScreen):
    """The store is open, but nobody sits at it until the code is on paper. Left here, there is a new one next time."""

    HEADING = "Step 4 of 6: your recovery code"
    HELP = (
        "Keep the paper where you keep other secrets, not with the laptop. If you leave now, "
        "this code stops counting: you get a new one the next time you unlock."
    )
    DEFAULT_CSS = """
    WriteTheCode .lead { margin-bottom: 1; }
    """

    def __init__(self, opened: Opened) -> None:
        super().__init__()
        self._opened = opened

    def body(self) -> ComposeResult:
        """Yield why, and the code."""
        yield Words("If you forget your passphrase, only this code opens the store.", classes="lead")
        if self._opened.renewed:
            yield Words("It is a new one. Cross out any that you wrote down before.", classes="lead")
        if self._opened.code is not None:
            yield CodeOnPaper(self._opened.code)

    def on_mount(self) -> None:
        """Begin."""
        self.query_one(CodeOnPaper).begin()

    @on(CodeOnPaper.Wrong)
    def _wrong(self, event: CodeOnPaper.Wrong) -> None:
        self.trouble(event.sentence)

    @on(CodeOnPaper.Proved)
    @work(group="proved", exclusive=True)
    async def _proved(self) -> None:
        desk = self._opened.desk
        try:
            await desk.with_store(lambda store: remember_step(store, Step.PEOPLE))
        except LinkworkerError as error:
            self.trouble(str(error))
            return
        sit_down(self.linkworker, Opened(desk, self._opened.said, Step.PEOPLE))

    def action_back(self) -> None:
        """Go back to the code that is hidden; before it there is no way back, as the store is made."""
        paper = self.query_one(CodeOnPaper)
        if paper.is_asking:
            paper.show_again()
            self.say("")
        else:
            self.say("Your passphrase is set, so there is nothing before this. Ctrl+Q leaves.")
