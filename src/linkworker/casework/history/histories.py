"""The history of a person's record: who saw and changed what and when, undo, and entered in error."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select

from linkworker.base.clock import london_day
from linkworker.base.dates import show_date
from linkworker.base.errors import NotFound, Refused
from linkworker.base.lists import coded
from linkworker.base.times import show_instant
from linkworker.base.words import listed, within
from linkworker.casework.ask import words
from linkworker.casework.history.field_words import NOTHING, field_label, kind_words, value_words
from linkworker.casework.history.history_names import ANOTHER_RECORD, Names
from linkworker.casework.history.history_values import REPLACED_GONE, before_of, replaced_values
from linkworker.journal import undo as journal_undo
from linkworker.journal.actions import Action
from linkworker.journal.erased import BECAUSE, REASONS, Mark, marks_of
from linkworker.journal.history import Line, of_person, of_record
from linkworker.journal.tables import ENTRY
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.record import OfPerson, Record
from linkworker.records.registry import KINDS

_SHOW_WORDS = 60  # of a text that was changed; the whole of it stands in `changes`
_SAID = {
    Action.CREATED: "added {thing}",
    Action.CHANGED: "changed {thing}",
    Action.UNDONE: "undid a change of {thing}",
    Action.ENTERED_IN_ERROR: "marked {thing} as entered in error",
    Action.REINSTATED: "took back 'entered in error' for {thing}",
    Action.VIEWED: "looked at this record",
    Action.PRINTED: "printed {thing}",
    Action.EXPORTED: "exported {thing}",
    Action.ERASED: "erased {thing}",
    Action.CHOSEN: "chose between two values of {thing}",
    Action.LET_GO: "let this record go to another worker's laptop",
    Action.TRANSFERRED: "gave this record to another laptop",
}
_NOT_CHOSEN = frozenset({"not-asked", "not-known", "not-assessed"})
_FOR_MACHINES = frozenset({"sha256", "snapshot", "answers", "raw"})
"""Fields that say nothing to a reader of one line; they stand in `changes`."""
_CAN_BE_UNDONE = frozenset({Action.CREATED, Action.CHANGED, Action.UNDONE, Action.ENTERED_IN_ERROR, Action.REINSTATED})


@dataclass(frozen=True, slots=True)
class Change:
    """One field that an entry wrote, with what it replaced, both in words."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One entry in words. `number` is its place in its device's journal; `undoable` is a first guess.

    `place` gives the next page.
    """

    number: int
    entry_id: str
    place: str
    at: datetime
    who: str
    action: str
    kind: str
    record_id: str
    sentence: str
    changes: tuple[Change, ...]
    reason: str | None
    undoable: bool

    @property
    def what(self) -> str:
        """Return what was done, without when and by whom: "changed a request for money: state from ..."."""
        return self.sentence.removeprefix(f"{show_instant(self.at)}, {self.who} ")


_NUMBERED = select(ENTRY.c.id, ENTRY.c.record_id, ENTRY.c.hlc).where(
    ENTRY.c.person_id == bindparam("person"), ENTRY.c.seq == bindparam("number")
)


def person_history(
    connection: Connection, person_id: str, *, before: str | None = None, most: int = 50
) -> tuple[HistoryLine, ...]:
    """Return a page of a person's history, newest first; `before` is the `place` of the page before's last line."""
    lines = (
        of_person(connection, person_id, before=before, most=most)
        if before
        else of_person(connection, person_id, most=most)
    )
    return told(connection, lines)


def record_history(connection: Connection, record_id: str) -> tuple[HistoryLine, ...]:
    """Return the history of one record, oldest first: a provider's, say."""
    return told(connection, of_record(connection, record_id))


def said_of(action: str, thing: str) -> str:
    """Return what an action did with a thing in words: "changed a need"; one that is not known goes by its own name."""
    return _SAID[Action(action)].format(thing=thing) if action in list(_SAID) else action.replace("-", " ")


def entry_numbered(connection: Connection, person_id: str, number: int) -> str:
    """Return the id of the entry with that number; raises NotFound, or Refused if two laptops used it."""
    found = connection.execute(_NUMBERED, {"person": person_id, "number": number}).all()
    if not found:
        raise NotFound(f"This person's history has no entry {number}.")
    if len(found) > 1:
        raise Refused(f"Two laptops have an entry {number}. Undo it on the screen of this person's history.")
    return str(found[0].id)


def undo_entry(uow: UnitOfWork, person_id: str | None, entry_id: str) -> None:
    """Give back what an entry replaced. Raises NotFound, and Refused when the field has moved on since."""
    journal_undo.undo(uow, person_id, entry_id)


def mark_error(uow: UnitOfWork, kind: str, person_id: str | None, record_id: str, reason: str) -> None:
    """Mark a record as entered in error: it stays, counts nowhere, and says why. Raises BadInput, NotFound, Refused."""
    record = _record(uow, kind, person_id, record_id)
    said = words(reason, "Say why this was entered in error.")
    if record.in_error:
        raise Refused("This is marked as entered in error already.")
    uow.enter_in_error(record, said)


