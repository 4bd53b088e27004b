"""What can be done with two versions of a plan side by side."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("everything", "a", "all or changes", "Show everything, or only what changed.", on_line=True),
    Command("older(-1)", "left", "older", "Lay an older version on the left.", on_line=True),
    Command("older(1)", "right", "newer", "Lay a newer version on the left.", on_line=True),
    Command("back", "escape", "back", "Go back to the versions."),
)
