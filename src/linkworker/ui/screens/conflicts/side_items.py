"""The sides of one conflict as an outline: each by its number, with who wrote it, when and where."""

from collections.abc import Iterator

from linkworker.base.times import show_instant
from linkworker.base.words import sentence
from linkworker.casework.conflicts.conflict_view import Asks, ConflictView, SideView
from linkworker.ui.widgets.outline_lines import Item

_LABEL = 3
_ASKS = {
    Asks.VALUE: "Which one counts? Press its number.",
    Asks.REMOVAL: "One side marked it as entered in error, the other changed it. Press k to keep it, d to remove it.",
    Asks.CORRECTION: "Which correction counts? Press its number. The other is marked as entered in error.",
}


def question_of(conflict: ConflictView) -> str:
    """Return what is asked."""
    return _ASKS[conflict.asks]


def side_items(conflict: ConflictView) -> tuple[Item, ...]:
    """Return the sides in the order of their numbers."""
    items = [item for number, side in enumerate(conflict.sides, 1) for item in _items(conflict, side, number)]
    return tuple(items[1:])


def words_of(conflict: ConflictView, side: SideView) -> str:
    """Return what a side says; of a removal, what becomes of the record."""
    if conflict.asks != Asks.REMOVAL:
        return side.words
    return "It goes: entered in error." if side.value is True else f"It stays. Changed: {side.words}"


def _items(conflict: ConflictView, side: SideView, number: int) -> Iterator[Item]:
    words = sentence(words_of(conflict, side))[:-1] if conflict.asks == Asks.VALUE else words_of(conflict, side)
    yield Item(None, "")
    yield Item(side.entry_id, words, label=f"{number}", aside=_LABEL, style="strong")
    shown = " Shown now." if side.shown else ""
    yield Item(None, f"{side.by}, {show_instant(side.at)}, {side.where}.{shown}", aside=_LABEL, style="muted")
