"""A check-in: the answers to one instrument on one day."""

from datetime import date
from typing import Any, ClassVar

from linkworker.records.record import OfPerson, json_field, link, no_values


class CheckIn(OfPerson, table=True):
    """Item answers and the raw sum, as integers; every other figure is worked out from them when shown."""

    __tablename__ = "check_in"
    FACT: ClassVar[bool] = True

    instrument: str
    on: date
    moment: str  # codes of the wellbeing packs: baseline, during ...
    mode: str
    answers: dict[str, Any] = json_field(no_values)  # item number as text to 1..5, or None where skipped
    raw: int | None = None  # None: not every item was answered, or the instrument is never summed
    partial_reason: str | None = None
    licence: str | None = None  # the licence it was taken under: holder and reference
    safety_prompted: bool = False
    safety_decision: str | None = None
    worker_id: str | None = link("worker.id", optional=True)
    corrects: str | None = link(optional=True)
