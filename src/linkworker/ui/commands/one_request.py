"""What can be done with a request for money."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("choose", "enter", "what happens", "Do what the pointer is at.", on_line=True),
    Command("in_error", "x", "in error", "Mark the request as entered in error, with a reason.", on_line=True),
    Command("person", "o", "person", "Open the person it is for.", on_line=True),
    Command("back", "escape", "back", "Go back."),
)
