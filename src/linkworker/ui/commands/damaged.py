"""What can be done when the store does not open."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("restore", "enter", "restore", "Put the backup in the place of the store.", on_line=True),
    Command("help", "f1", "help", "Say what this means."),
    Command("app.leave", "ctrl+q", "leave", "Leave the program. Nothing is changed.", on_line=True),
    Command("out", "escape", "back", "Go back."),
)
