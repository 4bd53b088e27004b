"""What can be done with a person's money."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("open", "enter", "open", "Open the request on this line.", on_line=True),
    Command("new_request", "n", "ask for money", "Ask for money for this person.", on_line=True),
    Command("budget", "b", "budget", "Set the personal budget, or change it.", on_line=True),
    Command("in_error", "x", "in error", "Mark the request as entered in error, with a reason.", on_line=True),
)
