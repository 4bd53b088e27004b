"""Where a referral stands now: what it waits for, its states as a path, and what may follow."""

from datetime import date

from linkworker.base.dates import MONTHS
from linkworker.base.lists import Row, coded
from linkworker.base.words import count
from linkworker.casework.referrals.referral_view import ReferralView

_IN_ERROR = "withdrawn-in-error"
_WAITS = {
    "suggested": "not yet offered",
    "offered": "waiting for {who} to answer",
    "thinking-about-it": "{who} is thinking about it",
    "agreed": "agreed, not yet referred",
    "referred": "waiting for an answer",
    "accepted": "accepted, not yet started",
    "waiting": "waiting for a place",
    "started": "going",
    "paused": "paused",
    "completed": "completed",
    "declined": "{who} said no",
    "ended-early": "ended early",
}
_TOLD = "told of it"


def next_states(view: ReferralView) -> tuple[Row, ...]:
    """Return the states that may follow, as their list has them; entering in error is a thing of its own."""
    states = coded("referral-state")
    return tuple(states[code] for code in states[view.state].codes("next") if code != _IN_ERROR)


def where_now(view: ReferralView, who: str, today: date) -> str:
    """Return where it stands in a few words: "waiting for an answer, 12 days"; `who` is what the person is called."""
    said = _WAITS.get(view.state, view.state_label.lower()).format(who=who)
    if view.state == "referred" and not coded("referral-form")[view.form].is_set("awaits-answer"):
        said = _TOLD
    days = (today - view.state_on).days
    return f"{said}, {count(days, 'day')}" if view.open and days > 0 else said


def path(view: ReferralView, today: date) -> tuple[str, ...]:
    """Return its states with their days, oldest first: "offered 5 June", "referred 6 June"."""
    return tuple(f"{each.label.lower()} {short_day(each.on, today)}" for each in view.states)


def short_day(day: date, today: date) -> str:
    """Return a day of this year without the year: "6 June"; of another with it."""
    said = f"{day.day} {MONTHS[day.month - 1]}"
    return said if day.year == today.year else f"{said} {day.year}"
