"""Goals: what the person wants to reach, how they stand, and the notes on how they go."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, select

from linkworker.base.errors import BadInput, Refused
from linkworker.base.lists import coded
from linkworker.casework.ask import live_of, maybe, next_state, words
from linkworker.casework.plans.needs import tie
from linkworker.casework.plans.planning import open_plan
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.goal import Goal, GoalNote

ASK_WORDS = "Enter the goal, in the person's own words where you can."
# What the goal's own change of state says in its notes, where nobody said it better.
_SAID = {"achieved": "Achieved.", "re-added": "Added again."}
_GOAL = Goal.table()
_LAST_PLACE = select(func.max(_GOAL.c.position)).where(
    _GOAL.c.person_id == bindparam("person"), _GOAL.c.plan_id == bindparam("plan")
)


def add_goal(
    uow: UnitOfWork,
    person_id: str,
    plan_id: str,
    text: str,
    *,
    needs: Iterable[str] = (),
    belonging: bool = False,
    remind_on: date | None = None,
) -> str:
    """Add a goal that serves `needs` (ids), after those that are there, and return its id.

    With `remind_on` it is a goal for the future, and comes back on that day. Raises BadInput, NotFound, Refused.
    """
    open_plan(uow, person_id, plan_id)
    last = uow.connection.execute(_LAST_PLACE, {"person": person_id, "plan": plan_id}).scalar()
    goal = Goal(
        person_id=person_id, plan_id=plan_id, position=(last or 0) + 1, words=words(text, ASK_WORDS),
        belonging=belonging, state="active" if remind_on is None else "future", remind_on=_ahead(uow, remind_on),
    )  # fmt: skip
    uow.add(goal)
    for need_id in needs:
        tie(uow, person_id, goal.id, need_id)
    return goal.id


def change_goal(
    uow: UnitOfWork, person_id: str, goal_id: str, *, text: str | None = None, belonging: bool | None = None
) -> None:
    """Change a goal's words, or whether it is about belonging; None leaves each as it is."""
    fields: dict[str, Any] = {}
    if text is not None:
        fields["words"] = words(text, ASK_WORDS)
    if belonging is not None:
        fields["belonging"] = belonging
    uow.change(_goal(uow, person_id, goal_id), **fields)


def set_state(
    uow: UnitOfWork,
    person_id: str,
    goal_id: str,
    state: str,
    *,
    reason: str | None = None,
    remind_on: date | None = None,
    note: str | None = None,
    review_id: str | None = None,
) -> None:
    """Move a goal to a state that its list lets follow, and write the note that goes with it.

    A future goal needs `remind_on`; a removed one needs `reason`. Achieved, removed and added again are noted by
    themselves, with `note` as the words if given. Raises BadInput, Refused.
    """
    goal = _goal(uow, person_id, goal_id)
    row = next_state("goal-state", goal.state, state)
    was_open = coded("goal-state")[goal.state].is_set("open")
    why = words(reason, "Say why the goal is removed.") if row.is_set("reason") else None
    if row.is_set("date") and remind_on is None:
        raise BadInput("Enter the date on which to come back to this goal.")
    remind = _ahead(uow, remind_on) if row.is_set("date") else None
    uow.change(goal, why, state=row.code, remind_on=remind, removed_reason=why)
    kind = row.code if not row.is_set("open") else None if was_open else "re-added"
    if kind:
        add_note(uow, person_id, goal_id, maybe(note) or why or _SAID[kind], kind=kind, review_id=review_id)
    elif maybe(note):
        add_note(uow, person_id, goal_id, note, review_id=review_id)


def add_note(
    uow: UnitOfWork,
    person_id: str,
    goal_id: str,
    text: str | None,
    *,
    kind: str = "progress",
    on: date | None = None,
    review_id: str | None = None,
    corrects: str | None = None,
) -> str:
    """Add a note on how a goal goes and return its id. A note is never edited: name the old one in `corrects`.

    Raises BadInput for blank words or a day to come, NotFound, Refused for a closed plan.
    """
    goal = _goal(uow, person_id, goal_id)
    day = on or uow.clock.today()
    if day > uow.clock.today():
        raise BadInput("A note is about what has happened. Enter today or an earlier day.")
    if corrects is not None and live_of(uow, GoalNote, person_id, corrects).goal_id != goal_id:
        raise Refused("That note is about another goal.")
    note = GoalNote(
        person_id=person_id, goal_id=goal.id, review_id=review_id, note_kind=coded("goal-note-kind").find(kind).code,
        on=day, words=words(text, "Enter how the goal is going."), corrects=corrects,
    )  # fmt: skip
    return uow.add(note).id


def _goal(uow: UnitOfWork, person_id: str, goal_id: str) -> Goal:
    goal = live_of(uow, Goal, person_id, goal_id)
    open_plan(uow, person_id, goal.plan_id)
    return goal


def _ahead(uow: UnitOfWork, day: date | None) -> date | None:
    if day is not None and day <= uow.clock.today():
        raise BadInput("The reminder must be after today.")
    return day
