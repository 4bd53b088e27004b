"""What can be done on a person's tab 'Activities'."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("open", "enter", "open", "Open the referral: its steps, and what may happen next.", on_line=True),
    Command("find", "n", "find an activity", "Find activities for this person, with the reasons.", on_line=True),
)
