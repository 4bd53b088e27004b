"""The provider: due diligence in date, and a working agreement that covers sharing."""

from datetime import date

from linkworker.base.lists import coded
from linkworker.matching.activity_facts import CheckFacts, ProviderFacts
from linkworker.matching.open_ends import NEVER
from linkworker.matching.person_facts import PersonFacts
from linkworker.matching.rules import Rule, rules
from linkworker.matching.suitability import Judge, suitability
from linkworker.matching.verdict import Outcome


@suitability("checks", "provider")
def checks(rule: Rule, _person: PersonFacts, today: date) -> Judge:
    """Not met when suspended, ended, or any evidence has run out; evidence still holds on its last day."""
    needed = tuple(row.code for row in coded("due-diligence-item") if row.is_set("needed"))

    def judge(provider: ProviderFacts | None) -> Outcome:
        if provider is None:
            return rule.not_known("no-provider")
        if provider.in_house:
            return rule.does_not_apply("in-house")
        if provider.suspended:
            return rule.not_met("suspended")
        if provider.ended:
            return rule.not_met("work-ended")
        return _evidence(rule, provider, needed, today)

    return judge


def _evidence(rule: Rule, provider: ProviderFacts, needed: tuple[str, ...], today: date) -> Outcome:
    last, unsure = _last_days(provider.checks)
    lapsed = sorted((day, item) for item, day in last.items() if day < today and item not in unsure)
    if lapsed:
        return rule.not_met("lapsed", lapsed[0][1], lapsed[0][0])
    missing = tuple(item for item in needed if item not in last and item not in unsure)
    if missing:
        return rule.not_known("missing", missing)
    doubtful = sorted(item for item in unsure if last.get(item, today) <= today)
    if doubtful:
        return rule.not_known("expiry-not-known", doubtful[0])
    if not provider.approved:
        return rule.not_known("not-approved")
    soonest = min(last.values(), default=NEVER)
    return rule.met("in-date") if soonest == NEVER else rule.met("in-date-until", soonest)


def _last_days(rows: tuple[CheckFacts, ...]) -> tuple[dict[str, date], set[str]]:
    """Return the last day that each item's newest evidence holds, and the items with evidence of unknown end."""
    last: dict[str, date] = {}
    unsure: set[str] = set()
    for row in rows:
        if row.expires_on is None:
            unsure.add(row.item)
        elif row.item not in last or row.expires_on > last[row.item]:
            last[row.item] = row.expires_on
    return last, unsure


@suitability("agreement", "provider", "needs_consent")
def agreement(rule: Rule, _person: PersonFacts, today: date) -> Judge:
    """Met when the part on sharing information is there and its review has not passed."""
    wanted = rules().words["sharing_part"]

    def judge(provider: ProviderFacts | None, needs_consent: bool) -> Outcome:
        if not needs_consent:
            return rule.does_not_apply("nothing-shared")
        if provider is None:
            return rule.not_known("no-provider")
        if provider.in_house:
            return rule.does_not_apply("in-house")
        parts = [row for row in provider.agreements if row.part == wanted]
        if not parts:
            return rule.not_known("none-recorded")
        present = [row for row in parts if row.present]
        if not present:
            return rule.not_met("not-covered")
        review = max(row.review_on for row in present)
        return rule.not_met("review-passed", review) if review < today else rule.met("covers")

    return judge
