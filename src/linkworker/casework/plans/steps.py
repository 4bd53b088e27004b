"""The steps of a goal, in order: what is done, and who does it."""

from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from linkworker.base.errors import BadInput
from linkworker.base.lists import coded
from linkworker.base.words import listed, within
from linkworker.casework.ask import live_of, maybe, next_state, words
from linkworker.casework.plans.goals import add_note
from linkworker.casework.plans.planning import open_plan
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.goal import Goal, Step

ASK_WORDS = "Enter the step: one thing that somebody does."
_STEP = Step.table()
_PLACES = (
    select(_STEP.c.id, _STEP.c.position)
    .where(_STEP.c.person_id == bindparam("person"), _STEP.c.goal_id == bindparam("goal"), _STEP.c.in_error.is_(False))
    .order_by(_STEP.c.position, _STEP.c.id)
)


def add_step(
    uow: UnitOfWork,
    person_id: str,
    goal_id: str,
    text: str,
    *,
    by: str,
    by_name: str | None = None,
    due_on: date | None = None,
) -> str:
    """Add a step after the others and return its id. `by` says who does it, a word of the list `step-by`.

    Raises BadInput for blank words or when nobody is named to do it, NotFound, Refused for a closed plan.
    """
    open_plan(uow, person_id, live_of(uow, Goal, person_id, goal_id).plan_id)
    step = Step(
        person_id=person_id, goal_id=goal_id, position=len(_places(uow, person_id, goal_id)) + 1,
        words=words(text, ASK_WORDS), by=who(by), by_name=maybe(by_name), due_on=due_on,
    )  # fmt: skip
    return uow.add(step).id


def change_step(uow: UnitOfWork, person_id: str, step_id: str, **fields: Any) -> None:
    """Change a step's `words`, `by`, `by_name` or `due_on`; who does it can change but not be left out."""
    given = dict(fields)
    if "words" in given:
        given["words"] = words(given["words"], ASK_WORDS)
    if "by" in given:
        given["by"] = who(given["by"])
    if "by_name" in given:
        given["by_name"] = maybe(given["by_name"])
    uow.change(_step(uow, person_id, step_id), **given)


def set_state(uow: UnitOfWork, person_id: str, step_id: str, state: str, *, reason: str | None = None) -> None:
    """Move a step to a state that its list lets follow.

    Where the list asks for a reason it is needed, and stands in the goal's notes. Raises BadInput, Refused.
    """
    step = _step(uow, person_id, step_id)
    row = next_state("step-state", step.state, state)
    why = words(reason, f"Say why the step is '{row.label}'.") if row.is_set("reason") else maybe(reason)
    uow.change(step, why, state=row.code)
    if why:
        add_note(uow, person_id, step.goal_id, f"{within(step.words)}: {row.label.lower()}. {why}")


def move_step(uow: UnitOfWork, person_id: str, step_id: str, to: int) -> None:
    """Put a step at a place among its goal's steps, from 1; past the end means last."""
    step = _step(uow, person_id, step_id)
    order = [held for held, _ in _places(uow, person_id, step.goal_id) if held != step_id]
    order.insert(max(to, 1) - 1, step_id)
    for place, held in enumerate(order, 1):
        uow.change(uow.get_of(Step, person_id, held), position=place)


def remove_step(uow: UnitOfWork, person_id: str, step_id: str, reason: str) -> None:
    """Mark a step as entered in error. One that was meant but is not wanted now is 'no longer needed' instead."""
    uow.enter_in_error(_step(uow, person_id, step_id), reason)


def who(by: str) -> str:
    """Return the code of who does a step; raises BadInput, naming the choices, when nobody is named."""
    if not by.strip():
        choices = listed((row.label.lower() for row in coded("step-by")), "or")
        raise BadInput(f"Say who does it: {choices}.")
    return coded("step-by").find(by).code


def _places(uow: UnitOfWork, person_id: str, goal_id: str) -> list[tuple[str, int]]:
    rows = uow.connection.execute(_PLACES, {"person": person_id, "goal": goal_id})
    return [(row.id, row.position) for row in rows]


def _step(uow: UnitOfWork, person_id: str, step_id: str) -> Step:
    step = live_of(uow, Step, person_id, step_id)
    open_plan(uow, person_id, live_of(uow, Goal, person_id, step.goal_id).plan_id)
    return step
