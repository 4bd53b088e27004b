"""An activity, membership or piece of equipment that a person could be offered."""

from datetime import date
from typing import Any

from linkworker.records.record import Standalone, coded, codes, json_field, link, no_values


class Activity(Standalone, table=True):
    """Every fact that the suitability tests ask about. What is None is not known, and is said so."""

    name: str
    plain: str | None = None  # what the person's copy says
    kinds: list[str] = codes("activity-kind")
    item: str = coded("item-type", "activity")
    prison_category: str | None = coded("prison-category")
    provider_id: str | None = link("provider.id", optional=True, index=True)
    venue_id: str | None = link("venue.id", optional=True, index=True)
    domains: list[str] = codes("need-domain")  # needs it serves; the worker's view, not on the person's copy
    attributes: list[str] = codes("activity-attribute")

    settings: list[str] = codes("setting")
    establishments: list[str] = json_field()
    areas: list[str] = json_field()  # those it serves; empty: not known
    areas_in_words: str | None = None  # where it reaches, as a directory says it in sentences
    anywhere: bool = False  # serves every area: online, by phone, equipment
    minimum_age: int | None = None
    maximum_age: int | None = None
    single_sex: str | None = coded("sex")
    eligibility: str | None = None
    risk_levels: list[str] = codes("risk-level")  # those it takes; empty: not known
    excludes: list[str] = codes("exclusion")
    has_under_18s: bool | None = None
    access: list[str] = codes("access-feature")
    languages: list[str] = codes("language")
    interpreter: bool | None = None

    weeks: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    places: int | None = None
    waiting: int | None = None
    taken: int | None = None
    cost_pence: int | None = None
    cost_per: str | None = coded("cost-per")
    cost_words: str | None = None
    victim_check: bool | None = None  # the venue's surroundings were looked at
    needs_consent: bool = True
    how_to_join: str | None = None
    phone: str | None = None  # its own, where that is not its provider's
    email: str | None = None
    website: str | None = None
    group_size: int | None = None
    status_on: date | None = None  # when somebody last confirmed that all this is so
    active: bool = True

    feed: str | None = None
    source_id: str | None = None
    withdrawn_on: date | None = None
    assured_on: date | None = None
    extra: dict[str, Any] = json_field(no_values)


class ActivityTime(Standalone, table=True):
    """One weekly time of an activity."""

    __tablename__ = "activity_time"

    activity_id: str = link("activity.id", index=True)
    weekday: str | None = coded("weekday")
    starts: str | None = None  # HH:MM
    ends: str | None = None
    from_on: date | None = None
    to_on: date | None = None
    words: str | None = None


class Gap(Standalone, table=True):
    """Nothing fitted: the need, the area and why, kept as evidence that something is missing. It names nobody."""

    on: date
    domain: str | None = coded("need-domain")
    kind_wanted: str | None = coded("activity-kind")
    area: str | None = None
    establishment: str | None = None
    reasons: list[str] = json_field()
    words: str | None = None
