"""What can be done at the menu of what to change about a person."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("open", "enter", "edit", "Change the part the pointer is at.", on_line=True),
    Command("back", "escape", "back", "Go back to the person."),
)
