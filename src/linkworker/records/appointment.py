"""A time set with a person."""

from datetime import date

from linkworker.records.record import OfPerson, coded


class Appointment(OfPerson, table=True):
    """When, where and how, and what came of it."""

    on: date
    at: str | None = None  # HH:MM
    minutes: int | None = None
    where: str | None = None
    mode: str = coded("contact-mode", "in-person")
    about: str = coded("appointment-kind", "meeting")
    outcome: str | None = coded("appointment-outcome")
    note: str | None = None
