"""What can be done on the page that is shown to the person."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (Command("back", "escape", "back", "Go back to the whole result."),)
