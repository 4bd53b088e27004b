"""What stands under a person's name on every tab: that the record is only read, was joined, or has things to choose."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection

from linkworker.base.words import count, listed
from linkworker.casework.conflicts.conflict_list import conflict_list
from linkworker.casework.joining.joining import Counts, Joined, joined
from linkworker.casework.moving.moving import READ_ONLY, state_of
from linkworker.casework.workers.role_rows import Role
from linkworker.vault.moving import MovingState

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Notices:
    """What is particular about a record just now; nothing about most."""

    read_only: bool = False
    joined: Joined = field(default_factory=lambda: Joined(None, ()))
    to_choose: tuple[str, ...] = ()
    """What each thing to choose is about: "risk level"."""

    @property
    def leads_to(self) -> str | None:
        """Return the id of the record that this one was joined with, or that was joined with it."""
        if self.joined.into is not None and self.joined.counts != Counts.NOT_HERE:
            return self.joined.into[0]
        return self.joined.also[0][0] if self.joined.also else None

    def sentences(self, role: Role) -> tuple[str, ...]:
        """Return what is said, to a role; a line each."""
        return tuple(self._said(role))

    def _said(self, role: Role) -> Iterator[str]:
        if self.read_only:
            yield READ_ONLY
        for words in self.joined.sentences():
            yield words if self.leads_to is None else f"{words} Press y to open it."
        if self.to_choose and role.may("details"):
            about = list(dict.fromkeys(self.to_choose))
            named = [*about[:_NAMED], *([f"{len(about) - _NAMED} more"] if len(about) > _NAMED else [])]
            yield f"{count(len(self.to_choose), 'thing')} to choose between: {listed(named)}. Press l."


def notices(connection: Connection, person_id: str) -> Notices:
    """Return what is particular about a person's record."""
    found = conflict_list(connection, person_id=person_id)
    about = tuple(f"{each.label} of {each.of}" if each.of else each.label for each in found)
    leaves = state_of(connection, person_id) == MovingState.LEAVING
    return Notices(leaves, joined(connection, person_id), about)
