"""What can be done with a plan."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("change", "e", "edit", "Change what is on this line.", on_line=True),
    Command("goal", "g", "goal", "Add a goal; on a need, one that serves it.", on_line=True),
    Command("step", "s", "step", "Add a step to the goal on this line.", on_line=True),
    Command("standing", "d", "done", "Say how it stands: done, achieved, met, dropped with a reason.", on_line=True),
    Command("agree", "a", "agree", "Write down what the person says of the plan: this keeps a version.", on_line=True),
    Command("new", "n", "new", "Add another of what is on this line; where there is no plan, begin one.", on_line=True),
    Command("need", "t", "need", "Add a need."),
    Command("own_words", "o", "own words", "Write all of their own words."),
    Command("goes", "w", "how it goes", "Write a note on how the goal on this line goes."),
    Command("versions", "v", "versions", "See the versions that were kept, two side by side."),
    Command("in_error", "x", "in error", "Mark this line as entered in error, with a reason."),
)
