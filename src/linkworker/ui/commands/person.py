"""What can be done on a person's screen, whatever the tab."""

from linkworker.ui.commands.command import Command

COMMANDS = (
    Command(
        "to_choose", "l", "choose", "Choose between what was written in two places about this person.", on_line=True
    ),
    Command("other_record", "y", "other record", "Open the record that this one was joined with.", on_line=True),
    Command("match", "m", "match", "Find activities for this person, with the reasons.", on_line=True),
    Command(
        "check_in", "c", "check-in", "Take a check-in: hand the laptop over, or type in a paper form.", on_line=True
    ),
    Command("note", "n", "note", "Write a note of a contact.", on_line=True),
    Command("meeting", "r", "review", "Begin a review meeting, or go on with the one that was begun.", on_line=True),
    Command("edit", "e", "edit", "Change who this is, what helps in the room, risk or what they ask for."),
    Command("consent", "k", "consent", "Write down what the person agreed to share."),
    Command("erase", "x", "erase", "Erase this person with everything held about them, in two steps."),
    Command("print", "p", "print", "Print the person's own copy of the plan.", on_line=True),
    Command("chronology", "h", "chronology", "Print the whole case in order, for an inspector."),
    Command("give", "g", "give all", "Give them everything held about them: review it, then make the copies."),
    Command("join", "j", "join records", "Join this record with another one of the same person, or part them again."),
    Command("tab('summary')", "1", "Summary", "Show the summary."),
    Command("tab('plan')", "2", "Plan", "Show the plan."),
    Command("tab('activities')", "3", "Activities", "Show referrals to activities."),
    Command("tab('check_ins')", "4", "Check-ins", "Show the check-ins and how they changed."),
    Command("tab('notes')", "5", "Notes", "Show the notes of contacts."),
    Command("tab('money')", "6", "Money", "Show the budget and the requests."),
    Command("tab('history')", "7", "History", "Show who saw and changed what."),
    Command("back", "escape", "back", "Go back."),
)
