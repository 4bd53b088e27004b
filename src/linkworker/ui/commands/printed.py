"""What can be done with a copy that was printed."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command(
        "open_it",
        "o",
        "open it",
        "Open the copy in this laptop's viewer, to print it on paper.",
        on_line=True,
    ),
    Command(
        "save_elsewhere",
        "s",
        "save elsewhere",
        "Save the copy in a folder you choose: it stays there.",
        on_line=True,
    ),
    Command("back", "escape", "back", "Go back."),
)
