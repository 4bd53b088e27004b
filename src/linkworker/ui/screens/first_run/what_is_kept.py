"""Step 1: what is kept on this laptop and what is not, and who can open it."""

import asyncio
import gc

from textual import on, work
from textual.app import ComposeResult

from linkworker.base.errors import LinkworkerError
from linkworker.ui.front import Front
from linkworker.ui.screens.first_run.step import StepScreen
from linkworker.ui.widgets.press import Press
from linkworker.ui.widgets.words import Words

_PARTS = (
    (
        "Kept on this laptop, encrypted",
        (
            "The people you support: plans, check-ins, notes, referrals, money.",
            "A journal of who saw and changed what.",
        ),
    ),
    (
        "Not kept",
        (
            "Your passphrase and your recovery code.",
            "Anything on the internet. Nothing is sent anywhere by itself.",
        ),
    ),
    (
        "Who can open it",
        (
            "Only somebody who has your passphrase, or the recovery code on paper.",
            "Your IT team cannot, and nor can we. Without both it stays shut.",
        ),
    ),
)


class FirstRun(StepScreen):
    """The first screen of a laptop that has no store. It can be left at any step, and goes on from there."""

    HEADING = "Step 1 of 6: what is kept here"
    HELP = "Press Enter to go on. Nothing is written before you choose a passphrase in step 3 but your own name."
    DEFAULT_CSS = """
    FirstRun .title { text-style: bold; }
    FirstRun .line { padding-left: 2; }
    FirstRun .last { margin-bottom: 1; }
    """

    def __init__(self, front: Front) -> None:
        super().__init__()
        self.front = front

    def body(self) -> ComposeResult:
        """Yield the three things to know."""
        for title, lines in _PARTS:
            yield Words(title, classes="title")
            for line in lines:
                yield Words(line, classes="line last" if line is lines[-1] else "line")
        yield Press("Go on", id="go-on")

    def on_mount(self) -> None:
        """Wait for Enter, and look whether the folder will do."""
        self.query_one(Press).focus()
        self.call_after_refresh(self._look_at_the_folder)

    @work(group="folder")
    async def _look_at_the_folder(self) -> None:
        gc.enable()
        from linkworker.vault.place import check_place  # noqa: PLC0415 - after the first paint

        try:
            await asyncio.to_thread(check_place, self.front.folder)
        except LinkworkerError as error:
            self.trouble(str(error))

    @on(Press.Pressed)
    def _go_on(self) -> None:
        from linkworker.ui.screens.first_run.who_you_are import WhoYouAre  # noqa: PLC0415 - loads keys

        self.app.push_screen(WhoYouAre(self.front))
