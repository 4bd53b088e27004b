"""What can be done at the place 'match_reasons'."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("offer", "o", "offer", "Offer it: write down what the person says to it.", on_line=True),
    Command(
        "refer", "r", "refer", "Refer the person: tell them of it, send the referral, or go with them.", on_line=True
    ),
    Command("other(1)", "right", "next", "Show the reasons of the next activity of the list.", on_line=True),
    Command("other(-1)", "left", "one before", "Show the reasons of the activity before."),
    Command("activity", "a", "activity", "Open the activity: all that is known of it.", on_line=True),
    Command("consent", "k", "what they agree to", "Write down whether they agree to be referred."),
    Command("later", "v", "look again later", "Put it by until a day, with the reason."),
    Command("back", "escape", "back", "Go back to the list."),
)
