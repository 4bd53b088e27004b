"""The one way to change a record: rows and their journal entries in one transaction, or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, insert, select
from sqlmodel import Session

from linkworker.base.clock import Clock, london_day
from linkworker.base.dates import show_date
from linkworker.base.errors import NotFound, Refused
from linkworker.base.ids import NO_PERSON, new_id
from linkworker.journal.actions import Action
from linkworker.journal.canonical import instant_text, plain
from linkworker.journal.chain import last_of, newest_reading
from linkworker.journal.entry import REASON, Entry, FieldChange, chain_hash, commit_to
from linkworker.journal.erased import Erased, mark_of
from linkworker.journal.guard import guard, note_added, note_field
from linkworker.journal.heads import Heads
from linkworker.journal.hybrid_clock import HybridClock
from linkworker.journal.tables import ENTRY, ENTRY_VALUES
from linkworker.records import registry  # noqa: F401 - a tie is found only when both its tables are known
from linkworker.records.record import OfPerson, Record, check_codes

_SPELT = (str, list, dict)  # what the row keeps in the journal's own spelling: letters composed
R = TypeVar("R", bound=Record)
P = TypeVar("P", bound=OfPerson)


@dataclass(frozen=True, slots=True)
class Written:
    """One entry that a unit of work wrote: enough to find it again, and to undo it."""

    entry_id: str
    action: Action
    kind: str
    record_id: str
    person_id: str | None


class UnitOfWork:
    """What one worker does at one moment. Nothing of it is kept until `commit`; leaving without it undoes all."""

    def __init__(self, session: Session, *, worker_id: str | None, device_id: str, clock: Clock) -> None:
        guard(session)
        self.session = session
        self.worker_id = worker_id
        self.device_id = device_id
        self.clock = clock
        self.heads = Heads(session)
        last = last_of(session.connection(), device_id)
        newest = last.hlc if last.seq else newest_reading(session.connection())
        self._seq, self._hash, self._hybrid = last.seq, last.hash, HybridClock(newest)
        # What was added in this unit, by its key: found again without writing it out and reading it back.
        self._added: dict[tuple[str, ...], Record] = {}
        self._entries: list[dict[str, Any]] = []
        self._values: list[dict[str, str]] = []
        self.written: list[Written] = []

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
        """Keep a new record. Raises NotFound when a coded field holds a code that its list has not."""
        check_codes(record)
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
        entry_id = self._write(Action.CREATED, record, values, dict.fromkeys(values), reason)
        self.heads.made(record.id, entry_id)
        return record

    def change(self, record: Record, reason: str | None = None, /, **fields: Any) -> bool:
        """Give fields new values; return False when nothing differed. Raises Refused for a fact.

        The journal's reason goes by place, so that a field called `reason` can be given by name.
        """
        if record.FACT:
            raise Refused("This is kept as it was entered. Correct it with a new one instead.")
        return self._change(Action.CHANGED, record, fields, reason)

    def restore(self, record: Record, reason: str | None = None, /, **fields: Any) -> bool:
        """Give fields back the values that an earlier entry replaced (undo); a change by another name."""
        return self._change(Action.UNDONE, record, fields, reason)

    def enter_in_error(self, record: Record, reason: str) -> None:
        """Mark a record as entered in error: it stays, is counted nowhere, and says why."""
        if not reason.strip():
            raise Refused("Say why this was entered in error.")
        self._mark(record, Action.ENTERED_IN_ERROR, reason, in_error=True)

    def reinstate(self, record: Record, reason: str | None = None) -> None:
        """Take back 'entered in error'."""
        self._mark(record, Action.REINSTATED, reason, in_error=False)

    def event(
        self,
        action: Action,
        kind: str,
        record_id: str,
        *,
        person_id: str | None = None,
        values: Mapping[str, Any] | None = None,
        reason: str | None = None,
    ) -> str:
        """Write that something happened that changed no record: seen, printed, exported. Return the entry's id."""
        given = {name: plain(value) for name, value in (values or {}).items()}
        return self._append(action, kind, record_id, person_id, given, dict.fromkeys(given), reason)

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
        if self._entries:
            self.session.execute(insert(ENTRY), self._entries)
        if self._values:
            self.session.execute(insert(ENTRY_VALUES), self._values)
        self.heads.flush()
        self._added, self._entries, self._values = {}, [], []

    def commit(self) -> None:
        """Write rows, entries, values and heads, and commit: all of it is kept, or none."""
        self.flush()
        self.session.commit()

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
        try:
            check_codes(record)
        except NotFound:  # whoever catches it and goes on must not write a row that the journal does not know
            _give_back(record, before)
            raise
        replaces = {name: self.heads.of(record.id, name) for name in values}
        entry_id = self._write(action, record, values, replaces, reason)
        for name in values:
            self.heads.move(record.id, name, entry_id)
        return True

    def _mark(self, record: Record, action: Action, reason: str | None, *, in_error: bool) -> None:
        record.in_error = in_error
        note_field(record, "in_error")
        replaces = {"in_error": self.heads.of(record.id, "in_error")}
        entry_id = self._write(action, record, {"in_error": in_error}, replaces, reason)
        self.heads.move(record.id, "in_error", entry_id)

    def _write(
        self,
        action: Action,
        record: Record,
        values: dict[str, Any],
        replaces: Mapping[str, str | None],
        reason: str | None,
    ) -> str:
        return self._append(action, record.kind(), record.id, record.person(), values, replaces, reason)

    def _append(
        self,
        action: Action,
        kind: str,
        record_id: str,
        person_id: str | None,
        values: dict[str, Any],
        replaces: Mapping[str, str | None],
        reason: str | None,
    ) -> str:
        now = self.clock.now()
        kept = {**values, REASON: plain(reason)} if reason else values
        commits, content = commit_to(kept)
        self._seq += 1
        entry = Entry(
            id=new_id(),
            seq=self._seq,
            hlc=self._hybrid.tick(now),
            at=instant_text(now),
            worker=self.worker_id,
            device=self.device_id,
            action=action,
            kind=kind,
            record=record_id,
            person=person_id,
            reason=commits.get(REASON),
            fields=tuple(FieldChange(name, replaces[name], commits[name]) for name in sorted(values)),
        )
        header = entry.header()
        self._hash = chain_hash(self._hash, header)
        key = person_id or NO_PERSON
        self._entries.append(
            {
                "person_id": key,
                "hlc": entry.hlc,
                "id": entry.id,
                "device_id": self.device_id,
                "seq": entry.seq,
                "record_id": record_id,
                "action": str(action),
                "header": header,
                "hash": self._hash,
            }
        )
        if kept:
            self._values.append({"person_id": key, "entry_id": entry.id, "content": content})
        self.written.append(Written(entry.id, action, kind, record_id, person_id))
        return entry.id


def _give_back(record: Record, before: Mapping[str, Any]) -> None:
    for name, value in before.items():
        setattr(record, name, value)
        note_field(record, name)


def live(kind: type[Record]) -> Any:
    """Return a select of a record kind's rows that are not entered in error."""
    table = kind.table()
    return select(table).where(table.c.in_error.is_(False))
