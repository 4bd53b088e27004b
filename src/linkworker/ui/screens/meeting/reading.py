"""Words that are read before anything is asked; the arrows go through them."""

from linkworker.ui.widgets.words import Words


class Reading(Words, can_focus=True):
    """What holds it scrolls by the arrows while it has the focus."""

    help_text = "Up and Down go through the words. Tab goes to the questions below."
