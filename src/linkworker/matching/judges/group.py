"""Who is in the group already: people to keep apart, and the person themself."""

from datetime import date

from linkworker.matching.person_facts import PersonFacts
from linkworker.matching.rules import Rule, rules
from linkworker.matching.suitability import Judge, suitability
from linkworker.matching.verdict import Outcome


@suitability("keep-apart", "members", "item")
def keep_apart(rule: Rule, person: PersonFacts, _today: date) -> Judge | Outcome:
    """Not met when somebody in the group must be kept apart; the sentence never says who."""
    if not person.apart:
        return rule.does_not_apply("none-recorded")
    alone = rules().codes["no_group"]

    def judge(members: frozenset[str], item: str) -> Outcome:
        if item in alone:
            return rule.does_not_apply("no-group")
        return rule.met("nobody") if members.isdisjoint(person.apart) else rule.not_met("there")

    return judge


@suitability("already", "members")
def already(rule: Rule, person: PersonFacts, _today: date) -> Judge:
    """Not met when the person has a place or an open referral there."""
    there, new = rule.not_met("there"), rule.met("new")
    return lambda members: there if person.id in members else new
