"""A manager's look at cases: what was checked and is to be done, and which cases nobody has looked at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, func, or_, select

from linkworker.base.errors import BadInput
from linkworker.base.lists import coded
from linkworker.casework.ask import live_of, maybe, words
from linkworker.casework.people.naming import shown_name
from linkworker.casework.people.stands import STANDS
from linkworker.casework.plans.plan_quality import Around, Check, check_plan
from linkworker.casework.plans.plan_reading import plan_view
from linkworker.journal.unit_of_work import UnitOfWork, live
from linkworker.records.oversight import Oversight
from linkworker.records.person import Person

_LOOK, _PERSON = Oversight.table(), Person.table()
# A look that a later one corrects no longer counts.
_CORRECTED = select(_LOOK.c.corrects).where(
    _LOOK.c.person_id == bindparam("person"), _LOOK.c.corrects.is_not(None), _LOOK.c.in_error.is_(False)
)
_OF_PERSON = (
    live(Oversight)
    .where(_LOOK.c.person_id == bindparam("person"), _LOOK.c.id.not_in(_CORRECTED))
    .order_by(_LOOK.c.on.desc(), _LOOK.c.id.desc())
)
_all_corrected = _LOOK.alias("correcting")
_LAST_LOOK = (
    select(_LOOK.c.person_id, func.max(_LOOK.c.on).label("on"))
    .where(
        _LOOK.c.in_error.is_(False),
        ~select(_all_corrected.c.id)
        .where(
            _all_corrected.c.person_id == _LOOK.c.person_id,
            _all_corrected.c.corrects == _LOOK.c.id,
            _all_corrected.c.in_error.is_(False),
        )
        .exists(),
    )
    .group_by(_LOOK.c.person_id)
    .subquery()
)
_WATCHED = (
    select(
        _PERSON.c.id, _PERSON.c.name, _PERSON.c.known_as, _PERSON.c.risk_level, _PERSON.c.risk_date,
        _LAST_LOOK.c.on.label("seen_on"),
    )
    .select_from(_PERSON.outerjoin(_LAST_LOOK, _LAST_LOOK.c.person_id == _PERSON.c.id))
    .where(
        STANDS,
        _PERSON.c.risk_level.in_(bindparam("levels", expanding=True)),
        or_(_LAST_LOOK.c.on.is_(None), _LAST_LOOK.c.on < bindparam("before")),
    )
)  # fmt: skip
_WATCHED_OF = _WATCHED.where(_PERSON.c.worker_id == bindparam("worker"))
_RISK = select(_PERSON.c.risk_level).where(_PERSON.c.id == bindparam("person"))


@dataclass(frozen=True, slots=True)
class OversightView:
    """One look at a case. `checked` holds codes of the list oversight-check."""

    id: str
    on: date
    by_name: str
    checked: tuple[str, ...]
    actions: str | None


@dataclass(frozen=True, slots=True)
class NotSeen:
    """A person whose risk level asks for a manager, and whom none has looked at for too long."""

    person_id: str
    shown_name: str
    risk_level: str
    seen_on: date | None
    risk_date: date | None

    def sentence(self) -> str:
        """Return why they are listed, in words."""
        level = coded("risk-level").label(self.risk_level)
        return f"{level} risk. {'A manager has not looked lately.' if self.seen_on else 'No manager has looked yet.'}"


def add_oversight(
    uow: UnitOfWork,
    person_id: str,
    *,
    by_name: str,
    checked: Iterable[str],
    actions: str | None = None,
    on: date | None = None,
    corrects: str | None = None,
) -> str:
    """Keep that a manager looked at a case: who, when, what was checked, what is to be done. Return its id.

    `checked` holds words of the list oversight-check, at least one. Raises BadInput, NotFound.
    """
    day = on or uow.clock.today()
    if day > uow.clock.today():
        raise BadInput("Enter the day on which the manager looked: today or earlier.")
    codes = [coded("oversight-check").find(each).code for each in checked]
    if not codes:
        raise BadInput("Say what the manager looked at, for example the plan.")
    if corrects is not None:
        live_of(uow, Oversight, person_id, corrects)
    record = Oversight(
        person_id=person_id, on=day, by_name=words(by_name, "Enter the manager's name."),
        checked=list(dict.fromkeys(codes)), actions=maybe(actions), entered_by=uow.worker_id, corrects=corrects,
    )  # fmt: skip
    return uow.add(record).id


def oversights(connection: Connection, person_id: str) -> list[OversightView]:
    """Return every look at a person's case, newest first; a corrected one is left out."""
    rows = connection.execute(_OF_PERSON, {"person": person_id})
    return [OversightView(row.id, row.on, row.by_name, tuple(row.checked), row.actions) for row in rows]


def without_oversight(
    connection: Connection, today: date, days: int, *, worker_id: str | None = None, level: str | None = None
) -> list[NotSeen]:
    """Return the people at a watched risk level (or at `level`) with no look in the last `days` days.

    Never seen first, then the longest ago; with `worker_id`, only that worker's people.
    """
    watched = [row.code for row in coded("risk-level") if row.is_set("oversight")]
    given: dict[str, Any] = {
        "levels": watched if level is None else [level],
        "before": today - timedelta(days=days),
    }
    chosen = _WATCHED if worker_id is None else _WATCHED_OF
    given |= {} if worker_id is None else {"worker": worker_id}
    found = [
        NotSeen(row.id, shown_name(row.name, row.known_as), row.risk_level, row.seen_on, row.risk_date)
        for row in connection.execute(chosen, given)
    ]
    return sorted(found, key=lambda each: (each.seen_on or date.min, each.risk_date or date.max, each.shown_name))


def quality(
    connection: Connection, person_id: str, today: date, oversight_days: int, plan_id: str | None = None
) -> tuple[Check, ...]:
    """Return the quality checks of a person's open (or named) plan; raises NotFound."""
    looks = oversights(connection, person_id)
    level = connection.execute(_RISK, {"person": person_id}).scalar() or "not-assessed"
    around = Around(today, level, looks[0].on if looks else None, oversight_days)
    return check_plan(plan_view(connection, person_id, plan_id), around)
