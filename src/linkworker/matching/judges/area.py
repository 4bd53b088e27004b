"""Whether it serves the person's area and can be reached, by named areas: there is no map offline."""

from datetime import date
from functools import cache

from linkworker.matching.person_facts import PersonFacts
from linkworker.matching.rules import Rule, rules
from linkworker.matching.suitability import Judge, suitability
from linkworker.matching.verdict import Outcome, Verdict


@suitability("area", "areas", "venue_area", "anywhere", "settings")
def area(rule: Rule, person: PersonFacts, _today: date) -> Judge:
    """Where the venue is decides what must be reached; otherwise the areas served do. Names compare case-folded."""
    home = None if person.area is None else person.area.casefold()
    reach = {name.casefold() for name in person.reachable} | ({home} if home is not None else set())
    custody = rules().words["custody"]
    in_custody = person.setting == custody
    anywhere_applies, inside_applies = rule.does_not_apply("anywhere"), rule.does_not_apply("inside")

    @cache  # the same few places come again and again; the caches go with this judge
    def going_to(places: tuple[str, ...]) -> Outcome:
        if not reach:
            return rule.not_known("person-not-known", places)
        reached = [name for name in places if name.casefold() in reach]
        if not reached:
            return rule.not_met("not-reached", places)
        own = [name for name in reached if name.casefold() == home]
        return rule.met("own", own[0]) if own else rule.met("reach", (reached[0],))

    @cache
    def going_to_one(name: str) -> Outcome:
        return going_to((name,))

    def judge(
        areas: tuple[str, ...] | None, venue_area: str | None, anywhere: bool, settings: frozenset[str] | None
    ) -> Outcome:
        if anywhere:
            return anywhere_applies
        if in_custody and settings is not None and custody in settings:
            return inside_applies
        if not venue_area:
            return rule.not_known("areas-not-known") if areas is None else going_to(areas)
        there = going_to_one(venue_area)
        if there.verdict is not Verdict.MET or areas is None or going_to(areas).verdict is Verdict.MET:
            return there
        return rule.not_met("not-covered", areas)

    return judge
