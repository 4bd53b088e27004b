"""What can be done when the key file does not open."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("bring_back", "enter", "bring it back", "Bring the key file back from the newest backup.", on_line=True),
    Command("help", "f1", "help", "Say what this means."),
    Command("app.leave", "ctrl+q", "leave", "Leave the program. Nothing is changed.", on_line=True),
    Command("out", "escape", "back", "Go back."),
)
