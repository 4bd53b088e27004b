"""Reading one activity whole, with what its directory entry leaves unsaid."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, select

from linkworker.base.errors import NotFound
from linkworker.base.lists import coded
from linkworker.casework.directory.activity_view import ActivityView, TimeView, cost_words, is_stale, who_words
from linkworker.casework.directory.providers import provider
from linkworker.journal.unit_of_work import live
from linkworker.matching.rules import rules
from linkworker.records.activity import Activity, ActivityTime
from linkworker.records.provider import Provider
from linkworker.records.venue import Venue

_A, _T, _P, _V = Activity.table(), ActivityTime.table(), Provider.table(), Venue.table()
_TIMES = (
    live(ActivityTime)
    .where(_T.c.activity_id.in_(bindparam("activities", expanding=True)))
    .order_by(_T.c.weekday, _T.c.starts, _T.c.id)
)


_ONE = (
    select(
        _A, _P.c.name.label("provider"), _P.c.contact_name, _P.c.phone.label("provider_phone"),
        _P.c.email.label("provider_email"), _V.c.name.label("venue"), _V.c.area.label("venue_area"), _V.c.travel,
        _V.c.access.label("venue_access"),
    )
    .select_from(_A.outerjoin(_P, _P.c.id == _A.c.provider_id).outerjoin(_V, _V.c.id == _A.c.venue_id))
    .where(_A.c.id == bindparam("activity"), _A.c.in_error.is_(False))
)  # fmt: skip


def activity(connection: Connection, activity_id: str, today: date) -> ActivityView:
    """Return one activity whole; raises NotFound."""
    row = connection.execute(_ONE, {"activity": activity_id}).first()
    if row is None:
        raise NotFound("There is no such activity here.")
    times = times_of(connection, [activity_id]).get(activity_id, ())
    who = provider(connection, row.provider_id, today) if row.provider_id and row.provider else None
    provider_contact = (row.contact_name, row.provider_phone, row.provider_email)
    contact = ", ".join(part for part in provider_contact if part) or None
    return ActivityView(
        id=row.id,
        name=row.name,
        plain=row.plain,
        kinds=labels("activity-kind", row.kinds),
        needs=labels("need-domain", row.domains),
        item=row.item,
        attributes=labels("activity-attribute", row.attributes),
        provider_id=row.provider_id,
        provider=row.provider,
        provider_status=f"{who.status}: {who.status_words}" if who else None,
        contact=contact,
        phone=row.phone,
        email=row.email,
        website=row.website,
        venue_id=row.venue_id,
        venue=row.venue,
        area=row.venue_area,
        travel=row.travel,
        access=labels("access-feature", [*(row.access or ()), *(row.venue_access or ())]),
        settings=labels("setting", row.settings),
        establishments=tuple(row.establishments or ()),
        areas=tuple(row.areas or ()),
        areas_in_words=row.areas_in_words,
        anywhere=row.anywhere,
        who_for=who_words(row),
        risk_levels=labels("risk-level", row.risk_levels),
        excludes=labels("exclusion", row.excludes),
        times=times,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        weeks=row.weeks,
        places=row.places,
        taken=row.taken,
        waiting=row.waiting,
        cost=cost_words(row.cost_pence, row.cost_per, row.cost_words),
        how_to_join=row.how_to_join,
        group_size=row.group_size,
        confirmed_on=row.status_on,
        stale=is_stale(row.status_on, today),
        running=running(row),
        withdrawn_on=row.withdrawn_on,
        feed=row.feed,
        not_known=_not_known(row, times, contact or row.phone or row.email),
    )


def times_of(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[TimeView, ...]]:
    """Return the weekly times of activities by id, Monday first."""
    found: dict[str, list[TimeView]] = {}
    if ids:
        for row in connection.execute(_TIMES, {"activities": list(ids)}):
            time = TimeView(row.id, row.weekday, row.starts, row.ends, row.words)
            found.setdefault(row.activity_id, []).append(time)
    days = ("", *coded("weekday").codes())
    return {
        activity_id: tuple(sorted(times, key=lambda time: (days.index(time.weekday or ""), time.starts or "", time.id)))
        for activity_id, times in found.items()
    }


def running(row: Any) -> bool:
    """Say whether an activity still runs: not stopped by hand, not withdrawn by its feed."""
    return bool(row.active) and row.withdrawn_on is None


def labels(name: str, codes: Sequence[str] | None) -> tuple[str, ...]:
    """Return the labels of codes of a list, each once."""
    return tuple(dict.fromkeys(coded(name).label(code) for code in codes or ()))


def _not_known(row: Any, times: Sequence[TimeView], contact: str | None) -> tuple[str, ...]:
    """Return what clubs so often leave unsaid: who for, when, where, cost, how to join, group size, contact, start."""
    at_any_time = row.item in rules().codes["no_times"]
    known = {
        "who it is for": who_words(row),
        "when": times or at_any_time,
        "where": row.venue or row.anywhere or row.establishments or row.areas or row.areas_in_words,
        "cost": row.cost_pence is not None or row.cost_words,
        "how to join": row.how_to_join or row.phone or row.email or row.website,
        "group size": row.group_size is not None or at_any_time,
        "contact": contact,
        "next start": row.starts_on or at_any_time,
    }
    return tuple(name for name, value in known.items() if not value)
