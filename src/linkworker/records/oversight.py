"""A manager's look at a case."""

from datetime import date
from typing import ClassVar

from linkworker.records.record import OfPerson, codes, link


class Oversight(OfPerson, table=True):
    """When, who, what was checked, and what is to be done."""

    FACT: ClassVar[bool] = True

    on: date
    by_name: str
    checked: list[str] = codes("oversight-check")
    actions: str | None = None
    entered_by: str | None = link("worker.id", optional=True)
    corrects: str | None = link(optional=True)
