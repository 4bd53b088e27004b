"""Age: is the person within the ages it takes."""

from datetime import date

from linkworker.base.dates import age_on
from linkworker.matching.open_ends import ANY_AGE
from linkworker.matching.person_facts import PersonFacts
from linkworker.matching.rules import Rule
from linkworker.matching.suitability import Judge, suitability
from linkworker.matching.verdict import Outcome


@suitability("age", "ages")
def age(rule: Rule, person: PersonFacts, today: date) -> Judge:
    """Whole years today, both ends included."""
    years = None if person.born is None else age_on(person.born, today)

    def judge(ages: tuple[int, int] | None) -> Outcome:
        if ages is None:
            return rule.not_known("ages-not-known")
        if ages == ANY_AGE:
            return rule.met("any")
        if years is None:
            return rule.not_known("born-not-known", ages)
        youngest, oldest = ages
        if years < youngest:
            return rule.not_met("too-young", years, ages)
        return rule.not_met("too-old", years, ages) if years > oldest else rule.met("within", years, ages)

    return judge
