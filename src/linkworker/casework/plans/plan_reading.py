"""Reading one plan whole: seven selects, each of rows that lie beside each other."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, bindparam, select

from linkworker.base.errors import NotFound
from linkworker.casework.plans.plan_view import GoalNoteView, GoalView, NeedView, PlanView, RiskView, StepView
from linkworker.journal.unit_of_work import live
from linkworker.records.goal import Goal, GoalNote, Step
from linkworker.records.need import GoalNeed, Need
from linkworker.records.plan import Plan
from linkworker.records.plan_risk import PlanRisk

OWN_WORDS = ("matters", "going_well", "gets_in_the_way", "ideas", "strengths")
"""Fields of a plan that hold the person's own words, in the order they are asked."""
_NO_PLAN = "There is no plan yet. Start one first."

_PLAN, _NEED, _TIE, _GOAL = Plan.table(), Need.table(), GoalNeed.table(), Goal.table()
_STEP, _NOTE, _RISK = Step.table(), GoalNote.table(), PlanRisk.table()


def _columns(table: Table, *names: str) -> Select[Any]:
    """Return a select of a person's live rows of one table; columns stand in the order that the views take them."""
    chosen = select(*(table.c[name] for name in names))
    return chosen.where(table.c.person_id == bindparam("person"), table.c.in_error.is_(False))


_OF_PERSON = live(Plan).where(_PLAN.c.person_id == bindparam("person"))
_ONE = _OF_PERSON.where(_PLAN.c.id == bindparam("plan"))
_CURRENT = _OF_PERSON.where(_PLAN.c.closed_on.is_(None)).order_by(_PLAN.c.id.desc()).limit(1)
_CURRENT_ID = _columns(_PLAN, "id").where(_PLAN.c.closed_on.is_(None)).order_by(_PLAN.c.id.desc()).limit(1)
_PLANS = _columns(_PLAN, "id").order_by(_PLAN.c.id.desc())
_NEEDS = (
    _columns(_NEED, "id", "domain", "words", "source", "met", "since", "no_goal_reason", "sits_behind")
    .where(_NEED.c.plan_id == bindparam("plan"))
    .order_by(_NEED.c.id)
)
_GOALS = (
    _columns(_GOAL, "id", "words", "belonging", "state", "remind_on", "removed_reason")
    .where(_GOAL.c.plan_id == bindparam("plan"))
    .order_by(_GOAL.c.position, _GOAL.c.id)
)
_RISKS = (
    _columns(_RISK, "id", "hazard", "action", "told", "review_on")
    .where(_RISK.c.plan_id == bindparam("plan"))
    .order_by(_RISK.c.id)
)
# A goal's own rows of every plan lie together: reading past an older plan's few costs less than a join.
_TIES = _columns(_TIE, "goal_id", "need_id").order_by(_TIE.c.id)
_STEPS = _columns(_STEP, "goal_id", "id", "words", "by", "by_name", "state", "due_on").order_by(
    _STEP.c.position, _STEP.c.id
)
_NOTES = _columns(_NOTE, "goal_id", "corrects", "id", "note_kind", "on", "words", "review_id").order_by(
    _NOTE.c.on.desc(), _NOTE.c.id.desc()
)


def current_plan(connection: Connection, person_id: str) -> str | None:
    """Return the id of the person's open plan, or None."""
    return connection.execute(_CURRENT_ID, {"person": person_id}).scalar()


def plan_ids(connection: Connection, person_id: str) -> list[str]:
    """Return the ids of all of a person's plans, newest first, closed ones too."""
    return list(connection.execute(_PLANS, {"person": person_id}).scalars())


def plan_view(connection: Connection, person_id: str, plan_id: str | None = None) -> PlanView:
    """Return one plan, or the open one if none is named; raises NotFound."""
    named, given = (_ONE, {"person": person_id, "plan": plan_id}) if plan_id else (_CURRENT, {"person": person_id})
    plan = connection.execute(named, given).first()
    if plan is None:
        raise NotFound(_NO_PLAN if plan_id is None else "There is no such plan here.")
    return _whole(connection, plan)


def _whole(connection: Connection, plan: Row[Any]) -> PlanView:
    given = {"person": plan.person_id, "plan": plan.id}
    needs, goals, risks = (connection.execute(rows, given).all() for rows in (_NEEDS, _GOALS, _RISKS))
    need_numbers = {row[0]: number for number, row in enumerate(needs, 1)}
    goal_numbers = {row[0]: number for number, row in enumerate(goals, 1)}
    goals_of, needs_of = _ties(connection, plan.person_id, need_numbers, goal_numbers)
    steps, notes = _steps(connection, plan.person_id), _notes(connection, plan.person_id)
    return PlanView(
        id=plan.id,
        person_id=plan.person_id,
        episode_id=plan.episode_id,
        template=plan.template,
        own_words={field: said for field in OWN_WORDS if (said := getattr(plan, field))},
        declined_words=plan.declined_words,
        together=plan.together,
        agreement=plan.agreement,
        agreement_note=plan.agreement_note,
        agreed_on=plan.agreed_on,
        no_needs=plan.no_needs,
        review_on=plan.review_on,
        closed_on=plan.closed_on,
        needs=tuple(
            NeedView(
                id_, number, domain, said, source, met, since, reason, need_numbers.get(behind),
                tuple(sorted(goals_of[id_])),
            )
            for number, (id_, domain, said, source, met, since, reason, behind) in enumerate(needs, 1)
        ),
        goals=tuple(
            GoalView(
                id_, number, said, belonging, state, remind, reason, tuple(sorted(needs_of[id_])),
                tuple(steps[id_]), tuple(notes[id_]),
            )
            for number, (id_, said, belonging, state, remind, reason) in enumerate(goals, 1)
        ),
        risks=tuple(RiskView(id_, number, *said) for number, (id_, *said) in enumerate(risks, 1)),
    )  # fmt: skip


def _ties(
    connection: Connection, person_id: str, needs: Mapping[str, int], goals: Mapping[str, int]
) -> tuple[Mapping[str, set[int]], Mapping[str, set[int]]]:
    """Return the numbers of each need's goals and of each goal's needs, by id."""
    goals_of: dict[str, set[int]] = defaultdict(set)
    needs_of: dict[str, set[int]] = defaultdict(set)
    for goal_id, need_id in connection.execute(_TIES, {"person": person_id}).all():
        if need_id in needs and goal_id in goals:
            goals_of[need_id].add(goals[goal_id])
            needs_of[goal_id].add(needs[need_id])
    return goals_of, needs_of


def _steps(connection: Connection, person_id: str) -> Mapping[str, list[StepView]]:
    """Return each goal's steps in order, by the goal's id."""
    found: dict[str, list[StepView]] = defaultdict(list)
    for goal_id, id_, *said in connection.execute(_STEPS, {"person": person_id}).all():
        of_goal = found[goal_id]
        of_goal.append(StepView(id_, len(of_goal) + 1, *said))
    return found


def _notes(connection: Connection, person_id: str) -> Mapping[str, list[GoalNoteView]]:
    """Return each goal's notes, newest first, by the goal's id; one that a later note corrects is left out."""
    rows = connection.execute(_NOTES, {"person": person_id}).all()
    corrected = {row[1] for row in rows}
    found: dict[str, list[GoalNoteView]] = defaultdict(list)
    for goal_id, _, id_, *said in rows:
        if id_ not in corrected:
            found[goal_id].append(GoalNoteView(id_, *said))
    return found
