"""A plan as it stands, frozen: the person's words, needs, goals with steps and notes, and risks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from linkworker.base.errors import NotFound
from linkworker.base.lists import coded
from linkworker.base.words import count


@dataclass(frozen=True, slots=True)
class NeedView:
    """One need. `number` is its place in the plan, from 1; goals and the need behind it are named by theirs."""

    id: str
    number: int
    domain: str
    words: str
    source: str
    met: bool
    since: date | None
    no_goal_reason: str | None
    sits_behind: int | None
    goals: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of a goal, with who does it. `number` is its place in the goal, from 1."""

    id: str
    number: int
    words: str
    by: str
    by_name: str | None
    state: str
    due_on: date | None

    def who(self) -> str:
        """Return who does it, in words: "The provider (Lewes FC)"."""
        label = coded("step-by").label(self.by)
        return f"{label} ({self.by_name})" if self.by_name else label


@dataclass(frozen=True, slots=True)
class GoalNoteView:
    """One note on how a goal goes."""

    id: str
    note_kind: str
    on: date
    words: str
    review_id: str | None


@dataclass(frozen=True, slots=True)
class GoalView:
    """One goal with its steps in order and its notes, newest first. `number` is its place in the plan, from 1."""

    id: str
    number: int
    words: str
    belonging: bool
    state: str
    remind_on: date | None
    removed_reason: str | None
    needs: tuple[int, ...]
    steps: tuple[StepView, ...]
    notes: tuple[GoalNoteView, ...]

    @property
    def open(self) -> bool:
        """Say whether it is still worked on, now or later."""
        return coded("goal-state")[self.state].is_set("open")

    @property
    def last_note(self) -> GoalNoteView | None:
        """Return the newest note, or None."""
        return self.notes[0] if self.notes else None

    def step(self, number: int) -> StepView:
        """Return a step by its number; raises NotFound."""
        if not 1 <= number <= len(self.steps):
            raise NotFound(f"Goal {self.number} has no step {number}. It has {count(len(self.steps), 'step')}.")
        return self.steps[number - 1]


@dataclass(frozen=True, slots=True)
class RiskView:
    """One risk of the plan and what is done about it. `number` is its place in the plan, from 1."""

    id: str
    number: int
    hazard: str
    action: str | None
    told: str | None
    review_on: date | None


@dataclass(frozen=True, slots=True)
class PlanView:
    """The whole plan. `own_words` maps field names (matters, going_well ...) to what was said; blanks are left out."""

    id: str
    person_id: str
    episode_id: str | None
    template: str
    own_words: Mapping[str, str]
    declined_words: bool
    together: bool
    agreement: str
    agreement_note: str | None
    agreed_on: date | None
    no_needs: bool
    review_on: date | None
    closed_on: date | None
    needs: tuple[NeedView, ...]
    goals: tuple[GoalView, ...]
    risks: tuple[RiskView, ...]

    def need(self, number: int) -> NeedView:
        """Return a need by its number; raises NotFound."""
        if not 1 <= number <= len(self.needs):
            raise NotFound(f"This plan has no need {number}. It has {count(len(self.needs), 'need')}.")
        return self.needs[number - 1]

    def goal(self, number: int) -> GoalView:
        """Return a goal by its number; raises NotFound."""
        if not 1 <= number <= len(self.goals):
            raise NotFound(f"This plan has no goal {number}. It has {count(len(self.goals), 'goal')}.")
        return self.goals[number - 1]

    def risk(self, number: int) -> RiskView:
        """Return a risk by its number; raises NotFound."""
        if not 1 <= number <= len(self.risks):
            raise NotFound(f"This plan has no risk {number}. It has {count(len(self.risks), 'risk')}.")
        return self.risks[number - 1]
