"""What can be done at the place 'handbook'."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("search", "slash", "find", "Look for words in every page.", on_line=True),
    Command("topics", "t", "pages", "Show the list of pages.", on_line=True),
    *(Command(f"open({digit})", str(digit), "page", f"Open page {digit} of the list.") for digit in range(1, 10)),
    Command("back", "escape", "back", "Go back."),
)
