"""How a person came to us."""

from datetime import date

from linkworker.records.record import OfPerson, coded, link


class ReferralIn(OfPerson, table=True):
    """A referral received: its source and reason, and whether it was accepted."""

    __tablename__ = "referral_in"

    source: str | None = coded("referral-source")
    source_name: str | None = None
    reason: str | None = None
    stage: str | None = coded("legal-stage")
    received_on: date
    decision: str = coded("referral-in-decision", "waiting")
    decided_on: date | None = None
    decided_by: str | None = link("worker.id", optional=True)
    why: str | None = None
