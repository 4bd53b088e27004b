"""What can be done at Today."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("open", "enter", "open", "Go to the thing the pointer is at.", on_line=True),
    Command("review", "r", "hold the review", "Begin this person's review meeting, or go on with it.", on_line=True),
    Command("check_in", "c", "check-in", "Take a check-in with this person.", on_line=True),
    Command("everybody", "a", "mine or all", "Show your own people's things, or everybody's.", on_line=True),
    Command("new_person", "n", "new person", "Add a person: only a name is needed."),
)
