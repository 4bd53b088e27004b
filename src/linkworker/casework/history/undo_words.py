"""What undoing one entry would give back, in words, before anybody does it."""

from linkworker.base.errors import Refused
from linkworker.base.words import sentence
from linkworker.casework.history.field_words import kind_words
from linkworker.casework.history.histories import HistoryLine
from linkworker.journal.actions import Action

_LONG = 70


def given_back(line: HistoryLine) -> tuple[str, ...]:
    """Return a sentence for each thing that undoing the entry does; raises Refused when it changed nothing."""
    if not line.undoable:
        raise Refused("That entry changed nothing, so there is nothing to undo.")
    thing = kind_words(line.kind)
    match line.action:
        case Action.CREATED | Action.REINSTATED:
            return (f"{sentence(thing)[:-1]} will be marked as entered in error. It stays in the history.",)
        case Action.ENTERED_IN_ERROR:
            return (f"{sentence(thing)[:-1]} will count again.",)
        case _:
            return tuple(
                f"{sentence(change.label)[:-1]}: {_short(change.old)} again, in place of {_short(change.new)}."
                for change in line.changes
            )


def _short(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[:_LONG].rstrip()} ..."
