"""What can be done while the other record of a person is looked for."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("open", "enter", "this one", "Take the record the pointer is at.", on_line=True),
    Command("back", "escape", "back", "Go back. Nothing is joined.", on_line=True),
)
