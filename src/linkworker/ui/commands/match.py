"""What can be done at the place 'match'."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("why", "enter", "why", "Show every test of this activity, and why it comes out so.", on_line=True),
    Command("offer", "o", "offer", "Offer it: write down what the person says to it.", on_line=True),
    Command(
        "refer", "r", "refer", "Refer the person: tell them of it, send the referral, or go with them.", on_line=True
    ),
    Command("fix", "w", "what would help", "Say what would make it fit, and what to ask the person.", on_line=True),
    Command("edit", "e", "edit", "Change what is kept of the person; the list is matched again."),
    Command("consent", "k", "what they agree to", "Write down whether they agree to be referred."),
    Command("filter", "slash", "find", "Show only activities that hold the words you type.", on_line=True),
    Command("later", "v", "look again later", "Put it by until a day, with the reason."),
    Command("activity", "a", "activity", "Open the activity: all that is known of it."),
    Command("gap", "g", "keep the gap", "Keep that nothing fits, as evidence. It names nobody."),
    Command("back", "escape", "back", "Go back to the person."),
)
