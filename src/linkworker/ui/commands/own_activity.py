"""What can be done where a worker sees what they did."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("open", "enter", "open", "Open the person whom this line is about.", on_line=True),
    Command("another", "w", "another worker", "See what another worker did. For managers.", on_line=True),
    Command("back", "escape", "back", "Go back."),
)
