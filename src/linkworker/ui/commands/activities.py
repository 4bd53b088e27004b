"""What can be done at the place 'activities'."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("open", "enter", "open", "Open what is pointed at.", on_line=True),
    Command(
        "new", "n", "new", "Add to the list that is open: an activity, a provider, a venue or a mentor.", on_line=True
    ),
    Command("filter", "slash", "find", "Show only what holds the words you type.", on_line=True),
    Command(
        "other_list", "l,s", "next list", "Show running activities, those to confirm, or all of them.", on_line=True
    ),
    Command("bring_in", "i", "bring in", "Bring in a directory from a file or folder.", on_line=True),
    Command("tab(0)", "1", "Activities", "Show the activities."),
    Command("tab(1)", "2", "Providers", "Show the providers, and which of their checks lapse."),
    Command("tab(2)", "3", "Venues", "Show the venues."),
    Command("tab(3)", "4", "Mentors", "Show the mentors."),
    Command("tab(4)", "5", "Gaps", "Show what was looked for and not found."),
    Command("back", "escape", "back", "Go back."),
)
