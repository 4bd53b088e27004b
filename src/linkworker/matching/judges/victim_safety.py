"""Whether the venue was checked, where there are places to keep away from for a victim's safety."""

import re
from datetime import date
from functools import cache

from linkworker.matching.person_facts import PersonFacts
from linkworker.matching.rules import Rule
from linkworker.matching.suitability import Judge, suitability
from linkworker.matching.verdict import Outcome


@suitability("victim-safety", "victim_check", "venue_area", "venue_name")
def victim_safety(rule: Rule, person: PersonFacts, _today: date) -> Judge | Outcome:
    """Not met when the places to keep away from name the venue or its area; no victim's identity is held."""
    named = _plain(person.keep_away)
    if not named:
        return rule.does_not_apply("none-recorded")

    @cache  # places come again and again; the cache goes with this judge
    def is_named(place: str) -> bool:
        return f" {_plain(place)} " in f" {named} "

    def judge(victim_check: bool | None, venue_area: str | None, venue_name: str | None) -> Outcome:
        for place in (venue_area, venue_name):
            if place and is_named(place):
                return rule.not_met("named", place)
        if venue_area is None or venue_name is None:
            return rule.not_known("place-not-known")
        if not venue_area and not venue_name:
            return rule.met("any-place")
        if victim_check is None:
            return rule.not_known("not-known")
        return rule.met("checked") if victim_check else rule.not_met("not-checked")

    return judge


def _plain(text: str) -> str:
    """Return the words alone, so that "Hastings, the seafront" names Hastings."""
    return " ".join(re.findall(r"\w+", text.casefold()))
