"""What can be done with the copies of everything held about a person."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command(
        "open_it", "o", "open it", "Open the PDF in this laptop's viewer, to read it or to print it.", on_line=True
    ),
    Command(
        "save_elsewhere", "s", "save elsewhere", "Save the copies in a folder or on a stick: they stay.", on_line=True
    ),
    Command("back", "escape", "back", "Go back."),
)
