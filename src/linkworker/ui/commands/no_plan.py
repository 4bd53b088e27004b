"""What can be done where there is no plan yet."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (Command("new", "n", "begin a plan", "Begin a plan with this person.", on_line=True),)
