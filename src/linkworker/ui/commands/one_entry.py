"""What can be done with an entry of the history."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("undo_this", "u", "undo this", "Undo this change. What was there before is shown first.", on_line=True),
    Command("in_error", "x", "in error", "Mark the record as entered in error, with a reason.", on_line=True),
    Command("take_back", "t", "take back error", "Take back 'entered in error' for the record.", on_line=True),
    Command("back", "escape", "back", "Go back."),
)
