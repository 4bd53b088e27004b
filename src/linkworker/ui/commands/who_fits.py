"""What can be done where one activity is matched with a worker's people."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("open", "enter", "open", "Open the person: their activities.", on_line=True),
    Command("back", "escape", "back", "Go back to the activity."),
)
