"""A provider of activities, with what was checked and agreed."""

from datetime import date
from typing import Any

from linkworker.records.record import Standalone, coded, codes, json_field, link, no_values


class Provider(Standalone, table=True):
    """An organisation. Whether its checks are in date is worked out, not typed."""

    name: str
    type: str | None = coded("provider-type")
    description: str | None = None
    stage: str = coded("pipeline-stage", "found")
    approved: bool = False
    suspended: bool = False
    suspended_reason: str | None = None
    attributes: list[str] = codes("activity-attribute")
    areas: list[str] = json_field()
    contact_name: str | None = None
    phone: str | None = None
    email: str | None = None
    website: str | None = None
    next_contact_on: date | None = None
    feed: str | None = None
    source_id: str | None = None
    withdrawn_on: date | None = None
    extra: dict[str, Any] = json_field(no_values)  # fields of a feed that we have no place for


class ProviderCheck(Standalone, table=True):
    """One item of due diligence: the evidence and when it lapses."""

    __tablename__ = "provider_check"

    provider_id: str = link("provider.id", index=True)
    item: str = coded("due-diligence-item", "insurance")
    evidence: str | None = None
    seen_on: date | None = None
    expires_on: date | None = None


class ProviderAgreement(Standalone, table=True):
    """One part of the working agreement with a provider."""

    __tablename__ = "provider_agreement"

    provider_id: str = link("provider.id", index=True)
    part: str = coded("agreement-part", "information-sharing")
    present: bool = False
    signed_by: str | None = None
    signed_on: date | None = None
    review_on: date | None = None
