"""What can be done at what a person agreed to."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("new", "n", "new answer", "Write down what the person answered.", on_line=True),
    Command("withdraw", "w", "taken back", "Write that the person took this answer back.", on_line=True),
    Command("hold", "h", "hold or let go", "Keep this person's record on this laptop, or let it go.", on_line=True),
    Command("in_error", "x", "in error", "Mark this answer as entered in error, with a reason.", on_line=True),
    Command("back", "escape", "back", "Go back to the person."),
)
