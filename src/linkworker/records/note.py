"""A note of a contact."""

from datetime import date
from typing import ClassVar

from linkworker.records.record import OfPerson, coded, link


class Note(OfPerson, table=True):
    """A contact with or about a person: kind, length, where, and what was said. A fact: corrected, never edited."""

    FACT: ClassVar[bool] = True

    on: date
    at: str | None = None  # HH:MM
    about: str = coded("contact-kind", "meeting")
    mode: str = coded("contact-mode", "in-person")
    minutes: int | None = None
    where: str | None = None
    words: str
    goal_id: str | None = link(optional=True)
    worker_id: str | None = link("worker.id", optional=True)
    corrects: str | None = link(optional=True)
