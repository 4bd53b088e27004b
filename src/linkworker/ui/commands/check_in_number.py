"""What can be done where the number is set that gives the laptop back."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("hand_over", "enter", "hand over", "Take the number, and hand the laptop over.", on_line=True),
    Command("back", "escape", "back", "Go back. Nothing is handed over."),
)
