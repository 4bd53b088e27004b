"""What the keys do in a questionnaire that the worker fills in."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("digit(1)", "1", "answer 1", "Answer with this number; the other digits answer likewise."),
    Command("next", "enter", "next", "Go on; at the end, to what has no answer yet, or finish."),
    Command("move(1)", "down,tab", "next", "Go to the next one."),
    Command("move(-1)", "up,shift+tab,backspace", "back", "Go back one."),
    Command("nudge(1)", "right", "next answer", "Choose the answer to the right."),
    Command("nudge(-1)", "left", "answer before", "Choose the answer to the left."),
    Command("skip", "s", "skip", "Leave this one out: the person does not answer it."),
    Command("left_blank", "x", "left blank", "Say that it was left blank on the paper."),
    Command("large", "l", "one by one", "Show one at a time in large type, or all together."),
    Command("save", "ctrl+s", "save", "Save, when every one is answered or left out."),
    Command("leave", "escape", "stop", "Stop here. The answers are kept."),
)
