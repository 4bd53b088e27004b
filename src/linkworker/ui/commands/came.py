"""What can be done once the centre was met."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command(
        "to_choose", "enter", "choose between them", "See what was written in two places, and choose.", on_line=True
    ),
    Command("finish", "f", "finish erasing", "Finish erasures: backups that still hold them go.", on_line=True),
    Command("aside", "a", "kept aside", "See what is kept aside: send it, or destroy it.", on_line=True),
    Command("back", "escape,enter", "done", "Go back to Sync.", on_line=True),
)
