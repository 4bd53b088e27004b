"""What can be done in the notes of a person."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("note", "n", "note", "Write a note of a contact.", on_line=True),
    Command("search", "slash", "find", "Search the notes of this person.", on_line=True),
    Command("appointment", "a", "appointment", "Set a time with this person.", on_line=True),
    Command("correct", "e", "correct", "Correct the note: the old one is kept.", on_line=True),
    Command("in_error", "x", "in error", "Mark this as entered in error, with a reason.", on_line=True),
)
