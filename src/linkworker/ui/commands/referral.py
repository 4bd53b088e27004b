"""What can be done at the place 'referral'."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("choose", "enter", "what happened", "Write down the step the pointer is at.", on_line=True),
    Command("correct", "e", "correct", "Correct the day, the words or the reason of the latest step.", on_line=True),
    Command("activity", "a", "activity", "Open the activity: all that is known of it.", on_line=True),
    Command("mentor", "t", "mentor", "Write down the mentor whom the person chose."),
    Command("in_error", "x", "in error", "Mark it as entered in error, with the reason.", on_line=True),
    Command("back", "escape", "back", "Go back."),
)
