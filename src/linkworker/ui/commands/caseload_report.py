"""What can be done once a list of people has been looked at."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("bring_in", "b,ctrl+s", "bring them in", "Bring in the people of this list.", on_line=True),
    Command("decide", "enter", "decide", "Say whether this is somebody who is here already.", on_line=True),
    Command("back", "escape", "back", "Go back. Nobody is brought in by that."),
)
