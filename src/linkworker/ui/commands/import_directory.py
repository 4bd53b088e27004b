"""What can be done while a directory is chosen."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("template", "ctrl+t", "an empty sheet", "Write a sheet to fill in with activities.", on_line=True),
)
