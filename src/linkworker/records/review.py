"""A review of a plan, with what the person said of it."""

from datetime import date
from typing import ClassVar

from linkworker.records.record import OfPerson, coded, json_field, link


class Review(OfPerson, table=True):
    """One review meeting. Who conducted it and who entered it are kept apart."""

    plan_id: str = link()
    name: str  # what the team calls the meeting, for example "My voice matters"
    mode: str = coded("contact-mode", "in-person")
    held_on: date
    conducted_by: str | None = link("worker.id", optional=True)
    conducted_by_name: str | None = None
    entered_by: str | None = link("worker.id", optional=True)
    going_well: str | None = None
    hard: str | None = None
    matters_now: str | None = None
    see_myself: str | None = None  # "how I see myself now", optional
    feedback: str | None = None
    feedback_declined: bool = False
    decisions: str | None = None
    agreement: str = coded("agreement", "draft")
    agreement_note: str | None = None
    contributors: list[dict[str, str]] = json_field()  # [{"name": ..., "role": ...}]
    next_on: date | None = None
    finished: bool = False


class Benefit(OfPerson, table=True):
    """What the person says a review period did for one thing: sleep, mood and so on. Self-report."""

    FACT: ClassVar[bool] = True

    review_id: str = link()
    benefit: str = coded("benefit", "sleep")
    rating: str = coded("benefit-rating", "not-said")
    words: str | None = None
    corrects: str | None = link(optional=True)
