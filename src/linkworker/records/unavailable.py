"""When a person cannot come."""

from datetime import date

from linkworker.records.record import OfPerson, coded


class Unavailable(OfPerson, table=True):
    """A stretch of each week (or until a date) that is taken: college, work, reporting, visits, prayers."""

    weekday: str | None = coded("weekday")  # None: any day
    starts: str | None = None  # HH:MM; None: from the morning
    ends: str | None = None  # HH:MM; None: to the night
    until: date | None = None
    why: str | None = None
