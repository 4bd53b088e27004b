"""Whose record has been kept as long as it should be: a list for somebody to decide on. Nothing is erased by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, except_, exists, func, or_, select

from linkworker.base.clock import london_day
from linkworker.base.dates import add_months, age_on, show_date
from linkworker.base.lists import coded
from linkworker.casework.erasure.holds import hold_of
from linkworker.casework.erasure.retention_rules import RetentionRule, retention_rules
from linkworker.casework.erasure.speaks_against import Against, speaks_against
from linkworker.casework.people.naming import shown_name
from linkworker.journal.hybrid_clock import HybridClock, milliseconds
from linkworker.journal.tables import ENTRY
from linkworker.records.appointment import Appointment
from linkworker.records.check_in import CheckIn
from linkworker.records.episode import Episode
from linkworker.records.note import Note
from linkworker.records.oversight import Oversight
from linkworker.records.person import Person
from linkworker.records.plan import Plan
from linkworker.records.review import Review

_OF_AGE = 18
_P, _E = Person.table().c, Episode.table().c


def _last(column: Any) -> Any:
    table = column.table
    return (
        select(func.max(column))
        .where(table.c.person_id == _P.id, table.c.in_error.is_(False))
        .correlate(Person.table())
        .scalar_subquery()
    )


_MOMENTS = {
    "note": _last(Note.table().c.on),
    "check_in": _last(CheckIn.table().c.on),
    "appointment": _last(Appointment.table().c.on),
    "review": _last(Review.table().c.held_on),
    "oversight": _last(Oversight.table().c.on),
    "support": _last(_E.ended_on),
    "plan": _last(Plan.table().c.closed_on),
}
_SUPPORTED = exists().where(_E.person_id == _P.id, _E.in_error.is_(False)).correlate(Person.table())
_MADE = select(func.min(ENTRY.c.hlc)).where(ENTRY.c.person_id == _P.id).correlate(Person.table()).scalar_subquery()
_FACTS = select(
    _P.id, _P.name, _P.known_as, _P.date_of_birth, _P.care_leaver, _P.setting, _SUPPORTED.label("supported"),
    _MADE.label("made"), *(moment.label(name) for name, moment in _MOMENTS.items()),
)  # fmt: skip
_OF_SOME = _FACTS.where(_P.id.in_(bindparam("people", expanding=True)))
# A person with support under way, or that ended lately, is passed over without a look at their notes; so is a record
# that was made lately. Only ids are read: their index is enough, and most people are passed over by the first of these.
_NOT_LATELY = except_(
    select(_P.id),
    select(_E.person_id).where(_E.in_error.is_(False), or_(_E.ended_on.is_(None), _E.ended_on > bindparam("cutoff"))),
)
_MADE_BEFORE = select(_P.id).where(_P.id.in_(bindparam("people", expanding=True)), bindparam("made_before") > _MADE)
_AT_ONCE = 500  # ids in one select


@dataclass(frozen=True, slots=True)
class Ends:
    """When the time for keeping a person's record ends, by which rule, counted from which last contact."""

    on: date
    rule: RetentionRule
    last_contact: date
    held_until: date | None

    @property
    def why(self) -> str:
        """Return it in a sentence or two, with whose rule it is."""
        years, months = divmod(self.rule.months, 12)
        time_said = f"{years} years" if not months else f"{self.rule.months} months"
        birthday = f", and to the age of {self.rule.birthday}" if self.rule.birthday else ""
        held = f" Then it was kept until {show_date(self.held_until)}." if self.held_until else ""
        return (
            f"{self.rule.title}: kept {time_said} after the last contact{birthday}. "
            f"The last contact was on {show_date(self.last_contact)}.{held}"
        )


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody whose time has ended: who, since when, why, and what speaks against erasing."""

    person_id: str
    name: str
    ends: Ends
    against: tuple[Against, ...]


def retention_due(connection: Connection, today: date) -> tuple[Due, ...]:
    """Return everybody whose time has ended, those longest ago first."""
    found = [(row, ends) for row, ends in _ended(connection, today)]
    return tuple(
        Due(row.id, shown_name(row.name, row.known_as), ends, speaks_against(connection, row.id, today))
        for row, ends in sorted(found, key=lambda one: (one[1].on, one[0].name))
    )


def retention_count(connection: Connection, today: date) -> tuple[int, date | None]:
    """Return how many people's time has ended, and since when the longest."""
    ended = [ends.on for _, ends in _ended(connection, today)]
    return len(ended), min(ended, default=None)


def ends_of(connection: Connection, person_id: str) -> Ends | None:
    """Return when the time for keeping a person's record ends; None for somebody who is not here."""
    row = connection.execute(_OF_SOME, {"people": [person_id]}).first()
    return None if row is None else _ends(connection, row)


def kept_until(connection: Connection, person_id: str) -> date | None:
    """Return the day on which the time for keeping a person's record ends; None for somebody who is not here."""
    ends = ends_of(connection, person_id)
    return None if ends is None else ends.on


def _ended(connection: Connection, today: date) -> Iterator[tuple[Row[Any], Ends]]:
    cutoff = add_months(today, -retention_rules().shortest)
    ids = connection.execute(_NOT_LATELY, {"cutoff": cutoff}).scalars().all()
    for start in range(0, len(ids), _AT_ONCE):
        given = {"people": ids[start : start + _AT_ONCE], "made_before": _reading_of(cutoff)}
        some = connection.execute(_MADE_BEFORE, given).scalars().all()
        for row in connection.execute(_OF_SOME, {"people": some}).all() if some else ():
            ends = _ends(connection, row)
            if ends.on <= today:
                yield row, ends


def _ends(connection: Connection, row: Row[Any]) -> Ends:
    made = london_day(datetime.fromtimestamp(milliseconds(row.made or "0") / 1000, UTC))
    known = [getattr(row, name) for name in _MOMENTS]
    last = max([made, *(day for day in known if day is not None)])
    rule = retention_rules().rule_for(_so(row, last))
    ends = rule.ends_on(last, row.date_of_birth)
    hold = hold_of(connection, row.id)
    held = hold.until if hold and hold.until > ends else None
    return Ends(held or ends, rule, last, held)


def _so(row: Row[Any], last: date) -> frozenset[str]:
    """Return what is so of a person, in the words of the rules' `fits`."""
    so = set()
    if row.date_of_birth is not None and age_on(row.date_of_birth, last) < _OF_AGE:
        so.add("child")
    if row.care_leaver and coded("care-leaver-status")[row.care_leaver].is_set("care-leaver"):
        so.add("care-leaver")
    if row.setting == "custody":
        so.add("custody")
    if not row.supported:
        so.add("never-supported")
    return frozenset(so)


def _reading_of(day: date) -> str:
    """Return a clock reading after all those of a day and before those of the next but one."""
    return HybridClock().tick(datetime.combine(day, time(), UTC) + timedelta(days=1))
