"""The directory and the staff: Organization, Location, HealthcareService, Practitioner and PractitionerRole."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, select

from linkworker.base.lists import coded
from linkworker.hub.exports.fhir.codes import Resource, label, local, system
from linkworker.hub.exports.fhir.parts import day, known, listed, ref, resource, second
from linkworker.records.activity import Activity, ActivityTime
from linkworker.records.provider import Provider
from linkworker.records.record import Record
from linkworker.records.venue import Venue
from linkworker.records.worker import Team, Worker

_AT_ONCE = 500
_DAY = 3
"""FHIR names the days of the week by their first letters."""


def house_resources(connection: Connection, only: frozenset[str] | None = None) -> Iterator[Resource]:
    """Yield teams, providers, venues, activities and workers as resources; with `only`, those of these ids."""
    times = _times(connection)
    makers = ((Team, _team), (Provider, _provider), (Venue, _venue), (Worker, _worker), (Worker, _role))
    for kind, maker in makers:
        yield from (maker(row) for row in _rows(connection, kind, only))
    for row in _rows(connection, Activity, only):
        yield _activity(row, times.get(row.id, []))


def _rows(connection: Connection, kind: type[Record], only: frozenset[str] | None) -> Iterator[Any]:
    table = kind.table()
    query = select(table).order_by(table.c.id)
    if only is not None:
        query = query.where(table.c.id.in_(sorted(only)))
    with connection.execute(query, execution_options={"yield_per": _AT_ONCE}) as rows:
        yield from rows


def _times(connection: Connection) -> dict[str, list[Resource]]:
    found: dict[str, list[Resource]] = {}
    for row in _rows(connection, ActivityTime, None):
        if row.weekday and coded("weekday").has(row.weekday) and not row.in_error:
            day_of_week = [row.weekday[:_DAY]]
            hours = known(
                daysOfWeek=day_of_week, availableStartTime=_clock(row.starts), availableEndTime=_clock(row.ends)
            )
            found.setdefault(row.activity_id, []).append(hours)
    return found


def _clock(time: str | None) -> str | None:
    return f"{time}:00" if time else None


def _team(row: Any) -> Resource:
    return resource("Organization", row.id, active=not row.in_error, type=[{"text": "Team"}], name=row.name)


def _provider(row: Any) -> Resource:
    return resource(
        "Organization",
        row.id,
        identifier=_from_feed(row),
        active=not (row.in_error or row.suspended or row.withdrawn_on),
        type=[local("provider-type", row.type)] if row.type else [],
        name=row.name,
        telecom=_telecom(row),
        contact=[{"name": {"text": row.contact_name}}] if row.contact_name else [],
    )


def _venue(row: Any) -> Resource:
    return resource(
        "Location",
        row.id,
        identifier=_from_feed(row),
        status="inactive" if row.in_error or row.withdrawn_on else "active",
        name=row.name,
        description=row.travel,
        address=known(text=row.address, district=row.area, postalCode=row.postcode),
    )


def _activity(row: Any, times: list[Resource]) -> Resource:
    return resource(
        "HealthcareService",
        row.id,
        identifier=_from_feed(row),
        active=row.active and not (row.in_error or row.withdrawn_on),
        providedBy=ref("Organization", row.provider_id),
        category=[local("item-type", row.item)] if row.item else [],
        type=[local("activity-kind", each) for each in row.kinds],
        location=listed(ref("Location", row.venue_id)),
        name=row.name,
        comment=row.plain,
        extraDetails=row.how_to_join,
        telecom=_telecom(row),
        eligibility=[{"comment": row.eligibility}] if row.eligibility else [],
        characteristic=[local("activity-attribute", each) for each in row.attributes],
        communication=[
            {"coding": [{"system": system("language"), "code": each, "display": label("language", each)}]}
            for each in row.languages
        ],
        availableTime=times,
        notAvailable=[{"description": "It has ended", "during": {"start": day(row.ends_on)}}] if row.ends_on else [],
    )


def _worker(row: Any) -> Resource:
    return resource("Practitioner", row.id, active=not row.in_error, name=[{"text": row.name}])


def _role(row: Any) -> Resource:
    return resource(
        "PractitionerRole",
        second(row.id, "PractitionerRole"),
        active=not row.in_error,
        practitioner=ref("Practitioner", row.id, row.name),
        organization=ref("Organization", row.team_id),
        code=listed(local("worker-role", row.role), {"text": row.title} if row.title else None),
    )


def _from_feed(row: Any) -> list[Resource]:
    return [{"system": system("feed") + quote(row.feed), "value": row.source_id}] if row.feed and row.source_id else []


def _telecom(row: Any) -> list[Resource]:
    found = (("phone", row.phone), ("email", row.email), ("url", row.website))
    return [{"system": kind, "value": value} for kind, value in found if value]
