"""What can be done with the list of what was written in two places."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("open", "enter", "choose", "See what was written and where, and choose.", on_line=True),
    Command("person", "o", "open the person", "Open the person this is about.", on_line=True),
    Command("back", "escape", "back", "Go back."),
)
