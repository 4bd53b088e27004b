"""Whether it still runs, and when its details were last confirmed."""

from datetime import date, timedelta

from linkworker.matching.person_facts import PersonFacts
from linkworker.matching.rules import Rule, rules
from linkworker.matching.suitability import Judge, suitability
from linkworker.matching.verdict import Outcome


@suitability("running", "active", "withdrawn_on")
def running(rule: Rule, _person: PersonFacts, today: date) -> Judge:
    """Not met when it is marked as stopped, or was withdrawn on or before today."""
    goes = rule.met("running")
    stopped = rule.not_met("stopped")

    def judge(active: bool, withdrawn_on: date) -> Outcome:
        if withdrawn_on <= today:
            return rule.not_met("withdrawn", withdrawn_on)
        return goes if active else stopped

    return judge


@suitability("confirmed", "confirmed_on")
def confirmed(rule: Rule, _person: PersonFacts, today: date) -> Judge:
    """Not met when last confirmed longer ago than the team's limit; as shipped it is shown and bars nothing."""
    oldest = today - timedelta(days=rules().limits["stale_after_days"])

    def judge(confirmed_on: date | None) -> Outcome:
        if confirmed_on is None:
            return rule.not_known("never")
        if confirmed_on < oldest:
            return rule.not_met("stale", confirmed_on)
        return rule.met("recent", confirmed_on)

    return judge
