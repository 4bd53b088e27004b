"""What can be done while the centre is met."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("back", "escape", "stop", "Stop. Nothing is lost: meet the centre again later.", on_line=True),
)
