"""What can be done among the workers of a laptop."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("add", "n", "new worker", "Add a worker, with a first passphrase made for them.", on_line=True),
    Command("let_in", "p", "let in", "Give a worker without a passphrase a first one.", on_line=True),
    Command("role", "e", "role", "Give the worker on this line another role.", on_line=True),
    Command("take_away", "d", "take away", "End a worker's passphrase, and change the key of the store.", on_line=True),
    Command("back", "escape", "back", "Go back."),
)
