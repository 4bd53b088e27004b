"""The shapes of the data files about the house: teams, workers, money, providers and what they offer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from linkworker.demo.reading import Pence


@dataclass(frozen=True, slots=True)
class TeamTold:
    """A team; the settings say what it calls things."""

    key: str
    name: str
    setting: str


@dataclass(frozen=True, slots=True)
class WorkerTold:
    """A worker. `user` is the short name that the first of them unlocks with."""

    key: str
    user: str
    name: str
    title: str
    team: str
    role: str = "worker"


@dataclass(frozen=True, slots=True)
class PotTold:
    """A pot of money."""

    key: str
    name: str
    funder: str
    amount: Pence
    starts_on: date
    ends_on: date
    terms: str
    minimum_age: int | None = None
    maximum_age: int | None = None
    settings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProviderTold:
    """A provider: fields of its record, and what was checked and agreed.

    `checks_until` is the last day of the whole set of evidence, None where nothing was seen; `until` says another day
    for single items, `without` leaves items out.
    """

    key: str
    fields: Mapping[str, Any]
    approved: bool = False
    suspended: bool = False
    suspended_reason: str = ""
    checks_until: date | None = None
    until: Mapping[str, date] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    agreement: tuple[str, ...] = ()
    agreement_review: date | None = None


@dataclass(frozen=True, slots=True)
class OfferTold:
    """An activity, venue or mentor: its key, fields of its record, and keys of what it belongs to."""

    key: str
    fields: Mapping[str, Any]
    provider: str | None = None
    venue: str | None = None
    times: tuple[str, ...] = ()
