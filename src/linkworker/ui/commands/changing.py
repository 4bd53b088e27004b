"""Which commands about a person change their record: while a record can only be read, they say so instead.

What is not named here shows, prints, or says so by itself when it is saved.
"""

from collections.abc import Mapping

_CHANGES: Mapping[str, frozenset[str]] = {
    "person": frozenset({"check_in", "note", "meeting", "edit", "join"}),
    "plan": frozenset({"change", "goal", "step", "standing", "agree", "new", "need", "own_words", "goes", "in_error"}),
    "no_plan": frozenset({"new"}),
    "notes": frozenset({"note", "appointment", "correct", "in_error"}),
    "check_in": frozenset({"in_error"}),
    "budget": frozenset({"new_request", "budget", "in_error"}),
    "history": frozenset({"undo_this", "in_error", "take_back"}),
}
"""By place of the person's screen and its tabs, the actions without what stands in their brackets."""


def changes(place: str, action: str) -> bool:
    """Say whether an action of a place changes the person's record."""
    return action.partition("(")[0] in _CHANGES.get(place, frozenset())


def all_changes() -> tuple[tuple[str, str], ...]:
    """Return every place and action that is named here."""
    return tuple((place, action) for place, actions in _CHANGES.items() for action in sorted(actions))
