"""What can be done with backups."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("make", "m", "make one now", "Make a backup now, and read it back whole.", on_line=True),
    Command("copy", "c", "copy to a stick", "Copy the newest backup to a folder or stick.", on_line=True),
    Command("restore", "r", "restore", "Put this backup in the place of the store.", on_line=True),
    Command(
        "from_stick", "f", "restore from a stick", "Put a backup on a stick in the place of the store.", on_line=True
    ),
    Command("back", "escape", "back", "Go back."),
)
