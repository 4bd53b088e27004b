"""What can be done before a check-in."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command(
        "hand_over",
        "h",
        "hand over",
        "Hand the laptop over: the person answers alone.",
        on_line=True,
    ),
    Command("paper", "p", "paper", "Type in a form that the person filled in on paper.", on_line=True),
    Command("read_aloud", "r", "read aloud", "Read the questions aloud and type what the person says.", on_line=True),
    Command("interpreter", "i", "interpreter", "Type what the person says through an interpreter."),
    Command("when", "e", "day", "Change the day, or when in the support it is.", on_line=True),
    Command("keep", "k", "keep answers", "Keep the answers that were given before, without asking more."),
    Command("start_again", "n", "start again", "Put by the answers begun before; press it again to have them back."),
    *(Command(f"questions({at})", str(at), "questionnaire", f"Choose questionnaire {at}.") for at in range(1, 4)),
    Command("other(1)", "right", "next questionnaire", "Choose the next questionnaire."),
    Command("other(-1)", "left", "questionnaire before", "Choose the questionnaire before."),
    Command("back", "escape", "back", "Go back. Answers begun are kept."),
)
