"""What can be done with a person's check-ins, under their tab."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("open", "enter", "open", "Show what this check-in says.", on_line=True),
    Command("in_error", "x", "in error", "Mark this check-in as entered in error, with a reason.", on_line=True),
)
