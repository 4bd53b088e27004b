"""All that the page of a person's plan shows, read at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from linkworker.casework.plans import agreeing
from linkworker.casework.plans.agreeing import VersionView
from linkworker.casework.plans.plan_activities import PlanActivity, plan_activities
from linkworker.casework.plans.plan_reading import current_plan, plan_ids, plan_view
from linkworker.casework.plans.plan_view import PlanView
from linkworker.casework.reviews.review_due import DueReview, review_due


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A person's open plan and what stands beside it; without an open plan, when the last one was closed."""

    plan: PlanView | None
    version: VersionView | None = None
    """The newest frozen version."""
    changed: bool = False
    """Whether the plan was edited after that version."""
    due: DueReview | None = None
    activities: tuple[PlanActivity, ...] = ()
    closed_on: date | None = None


def plan_page(
    connection: Connection, person_id: str, today: date, team_intervals: Mapping[str, int] | None = None
) -> PlanPage:
    """Return the page of a person's open plan; raises NotFound for nobody."""
    plan_id = current_plan(connection, person_id)
    if plan_id is None:
        before = plan_ids(connection, person_id)
        return PlanPage(None, closed_on=plan_view(connection, person_id, before[0]).closed_on if before else None)
    plan = plan_view(connection, person_id, plan_id)
    frozen = agreeing.latest(connection, person_id, plan_id)
    return PlanPage(
        plan,
        frozen,
        changed=frozen is not None and agreeing.changed_since(frozen, plan),
        due=review_due(connection, person_id, today, team_intervals),
        activities=plan_activities(connection, person_id, today),
    )
