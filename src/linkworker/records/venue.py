"""A place where an activity happens or a person can be met."""

from datetime import date
from typing import Any

from linkworker.records.record import Standalone, codes, json_field, no_values


class Venue(Standalone, table=True):
    """Where it is, how one gets in, and whether it is private."""

    name: str
    address: str | None = None
    postcode: str | None = None
    area: str | None = None
    establishment: str | None = None
    access: list[str] = codes("access-feature")
    private: bool | None = None
    travel: str | None = None
    checked_on: date | None = None
    feed: str | None = None
    source_id: str | None = None
    withdrawn_on: date | None = None
    extra: dict[str, Any] = json_field(no_values)
