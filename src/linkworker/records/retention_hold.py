"""A decision to keep a person's record longer than the rule says."""

from datetime import date
from typing import ClassVar

from linkworker.records.record import OfPerson, link


class RetentionHold(OfPerson, table=True):
    """Somebody looked at a record whose time had ended, and keeps it until a day, with a reason. A fact."""

    __tablename__ = "retention_hold"
    FACT: ClassVar[bool] = True

    decided_on: date
    until: date
    why: str
    decided_by: str | None = link("worker.id", optional=True)
    corrects: str | None = link(optional=True)
