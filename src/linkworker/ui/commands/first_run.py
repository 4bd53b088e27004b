"""What can be done while a laptop is set up."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("letters", "f2", "show what I type", "Show the letters you type instead of stars.", on_line=True),
    Command("other_words", "ctrl+n", "other words", "Make five other words.", on_line=True),
    Command("app.leave", "ctrl+q", "leave", "Leave. Setting up goes on from here the next time.", on_line=True),
    Command("help", "f1", "help", "Say what to do here."),
    Command("out", "escape", "back", "Put the help away, or go back a step."),
)
