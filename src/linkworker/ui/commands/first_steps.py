"""What can be done in the last two steps of setting up, at the open desk."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("bring_in", "i", "bring in", "Bring in a file: your caseload, or a directory of activities.", on_line=True),
    Command("go_on", "g", "go on", "Go on; what is not done now can be done at any time.", on_line=True),
    Command("back", "escape", "back", "Go back a step."),
)
