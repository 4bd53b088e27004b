"""A plan as it was agreed, never to change."""

from datetime import date
from typing import Any, ClassVar

from linkworker.records.record import OfPerson, coded, json_field, link, no_values


class PlanVersion(OfPerson, table=True):
    """A stored snapshot of the whole plan with its SHA-256, so that it can be shown as evidence."""

    __tablename__ = "plan_version"
    FACT: ClassVar[bool] = True

    plan_id: str = link()
    number: int
    agreement: str = coded("agreement", "agreed")
    agreement_note: str | None = None
    agreed_on: date
    snapshot: dict[str, Any] = json_field(no_values)
    sha256: str
    corrects: str | None = link(optional=True)
