"""What goes down to one laptop: the lines of its next receipt, read from a snapshot as they are written.

Every receipt begins at the place that the laptop has **acknowledged**, not at the place that was sent last. A receipt
on a stick that was lost, or that never was put in, then costs nothing: the next one holds all that it held. Were the
place moved when a receipt is made, what a lost one held would never go again, unless each side kept count of the
other's losses. The price is that a laptop that is long silent gets the same lines in each of its receipts.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, func, or_, select

from linkworker.base.ids import NO_PERSON
from linkworker.casework.consent.in_force import held_back
from linkworker.hub.people import HERE, LEAVING, LET_GO
from linkworker.hub.tables import ASSIGNMENT, DIRECTORY_ROW, LATE_VALUE, TOUCHED
from linkworker.journal.actions import WRITES, Action
from linkworker.journal.incoming import Incoming, Late
from linkworker.journal.tables import ENTRY, ENTRY_VALUES, VALUES_OF_ENTRY
from linkworker.sync.canonical import parse
from linkworker.sync.receipt import Counts
from linkworker.sync.receipt_lines import DirectoryRow, directory_line, entry_line, late_line

_AT_ONCE = 2000  # rows held at a time, so that memory stays flat
_STREAM = {"yield_per": _AT_ONCE, "stream_results": True}
_E, _V, _T, _L, _A, _D = (table.c for table in (ENTRY, ENTRY_VALUES, TOUCHED, LATE_VALUE, ASSIGNMENT, DIRECTORY_ROW))
# Of what belongs to nobody only records go to everybody; who unlocked which laptop is no business of the others'.
_SHARED = sorted(str(action) for action in (*WRITES, Action.ERASED))


@dataclass(frozen=True, slots=True)
class Content:
    """What a receipt to a laptop holds: all after one place up to another."""

    device_id: str
    after: int
    upto: int
    former: tuple[str, ...] = ()
    """The devices that the laptop was before it was restored: what lay on those is not new to it."""

    def counts(self, connection: Connection) -> Counts:
        """Return how many lines of each form there are."""
        entries = sum(self._count(connection, each) for each in self._entries())
        directory = self._count(connection, self._directory())
        return Counts(entries, self._count(connection, self._late()), directory)

    def lines(self, connection: Connection) -> Iterator[bytes]:
        """Yield the lines: whole stories, then what is new of the others, then late values, then the directory."""
        for asked in self._entries():
            for row in _rows(connection, asked):
                yield entry_line(Incoming(row.header, row.hash, row.content))
        for row in _rows(connection, self._late()):
            yield late_line(Late(row.id, row.content))
        for row in _rows(connection, self._directory()):
            yield directory_line(DirectoryRow(row.feed, row.kind, row.record_id, parse(row.content.encode())))

    def _entries(self) -> tuple[Select[Any], ...]:
        return self._stories(), self._news(), self._shared()

    def _mine(self, *states: str) -> tuple[ColumnElement[bool], ...]:
        return _A.device_id == self.device_id, _A.state.in_(states)

    def held(self) -> Select[Any]:
        """Select the people who are new on this laptop and whose story waits: they are held back."""
        return select(_A.person_id).where(*self._new(), self._waits())

    def told(self) -> Select[Any]:
        """Select the people whose whole story goes down, and of whom none went down before."""
        return select(_A.person_id).where(*self._new(), ~self._waits(), _A.may_have.is_(False))

    def _new(self) -> tuple[ColumnElement[bool], ...]:
        return *self._mine(HERE), _A.since_place > self.after

    def _waits(self) -> ColumnElement[bool]:
        had = exists().where(_T.person_id == _A.person_id, _T.device_id.in_(self.former)).correlate(ASSIGNMENT)
        return held_back(_A.person_id) & ~had

    def _stories(self) -> Select[Any]:
        """Select all there is about the people who are new on this laptop, also what it wrote itself once.

        Of whom is held back nothing goes to a laptop that has it not: the story waits, see `receipts`.
        """
        return (
            select(_E.header, _E.hash, _V.content)
            .select_from(ASSIGNMENT.join(ENTRY, _E.person_id == _A.person_id).outerjoin(ENTRY_VALUES, VALUES_OF_ENTRY))
            .where(*self._new(), ~self._waits())
            .order_by(_E.person_id, _E.hlc, _E.id)
        )

    def _news(self) -> Select[Any]:
        """Select what others wrote about the people whom the laptop has had before.

        Of those it is to let go of, only erasures: it may hold them still, for what may not leave it would be lost. So
        too of those it is to leave whose story it has not said that it has: nothing would take that out again.
        """
        known, erasure = _A.since_place <= self.after, _E.action == str(Action.ERASED)
        told = or_(known & (_A.state != LET_GO), erasure & or_(known, _A.state != HERE, held_back(_A.person_id)))
        return (
            select(_E.header, _E.hash, _V.content)
            .select_from(
                ASSIGNMENT.join(TOUCHED, _T.person_id == _A.person_id)
                .join(ENTRY, _of_touched())
                .outerjoin(ENTRY_VALUES, VALUES_OF_ENTRY)
            )
            .where(*self._mine(HERE, LEAVING, LET_GO), told, *self._since(_T.place), self._by_others(_T.device_id))
            .order_by(_T.place, _T.person_id, _E.device_id, _E.seq)
        )

    def _shared(self) -> Select[Any]:
        """Select what others wrote about records that belong to nobody."""
        return (
            select(_E.header, _E.hash, _V.content)
            .select_from(TOUCHED.join(ENTRY, _of_touched()).outerjoin(ENTRY_VALUES, VALUES_OF_ENTRY))
            .where(
                _T.person_id == NO_PERSON, *self._since(_T.place), self._by_others(_T.device_id), _E.action.in_(_SHARED)
            )
            .order_by(_T.place, _E.device_id, _E.seq)
        )

    def _late(self) -> Select[Any]:
        """Select values that came after their entry, where the entry itself went down without them before."""
        whole = select(_A.person_id).where(*self._mine(HERE, LEAVING), _A.since_place > self.after)
        mine = select(_A.person_id).where(*self._mine(HERE, LEAVING))
        return (
            select(_V.entry_id.label("id"), _V.content)
            .select_from(LATE_VALUE.join(ENTRY_VALUES, (_V.person_id == _L.person_id) & (_V.entry_id == _L.entry_id)))
            .where(
                *self._since(_L.place),
                self._by_others(_L.device_id),
                or_(_L.person_id == NO_PERSON, _L.person_id.in_(mine)),
                _L.person_id.not_in(whole),
            )
            .order_by(_L.place, _V.entry_id)
        )

    def _directory(self) -> Select[Any]:
        return (
            select(_D.feed, _D.kind, _D.record_id, _D.content)
            .where(*self._since(_D.place))
            .order_by(_D.place, _D.feed, _D.kind, _D.record_id)
        )

    def _by_others(self, device_id: ColumnElement[str]) -> ColumnElement[bool]:
        # A clone's line is another laptop's: what it wrote is news to its twin.
        return device_id != self.device_id

    def _since(self, place: ColumnElement[int]) -> tuple[ColumnElement[bool], ...]:
        return place > self.after, place <= self.upto

    @staticmethod
    def _count(connection: Connection, asked: Select[Any]) -> int:
        return connection.execute(select(func.count()).select_from(asked.order_by(None).subquery())).scalar_one()


def _of_touched() -> ColumnElement[bool]:
    return (_E.device_id == _T.device_id) & _E.seq.between(_T.first_seq, _T.last_seq) & (_E.person_id == _T.person_id)


def _rows(connection: Connection, asked: Select[Any]) -> Iterable[Any]:
    with connection.execute(asked, execution_options=_STREAM) as rows:
        yield from rows
