"""What can be done at Sync."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("export", "x", "export", "Write all that is unsent to a stick or folder, sealed to the hub.", on_line=True),
    Command("trust", "t", "trust a hub", "Trust a hub by its invitation file and its six words.", on_line=True),
    Command("again", "w", "write again", "Write a bundle once more: the stick was lost, say.", on_line=True),
    Command("laptop", "l", "this laptop's key", "Write this laptop's public key for the hub.", on_line=True),
    Command("back", "escape", "back", "Go back."),
)
