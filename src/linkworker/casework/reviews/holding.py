"""Putting a review on hold with a reason, and clearing the hold, which moves the day by the rule of that reason."""

from collections.abc import Mapping
from datetime import date

from linkworker.base.errors import BadInput, NotFound, Refused
from linkworker.base.lists import coded
from linkworker.base.review_timing import due_after_hold
from linkworker.casework.ask import live_of
from linkworker.casework.plans.planning import open_plan
from linkworker.casework.reviews.review_due import review_due
from linkworker.casework.support.episodes import current_episode
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.episode import Episode


def put_on_hold(uow: UnitOfWork, person_id: str, reason: str, *, since: date | None = None) -> None:
    """Put the person's reviews on hold; `reason` is a word of the list review-hold.

    Raises NotFound without an open episode, Refused when a hold stands, BadInput for a day to come.
    """
    episode = _episode(uow, person_id)
    if episode.on_hold is not None:
        raise Refused("The review is on hold already. Clear that hold first.")
    day = since or uow.clock.today()
    if day > uow.clock.today():
        raise BadInput("Enter the day on which the hold began: today or earlier.")
    uow.change(episode, on_hold=coded("review-hold").find(reason).code, on_hold_since=day)


def clear_hold(
    uow: UnitOfWork, person_id: str, *, on: date | None = None, team_intervals: Mapping[str, int] | None = None
) -> date | None:
    """Clear the hold and return the day on which the review is due now, or None without an open plan.

    The reason adds its days, except to a review that was overdue when it was put on hold. Raises NotFound, Refused.
    """
    episode = _episode(uow, person_id)
    if episode.on_hold is None or episode.on_hold_since is None:
        raise Refused("There is no hold to clear.")
    day = on or uow.clock.today()
    due = review_due(uow.connection, person_id, day, team_intervals)
    moved = None
    if due is not None:
        moved = due_after_hold(due.due_on, episode.on_hold, held_on=episode.on_hold_since, cleared_on=day)
        uow.change(open_plan(uow, person_id, due.plan_id), review_on=moved)
    uow.change(episode, on_hold=None, on_hold_since=None)
    return moved


def _episode(uow: UnitOfWork, person_id: str) -> Episode:
    found = current_episode(uow.connection, person_id)
    if found is None:
        raise NotFound("This person has no open episode of support. Open one first.")
    return live_of(uow, Episode, person_id, found.id)
