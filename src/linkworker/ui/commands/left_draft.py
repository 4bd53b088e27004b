"""What can be done with what was typed about somebody who is leaving."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("drop", "d", "drop it", "Drop what was typed. Your colleague has been told what it says.", on_line=True),
    Command("next", "n", "the next", "Read the next draft, and keep this one.", on_line=True),
    Command("back", "escape", "keep it", "Go back, and keep it.", on_line=True),
)
