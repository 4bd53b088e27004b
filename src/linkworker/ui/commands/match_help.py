"""What can be done on the page that says what would help."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("edit", "e", "edit the person", "Change what is kept of the person.", on_line=True),
    Command("consent", "k", "what they agree to", "Write down whether they agree to be referred.", on_line=True),
    Command("activity", "a", "activity", "Open the activity: what it takes, its provider's checks.", on_line=True),
    Command("back", "escape", "back", "Go back to the list."),
)
