"""Whether there is a free place, or a waiting list."""

from datetime import date

from linkworker.matching.person_facts import PersonFacts
from linkworker.matching.rules import Rule, rules
from linkworker.matching.suitability import Judge, suitability
from linkworker.matching.verdict import Outcome


@suitability("place", "places", "taken", "waiting", "item")
def place(rule: Rule, _person: PersonFacts, _today: date) -> Judge:
    """Full is "fits if a place comes free". A waiting list says that it is full where places are not counted."""
    endless = rules().codes["no_places"]

    def judge(places: int | None, taken: int | None, waiting: int | None, item: str) -> Outcome:
        if item in endless:
            return rule.does_not_apply("no-places")
        if places is not None and taken is not None and places > taken:
            return rule.met("free", places - taken)
        counted = places is not None and taken is not None
        if not counted and not waiting:
            return rule.not_known("not-known")
        return rule.not_met("full-wait-not-known") if waiting is None else rule.not_met("full", waiting)

    return judge
