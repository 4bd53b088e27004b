"""The lists of things kept about a person, by the code of their part."""

from typing import Any

from linkworker.ui.screens.edit_person.kept_apart_and_times import APART, TIMES
from linkworker.ui.screens.edit_person.kept_kinds import AROUND, NUMBERS, REACH
from linkworker.ui.screens.edit_person.kept_list import KeptList, Kind

_KINDS: dict[str, Kind[Any]] = {kind.code: kind for kind in (REACH, AROUND, NUMBERS, TIMES, APART)}


def list_of(code: str, person_id: str, name: str, begun: str = "") -> KeptList[Any]:
    """Return the screen of a list; `begun` is "new" or an id to go on with what was begun."""
    return KeptList(_KINDS[code], person_id, name, begun)
