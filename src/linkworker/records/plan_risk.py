"""A risk in a plan and what is done about it."""

from datetime import date

from linkworker.records.record import OfPerson, link


class PlanRisk(OfPerson, table=True):
    """A hazard, the action that controls it, and who was told."""

    __tablename__ = "plan_risk"

    plan_id: str = link()
    hazard: str
    action: str | None = None
    told: str | None = None
    review_on: date | None = None
