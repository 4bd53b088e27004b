"""From the record to the person's own copy: words, goals, activities and dates cross; needs, risk and orders never."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from linkworker.base.lists import coded
from linkworker.base.settings import Settings
from linkworker.casework.check_ins.check_in_reading import check_ins_of
from linkworker.casework.plans import agreeing
from linkworker.casework.plans.around_person import Whose, staff_around, whose
from linkworker.casework.plans.as_frozen import plan_as_frozen
from linkworker.casework.plans.plan_activities import plan_activities
from linkworker.casework.plans.plan_reading import plan_view
from linkworker.casework.plans.plan_view import GoalView, PlanView, StepView
from linkworker.casework.plans.prompts import plan_prompts
from linkworker.casework.reviews.review_view import ReviewFacts, reviews
from linkworker.printing.plan_copy import (
    Activity,
    Agreed,
    Contact,
    Goal,
    NextReview,
    OwnWords,
    PlanCopy,
    Score,
    Step,
)
from linkworker.printing.staff import Staff
from linkworker.wellbeing.packs import instrument

_SCORES = 3  # the newest few tell the story; the whole of it is the worker's


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person wants of their copy."""

    hide_staff: bool = False
    scores: bool = False
    large: bool = False
    language: str = "en"
    second_language: str = ""


def copy_of(
    connection: Connection,
    person_id: str,
    settings: Settings,
    today: date,
    *,
    worker_id: str | None = None,
    wishes: Wishes | None = None,
    version: int | None = None,
) -> PlanCopy:
    """Return a person's copy of their open plan, as it stands or as a `version` froze it; raises NotFound.

    As it stands, an answer prints only while the plan is what was answered: after an edit it is not finished.
    """
    wishes = wishes or Wishes()
    plan = plan_view(connection, person_id)
    if version is not None:
        plan = plan_as_frozen(agreeing.version(connection, person_id, plan.id, version))
    own = whose(connection, person_id, worker_id)
    team = next((each for each in settings.teams.value if each.name == own.team), settings.teams.value[0])
    last = next((each for each in reviews(connection, person_id) if each.finished), None)
    worker = Staff(own.worker, own.title or team.role) if own.worker else None
    return PlanCopy(
        shown_name=own.called,
        organisation=settings.organisation.value,
        made_on=plan.agreed_on or today,
        printed_on=today,
        team=own.team,
        made_with=worker,
        meeting=team.review_meeting,
        own_words=_own_words(plan),
        declined=plan.declined_words,
        goals=tuple(_goal(goal, own, worker) for goal in plan.goals if goal.state != "removed"),
        activities=tuple(
            Activity(each.name, each.when, each.where, each.cost)
            for each in plan_activities(connection, person_id, today)
        ),
        scores=_scores(connection, person_id) if wishes.scores else (),
        agreed=_agreed(connection, plan, last, frozen=version is not None),
        next_review=NextReview(plan.review_on, who=worker or "") if plan.review_on else None,
        contacts=(Contact(worker),) if worker else (),
        hide_staff=wishes.hide_staff,
        other_staff=tuple(Staff(name, role) for name, role in staff_around(connection, person_id)),
        large=wishes.large,
        language=wishes.language,
        second_language=wishes.second_language,
    )


def _own_words(plan: PlanView) -> tuple[OwnWords, ...]:
    said = plan.own_words
    return tuple(OwnWords(p.heading, said[p.field]) for p in plan_prompts(plan.template) if p.field in said)


def _goal(goal: GoalView, own: Whose, worker: Staff | None) -> Goal:
    steps = tuple(
        Step(step.words, _who(step, own, worker), step.due_on, step.state)
        for step in goal.steps
        if step.state != "no-longer-needed"
    )
    return Goal(goal.words, steps, goal.state)


def _who(step: StepView, own: Whose, worker: Staff | None) -> str | Staff:
    """Return who does a step: family by name is no member of staff; anybody else named is, and can be hidden."""
    if step.by == "worker":
        named = step.by_name is not None and step.by_name.casefold() not in own.worker.casefold()
        return Staff(step.by_name, "") if named and step.by_name else worker or step.by
    if step.by_name is None or step.by == "person":
        return step.by
    return step.by_name if step.by == "family" else Staff(step.by_name, coded("step-by").label(step.by).lower())


def _agreed(connection: Connection, plan: PlanView, last: ReviewFacts | None, *, frozen: bool) -> Agreed:
    latest = agreeing.latest(connection, plan.person_id, plan.id)
    stands = frozen or (latest is not None and not agreeing.changed_since(latest, plan))
    decided = tuple((last.decisions or "").splitlines()) if last and last.plan_id == plan.id else ()
    if not stands:
        return Agreed(decided)
    return Agreed(decided, plan.agreement, plan.agreement_note or "")


def _scores(connection: Connection, person_id: str) -> tuple[Score, ...]:
    """Return the newest complete scores, oldest first, each with its owners' notice."""
    found: list[Score] = []
    for check_in in check_ins_of(connection, person_id):
        if check_in.scores and len(found) < _SCORES:
            scale, score = instrument(check_in.instrument), check_in.scores[0]
            figure = f"{score.raw} of {scale.raw_range[-1]}" if score.metric is None else str(score.metric)
            found.append(Score(scale.short_name, figure, check_in.on, scale.notice))
    return tuple(reversed(found))
