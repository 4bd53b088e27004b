"""What can be done at the place 'activity'."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("edit", "e", "edit", "Change what is written of this activity.", on_line=True),
    Command("people", "p", "who it fits", "Show whom of your people this fits, and why.", on_line=True),
    Command("confirm", "c", "confirm", "Write down that all of this is right as of today.", on_line=True),
    Command("provider", "o", "provider", "Open the provider who runs it.", on_line=True),
    Command("stop", "d", "no longer running", "Mark it as no longer running, with the reason."),
    Command("in_error", "x", "in error", "Mark it as entered in error, with the reason.", on_line=True),
    Command("back", "escape", "back", "Go back."),
)
