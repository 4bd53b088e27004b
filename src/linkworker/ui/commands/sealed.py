"""What can be done once a bundle is written."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (Command("back", "enter,escape", "I have the words", "Go back to Sync.", on_line=True),)
