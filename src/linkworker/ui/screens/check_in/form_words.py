"""What the form says around the items, which are the owners' words: where one is, what to do next, and the keys."""

from linkworker.ui.screens.check_in.check_in_answers import Answers, Filling

Key = tuple[str, str]
"""A key as it is written on the keyboard, and what it does."""


def standing(answers: Answers) -> str:
    """Return where one is in the form, or at its end what is left to do."""
    if answers.at_end:
        return _end_of_paper(answers) if answers.filling is Filling.PAPER else _end(answers)
    where = f"{answers.instrument.item_noun.capitalize()} {answers.place + 1} of {answers.count}"
    return f"{where}, from the paper form" if answers.filling is Filling.PAPER else where


def no_answer_yet(answers: Answers) -> str:
    """Return what to do where one wants to go on from an item without an answer."""
    low, high = answers.instrument.lowest_answer, answers.instrument.highest_answer
    other = "x if it was left blank" if answers.filling is Filling.PAPER else "s to skip this one"
    return f"Type a number from {low} to {high}, or {other}."


def keys(answers: Answers) -> tuple[Key, ...]:
    """Return the keys that work just now, the most needed first."""
    low, high = answers.instrument.lowest_answer, answers.instrument.highest_answer
    if answers.filling is Filling.PAPER:
        blank = "0 or x" if answers.by_one_key else "x"
        return (f"{low}-{high}", "Answer"), (blank, "Left blank"), ("Up", "Back"), ("Ctrl+S", "Save"), ("Esc", "Leave")
    other = ("l", "All together" if answers.large else "One by one")
    if answers.at_end:
        ends = (("Enter", "Go there"), ("s", "Skip them")) if answers.open_items else (("Enter", "Finish"),)
        return *ends, ("Up", "Back"), other, ("Esc", "Stop")
    next_one = () if answers.by_one_key else (("Enter", "Next"),)
    return (f"{low}-{high}", "Answer"), *next_one, ("Up", "Back"), ("s", "Skip this one"), other, ("Esc", "Stop")


def _end(answers: Answers) -> str:
    if not answers.open_items:
        return "That was the last one. Press Enter to finish, or Up to go back."
    return f"{_open(answers)} Press Enter to go there, or s to skip."


def _end_of_paper(answers: Answers) -> str:
    if answers.open_items:
        return f"{_open(answers)} Enter goes there."
    answered = answers.count - len(answers.left_out)
    blank = f"{len(answers.left_out)} left blank" if answers.left_out else "none left blank"
    return f"{answered} answered, {blank}. Ctrl+S saves, Up goes back."


def _open(answers: Answers) -> str:
    numbers = [str(number) for number in answers.open_items]
    if len(numbers) == 1:
        return f"{answers.instrument.item_noun.capitalize()} {numbers[0]} has no answer yet."
    if len(numbers) == answers.count:
        return "Nothing is answered yet."
    return f"{len(numbers)} {answers.instrument.item_nouns} have no answer yet."
