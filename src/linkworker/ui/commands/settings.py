"""What can be done at the place 'settings'."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("look", "l", "look", "Change how things are drawn: auto, full or console.", on_line=True),
    Command("theme", "t", "theme", "Change the colours: auto, light, dark or high contrast.", on_line=True),
    Command("passphrase", "p", "passphrase", "Change your passphrase.", on_line=True),
    Command("recovery_code", "r", "recovery code", "Make a new recovery code. The old one ends.", on_line=True),
    Command("workers", "w", "workers", "See who can unlock this laptop; add workers or take them away.", on_line=True),
    Command("backups", "b", "backups", "See the backups; make one, copy one to a stick, restore one.", on_line=True),
    Command("own_activity", "a", "your activity", "See what you looked at and changed."),
    Command("back", "escape", "back", "Go back."),
)
