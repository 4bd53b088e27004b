"""What can be done with what a check-in says."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("show_them", "s", "show it to them", "Show the score to the person: a plain page.", on_line=True),
    Command("decide", "d", "what was decided", "Write what you decided after the safety prompt.", on_line=True),
    Command("in_error", "x", "in error", "Mark this check-in as entered in error, with a reason.", on_line=True),
    Command("erase", "z", "erase", "Erase this check-in, entered about the wrong person, say."),
    Command("back", "escape", "back", "Go back."),
)
