"""What can be done before the store is open."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("open", "enter", "open", "Open the store with the passphrase."),
    Command("letters", "f2", "show what I type", "Show the letters you type instead of stars.", on_line=True),
    Command("forgotten", "f4", "I forgot my passphrase", "Get in with the recovery code.", on_line=True),
    Command("help", "f1", "help", "Say how to get in."),
    Command("app.leave", "ctrl+q", "leave", "Leave the program.", on_line=True),
)