def take_back_error(
    uow: UnitOfWork, kind: str, person_id: str | None, record_id: str, reason: str | None = None
) -> None:
    """Take back 'entered in error'. Raises NotFound, and Refused where it was not marked."""
    record = _record(uow, kind, person_id, record_id)
    if not record.in_error:
        raise Refused("This is not marked as entered in error.")
    uow.reinstate(record, reason)


def _record(uow: UnitOfWork, kind: str, person_id: str | None, record_id: str) -> Record:
    known = KINDS.get(kind)
    if known is None:
        raise NotFound("That entry is about no record.")
    if issubclass(known, OfPerson):
        return uow.get_of(known, person_id or "", record_id)
    return uow.get(known, record_id)


def told(connection: Connection, lines: list[Line]) -> tuple[HistoryLine, ...]:
    """Return journal lines in words, in the order they are given."""
    before = replaced_values(connection, lines)
    names = Names.of(connection, lines, before.values())
    erased = marks_of(connection, (line.entry.record for line in lines if _lacks_values(line)))
    return tuple(_line(line, before, names, erased.get(line.entry.record)) for line in lines)


def _lacks_values(line: Line) -> bool:
    return len(line.values) < len(line.entry.once)


def _line(line: Line, before: dict[tuple[str, str], Any], names: Names, erased: Mark | None) -> HistoryLine:
    entry, kind = line.entry, KINDS.get(line.entry.kind)
    changes = tuple(_change(line, field.field, kind, before, names) for field in entry.once)
    at, who = datetime.fromisoformat(entry.at), names.worker(entry.worker)
    gone = erased is not None and entry.hlc < erased.hlc
    said = erased_sentence(line, who, at, erased) if erased and gone else _sentence(line, who, at, changes)
    return HistoryLine(
        number=entry.seq,
        entry_id=entry.id,
        place=line.place,
        at=at,
        who=who,
        action=entry.action,
        kind=entry.kind,
        record_id=entry.record,
        sentence=said,
        changes=() if gone or entry.action == Action.ERASED else changes,
        reason=line.reason,
        undoable=entry.action in _CAN_BE_UNDONE and not gone,
    )


def _change(
    line: Line,
    field: str,
    kind: type[Record] | None,
    before: dict[tuple[str, str], Any],
    names: Names,
) -> Change:
    def shown(value: Any) -> str:
        return names.of_value(value) or value_words(kind, field, value)

    new = shown(line.values[field]) if field in line.values else REPLACED_GONE
    old = before_of(line, field, before)
    said = old if old == REPLACED_GONE else shown(old)
    return Change(field_label(line.entry.kind, field), said, new)


def _sentence(line: Line, who: str, at: datetime, changes: tuple[Change, ...]) -> str:
    thing, action = kind_words(line.entry.kind), line.entry.action
    start = f"{show_instant(at)}, {who} {said_of(action, thing)}"
    if action in {Action.CHANGED, Action.UNDONE}:
        start = f"{start}: {listed(f'{c.label} from {_short(c.old)} to {_short(c.new)}' for c in changes)}"
    elif action == Action.CREATED and changes:
        told = [
            f"{change.label} {_short(change.new)}"
            for field, change in zip(line.entry.once, changes, strict=True)
            if change.new not in {NOTHING, ANOTHER_RECORD}
            and field.field not in _FOR_MACHINES
            and not _unsaid(line, field.field)
        ]
        start = f"{start}: {'; '.join(told)}" if told else start
    elif action == Action.ERASED and because_words(line.values.get(BECAUSE)):
        start = f"{start} because {because_words(line.values.get(BECAUSE))}"
    reason = f" ({within(line.reason)})" if line.reason else ""
    return f"{start}{reason}."


def erased_sentence(line: Line, who: str, at: datetime, erased: Mark) -> str:
    """Return an entry about what was erased since: "..., Jo added a note, erased on 6 August 2026 because ..."."""
    said = said_of(line.entry.action, kind_words(line.entry.kind))
    on = show_date(london_day(datetime.fromisoformat(erased.at)))
    why = f" because {because_words(erased.because)}" if because_words(erased.because) else ""
    return f"{show_instant(at)}, {who} {said}, erased on {on}{why}."


def because_words(code: str | None) -> str | None:
    """Return why something was erased, to follow "because"; None where the code is not kept or not known here."""
    reasons = coded(REASONS)
    return str(reasons[code].flags["because"]) if code is not None and reasons.has(code) else None


def _unsaid(line: Line, field: str) -> bool:
    """Say whether a field of a new record only says that nobody chose: it would drown what was said."""
    kind = KINDS.get(line.entry.kind)
    declared = None if kind is None else kind.model_fields.get(field)
    value = line.values.get(field)
    return declared is not None and value == declared.default and (value is False or value in _NOT_CHOSEN)


def _short(text: str) -> str:
    return text if len(text) <= _SHOW_WORDS else f"{text[:_SHOW_WORDS].rstrip()} ..."
