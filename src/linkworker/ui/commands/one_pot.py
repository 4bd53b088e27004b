"""What can be done with a pot of money."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("change", "e", "edit", "Change the pot: its name, sum, dates or terms.", on_line=True),
    Command("in_error", "x", "in error", "Mark the pot as entered in error, with a reason.", on_line=True),
    Command("back", "escape", "back", "Go back."),
)
