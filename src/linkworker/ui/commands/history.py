"""What can be done in the history of a person."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("open", "enter", "open", "Show all that this change did.", on_line=True),
    Command(
        "undo_this",
        "u",
        "undo this",
        "Undo the change on this line. What was there before is shown first.",
        on_line=True,
    ),
    Command(
        "in_error", "x", "in error", "Mark the record of this line as entered in error, with a reason.", on_line=True
    ),
    Command(
        "take_back", "t", "take back error", "Take back 'entered in error' for the record of this line.", on_line=True
    ),
)
