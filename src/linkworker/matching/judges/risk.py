"""Risk level, stated exclusions, and whether under-18s are there."""

from datetime import date

from linkworker.matching.person_facts import PersonFacts
from linkworker.matching.rules import Rule
from linkworker.matching.suitability import Judge, suitability
from linkworker.matching.verdict import Outcome


@suitability("risk", "risk_levels")
def risk(rule: Rule, person: PersonFacts, _today: date) -> Judge | Outcome:
    """Take an unassessed risk as not known: never silently suitable, never silently unsuitable."""
    level = person.risk_level
    if level is None:
        return rule.not_known("not-assessed")

    def judge(levels: frozenset[str] | None) -> Outcome:
        if levels is None:
            return rule.not_known("levels-not-known", level)
        return rule.met("taken", level) if level in levels else rule.not_met("not-taken", levels, level)

    return judge


@suitability("exclusions", "excludes")
def exclusions(rule: Rule, person: PersonFacts, _today: date) -> Judge:
    """Not met when it states something that the person must be kept from, such as blades or tools."""

    def judge(excludes: frozenset[str]) -> Outcome:
        if not excludes:
            return rule.does_not_apply("none-stated")
        shared = excludes & person.exclusions
        if shared:
            return rule.not_met("excluded", shared)
        if person.risk_level is None:
            return rule.not_known("not-assessed", excludes)
        return rule.met("none-touch")

    return judge


@suitability("under-18s", "has_under_18s")
def under_18s(rule: Rule, person: PersonFacts, _today: date) -> Judge | Outcome:
    """For someone who must not be where under-18s are.

    A youngest age of 18 is not read as "no under-18s": they may be in the same building. Somebody has to say so.
    """
    if not person.no_under_18s:
        return rule.does_not_apply("no-limit")
    answers = {True: rule.not_met("there"), False: rule.met("none-there"), None: rule.not_known("not-known")}
    return lambda has_under_18s: answers[has_under_18s]
