"""What can be done at the place 'money'."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("open", "enter", "open", "Open the line the pointer is at.", on_line=True),
    Command("new_pot", "n", "new pot", "Add a pot of money.", on_line=True),
    Command("app.focus_next", "tab", "other list", "Go between the requests and the pots.", on_line=True),
    Command("back", "escape", "back", "Go back."),
)
