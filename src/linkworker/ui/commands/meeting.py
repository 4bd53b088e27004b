"""What can be done in a meeting. All of it works while somebody types."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("next", "pagedown,ctrl+s", "next", "Keep this step and go on; one without words is left out.",
            on_line=True, over_all=True),
    Command("step_back", "pageup", "step back", "Go back a step. What is typed is kept.",
            on_line=True, over_all=True),
    Command("choose_step", "ctrl+g", "steps", "Show the nine steps, and go to one of them.", on_line=True),
    Command("back", "escape", "leave", "Leave the meeting. All of it is kept, and r goes on where it was."),
)  # fmt: skip
