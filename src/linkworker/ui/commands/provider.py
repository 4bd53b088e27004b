"""What can be done at the place 'provider'."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("edit", "e", "edit", "Change what is written of this provider.", on_line=True),
    Command("check", "k", "check", "Write down a check: what was seen, and when it ends.", on_line=True),
    Command("agreement", "g", "agreement", "Write down a part of the working agreement.", on_line=True),
    Command("activities", "tab", "activities", "Go to the activities it runs; Enter opens one.", on_line=True),
    Command("approve", "a", "approve", "Approve the provider, once every check is there and in date."),
    Command("suspend", "s", "suspend", "Suspend the provider, or lift the suspension, with the reason."),
    Command("end", "d", "no longer used", "End the work with this provider. What was written stays."),
    Command("new_activity", "n", "new activity", "Add an activity that this provider runs."),
    Command("in_error", "x", "in error", "Mark it as entered in error, with the reason.", on_line=True),
    Command("back", "escape", "back", "Go back."),
)
