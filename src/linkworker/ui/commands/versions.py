"""What can be done with the versions of a plan."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("compare", "enter", "compare", "Lay this version beside the one before it.", on_line=True),
    Command("back", "escape", "back", "Go back to the plan."),
)
