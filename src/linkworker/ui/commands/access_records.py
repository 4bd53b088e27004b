"""What can be done on the list of every record held about a person."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("hold", "h", "hold back", "Hold this record back whole, or give it after all.", on_line=True),
    Command("back", "escape", "back", "Go back to the review."),
)
