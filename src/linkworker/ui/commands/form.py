"""What can be done in a form."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("save", "ctrl+s", "save", "Save what you have typed.", on_line=True),
    Command("start_again", "ctrl+r", "start again", "Clear what you typed before; press it again to have it back."),
    Command("back", "escape", "back", "Go back. What you have typed is kept as a draft."),
)
