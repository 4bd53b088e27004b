"""The shapes of the data files about people: a life with the team, each thing with the day it happened."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from linkworker.demo.reading import Pence


@dataclass(frozen=True, slots=True)
class ReferralInTold:
    """A referral to us: accepted or refused on a day, or still waiting."""

    on: date
    source: str
    reason: str
    source_name: str | None = None
    stage: str | None = None
    accepted: date | None = None
    level: str = "light"
    refused: date | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class ChangeTold:
    """Facts about the person that changed on a day: a recall, a release date that moved. `words` make a note."""

    on: date
    set: Mapping[str, Any]
    words: str


@dataclass(frozen=True, slots=True)
class ConsentTold:
    """An answer about sharing."""

    on: date
    purpose: str
    given: bool = True
    how: str | None = None
    words: str | None = None
    withdrawn: date | None = None


@dataclass(frozen=True, slots=True)
class ReachTold:
    """A way to reach the person."""

    channel: str
    value: str
    safe: str = "not-asked"
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ProfessionalTold:
    """Somebody else who works with the person."""

    role: str
    name: str
    organisation: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class BusyTold:
    """When the person cannot come."""

    weekday: str
    starts: str
    ends: str
    why: str


@dataclass(frozen=True, slots=True)
class ApartTold:
    """Somebody to keep the person apart from, by key."""

    on: date
    other: str
    source: str
    why: str


@dataclass(frozen=True, slots=True)
class NoteTold:
    """A contact."""

    on: date
    about: str
    words: str
    mode: str = "in-person"
    minutes: int | None = None
    where: str | None = None


@dataclass(frozen=True, slots=True)
class PlanTold:
    """A plan, in the person's words; what the person answered, and when it was agreed, reviewed next and closed."""

    on: date
    template: str = "health-and-wellbeing"
    together: bool = True
    matters: str | None = None
    going_well: str | None = None
    gets_in_the_way: str | None = None
    ideas: str | None = None
    strengths: str | None = None
    declined: bool = False
    agreed: date | None = None
    answer: str = "agreed"
    answer_note: str | None = None
    review_on: date | None = None
    closed: date | None = None


@dataclass(frozen=True, slots=True)
class NeedTold:
    """A need."""

    key: str
    domain: str
    words: str
    source: str = "self-described"
    met: date | None = None
    no_goal_reason: str | None = None


@dataclass(frozen=True, slots=True)
class StepTold:
    """A step, and how it stands two weeks into the plan."""

    words: str
    by: str
    by_name: str | None = None
    due: date | None = None
    state: str = "not-started"
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class GoalNoteTold:
    """How a goal went on a day."""

    on: date
    words: str


@dataclass(frozen=True, slots=True)
class GoalTold:
    """A goal with its steps and notes."""

    key: str
    words: str
    needs: tuple[str, ...]
    belonging: bool = False
    remind_on: date | None = None
    achieved: date | None = None
    removed: date | None = None
    reason: str | None = None
    steps: tuple[StepTold, ...] = ()
    notes: tuple[GoalNoteTold, ...] = ()


@dataclass(frozen=True, slots=True)
class RiskTold:
    """A risk in the plan; without an action, as happens."""

    hazard: str
    action: str | None = None
    told: str | None = None
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReviewTold:
    """A review: the person's words, benefits, a note on each goal by key, what was decided."""

    on: date
    going_well: str
    hard: str
    feedback: str
    benefits: Mapping[str, str]
    goals: Mapping[str, str]
    decisions: str
    answer: str
    next: date
    matters_now: str | None = None
    see_myself: str | None = None
    beside: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CheckInTold:
    """A WEMWBS check-in: 14 answers, a dash for one that was skipped; what was decided where it prompted safety."""

    on: date
    moment: str
    answers: str
    mode: str = "on-screen"
    reason: str | None = None
    decision: str | None = None


@dataclass(frozen=True, slots=True)
class StateTold:
    """A state of a referral or of a request; `by` is the key of the worker who set it."""

    on: date
    state: str
    words: str | None = None
    reasons: tuple[str, ...] = ()
    revisit: date | None = None
    reason: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class ReferralTold:
    """A referral to an activity by key; `why` is the reason for going ahead against a test."""

    activity: str
    states: tuple[StateTold, ...]
    goal: str | None = None
    mentor: str | None = None
    form: str = "referral"
    why: str | None = None


@dataclass(frozen=True, slots=True)
class BudgetTold:
    """A Personal Health Budget."""

    on: date
    amount: Pence
    what_for: str
    agreed_by: str
    pot: str
    managed_as: str = "notional"
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class RequestTold:
    """A request for money, from the budget or from a pot by key."""

    on: date
    amount: Pence
    what_for: str
    goal: str
    activity: str | None = None
    pot: str | None = None
    why: str | None = None
    states: tuple[StateTold, ...] = ()


@dataclass(frozen=True, slots=True)
class OversightTold:
    """A manager's look."""

    on: date
    by: str
    checked: tuple[str, ...]
    actions: str | None = None


@dataclass(frozen=True, slots=True)
class AppointmentTold:
    """A time set on a day for a later one."""

    set: date
    on: date
    at: str
    minutes: int
    where: str
    about: str


@dataclass(frozen=True, slots=True)
class HoldTold:
    """Reviews put on hold."""

    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class WithheldTold:
    """A record that stays on this laptop."""

    on: date
    why: str


@dataclass(frozen=True, slots=True)
class EndTold:
    """The end of the episode."""

    on: date
    reasons: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class PersonTold:
    """A fictional person. `facts` are fields of Person; `added` is the day they came to the team."""

    key: str
    worker: str
    added: date
    facts: Mapping[str, Any]
    numbers: Mapping[str, str] = field(default_factory=dict)
    referral_in: tuple[ReferralInTold, ...] = ()
    change: tuple[ChangeTold, ...] = ()
    consent: tuple[ConsentTold, ...] = ()
    reach: tuple[ReachTold, ...] = ()
    professional: tuple[ProfessionalTold, ...] = ()
    busy: tuple[BusyTold, ...] = ()
    apart: tuple[ApartTold, ...] = ()
    note: tuple[NoteTold, ...] = ()
    plan: tuple[PlanTold, ...] = ()
    need: tuple[NeedTold, ...] = ()
    goal: tuple[GoalTold, ...] = ()
    risk: tuple[RiskTold, ...] = ()
    review: tuple[ReviewTold, ...] = ()
    check_in: tuple[CheckInTold, ...] = ()
    referral: tuple[ReferralTold, ...] = ()
    budget: tuple[BudgetTold, ...] = ()
    request: tuple[RequestTold, ...] = ()
    oversight: tuple[OversightTold, ...] = ()
    appointment: tuple[AppointmentTold, ...] = ()
    hold: tuple[HoldTold, ...] = ()
    withheld: tuple[WithheldTold, ...] = ()
    end: tuple[EndTold, ...] = ()
