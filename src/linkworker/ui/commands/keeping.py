"""What can be done where it is said how long records are kept."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("open", "enter", "open", "Open the person on this line.", on_line=True),
    Command("keep", "k", "keep longer", "Keep this person's record longer, with a reason.", on_line=True),
    Command("erase", "x", "erase", "Erase this person with everything held about them.", on_line=True),
    Command("finish", "f", "finish", "Finish erasures: backups that still hold them go.", on_line=True),
    Command("back", "escape", "back", "Go back."),
)
