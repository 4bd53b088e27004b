"""What can be done in a review of everything held about a person, before copies are made."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("leave", "y", "leave in", "Leave these words in the copy.", on_line=True),
    Command("take_out", "t", "take out", "Take these words out of the copy: what stood there is said.", on_line=True),
    Command(
        "hold", "h", "hold back", "Hold this back, with a reason: only where it would do serious harm.", on_line=True
    ),
    Command("alike", "a", "alike", "Decide all with the same words as the last one the same way.", on_line=True),
    Command("copies", "w", "copies", "Make the copies, once everything is decided.", on_line=True),
    Command("next", "right,n", "next", "Show the next finding."),
    Command("before", "left,b", "before", "Show the finding before."),
    Command("records", "e", "every record", "List every record, to hold one back whole."),
    Command("back", "escape", "back", "Go back. What you decided is kept."),
)
