"""A goal, its steps, and the notes on how it goes."""

from datetime import date
from typing import ClassVar

from linkworker.records.record import OfPerson, coded, link


class Goal(OfPerson, table=True):
    """What the person wants to reach."""

    plan_id: str = link()
    position: int = 1
    words: str
    belonging: bool = False  # about relationships and belonging
    state: str = coded("goal-state", "active")
    remind_on: date | None = None  # for a future goal
    removed_reason: str | None = None


class Step(OfPerson, table=True):
    """One thing that somebody does towards a goal. Who does it is never left out."""

    goal_id: str = link()
    position: int = 1
    words: str
    by: str = coded("step-by", "person")
    by_name: str | None = None
    state: str = coded("step-state", "not-started")
    due_on: date | None = None


class GoalNote(OfPerson, table=True):
    """How a goal goes: progress, achieved, removed, re-added. Only ever added to."""

    __tablename__ = "goal_note"
    FACT: ClassVar[bool] = True

    goal_id: str = link()
    review_id: str | None = link(optional=True)
    note_kind: str = coded("goal-note-kind", "progress")
    on: date
    words: str
    corrects: str | None = link(optional=True)
