"""One step of setting up before there is a desk: "Step 2 of 6" in words, and help that says what it is for."""

from typing import ClassVar

from textual.binding import BindingType

from linkworker.ui.commands.command import Command
from linkworker.ui.commands.table import bindings, commands
from linkworker.ui.door.door_screen import DoorScreen

_ONLY_WHEN_CHOOSING = frozenset({"letters", "other_words"})


class StepScreen(DoorScreen):
    """A step. Esc goes back to the one before; what was typed stays, all but a passphrase."""

    PLACE = "first_run"
    HELP: ClassVar[str] = ""
    CHOOSES: ClassVar[bool] = False
    """Whether a passphrase is chosen here, so that its keys hold."""
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("first_run")]

    def offered(self) -> tuple[Command, ...]:
        """Return the commands that do something here."""
        return tuple(each for each in commands(self.PLACE) if self.CHOOSES or each.action not in _ONLY_WHEN_CHOOSING)

    def action_letters(self) -> None:
        """Show letters for stars, where there are any."""

    def action_other_words(self) -> None:
        """Make other words, where there are any."""

    def action_help(self) -> None:
        """Say what this step is for."""
        self.explain(self.HELP)

    def action_back(self) -> None:
        """Go back a step."""
        if len(self.linkworker.screen_stack) > 1:
            self.dismiss()
