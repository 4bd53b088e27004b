"""What can be done while a backup is made, copied or restored."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("back", "escape", "stop", "Stop. Nothing is lost: it can be done later.", on_line=True),
)
