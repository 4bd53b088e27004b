"""The one way to change a record: rows and their journal entries in one transaction, or nothing."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, select
from sqlmodel import Session

from linkworker.base.clock import Clock, london_day
from linkworker.base.dates import show_date
from linkworker.base.errors import BadInput, NotFound, Refused
from linkworker.journal.actions import Action
from linkworker.journal.canonical import plain
from linkworker.journal.decision import seen
from linkworker.journal.entry_facts import AS_IT_BEGAN, IN_ERROR
from linkworker.journal.entry_writer import About, EntryWriter, Written
from linkworker.journal.erased import Erased, mark_of
from linkworker.journal.facts import facts_of
from linkworker.journal.guard import guard, note_added, note_field
from linkworker.journal.heads import Heads
from linkworker.journal.hybrid_clock import ZERO
from linkworker.journal.settling import settle
from linkworker.journal.typed import NotOfItsType, typed
from linkworker.records import registry  # noqa: F401 - a tie is found only when both its tables are known
from linkworker.records.record import OfPerson, Record, check_number, check_values

_SPELT = (str, list, dict)  # what the row keeps in the journal's own spelling: letters composed
_LETS_LEAVE = frozenset({"consent", "withholding"})
R = TypeVar("R", bound=Record)
P = TypeVar("P", bound=OfPerson)


class Leaving(Refused):
    """This person is moving to another worker. Their record can only be read here now."""


def _nobody(_connection: Connection) -> Collection[str]:
    return ()


class UnitOfWork:
    """What one worker does at one moment. Nothing of it is kept until `commit`; leaving without it undoes all."""

    def __init__(
        self,
        session: Session,
        *,
        worker_id: str | None,
        device_id: str,
        clock: Clock,
        leaving: Callable[[Connection], Collection[str]] = _nobody,
    ) -> None:
        """Begin. `leaving` gives the ids of people who are moving elsewhere: no record of theirs is changed."""
        guard(session)
        self._read_leaving = leaving
        self._leaving: Collection[str] | None = None
        self.session = session
        self.worker_id = worker_id
        self.device_id = device_id
        self.clock = clock
        self.heads = Heads(session)
        self._writer = EntryWriter(session, worker_id=worker_id, device_id=device_id, clock=clock)
        # What was added in this unit, by its key: found again without writing it out and reading it back.
        self._added: dict[tuple[str, ...], Record] = {}
        self._open: dict[str, Record] = {}  # those that hold a conflict still, and were written

    @property
    def written(self) -> list[Written]:
        """Return what this unit wrote so far, in turn."""
        return self._writer.written

    @property
    def connection(self) -> Connection:
        """Return the connection, with everything done so far in this unit visible to its selects."""
        self.session.flush()
        return self.session.connection()

    def get(self, kind: type[R], record_id: str) -> R:
        """Return a record that belongs to nobody, or a person; raises NotFound."""
        found = self._added.get((kind.kind(), record_id)) or self.session.get(kind, record_id)
        if found is None:
            self._say_if_erased(record_id)
            raise NotFound(f"There is no {kind.kind().replace('_', ' ')} with that id here.")
        return cast("R", found)

    def get_of(self, kind: type[P], person_id: str, record_id: str) -> P:
        """Return one record of a person; raises NotFound."""
        found = self._added.get((kind.kind(), person_id, record_id)) or self.session.get(kind, (person_id, record_id))
        if found is None:
            self._say_if_erased(record_id)
            raise NotFound(f"This person has no {kind.kind().replace('_', ' ')} with that id here.")
        return cast("P", found)

    def add(self, record: R, reason: str | None = None) -> R:
        """Keep a new record; raises NotFound for a code that its list has not, NumberTooLarge."""
        self._may_write(record)
        check_values(record)
        values = {}
        for name in record.value_fields():
            held = getattr(record, name)
            if held is None or (isinstance(held, list | dict) and not held):
                continue
            values[name] = plain(held)
            if isinstance(held, _SPELT) and values[name] != held:
                setattr(record, name, values[name])
        note_added(record)
        self.session.add(record)
        of_person = (record.person_id,) if isinstance(record, OfPerson) else ()
        self._added[record.kind(), *of_person, record.id] = record
        entry_id = self._write(Action.CREATED, record, values, dict.fromkeys(values, AS_IT_BEGAN), reason)
        self.heads.made(record.id, entry_id)
        return record

    def change(self, record: Record, reason: str | None = None, /, **fields: Any) -> bool:
        """Give fields new values; return False when nothing differed. Raises Refused for a fact.

        The journal's reason goes by place, so that a field called `reason` can be given by name.
        """
        if record.FACT:
            raise Refused("This is kept as it was entered. Correct it with a new one instead.")
        self._may_write(record)
        return self._change(Action.CHANGED, record, fields, reason)

    def restore(self, record: Record, reason: str | None = None, /, **fields: Any) -> bool:
        """Give fields back the values that an earlier entry replaced (undo); a change by another name."""
        self._may_write(record)
        return self._change(Action.UNDONE, record, fields, reason)

    def enter_in_error(self, record: Record, reason: str) -> None:
        """Mark a record as entered in error: it stays, is counted nowhere, and says why."""
        if not reason.strip():
            raise Refused("Say why this was entered in error.")
        self._remove(record, Action.ENTERED_IN_ERROR, reason)

    def put_aside(self, record: Record, reason: str | None = None, *, in_error: bool) -> None:
        """Mark a record as entered in error, or take that back, because somebody was asked and chose so.

        So it can be told from what somebody said of the record alone: of two corrections of one fact, two choices may
        each put aside what the other kept.
        """
        if in_error:
            self._remove(record, Action.CHOSEN, reason)
        else:
            self._mark(record, Action.CHOSEN, reason, self.heads.settled(record.id, IN_ERROR), in_error=False)

    def reinstate(self, record: Record, reason: str | None = None) -> None:
        """Take back 'entered in error'."""
        self._mark(record, Action.REINSTATED, reason, self.heads.settled(record.id, IN_ERROR), in_error=False)

    def choose(
        self, record: Record, field: str, value: Any, entries: Collection[str], reason: str | None = None
    ) -> str:
        """Settle a conflict: from here on the field has this value, in place of all that `entries` wrote.

        `entries` are the sides that the chooser saw. Return the entry's id. Raises Refused when it is no conflict (any
        more), or when a side has come that was not seen; NotFound for a code that the field's list has not;
        NumberTooLarge.
        """
        self._may_write(record)
        settled = self.heads.settled(record.id, field)
        if len(settled) == 1:
            raise Refused("There is nothing to choose between any more.")
        if not settled - {None} <= set(entries):
            raise Refused("Another side has come since. Look again and choose.")
        given = plain(value)
        before = getattr(record, field)
        if plain(before) != given:
            setattr(record, field, _fitting(record, field, given))
            note_field(record, field)
            self._check(record, {field: before})
        # A choice to leave something in error is a removal, which names all that it saw.
        if field == IN_ERROR:
            replaces = self.heads.every(record.id) if given else settled
        else:
            replaces = self._marked(record, field, settled)
        entry_id = self._write(Action.CHOSEN, record, {field: given}, {field: replaces}, reason)
        self._move(record, field, entry_id, settled)
        return entry_id

    def event(
        self,
        action: Action,
        kind: str,
        record_id: str,
        *,
        person_id: str | None = None,
        values: Mapping[str, Any] | None = None,
        reason: str | None = None,
        later_than: str = ZERO,
    ) -> str:
        """Write that something happened that changed no record: seen, printed, exported. Return the entry's id.

        Its hybrid time, and that of all that follows here, is above `later_than`: a reading that was taken in.
        """
        given = {name: plain(value) for name, value in (values or {}).items()}
        self._writer.follow(later_than)
        about = About(kind, record_id, person_id)
        return self._writer.append(action, about, given, dict.fromkeys(given, AS_IT_BEGAN), reason)

    def untie(self, record: Record, *links: str) -> None:
        """Empty links to what is about to be erased. A fact lets go of them too: what it says stays as it was."""
        self._change(Action.CHANGED, record, dict.fromkeys(links), None)

    def forget(self) -> None:
        """Let go of every record that was read or added: some of them were erased in the database itself."""
        self.flush()
        self.session.expunge_all()
        self.heads = Heads(self.session)

    def flush(self) -> None:
        """Write rows, entries, values and heads, and commit nothing yet."""
        self.session.flush()
        self._writer.flush()
        self.heads.flush()
        self._added = {}
        if self._open:
            self._settle_open()

    def commit(self) -> None:
        """Write rows, entries, values and heads, and commit: all of it is kept, or none."""
        self.flush()
        self.session.commit()

    def _may_write(self, record: Record) -> None:
        """Raise Leaving for a record of somebody who is moving to another worker.

        Erasing is not stopped by it, nor what lets values leave that were held back: without them nobody is let go of.
        """
        if self._leaving is None:
            self._leaving = self._read_leaving(self.session.connection())
        if self._leaving and record.person() in self._leaving and record.kind() not in _LETS_LEAVE:
            raise Leaving

    def _say_if_erased(self, record_id: str) -> None:
        mark = mark_of(self.connection, record_id)
        if mark is not None:
            raise Erased(show_date(london_day(datetime.fromisoformat(mark.at))))

    def _change(self, action: Action, record: Record, fields: Mapping[str, Any], reason: str | None) -> bool:
        known = record.value_fields()
        values, before = {}, {}
        for name, value in fields.items():
            if name not in known:
                message = f"{record.kind()} has no field {name}"
                raise TypeError(message)
            given = plain(value)
            if plain(getattr(record, name)) != given:
                values[name], before[name] = given, getattr(record, name)
                setattr(record, name, given if isinstance(value, _SPELT) else value)
                note_field(record, name)
        if not values:
            return False
        self._check(record, before)
        replaces = {name: self._marked(record, name, seen) for name, seen in self._seen(record, values).items()}
        entry_id = self._write(action, record, values, replaces, reason)
        for name in values:
            self._move(record, name, entry_id, replaces[name])
        return True

    def _marked(self, record: Record, name: str, replaces: frozenset[str | None]) -> frozenset[str | None]:
        """Return what a change replaces, and with it the mark: whoever writes in what was entered in error knows it.

        But not every side that the mark is in conflict with.
        """
        if not record.in_error:
            return replaces
        marks = self.heads.settled(record.id, IN_ERROR) - {None}
        return replaces | (marks - (self.heads.settled(record.id, name) - replaces))

    def _seen(self, record: Record, names: Collection[str]) -> dict[str, frozenset[str | None]]:
        """Return what a change of fields replaces: what was seen there, not what came here without its value."""
        heads = {name: self.heads.of(record.id, name) for name in names}
        bare = self._writer.bare(record.person(), frozenset(heads.values()))
        entries = facts_of(self.session.connection(), [record.id]).get(record.id, []) if bare else []
        found = {name: seen(entries, name) if heads[name] in bare else None for name in names}
        return {
            name: self.heads.agreed(record.id, name) if found[name] is None else frozenset({found[name]})
            for name in names
        }

    def _remove(self, record: Record, action: Action, reason: str | None) -> None:
        # It names every head that was seen, so that an edit which nobody here knew of is told from those that go too.
        every = self.heads.every(record.id)
        bare = self._writer.bare(record.person(), every - self.heads.settled(record.id, IN_ERROR))
        self._mark(record, action, reason, every - bare, in_error=True)
        if bare:
            self._open[record.id] = record

    def _mark(
        self, record: Record, action: Action, reason: str | None, replaces: frozenset[str | None], *, in_error: bool
    ) -> None:
        self._may_write(record)
        record.in_error = in_error
        note_field(record, IN_ERROR)
        entry_id = self._write(action, record, {IN_ERROR: in_error}, {IN_ERROR: replaces}, reason)
        self._move(record, IN_ERROR, entry_id, replaces | self.heads.settled(record.id, IN_ERROR))

    def _check(self, record: Record, before: Mapping[str, Any]) -> None:
        try:
            check_values(record)
        except (NotFound, BadInput):  # who goes on from it must not write a row that the journal does not know
            _give_back(record, before)
            raise

    def _move(self, record: Record, field: str, entry_id: str, replaced: frozenset[str | None]) -> None:
        unseen = self.heads.of(record.id, field) not in replaced
        self.heads.move(record.id, field, entry_id, replaced)
        if unseen or self.heads.tips(record.id):
            self._open[record.id] = record

    def _settle_open(self) -> None:
        """Show of records that still hold a conflict what their entries say: a tip that was not replaced may count."""
        held, self._open = self._open, {}
        settle(self.session.connection(), held)
        self.heads.forget(held)
        for record in held.values():
            self.session.expire(record)

    def _write(
        self,
        action: Action,
        record: Record,
        values: dict[str, Any],
        replaces: Mapping[str, frozenset[str | None]],
        reason: str | None,
    ) -> str:
        about = About(record.kind(), record.id, record.person())
        return self._writer.append(action, about, values, replaces, reason)


def _fitting(record: Record, field: str, given: Any) -> Any:
    """Return a plain value as the record's field holds it; raises Refused, NumberTooLarge."""
    try:
        return typed(type(record).table().columns[field], given)
    except NotOfItsType:
        check_number(field, given)
        raise Refused("This version cannot keep that value. Choose another one.") from None


def _give_back(record: Record, before: Mapping[str, Any]) -> None:
    for name, value in before.items():
        setattr(record, name, value)
        note_field(record, name)


def live(kind: type[Record]) -> Any:
    """Return a select of a record kind's rows that are not entered in error."""
    table = kind.table()
    return select(table).where(table.c.in_error.is_(False))
