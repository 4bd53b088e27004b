"""A person's way into an activity."""

from datetime import date
from typing import ClassVar

from linkworker.records.record import OfPerson, coded, codes, json_field, link


class Referral(OfPerson, table=True):
    """One activity for one person: told of it, referred, or gone with. Coming back later is a new one."""

    activity_id: str = link("activity.id", index=True)
    plan_id: str | None = link(optional=True)
    goal_id: str | None = link(optional=True)
    mentor_id: str | None = link("mentor.id", optional=True)
    form: str = coded("referral-form", "referral")
    state: str = coded("referral-state", "suggested")
    state_on: date
    revisit_on: date | None = None
    again_of: str | None = link(optional=True)
    override_reason: str | None = None
    override_tests: list[str] = json_field()
    consent_id: str | None = link(optional=True)


class ReferralState(OfPerson, table=True):
    """One change of a referral's state: when, why, and the person's own words."""

    __tablename__ = "referral_state"
    FACT: ClassVar[bool] = True

    referral_id: str = link()
    state: str = coded("referral-state", "suggested")
    on: date
    reasons: list[str] = codes("end-reason")
    words: str | None = None
    revisit_on: date | None = None
    worker_id: str | None = link("worker.id", optional=True)
    corrects: str | None = link(optional=True)
