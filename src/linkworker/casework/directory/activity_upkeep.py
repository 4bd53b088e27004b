"""Keeping the directory by hand: activities with their times, venues and mentors."""

from datetime import date, time
from typing import Any

from linkworker.base.errors import BadInput
from linkworker.base.lists import coded
from linkworker.casework.ask import maybe, words
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.activity import Activity, ActivityTime
from linkworker.records.mentor import Mentor
from linkworker.records.provider import Provider
from linkworker.records.venue import Venue

_NAME = "Enter the name of the activity."


def add_activity(uow: UnitOfWork, name: str, **fields: Any) -> str:
    """Add an activity and return its id. Fields are those of the record; what is left out is not known.

    What it provides (`item`) follows from its first kind if it is not given. Its details count as confirmed today.
    Raises BadInput for a blank name, ages or dates the wrong way round, NotFound for a code that is not listed.
    """
    given: dict[str, Any] = {"status_on": uow.clock.today(), **fields}
    kinds = given.get("kinds") or []
    if kinds and "item" not in given:
        given["item"] = coded("activity-kind")[kinds[0]].text("item") or "activity"
    activity = Activity(name=words(name, _NAME), **given)
    _check(uow, activity)
    return uow.add(activity).id


def change_activity(uow: UnitOfWork, activity_id: str, **fields: Any) -> None:
    """Change an activity's fields; raises as `add_activity`."""
    if "name" in fields:
        fields["name"] = words(fields["name"], _NAME)
    activity = uow.get(Activity, activity_id)
    uow.change(activity, **fields)
    _check(uow, activity)


def confirm_activity(uow: UnitOfWork, activity_id: str, on: date | None = None) -> None:
    """Note that all the details were confirmed, today unless told; raises BadInput for a day to come."""
    day = on or uow.clock.today()
    if day > uow.clock.today():
        raise BadInput("The date must be today or earlier.")
    uow.change(uow.get(Activity, activity_id), status_on=day)


def stop_activity(uow: UnitOfWork, activity_id: str, reason: str) -> None:
    """Mark an activity as no longer running; what plans and referrals say of it stays."""
    uow.change(uow.get(Activity, activity_id), words(reason, "Say why it stops."), active=False)


def add_time(
    uow: UnitOfWork,
    activity_id: str,
    *,
    weekday: str | None = None,
    starts: time | None = None,
    ends: time | None = None,
    said: str | None = None,
) -> str:
    """Add a weekly time and return its id. Raises BadInput when nothing is said of it or it ends before it starts."""
    uow.get(Activity, activity_id)
    if weekday is None and starts is None and maybe(said) is None:
        raise BadInput("Enter a day or a time.")
    if starts is not None and ends is not None and ends <= starts:
        raise BadInput("The end must be after the start.")
    row = ActivityTime(
        activity_id=activity_id,
        weekday=coded("weekday").find(weekday).code if weekday else None,
        starts=f"{starts:%H:%M}" if starts else None,
        ends=f"{ends:%H:%M}" if ends else None,
        words=maybe(said),
    )
    return uow.add(row).id


def remove_time(uow: UnitOfWork, time_id: str, reason: str) -> None:
    """Mark a weekly time as entered in error, or as one that is no more."""
    uow.enter_in_error(uow.get(ActivityTime, time_id), reason)


def add_venue(uow: UnitOfWork, name: str, **fields: Any) -> str:
    """Add a venue and return its id; raises BadInput for a blank name."""
    return uow.add(Venue(name=words(name, "Enter the name of the venue."), **fields)).id


def change_venue(uow: UnitOfWork, venue_id: str, **fields: Any) -> None:
    """Change a venue's fields."""
    if "name" in fields:
        fields["name"] = words(fields["name"], "Enter the name of the venue.")
    uow.change(uow.get(Venue, venue_id), **fields)


def add_mentor(uow: UnitOfWork, name: str, **fields: Any) -> str:
    """Add a mentor and return their id. `experiences` are those they are willing to share, as codes.

    Raises BadInput for a blank name, or a number of people to support below nothing.
    """
    mentor = Mentor(name=words(name, "Enter the mentor's name."), **fields)
    _check_mentor(mentor)
    return uow.add(mentor).id


def change_mentor(uow: UnitOfWork, mentor_id: str, **fields: Any) -> None:
    """Change a mentor's fields; raises as `add_mentor`."""
    if "name" in fields:
        fields["name"] = words(fields["name"], "Enter the mentor's name.")
    mentor = uow.get(Mentor, mentor_id)
    uow.change(mentor, **fields)
    _check_mentor(mentor)


def _check_mentor(mentor: Mentor) -> None:
    if any(number is not None and number < 0 for number in (mentor.capacity, mentor.supporting)):
        raise BadInput("Enter how many people the mentor can support, 0 or more.")


def _check(uow: UnitOfWork, activity: Activity) -> None:
    if activity.provider_id is not None:
        uow.get(Provider, activity.provider_id)
    if activity.venue_id is not None:
        uow.get(Venue, activity.venue_id)
    low, high = activity.minimum_age, activity.maximum_age
    if low is not None and high is not None and high < low:
        raise BadInput("The oldest age must be the youngest age or more.")
    if activity.starts_on and activity.ends_on and activity.ends_on < activity.starts_on:
        raise BadInput("The last day must be on or after the first.")
    for number in (low, high, activity.weeks, activity.places, activity.cost_pence, activity.group_size):
        if number is not None and number < 0:
            raise BadInput("Ages, places, weeks and costs must be 0 or more.")
