"""What one step of a meeting keeps, each in one save."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from linkworker.base.errors import Refused
from linkworker.base.lists import coded
from linkworker.casework.ask import live_of, maybe, words
from linkworker.casework.plans import goals, needs, planning, steps
from linkworker.casework.plans.plan_reading import current_plan, plan_view
from linkworker.casework.plans.plan_view import GoalView, PlanView
from linkworker.casework.reviews import reviewing
from linkworker.casework.reviews.review_view import GoalBeside, ReviewView, review_view
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.review import Review

_STEP_DONE = "completed"
_ASK_NAME = "Enter what this meeting is called."


@dataclass(frozen=True, slots=True)
class GoalSaid:
    """What was said of one goal. `state` None leaves it as it is; `done` holds the ids of the steps that are done."""

    goal_id: str
    note: str | None = None
    state: str | None = None
    remind_on: date | None = None
    reason: str | None = None
    done: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewStep:
    """One step of a new goal, and who does it: a word of the list step-by."""

    words: str
    by: str


def begin_meeting(
    uow: UnitOfWork, person_id: str, *, name: str, mode: str, here: Iterable[tuple[str, str]] = ()
) -> str:
    """Begin a meeting, or go on with the one that was begun, and keep who is here; return the review's id.

    Somebody without a plan gets their first one, written together. Raises BadInput.
    """
    if current_plan(uow.connection, person_id) is None:
        planning.start_plan(uow, person_id, together=True)
    review_id = reviewing.start_review(uow, person_id, name=name, mode=mode)
    review = live_of(uow, Review, person_id, review_id)
    uow.change(review, name=words(name, _ASK_NAME), mode=coded("contact-mode").find(mode).code)
    reviewing.set_who_is_here(uow, person_id, review_id, here)
    return review_id


def go_over_goals(uow: UnitOfWork, person_id: str, review_id: str, said: Iterable[GoalSaid]) -> None:
    """Keep what was said of each goal: the note of this review, its state, and the steps that are done.

    Another note in the same review takes the place of the first. Raises BadInput, Refused.
    """
    view = review_view(uow.connection, person_id, review_id)
    for each in said:
        beside = next(goal for goal in view.goals if goal.goal.id == each.goal_id)
        _finish_steps(uow, beside.goal, person_id, each.done)
        _go_over(uow, view, beside, each)


def _finish_steps(uow: UnitOfWork, goal: GoalView, person_id: str, done: Iterable[str]) -> None:
    states, by_id = coded("step-state"), {step.id: step for step in goal.steps}
    for step_id in done:
        if not states[by_id[step_id].state].is_set("done"):
            steps.set_state(uow, person_id, step_id, _STEP_DONE)


def _go_over(uow: UnitOfWork, view: ReviewView, beside: GoalBeside, said: GoalSaid) -> None:
    person_id, review_id, goal = view.facts.person_id, view.facts.id, beside.goal
    is_moved = said.state is not None and said.state != goal.state
    note = maybe(said.note)
    if note is not None and beside.new is not None and beside.new.words == note:
        note = None
    if note is not None and (beside.new is not None or not is_moved):
        corrects = beside.new.id if beside.new else None
        goals.add_note(uow, person_id, goal.id, note, on=view.facts.held_on, review_id=review_id, corrects=corrects)
        note = None
    if is_moved:
        goals.set_state(
            uow, person_id, goal.id, said.state or "", reason=said.reason, remind_on=said.remind_on, note=note,
            review_id=review_id,
        )  # fmt: skip


def add_need(uow: UnitOfWork, person_id: str, review_id: str, text: str, domain: str | None) -> str:
    """Add a need that the person told us, and return its id."""
    plan_id = _plan(uow, person_id, review_id)
    return needs.add_need(uow, person_id, plan_id, text, domain=domain or "other")


def add_goal(
    uow: UnitOfWork,
    person_id: str,
    review_id: str,
    text: str,
    new_steps: Iterable[NewStep],
    needs_served: Iterable[str],
) -> str:
    """Add a goal that serves needs (ids), with its steps in order, and return its id. Raises BadInput."""
    plan_id = _plan(uow, person_id, review_id)
    goal_id = goals.add_goal(uow, person_id, plan_id, text, needs=needs_served)
    for step in new_steps:
        steps.add_step(uow, person_id, goal_id, step.words, by=step.by)
    return goal_id


def keep_no_check_in(uow: UnitOfWork, person_id: str, review_id: str, words_before: str | None, said: str) -> None:
    """Keep why there is no check-in today, as a line among what was decided, in place of the one before."""
    decided = (live_of(uow, Review, person_id, review_id).decisions or "").splitlines()
    kept = [line for line in decided if line != words_before]
    reviewing.decide(uow, person_id, review_id, "\n".join([*kept, said]))


def keep_agreed(
    uow: UnitOfWork,
    person_id: str,
    review_id: str,
    *,
    decisions: str | None,
    answer: str | None,
    note: str | None,
    next_on: date | None,
) -> None:
    """Keep what was decided, what the person says of the plan (None: not asked), and the next day. Raises BadInput."""
    if answer is not None and _is_empty(plan_view(uow.connection, person_id, _plan(uow, person_id, review_id))):
        raise Refused("There is nothing in the plan to agree yet. Go back and add a goal, or leave the answer out.")
    reviewing.decide(uow, person_id, review_id, decisions)
    if answer is not None:
        reviewing.set_agreement(uow, person_id, review_id, answer, note=note)
    reviewing.set_next(uow, person_id, review_id, next_on)


def _plan(uow: UnitOfWork, person_id: str, review_id: str) -> str:
    return live_of(uow, Review, person_id, review_id).plan_id


def _is_empty(plan: PlanView) -> bool:
    return not (plan.goals or plan.needs or plan.own_words or plan.declined_words or plan.no_needs)
