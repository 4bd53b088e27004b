"""One case from first contact to now: every entry of the journal about a person, oldest first, with nothing left out.

Looks at the record are counted by month and worker instead of listed: there are many, and each says the same.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, func, select

from linkworker.base.clock import london_day
from linkworker.base.words import within
from linkworker.casework.check_ins.check_in_reading import check_ins_of
from linkworker.casework.history.field_words import NOTHING, kind_words
from linkworker.casework.history.histories import Change, HistoryLine, said_of, told
from linkworker.casework.history.history_names import ANOTHER_RECORD
from linkworker.casework.history.history_values import REPLACED_GONE
from linkworker.casework.people.person_page import identity
from linkworker.journal.actions import Action
from linkworker.journal.history import Line, of_person_after
from linkworker.journal.tables import ENTRY
from linkworker.records.check_in import CheckIn

ERASED = "(erased)"
_AT_ONCE = 500
_MARKS = frozenset({Action.ENTERED_IN_ERROR, Action.REINSTATED})
_MADE = frozenset({Action.CREATED, Action.PRINTED, Action.EXPORTED, Action.IMPORTED})
# A frozen plan and its hash, and the answers to a questionnaire: their words and scores stand in lines of their own.
_FOR_MACHINES = frozenset({"sha256", "snapshot", "answers"})
_COUNT = select(func.count()).select_from(ENTRY).where(ENTRY.c.person_id == bindparam("person"))


@dataclass(frozen=True, slots=True)
class Happened:
    """One entry. `said` are its lines: a field with what it says, or what it said before and says now; a reason."""

    at: datetime
    who: str
    what: str
    said: tuple[str, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Looked:
    """How often one worker looked in one month (its first day)."""

    month: date
    who: str
    times: int


@dataclass(frozen=True, slots=True)
class Chronology:
    """A whole case: who it is about, what happened in order, and who looked. `entries` counts all of the journal's."""

    person_id: str
    name: str
    date_of_birth: date | None
    place: str | None
    happened: tuple[Happened, ...]
    looked: tuple[Looked, ...]
    entries: int


def chronology(connection: Connection, person_id: str, *, today: date, places: Mapping[str, str]) -> Chronology:
    """Return the chronology of one person's case; raises NotFound. It changes nothing and notes nothing."""
    who = identity(connection, person_id, today, places)
    scores = {each.id: each.score_words() for each in check_ins_of(connection, person_id)}
    happened: list[Happened] = []
    looks: Counter[tuple[date, str]] = Counter()
    for line, words in _lines(connection, person_id):
        if words.action == Action.VIEWED:
            looks[london_day(words.at).replace(day=1), words.who] += 1
        else:
            happened.append(_happened(line, words, scores))
    return Chronology(
        person_id=person_id,
        name=who.name,
        date_of_birth=who.date_of_birth,
        place=who.place,
        happened=tuple(happened),
        looked=tuple(Looked(month, name, times) for (month, name), times in sorted(looks.items())),
        entries=int(connection.execute(_COUNT, {"person": person_id}).scalar_one()),
    )


def _lines(connection: Connection, person_id: str) -> Iterator[tuple[Line, HistoryLine]]:
    """Yield every entry with its words, oldest first, some hundreds at a time."""
    after = ""
    while lines := of_person_after(connection, person_id, after=after, most=_AT_ONCE):
        yield from zip(lines, told(connection, lines), strict=True)
        after = lines[-1].place


def _happened(line: Line, words: HistoryLine, scores: Mapping[str, str]) -> Happened:
    what = said_of(words.action, kind_words(words.kind))
    if words.action == Action.ERASED or (line.entry.fields and not words.changes):
        return Happened(words.at, words.who, within(words.what), (), words.number)
    said = list(_said(line, words))
    if line.entry.kind == CheckIn.kind() and words.action == Action.CREATED and words.record_id in scores:
        said.insert(0, f"result: {scores[words.record_id]}")
    if words.reason:
        said.append(f"reason: {words.reason}")
    return Happened(words.at, words.who, what, tuple(said), words.number)


def _said(line: Line, words: HistoryLine) -> Iterator[str]:
    for field, change in zip(line.entry.once, words.changes, strict=True):
        if field.field in _FOR_MACHINES or (words.action in _MARKS and field.field == "in_error"):
            continue
        shown = _shown(change, made=words.action in _MADE)
        if shown:
            yield shown


def _shown(change: Change, *, made: bool) -> str:
    new, old = _or_erased(change.new), _or_erased(change.old)
    if made:
        return "" if new in {NOTHING, ANOTHER_RECORD} else f"{change.label}: {new}"
    return f"{change.label}: {new} (before: {old})"


def _or_erased(words: str) -> str:
    return ERASED if words == REPLACED_GONE else words
