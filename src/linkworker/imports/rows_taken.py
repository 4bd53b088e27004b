"""Which rows of a list were taken in before, and as whom: so that a decision is asked for once."""

from dataclasses import dataclass
from typing import Self

from sqlalchemy import bindparam, select

from linkworker.casework.people.look_alikes import KnownPeople
from linkworker.imports.caseload import CaseloadRow
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.person import Person
from linkworker.records.source_row import SourceRow

_P, _S = Person.table().c, SourceRow.table().c
_IN_ERROR = select(_P.id).where(_P.in_error)
_ROWS = (
    select(_S.reference, _S.person_id, _S.made)
    .where(_S.feed == bindparam("feed"), _S.in_error.is_(False))
    .order_by(_S.id)
)


@dataclass(slots=True)
class RowsTaken:
    """The rows of one list that are somebody here already."""

    feed: str
    in_error: frozenset[str]
    """Ids of people who were entered in error: their rows must not come in a second time."""
    _person_of: dict[str, str]
    _made: set[str]

    @classmethod
    def read(cls, uow: UnitOfWork, feed: str) -> Self:
        """Read what earlier imports of a list noted; where two say otherwise, the later one counts."""
        people = frozenset(uow.connection.execute(_IN_ERROR).scalars())
        rows = uow.connection.execute(_ROWS, {"feed": feed}).all()
        made = {row.reference for row in rows if row.made}
        return cls(feed, people, {row.reference: row.person_id for row in rows}, made)

    def person_of(self, row: CaseloadRow, known: KnownPeople) -> str | None:
        """Return the id of the person that a row was taken in as, here or on another laptop; None if it is new."""
        person_id = self._person_of.get(row.reference())
        return person_id if person_id is not None and (person_id in known or person_id in self.in_error) else None

    def made(self, row: CaseloadRow) -> bool:
        """Say whether a row brought a new person, rather than being decided to be one who was here."""
        return row.reference() in self._made

    def note(self, uow: UnitOfWork, row: CaseloadRow, person_id: str, *, made: bool) -> None:
        """Keep with the person that this row is them, and whether it brought them."""
        uow.add(SourceRow(person_id=person_id, feed=self.feed, reference=row.reference(), made=made))
        self._person_of[row.reference()] = person_id
        if made:
            self._made.add(row.reference())
