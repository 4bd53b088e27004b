"""A person on one page: who they are, what matters to them, what helps in the room, and what comes next."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection

from linkworker.base.dates import age_on
from linkworker.base.errors import NotFound
from linkworker.base.lists import coded
from linkworker.casework.consent.consenting import consents
from linkworker.casework.people import person_page_queries as q
from linkworker.casework.people.availability import busy_times
from linkworker.casework.people.identifying import identifiers
from linkworker.casework.people.keeping_apart import kept_apart
from linkworker.casework.people.naming import CODES_ONLY, place_words, shown_name
from linkworker.casework.people.person_page_view import (
    Identity,
    InTheRoom,
    LatestCheckIn,
    NextThing,
    PersonPage,
    Risk,
)
from linkworker.casework.people.reaching import contact_details, professionals
from linkworker.casework.reviews.review_due import DueReview, review_due
from linkworker.casework.support.appointments import AppointmentView, coming
from linkworker.casework.support.contacts import contact_log
from linkworker.casework.support.episodes import episodes

_LATEST_NOTES = 5
_NEXT = 3


def identity(connection: Connection, person_id: str, today: date, places: Mapping[str, str] = CODES_ONLY) -> Identity:
    """Return the bar above every page of a person; raises NotFound. `places` are as for `person_page`."""
    return _identity(_person(connection, person_id), today, places)


def person_page(
    connection: Connection,
    person_id: str,
    today: date,
    team_intervals: Mapping[str, int] | None = None,
    places: Mapping[str, str] = CODES_ONLY,
) -> PersonPage:
    """Return a person's page as of a day; raises NotFound for nobody, or somebody entered in error.

    `team_intervals` are the teams' own shorter times between reviews (`review_due.intervals`), `places` the names of
    establishments by code.
    """
    row = _person(connection, person_id)
    review = review_due(connection, person_id, today, team_intervals)
    open_steps = [step.code for step in coded("step-state") if step.is_set("open")]
    given = {"person": person_id, "open_steps": open_steps}
    held = episodes(connection, person_id)
    appointments = coming(connection, person_id, today)
    return PersonPage(
        identity=_identity(row, today, places),
        worker=row.worker,
        team=row.team,
        about=_about(row),
        matters=row.matters,
        asked_for=_labels("activity-kind", row.asked_for),
        asked_for_words=row.asked_for_words,
        barriers=_labels("barrier", row.barriers),
        in_the_room=_in_the_room(row),
        risk=_risk(row),
        next_things=tuple(sorted(_next(connection, given, review, appointments), key=lambda one: one.on))[:_NEXT],
        latest_check_in=_latest_check_in(connection.execute(q.CHECK_INS, given).all()),
        episode=next((one for one in held if one.ended_on is None), None),
        episodes=held,
        consents=consents(connection, person_id),
        kept_here=bool(row.kept_here),
        notes=contact_log(connection, person_id, most=_LATEST_NOTES),
        appointments=appointments,
        contact_details=contact_details(connection, person_id),
        professionals=professionals(connection, person_id),
        numbers=identifiers(connection, person_id),
        kept_apart=kept_apart(connection, person_id, today),
        busy=busy_times(connection, person_id, today),
    )


def _person(connection: Connection, person_id: str) -> Any:
    row = connection.execute(q.PERSON, {"person": person_id}).first()
    if row is None:
        raise NotFound("There is nobody with that id here.")
    return row


def _identity(row: Any, today: date, places: Mapping[str, str] = CODES_ONLY) -> Identity:
    born, adjustments = row.date_of_birth, coded("adjustment")
    first = tuple(adjustments.label(code) for code in row.adjustments or () if adjustments[code].is_set("first"))
    return Identity(
        person_id=row.id,
        name=shown_name(row.name, row.known_as),
        called=row.known_as or row.name,
        date_of_birth=born,
        age=None if born is None else age_on(born, today),
        place=place_words(row.establishment, row.wing, row.address, row.area, places),
        setting=_label("setting", row.setting),
        legal_stage=_label("legal-stage", row.legal_stage),
        release_date=row.release_date,
        release_known=coded("release-date-known").label(row.release_known),
        risk=coded("risk-level").label(row.risk_level),
        safeguarding=row.safeguarding,
        adjustments_first=first,
    )


def _about(row: Any) -> dict[str, str]:
    said = {
        "sex": coded("sex").label(row.sex),
        "gender": row.gender_words or coded("gender").label(row.gender),
        "ethnicity": row.ethnicity_words or coded("ethnicity").label(row.ethnicity),
        "care leaver": _label("care-leaver-status", row.care_leaver),
    }
    return {name: value for name, value in said.items() if value is not None}


def _in_the_room(row: Any) -> InTheRoom:
    return InTheRoom(
        how_to_explain=row.how_to_explain,
        reading=_label("reading-level", row.reading),
        what_helps=row.what_helps,
        adjustments=_labels("adjustment", row.adjustments),
        access_needs=_labels("access-feature", row.access_needs),
        language=_label("language", row.language),
        interpreter=coded("yes-no-not-asked").label(row.interpreter),
    )


def _risk(row: Any) -> Risk:
    return Risk(
        level=coded("risk-level").label(row.risk_level),
        source=_label("risk-source", row.risk_source),
        on=row.risk_date,
        summary=row.risk_summary,
        exclusions=_labels("exclusion", row.exclusions),
        no_under_18s=row.no_under_18s,
        safeguarding=row.safeguarding,
        safeguarding_note=row.safeguarding_note,
        victim_safety=row.victim_safety,
    )


def _next(
    connection: Connection, given: dict[str, Any], review: DueReview | None, appointments: tuple[AppointmentView, ...]
) -> Iterator[NextThing]:
    if review is not None:
        yield NextThing(review.due_on, "review", "Review of the plan")
    for one in appointments[:_NEXT]:
        yield NextThing(one.on, "appointment", one.words)
    for row in connection.execute(q.DATED, given):
        yield NextThing(row.day, row.what, row.words)


def _latest_check_in(rows: Any) -> LatestCheckIn | None:
    if not rows:
        return None
    newest = rows[0]
    return LatestCheckIn(newest.id, newest.instrument, newest.on, newest.raw, rows[1].on if len(rows) > 1 else None)


def _label(name: str, code: str | None) -> str | None:
    return None if code is None else coded(name).label(code)


def _labels(name: str, codes: list[str] | None) -> tuple[str, ...]:
    return tuple(coded(name).label(code) for code in codes or ())
