"""What can be done with one thing that was written in two places."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("this", "enter", "this counts", "Let what the pointer is at count.", on_line=True),
    *(
        Command(f"number({place})", str(place), f"number {place}", f"Let number {place} count.")
        for place in range(1, 10)
    ),
    Command("keep", "k", "keep it", "Let the record stay: it was not entered in error.", on_line=True),
    Command("remove", "d", "remove it", "Let the record go: it was entered in error.", on_line=True),
    Command("another", "o", "another value", "Write another value that counts.", on_line=True),
    Command("next", "n", "leave for now", "Leave this one for now, and go to the next.", on_line=True),
    Command("back", "escape", "back", "Go back. This one stays to be chosen."),
)
