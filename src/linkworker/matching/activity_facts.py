"""What the tests know about an activity, its provider, venue, mentors and group: plain values."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from linkworker.matching.open_ends import NEVER


class TimeFacts(NamedTuple):
    """One weekly time. None: not known."""

    weekday: str | None = None
    starts: int | None = None
    """Minutes after midnight."""
    ends: int | None = None


class CheckFacts(NamedTuple):
    """Evidence for one item of due diligence."""

    item: str
    expires_on: date | None
    """The last day it holds; NEVER for what does not run out; None: not known."""


class AgreementFacts(NamedTuple):
    """One part of the working agreement."""

    part: str
    present: bool
    review_on: date = NEVER


@dataclass(frozen=True, slots=True, eq=False)
class ProviderFacts:
    """A provider; shared by its activities and compared by identity, so that it is judged once."""

    id: str
    name: str = ""
    approved: bool = False
    suspended: bool = False
    ended: bool = False
    """Work with it has ended."""
    in_house: bool = False
    """The prison itself: there is no outside organisation to check or agree with."""
    checks: tuple[CheckFacts, ...] = ()
    agreements: tuple[AgreementFacts, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class MentorFacts:
    """A mentor on the register."""

    id: str
    name: str
    kind: str = ""
    experiences: frozenset[str] = frozenset()
    """Those they are willing to share."""
    languages: frozenset[str] | None = None
    areas: tuple[str, ...] | None = None
    capacity: int | None = None
    supporting: int | None = None
    checks_until: date | None = None
    active: bool = True
    provider_id: str | None = None


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """One activity. None: not known. Open dates and ages are values (`open_ends`), not None."""

    id: str
    name: str
    kinds: frozenset[str] = frozenset()
    item: str = "activity"
    domains: frozenset[str] = frozenset()
    """Domains of the needs it serves."""
    attributes: frozenset[str] = frozenset()
    settings: frozenset[str] | None = None
    establishments: frozenset[str] | None = None
    areas: tuple[str, ...] | None = None
    """Names of the areas whose people it serves, as written; compared case-folded."""
    anywhere: bool = False
    venue_area: str | None = None
    """Name of the area where it happens; "": there is no venue to go to."""
    venue_name: str | None = None
    """Name of the venue; "": there is none."""
    ages: tuple[int, int] | None = None
    """Youngest and oldest, both included."""
    only_sex: str | None = ""
    """Code of the one sex it is for; "": everyone."""
    risk_levels: frozenset[str] | None = None
    excludes: frozenset[str] = frozenset()
    has_under_18s: bool | None = None
    access: frozenset[str] | None = None
    """Its own access features and its venue's."""
    languages: frozenset[str] | None = None
    interpreter: bool | None = None
    dates: tuple[date, date] | None = None
    """First and last day; (ALWAYS, NEVER) for what runs on."""
    weeks: int | None = None
    times: tuple[TimeFacts, ...] | None = None
    places: int | None = None
    taken: int | None = None
    waiting: int | None = None
    cost_pence: int | None = None
    cost_per: str | None = None
    victim_check: bool | None = None
    needs_consent: bool = True
    active: bool = True
    withdrawn_on: date = NEVER
    confirmed_on: date | None = None
    provider: ProviderFacts | None = None
    mentors: tuple[MentorFacts, ...] = ()
    members: frozenset[str] = frozenset()
    """Ids of the people with a place or an open referral, as far as this laptop knows."""
