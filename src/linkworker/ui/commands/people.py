"""What can be done among the people."""

from linkworker.casework.people.list_names import SAVED_LISTS
from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("open", "enter", "open", "Open the person the pointer is at.", on_line=True),
    Command("find", "slash", "find", "Find people by name, number, place or words in notes.", on_line=True),
    Command("list_on(1)", "l,right", "next list", "Show the next list: yours, overdue and so on.", on_line=True),
    Command("new_person", "n", "new person", "Add a person: only a name is needed.", on_line=True),
    Command("import_people", "i", "bring in", "Bring in people from a filled-in sheet.", on_line=True),
    Command("list_on(-1)", "left", "list before", "Show the list before this one."),
    *(
        Command(f"list({place})", str((place + 1) % 10), each.label, f"Show the list: {each.label}.")
        for place, each in enumerate(SAVED_LISTS)
    ),
    Command("back", "escape", "clear", "Clear what you typed to find somebody.", on_line=True),
)
