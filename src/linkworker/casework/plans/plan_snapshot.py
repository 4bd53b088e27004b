"""A plan as plain canonical JSON: what a version freezes, and what its hash is taken of.

`shown` holds what the person sees, `worker_only` what they do not, `notes` what had been noted by then, and `version`
who agreed to what and when. Every record keeps its id, so that two versions can be laid side by side.
"""

from hashlib import sha256
from typing import Any, TypeAlias

from linkworker.casework.plans.plan_view import GoalView, PlanView
from linkworker.journal.canonical import canonical, plain

Snapshot: TypeAlias = dict[str, Any]


def snapshot_of(view: PlanView, version: dict[str, Any]) -> Snapshot:
    """Return the whole plan as plain values, with the facts of the version that it is frozen as."""
    ids = {need.number: need.id for need in view.needs}
    found: Snapshot = plain(
        {
            "version": {**version, "person": view.person_id, "plan": view.id},
            "shown": {
                "template": view.template,
                "own_words": view.own_words,
                "declined_words": view.declined_words,
                "goals": [_goal(goal) for goal in view.goals],
                "review_on": view.review_on,
            },
            "worker_only": {
                "episode": view.episode_id,
                "together": view.together,
                "no_needs": view.no_needs,
                "needs": [
                    {
                        "id": need.id, "number": need.number, "domain": need.domain, "words": need.words,
                        "source": need.source, "met": need.met, "since": need.since,
                        "no_goal_reason": need.no_goal_reason, "sits_behind": ids.get(need.sits_behind or 0),
                        "goals": [view.goal(number).id for number in need.goals],
                    }
                    for need in view.needs
                ],
                "risks": [
                    {
                        "id": risk.id, "number": risk.number, "hazard": risk.hazard, "action": risk.action,
                        "told": risk.told, "review_on": risk.review_on,
                    }
                    for risk in view.risks
                ],
            },
            "notes": [
                {"id": note.id, "goal": goal.id, "kind": note.note_kind, "on": note.on, "words": note.words}
                for goal in view.goals
                for note in reversed(goal.notes)
            ],
        }
    )  # fmt: skip
    return found


def hash_of(snapshot: Snapshot) -> str:
    """Return the SHA-256, in hexadecimal, of a snapshot's canonical JSON in UTF-8."""
    return sha256(canonical(snapshot).encode()).hexdigest()


def same_plan(one: Snapshot, other: Snapshot) -> bool:
    """Say whether two snapshots hold the same plan; who agreed when, and notes of progress, do not change a plan."""
    return all(one[part] == other[part] for part in ("shown", "worker_only"))


def _goal(goal: GoalView) -> dict[str, Any]:
    return {
        "id": goal.id, "number": goal.number, "words": goal.words, "belonging": goal.belonging, "state": goal.state,
        "remind_on": goal.remind_on, "removed_reason": goal.removed_reason,
        "steps": [
            {
                "id": step.id, "number": step.number, "words": step.words, "by": step.by, "by_name": step.by_name,
                "state": step.state, "due_on": step.due_on,
            }
            for step in goal.steps
        ],
    }  # fmt: skip
