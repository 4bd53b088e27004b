"""What can be done at the place 'settings'."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("look", "l", "look", "Change how things are drawn: auto, full or console.", on_line=True),
    Command("theme", "t", "theme", "Change the colours: auto, light, dark or high contrast.", on_line=True),
    Command("passphrase", "p", "passphrase", "Change your passphrase.", on_line=True),
    Command("recovery_code", "r", "recovery code", "Make a new recovery code. The old one ends.", on_line=True),
    Command("back", "escape", "back", "Go back."),
)
