"""All that a meeting shows on the screen that the person sees too: never risk, notes of contacts, or another's name."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from linkworker.base.settings import Settings
from linkworker.casework.check_ins.check_in_reading import check_ins_of
from linkworker.casework.money.money_reading import budgets_of, requests_of
from linkworker.casework.money.money_view import RequestView
from linkworker.casework.plans import agreeing
from linkworker.casework.plans.around_person import whose
from linkworker.casework.plans.plan_activities import PlanActivity, plan_activities
from linkworker.casework.plans.plan_reading import current_plan, plan_view
from linkworker.casework.plans.plan_view import NeedView, PlanView
from linkworker.casework.reviews.review_due import intervals, next_window
from linkworker.casework.reviews.review_view import ReviewView, review_view
from linkworker.casework.reviews.reviewing import unfinished

_SAID_BY_THEM = "self-described"


@dataclass(frozen=True, slots=True)
class MeetingView:
    """One meeting as it stands. `review` is None until it has begun, `plan` until there is one."""

    person_id: str
    called: str
    """What the person likes to be called."""
    name: str
    """What this team calls the meeting."""
    review: ReviewView | None
    plan: PlanView | None
    is_first: bool
    """Whether nothing was agreed or reviewed yet: the plan's own questions are asked then."""
    activities: tuple[PlanActivity, ...]
    checked_in: bool
    """Whether a check-in was taken on the day of the meeting."""
    money_left: int | None
    """Pence left of the person's budget; None without one."""
    requests: tuple[RequestView, ...]
    next_by: date | None
    """The last day for the next meeting by the rule, None where that would not be after today."""

    @property
    def needs(self) -> tuple[NeedView, ...]:
        """The needs that the person told us, and no other: what somebody else saw is not for this screen."""
        held = self.plan.needs if self.plan else ()
        return tuple(need for need in held if need.source == _SAID_BY_THEM and not need.met)


def meeting_view(
    connection: Connection, person_id: str, today: date, settings: Settings, worker_id: str | None
) -> MeetingView:
    """Return the meeting that was begun, or how it would begin. Raises NotFound for nobody."""
    own = whose(connection, person_id, worker_id)
    team = next((each for each in settings.teams.value if each.name == own.team), settings.teams.value[0])
    begun, plan_id = unfinished(connection, person_id), current_plan(connection, person_id)
    review = review_view(connection, person_id, begun) if begun else None
    held = budgets_of(connection, person_id)
    held_on = review.facts.held_on if review else today
    latest = next_window(connection, person_id, held_on, intervals(settings)).latest
    agreed = agreeing.latest(connection, person_id, plan_id) if plan_id else None
    return MeetingView(
        person_id,
        own.called,
        review.facts.name if review else team.review_meeting,
        review,
        review.plan if review else plan_view(connection, person_id, plan_id) if plan_id else None,
        is_first=agreed is None and (review is None or review.before is None),
        activities=plan_activities(connection, person_id, today),
        checked_in=any(each.on == held_on for each in check_ins_of(connection, person_id)),
        money_left=held[0].balance.left_pence if held else None,
        requests=requests_of(connection, person_id),
        next_by=latest if latest > max(held_on, today) else None,
    )
