"""What can be done where a list of people to bring in is chosen."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("template", "ctrl+t", "an empty sheet", "Write an empty sheet to fill in, with an example.", on_line=True),
)
