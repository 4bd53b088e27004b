"""When a person's next review falls due, by the rule table that a team may change."""

from dataclasses import dataclass
from datetime import date, timedelta

from linkworker.base.dates import add_months, show_date
from linkworker.base.errors import BadInput
from linkworker.base.lists import coded
from linkworker.base.review_rules import HoldReason, Rule, RuleFault, hold_reasons, rules
from linkworker.base.words import count, listed

__all__ = ["HoldReason", "RuleFault", "Situation", "Window", "due_after_hold", "due_window", "fits", "hold_reasons"]


@dataclass(frozen=True, slots=True)
class Situation:
    """The facts about a person that decide when their plan is reviewed."""

    release_date: date | None = None
    release_date_known: str = "not-known"
    """Code of the list release-date-known; looked at only where there is no release date."""
    legal_stage: str = "not-known"
    """Code of the list legal-stage."""
    care_leaver: bool = False
    transferred: bool = False
    """Arrived by transfer or readmission, with no review here since."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days between which a review is held, both included, and the rule that gave them."""

    earliest: date
    latest: date
    rule: str
    sentence: str


def due_window(situation: Situation, today: date, *, interval_months: int | None = None) -> Window:
    """Return the window of the first rule that fits, no later than a team's own shorter interval.

    Raises RuleFault if the table has no rule for the situation.
    """
    rule = next((rule for rule in rules() if fits(rule, situation, today)), None)
    if rule is None:
        raise RuleFault("no rule is for this person")
    release = situation.release_date
    earliest = rule.earliest.day(today, release)
    # On the day of release itself "the day before" has gone, and the review is today's.
    latest = max(rule.latest.day(today, release), earliest)
    why = rule.why
    team_latest = None if interval_months is None else add_months(today, interval_months)
    if interval_months is not None and team_latest is not None and team_latest < latest:
        latest, earliest = team_latest, min(earliest, team_latest)
        why = f"{why} Your team reviews every {count(interval_months, 'month')}."
    return Window(earliest, latest, rule.code, f"{_when(earliest, latest, today)} {why}")


def fits(rule: Rule, situation: Situation, today: date) -> bool:
    """Say whether one rule's condition holds, by itself, for a situation today."""
    release = situation.release_date
    if rule.left:
        return release is not None and _within(rule, today, release)
    if rule.release_date:
        return release is None and situation.release_date_known in rule.release_date
    return (
        (rule.transferred and situation.transferred)
        or (rule.care_leaver and situation.care_leaver)
        or situation.legal_stage in rule.legal_stages
    )


def due_after_hold(due: date, reason: str, *, held_on: date, cleared_on: date) -> date:
    """Return when a review is due after a hold: the later of the old due date and the days its reason gives.

    Nothing is added to a review that was already overdue when it was put on hold. Raises BadInput for a reason that is
    not in the table.
    """
    days = next((row.days for row in hold_reasons() if row.code == reason), None)
    if days is None:
        labels = listed((coded("review-hold").label(row.code) for row in hold_reasons()), "or")
        raise BadInput(f"Choose a reason for the hold: {labels}.")
    return due if due < held_on else max(cleared_on + timedelta(days=days), due)


def _within(rule: Rule, today: date, release: date) -> bool:
    tests = {
        "from": lambda day: release >= day,
        "over": lambda day: release > day,
        "to": lambda day: release <= day,
        "under": lambda day: release < day,
    }
    return all(tests[bound](span.after(today)) for bound, span in rule.left.items())


def _when(earliest: date, latest: date, today: date) -> str:
    if earliest == latest:
        return f"Review on {show_date(latest)}."
    if earliest <= today:
        return f"Review by {show_date(latest)}."
    return f"Review between {show_date(earliest)} and {show_date(latest)}."
