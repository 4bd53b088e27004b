"""Providers: what was checked and agreed, and whether that still holds today."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from linkworker.base.dates import show_date
from linkworker.base.errors import NotFound
from linkworker.base.lists import coded
from linkworker.casework.directory.provider_view import ProviderView, Status, missing_items, newest, part_views, status
from linkworker.casework.directory.shown import LAPSING_DAYS
from linkworker.journal.unit_of_work import live
from linkworker.records.activity import Activity
from linkworker.records.provider import Provider, ProviderAgreement, ProviderCheck

_P, _C, _G, _A = Provider.table(), ProviderCheck.table(), ProviderAgreement.table(), Activity.table()
_ONE = live(Provider).where(_P.c.id == bindparam("provider"))
_CHECKS = live(ProviderCheck).where(_C.c.provider_id == bindparam("provider")).order_by(_C.c.id)
_PARTS = live(ProviderAgreement).where(_G.c.provider_id == bindparam("provider")).order_by(_G.c.id)
_COUNT = select(func.count()).where(_A.c.provider_id == bindparam("provider"), _A.c.in_error.is_(False))
_ALL = live(Provider).order_by(func.lower(_P.c.name), _P.c.id)
_ALL_CHECKS = live(ProviderCheck).order_by(_C.c.provider_id, _C.c.id)


@dataclass(frozen=True, slots=True)
class ProviderRow:
    """A provider in a list."""

    id: str
    name: str
    stage_label: str
    status: Status
    status_words: str
    next_contact_on: date | None


@dataclass(frozen=True, slots=True)
class Lapsing:
    """One check that has run out, or is about to."""

    provider_id: str
    provider: str
    label: str
    ends_on: date
    days: int
    """Days until its last day; below nothing once that has passed."""

    def words(self) -> str:
        """Return it as one line to read aloud."""
        return f"{self.provider}: {self.label} {'ended' if self.days < 0 else 'ends'} {show_date(self.ends_on)}"


def provider(connection: Connection, provider_id: str, today: date) -> ProviderView:
    """Return one provider with its checks and the four parts of its agreement; raises NotFound."""
    given = {"provider": provider_id}
    row = connection.execute(_ONE, given).first()
    if row is None:
        raise NotFound("There is no such provider here.")
    checks = newest(connection.execute(_CHECKS, given), today)
    found, why = status(row, checks)
    return ProviderView(
        id=row.id,
        name=row.name,
        type=coded("provider-type").label(row.type) if row.type else None,
        description=row.description,
        stage=row.stage,
        status=found,
        status_words=why,
        checks=checks,
        missing=missing_items(checks),
        agreement=part_views(connection.execute(_PARTS, given), today),
        attributes=tuple(coded("activity-attribute").label(code) for code in row.attributes or ()),
        areas=tuple(row.areas or ()),
        contact_name=row.contact_name,
        phone=row.phone,
        email=row.email,
        website=row.website,
        next_contact_on=row.next_contact_on,
        activities=connection.execute(_COUNT, given).scalar_one(),
    )


def providers(connection: Connection, today: date) -> tuple[ProviderRow, ...]:
    """Return every provider by name with its status; two selects, however many there are."""
    checks: dict[str, list[Any]] = {}
    for row in connection.execute(_ALL_CHECKS):
        checks.setdefault(row.provider_id, []).append(row)
    stages = coded("pipeline-stage")
    rows = []
    for row in connection.execute(_ALL):
        found, why = status(row, newest(checks.get(row.id, []), today))
        rows.append(ProviderRow(row.id, row.name, stages.label(row.stage), found, why, row.next_contact_on))
    return tuple(rows)


def lapsing(connection: Connection, today: date, within_days: int = LAPSING_DAYS) -> tuple[Lapsing, ...]:
    """Return the checks that have lapsed or will within so many days, the earliest first; ended work is left out."""
    names = {row.id: row.name for row in connection.execute(_ALL) if coded("pipeline-stage")[row.stage].is_set("open")}
    by: dict[str, list[Any]] = {}
    for row in connection.execute(_ALL_CHECKS):
        if row.provider_id in names:
            by.setdefault(row.provider_id, []).append(row)
    until = today + timedelta(days=within_days)
    found = [
        Lapsing(provider_id, names[provider_id], check.label, check.ends_on, (check.ends_on - today).days)
        for provider_id, rows in by.items()
        for check in newest(rows, today)
        if check.ends_on is not None and check.ends_on <= until
    ]
    return tuple(sorted(found, key=lambda each: (each.ends_on, each.provider.casefold(), each.label)))


def not_approved(connection: Connection, provider_id: str, today: date) -> str | None:
    """Return a sentence when money or a person should not go to this provider today, else None."""
    given = {"provider": provider_id}
    row = connection.execute(_ONE, given).first()
    if row is None:
        return "The provider is not on record."
    found, why = status(row, newest(connection.execute(_CHECKS, given), today))
    return None if found is Status.APPROVED else f"{row.name}: {found}. {why}"
