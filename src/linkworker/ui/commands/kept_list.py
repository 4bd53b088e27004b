"""What can be done in a list of things kept about a person: numbers, ways to reach them, people kept apart."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("edit", "enter,e", "edit", "Change the line the pointer is at.", on_line=True),
    Command("new", "n", "add one", "Add one.", on_line=True),
    Command("remove", "d", "take out", "Take out the line the pointer is at. It stays in the history.", on_line=True),
    Command("back", "escape", "back", "Go back."),
)
