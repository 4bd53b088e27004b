"""What else can be done while the first people are brought in."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("add", "n", "add one", "Add one person by hand.", on_line=True),
    Command(
        "look_round",
        "l",
        "look round",
        "Look round a store of fictional people. Afterwards you unlock here again.",
        on_line=True,
    ),
)
