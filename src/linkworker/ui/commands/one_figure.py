"""What can be done with a figure."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("open", "enter", "open", "Open the person on this line.", on_line=True),
    Command("back", "escape", "back", "Go back."),
)
