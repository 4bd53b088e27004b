"""Episodes of support: opened, dated, ended for reasons, and opened anew when somebody comes back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, bindparam, select

from linkworker.base.dates import show_date
from linkworker.base.errors import BadInput, NotFound, Refused
from linkworker.base.lists import coded
from linkworker.base.words import listed
from linkworker.casework.ask import live_of, maybe
from linkworker.casework.people.people import live_person
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.episode import Episode

# The dates on which every clock stands, and what each is called in a sentence.
MILESTONES = {
    "first_contact_on": "first contact",
    "plan_agreed_on": "plan agreed",
    "first_attendance_on": "first attendance",
}


@dataclass(frozen=True, slots=True)
class EpisodeView:
    """One stretch of support. `level` and `stage` are labels; `end_reasons` codes."""

    id: str
    number: int
    level: str
    stage: str | None
    opened_on: date
    first_contact_on: date | None
    plan_agreed_on: date | None
    first_attendance_on: date | None
    ended_on: date | None
    end_reasons: tuple[str, ...]
    end_words: str | None
    on_hold: str | None

    def why_ended(self) -> str:
        """Return the reasons by whose they are: "structural: Travel and Money; system: Release"; "" if none."""
        rows = sorted((coded("end-reason")[code] for code in self.end_reasons), key=lambda row: row.group)
        groups = groupby(rows, key=lambda row: row.group)
        return "; ".join(f"{name}: {listed(row.label for row in some)}" for name, some in groups)


_E = Episode.table().c
_OF_PERSON = (
    select(
        _E.id, _E.number, _E.level, _E.stage, _E.opened_on, _E.first_contact_on, _E.plan_agreed_on,
        _E.first_attendance_on, _E.ended_on, _E.end_reasons, _E.end_words, _E.on_hold,
    )
    .where(_E.person_id == bindparam("person"), _E.in_error.is_(False))
    .order_by(_E.number.desc(), _E.id.desc())
)  # fmt: skip
_OPEN = _OF_PERSON.where(_E.ended_on.is_(None)).limit(1)


def open_episode(
    uow: UnitOfWork,
    person_id: str,
    *,
    level: str = "light",
    stage: str | None = None,
    on: date | None = None,
    referral_in_id: str | None = None,
) -> str:
    """Open an episode and return its id; its number is one more than the last. `level`, `stage`: codes or labels.

    Raises Refused while another is open, BadInput for a day to come.
    """
    person, today = live_person(uow, person_id), uow.clock.today()
    held = episodes(uow.connection, person_id)
    if any(one.ended_on is None for one in held):
        raise Refused("This person is in support already. End that episode first.")
    if on is not None and on > today:
        raise BadInput(f"The opening date must be on or before {show_date(today)}.")
    record = Episode(
        person_id=person_id,
        referral_in_id=referral_in_id,
        number=1 + max((one.number for one in held), default=0),
        level=coded("support-level").find(level).code,
        stage=coded("legal-stage").find(stage).code if stage else person.legal_stage,
        opened_on=on or today,
    )
    return uow.add(record).id


def change_level(uow: UnitOfWork, person_id: str, level: str) -> None:
    """Change the level of support of the open episode. Raises NotFound without one, BadInput."""
    uow.change(_open(uow, person_id), level=coded("support-level").find(level).code)


def reached(uow: UnitOfWork, person_id: str, milestone: str, on: date) -> bool:
    """Set one of MILESTONES on the open episode if it is earlier than what is there; False without an episode."""
    current = current_episode(uow.connection, person_id)
    if current is None:
        return False
    record = uow.get_of(Episode, person_id, current.id)
    before: date | None = getattr(record, milestone)
    fields: dict[str, Any] = {milestone: on}
    return (before is None or on < before) and uow.change(record, **fields)


def end_episode(
    uow: UnitOfWork, person_id: str, reasons: Iterable[str], *, words: str | None = None, on: date | None = None
) -> None:
    """End the open episode for at least one reason (codes or labels). Raises NotFound, BadInput."""
    record, today = _open(uow, person_id), uow.clock.today()
    codes = list(dict.fromkeys(coded("end-reason").find(reason).code for reason in reasons))
    if not codes:
        raise BadInput("Choose at least one reason for ending.")
    day = on or today
    if not record.opened_on <= day <= today:
        raise BadInput(f"The end must be from {show_date(record.opened_on)} to {show_date(today)}.")
    uow.change(record, ended_on=day, end_reasons=codes, end_words=maybe(words), on_hold=None, on_hold_since=None)


def episodes(connection: Connection, person_id: str) -> tuple[EpisodeView, ...]:
    """Return a person's episodes, the newest first."""
    return tuple(_view(row) for row in connection.execute(_OF_PERSON, {"person": person_id}))


def current_episode(connection: Connection, person_id: str) -> EpisodeView | None:
    """Return the episode that is open, or None."""
    row = connection.execute(_OPEN, {"person": person_id}).first()
    return None if row is None else _view(row)


def _open(uow: UnitOfWork, person_id: str) -> Episode:
    current = current_episode(uow.connection, person_id)
    if current is None:
        raise NotFound("This person is in no episode of support now.")
    return live_of(uow, Episode, person_id, current.id)


def _view(row: Any) -> EpisodeView:
    return EpisodeView(
        id=row.id,
        number=row.number,
        level=coded("support-level").label(row.level),
        stage=coded("legal-stage").label(row.stage) if row.stage else None,
        opened_on=row.opened_on,
        first_contact_on=row.first_contact_on,
        plan_agreed_on=row.plan_agreed_on,
        first_attendance_on=row.first_attendance_on,
        ended_on=row.ended_on,
        end_reasons=tuple(row.end_reasons or ()),
        end_words=row.end_words,
        on_hold=row.on_hold,
    )
