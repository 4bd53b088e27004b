"""What can be done on every screen."""

from linkworker.ui.commands.command import Command

COMMANDS = (
    Command("app.go('today')", "f2", "Today", "Go to Today: what needs you, oldest first."),
    Command("app.go('people')", "f3", "People", "Go to People: everybody you support."),
    Command("app.go('activities')", "f4", "Activities", "Go to Activities: what people can join, and who runs it."),
    Command("app.go('money')", "f5", "Money", "Go to Money: pots, requests and what is left."),
    Command("app.go('evidence')", "f6", "Evidence", "Go to Evidence: the figures of your caseload."),
    Command("app.go('sync')", "f7", "Sync", "Go to Sync: take what you wrote to the centre."),
    Command("app.last_person", "f8", "last person", "Go back to the last person you looked at."),
    Command("app.undo", "u", "undo", "Undo the last thing you saved."),
    Command("app.help", "f1", "help", "Say what the keys do here, and what a question means."),
    Command("app.handbook", "f9", "handbook", "Read the handbook."),
    Command("app.settings", "f10", "settings", "See the settings, and choose how the screens look."),
    Command("app.lock", "f12", "lock", "Lock now. What you have typed is kept.", over_all=True),
    Command("app.palette", "ctrl+p", "find a command", "Find anything you can do here by its name."),
    Command("app.leave", "ctrl+q", "leave", "Lock and leave the program. What you have typed is kept.", over_all=True),
)
