"""Matching at one desk: the directory is read once and kept until something is saved."""

from weakref import WeakKeyDictionary

from linkworker.casework.matches.kept_directory import KeptDirectory
from linkworker.casework.matches.match_list import MatchList
from linkworker.casework.matches.matching import match_person
from linkworker.ui.desk import Desk

_KEPT: WeakKeyDictionary[Desk, KeptDirectory] = WeakKeyDictionary()


async def match_at(desk: Desk, person_id: str) -> MatchList:
    """Return a person's matches today, worked out on the store's thread. Raises NotFound."""
    held = _KEPT.setdefault(desk, KeptDirectory())
    revision, today = desk.revision, desk.today
    return await desk.read(
        lambda connection: MatchList(
            match_person(connection, person_id, today, desk.settings, held.at(connection, revision, today))
        )
    )
