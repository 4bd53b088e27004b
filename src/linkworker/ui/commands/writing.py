"""What can be done while a bundle is written."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("back", "escape", "stop", "Stop writing. Nothing is lost: it can be written later.", on_line=True),
)
