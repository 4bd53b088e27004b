"""Facts about providers, mentors and venues for matching, each read with one select."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from linkworker.base.lists import coded
from linkworker.journal.unit_of_work import live
from linkworker.matching.facts import NEVER, AgreementFacts, CheckFacts, MentorFacts, ProviderFacts
from linkworker.records.mentor import Mentor
from linkworker.records.provider import Provider, ProviderAgreement, ProviderCheck
from linkworker.records.venue import Venue

IN_HOUSE = ProviderFacts("", "the prison", approved=True, in_house=True)
"""Who provides what a prison runs itself: an activity with a prison category and no outside provider."""

_P, _C, _A, _V = Provider.table(), ProviderCheck.table(), ProviderAgreement.table(), Venue.table()
_PROVIDERS = select(
    _P.c.id, _P.c.name, _P.c.approved, _P.c.suspended, _P.c.stage, _P.c.withdrawn_on
).where(_P.c.in_error.is_(False))  # fmt: skip
_CHECKS = select(_C.c.provider_id, _C.c.item, _C.c.expires_on).where(_C.c.in_error.is_(False)).order_by(_C.c.id)
_AGREEMENTS = (
    select(_A.c.provider_id, _A.c.part, _A.c.present, _A.c.review_on).where(_A.c.in_error.is_(False)).order_by(_A.c.id)
)
_MENTORS = live(Mentor)
_VENUES = select(_V.c.id, _V.c.name, _V.c.area, _V.c.establishment, _V.c.access).where(_V.c.in_error.is_(False))


@dataclass(frozen=True, slots=True)
class VenueFacts:
    """Where an activity happens."""

    name: str | None
    area: str | None
    establishment: str | None = None
    access: frozenset[str] = frozenset()


NO_VENUE = VenueFacts("", "")
"""There is no venue to go to."""

UNKNOWN_VENUE = VenueFacts(None, None)


def provider_facts(connection: Connection, today: date) -> dict[str, ProviderFacts]:
    """Return every provider by id, with checks and agreements."""
    lapses = {row.code for row in coded("due-diligence-item") if row.is_set("expires")}
    checks: defaultdict[str, list[CheckFacts]] = defaultdict(list)
    for provider_id, item, expires_on in connection.execute(_CHECKS):
        # No date for what runs out is not known; for what does not, it holds.
        checks[provider_id].append(CheckFacts(item, expires_on or (None if item in lapses else NEVER)))
    agreements: defaultdict[str, list[AgreementFacts]] = defaultdict(list)
    for provider_id, part, present, review_on in connection.execute(_AGREEMENTS):
        agreements[provider_id].append(AgreementFacts(part, present, review_on or NEVER))
    return {
        row.id: ProviderFacts(
            row.id,
            row.name,
            approved=row.approved,
            suspended=row.suspended,
            ended=row.stage == "ended" or (row.withdrawn_on or NEVER) <= today,
            checks=tuple(checks[row.id]),
            agreements=tuple(agreements[row.id]),
        )
        for row in connection.execute(_PROVIDERS)
    }


def mentor_facts(connection: Connection) -> tuple[MentorFacts, ...]:
    """Return every mentor on the register, by name."""
    found = [_mentor(row) for row in connection.execute(_MENTORS)]
    return tuple(sorted(found, key=lambda mentor: (mentor.name.casefold(), mentor.id)))


def venue_facts(connection: Connection) -> dict[str, VenueFacts]:
    """Return every venue by id."""
    return {
        row.id: VenueFacts(row.name, row.area or None, row.establishment, frozenset(row.access or ()))
        for row in connection.execute(_VENUES)
    }


def _mentor(row: Any) -> MentorFacts:
    return MentorFacts(
        row.id,
        row.name,
        kind=row.kind_of,
        experiences=frozenset(row.experiences or ()),
        languages=frozenset(row.languages) if row.languages else None,
        areas=tuple(row.areas) if row.areas else None,
        capacity=row.capacity,
        supporting=row.supporting,
        checks_until=row.checks_until,
        active=row.active,
        provider_id=row.provider_id,
    )
