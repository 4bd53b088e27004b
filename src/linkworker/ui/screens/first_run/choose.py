"""Step 3: the passphrase. At its end the store is made."""

import asyncio

from textual import on, work
from textual.app import ComposeResult

from linkworker.base.errors import LinkworkerError
from linkworker.casework.setting_up import NewWorker
from linkworker.ui.commands.command import Command
from linkworker.ui.door import opening
from linkworker.ui.door.choose_passphrase import ChoosePassphrase
from linkworker.ui.door.sitting_down import sit_down
from linkworker.ui.front import Front
from linkworker.ui.screens.first_run.step import StepScreen
from linkworker.vault.recovery_code import RecoveryCode


class ChooseYours(StepScreen):
    """Once the store is being made there is no way back; the next step shows the recovery code."""

    HEADING = "Step 3 of 6: your passphrase"
    HELP = (
        "You type it each time you unlock. Five words drawn at random are hard to guess and easy to keep in mind: "
        "make a picture of them. Do not write them down beside the laptop."
    )
    CHOOSES = True

    def __init__(self, front: Front, worker: NewWorker) -> None:
        super().__init__()
        self.front = front
        self._worker = worker
        self._is_making = False
        self._in_sight = False

    def offered(self) -> tuple[Command, ...]:
        """Return the commands that do something with the words as they are chosen now."""
        useless = frozenset[str]().union(*(choosing.useless for choosing in self.query(ChoosePassphrase)))
        return tuple(each for each in super().offered() if each.action not in useless)

    def body(self) -> ComposeResult:
        """Yield the choosing."""
        yield ChoosePassphrase((self._worker.name, self._worker.team, self._worker.user_name))

    def on_mount(self) -> None:
        """Begin."""
        self.query_one(ChoosePassphrase).begin()

    @on(ChoosePassphrase.Wrong)
    def _wrong(self, event: ChoosePassphrase.Wrong) -> None:
        self.trouble(event.sentence)

    @on(ChoosePassphrase.Chosen)
    def _chosen(self, event: ChoosePassphrase.Chosen) -> None:
        if not self._is_making:
            self._is_making = True
            self.say("Making the encrypted store. This takes a few seconds.")
            self._make(event.passphrase)

    @work(group="make")
    async def _make(self, passphrase: str) -> None:
        try:
            opened = await asyncio.to_thread(
                opening.make_store, self.front, self._worker, passphrase, RecoveryCode.make()
            )
        except LinkworkerError as error:
            self._is_making = False
            self.trouble(str(error))
        else:
            sit_down(self.linkworker, opened)

    def action_letters(self) -> None:
        """Show the letters, or stars again."""
        self._in_sight = not self._in_sight
        self.query_one(ChoosePassphrase).show_letters(in_sight=self._in_sight)

    def action_other_words(self) -> None:
        """Make five other words."""
        self.query_one(ChoosePassphrase).other_words()

    def action_back(self) -> None:
        """Go back a step, while the store is not being made."""
        if not self._is_making:
            super().action_back()
