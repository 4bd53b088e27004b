"""What can be done at the place 'evidence'."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("explain", "enter", "how it is counted", "Say how the figure is counted, and list whom.", on_line=True),
    Command(
        "keeping", "k", "how long kept", "See whose time for keeping has ended, and what was erased.", on_line=True
    ),
    Command("back", "escape", "back", "Go back."),
)
