"""What can be done with a directory that was looked at."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("bring_in", "b", "bring it in", "Bring in all that can be. Wrong rows are left out.", on_line=True),
    Command("back", "escape", "back", "Go back. Nothing is kept unless you brought it in."),
)
