"""What can be done with a note."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("correct", "e", "correct", "Correct the note: the old one is kept.", on_line=True),
    Command("in_error", "x", "in error", "Mark the note as entered in error, with a reason.", on_line=True),
    Command("erase", "z", "erase", "Erase this note, entered about the wrong person, say."),
    Command("back", "escape", "back", "Go back."),
)
