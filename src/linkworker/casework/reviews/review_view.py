"""A review as it stands, with last time's goals and words beside this time's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from linkworker.base.errors import NotFound
from linkworker.casework.plans.plan_reading import plan_view
from linkworker.casework.plans.plan_view import GoalNoteView, GoalView, PlanView
from linkworker.casework.plans.prompts import review_prompts
from linkworker.journal.unit_of_work import live
from linkworker.records.review import Benefit, Review
from linkworker.records.worker import Worker

_R, _B, _W = Review.table(), Benefit.table(), Worker.table()
_conductor, _enterer = _W.alias("conductor"), _W.alias("enterer")
_WITH_NAMES = (
    select(_R, _conductor.c.name.label("conductor_name"), _enterer.c.name.label("enterer_name"))
    .select_from(
        _R.outerjoin(_conductor, _conductor.c.id == _R.c.conducted_by).outerjoin(
            _enterer, _enterer.c.id == _R.c.entered_by
        )
    )
    .where(_R.c.person_id == bindparam("person"), _R.c.in_error.is_(False))
)
_ONE = _WITH_NAMES.where(_R.c.id == bindparam("review"))
_BEFORE = (
    _WITH_NAMES.where(_R.c.finished.is_(True), _R.c.id < bindparam("review"))
    .order_by(_R.c.held_on.desc(), _R.c.id.desc())
    .limit(1)
)
_ALL = _WITH_NAMES.order_by(_R.c.held_on.desc(), _R.c.id.desc())
_BENEFITS = (
    live(Benefit).where(_B.c.person_id == bindparam("person"), _B.c.review_id == bindparam("review")).order_by(_B.c.id)
)


@dataclass(frozen=True, slots=True)
class BenefitView:
    """What the person says the support did for one thing. Codes of benefit and benefit-rating; self-report."""

    benefit: str
    rating: str
    words: str | None


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """One review's own fields. `own_words` maps field names to what was said; blanks are left out."""

    id: str
    person_id: str
    plan_id: str
    name: str
    mode: str
    held_on: date
    conducted_by: str | None
    """The name of who held it; may be another than who typed it."""
    entered_by: str | None
    own_words: Mapping[str, str]
    feedback_declined: bool
    decisions: str | None
    agreement: str
    agreement_note: str | None
    contributors: tuple[tuple[str, str], ...]
    next_on: date | None
    finished: bool


@dataclass(frozen=True, slots=True)
class GoalBeside:
    """One goal with the last note before this review and this review's own, either of which may be None."""

    goal: GoalView
    last: GoalNoteView | None
    new: GoalNoteView | None


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The whole review beside the one before it, which is None at the first."""

    facts: ReviewFacts
    before: ReviewFacts | None
    plan: PlanView
    goals: tuple[GoalBeside, ...]
    benefits: tuple[BenefitView, ...]


def reviews(connection: Connection, person_id: str) -> list[ReviewFacts]:
    """Return a person's reviews, newest first, finished or not."""
    return [_facts(row) for row in connection.execute(_ALL, {"person": person_id})]


def review_view(connection: Connection, person_id: str, review_id: str) -> ReviewView:
    """Return a review with its plan; goals that are open, or that this review spoke of. Raises NotFound."""
    given = {"person": person_id, "review": review_id}
    row = connection.execute(_ONE, given).first()
    if row is None:
        raise NotFound("There is no such review here.")
    facts = _facts(row)
    before = connection.execute(_BEFORE, given).first()
    plan = plan_view(connection, person_id, facts.plan_id)
    goals = tuple(_beside(goal, review_id) for goal in plan.goals)
    return ReviewView(
        facts,
        None if before is None else _facts(before),
        plan,
        tuple(each for each in goals if each.goal.open or each.new is not None),
        _benefits(connection, given),
    )


def _benefits(connection: Connection, given: Mapping[str, Any]) -> tuple[BenefitView, ...]:
    rows = connection.execute(_BENEFITS, given).all()
    corrected = {row.corrects for row in rows}
    return tuple(BenefitView(row.benefit, row.rating, row.words) for row in rows if row.id not in corrected)


def _beside(goal: GoalView, review_id: str) -> GoalBeside:
    new = next((note for note in goal.notes if note.review_id == review_id), None)
    last = next((note for note in goal.notes if note.review_id != review_id), None)
    return GoalBeside(goal, last, new)


def _facts(row: Row[Any]) -> ReviewFacts:
    return ReviewFacts(
        id=row.id,
        person_id=row.person_id,
        plan_id=row.plan_id,
        name=row.name,
        mode=row.mode,
        held_on=row.held_on,
        conducted_by=row.conducted_by_name or row.conductor_name,
        entered_by=row.enterer_name,
        own_words={
            prompt.field: said for prompt in review_prompts() if (said := getattr(row, prompt.field)) is not None
        },
        feedback_declined=row.feedback_declined,
        decisions=row.decisions,
        agreement=row.agreement,
        agreement_note=row.agreement_note,
        contributors=tuple((each["name"], each.get("role", "")) for each in row.contributors),
        next_on=row.next_on,
        finished=row.finished,
    )
