"""Which commands of other places some words find: the palette leads there instead of saying that there is nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from linkworker.casework.workers.role_rows import Role
from linkworker.ui.commands.allowed import why_not_elsewhere
from linkworker.ui.commands.command import Command
from linkworker.ui.commands.holding import Held
from linkworker.ui.commands.table import commands

_PLACES = ("today", "people", "person", "activities", "money", "evidence", "sync", "settings")
_FROM_LETTER = 3
_MOVES = frozenset({"back", "open"})
"""What every place has, and nobody looks for by its name."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A command, and the place at which it can be given."""

    place: str
    command: Command


def elsewhere(here: Sequence[Held], words: str, role: Role | None = None) -> list[Elsewhere]:
    """Return the commands of other places, open to a role, in whose label and sentence every word occurs."""
    wanted = words.casefold().split()
    if len("".join(wanted)) < _FROM_LETTER:
        return []
    held = {each.place for each in here}
    return [
        Elsewhere(place, command)
        for place in _PLACES
        if place not in held
        for command in commands(place)
        if command.action not in _MOVES and all(word in command.text for word in wanted)
        if not why_not_elsewhere(role, place, command.action)
    ]
