"""What can be done with bundles that are kept aside."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("send", "s", "send", "Send them to the centre as they lie, over the network.", on_line=True),
    Command("write", "x", "to a stick", "Write them to a stick as they lie.", on_line=True),
    Command("destroy", "d", "destroy", "Destroy them on this laptop. Nobody brings them back.", on_line=True),
    Command("back", "escape", "back", "Go back. What is kept aside stays.", on_line=True),
)
