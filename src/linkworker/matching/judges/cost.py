"""Whether it can be paid for, from the person's own budget or a pot whose terms allow it."""

from collections.abc import Iterator
from datetime import date

from linkworker.base.dates import age_on
from linkworker.matching.open_ends import ANY_AGE
from linkworker.matching.person_facts import PersonFacts, PotFacts
from linkworker.matching.rules import Rule, rules
from linkworker.matching.suitability import Judge, suitability
from linkworker.matching.verdict import Outcome

BUDGET = "the personal budget"


@suitability("cost", "cost_pence", "cost_per", "weeks")
def cost(rule: Rule, person: PersonFacts, today: date) -> Judge:
    """One payment must be within what is left (equal is enough); a known length that costs more is said too."""
    sources = tuple(_sources(person, today))
    lasts = rules().cost_weeks
    most, name = max(sources, key=lambda source: source[0], default=(0, BUDGET))

    def judge(pence: int | None, per: str | None, weeks: int | None) -> Outcome:
        if pence is None:
            return rule.not_known("cost-not-known")
        if pence <= 0:
            return rule.met("free")
        if not sources:
            return rule.not_known("no-money-recorded", (pence, per))
        if pence > most:
            return rule.not_met("too-costly", (pence, per), name, most, pence - most)
        whole = pence * -(-weeks // lasts[per]) if weeks and per is not None and per in lasts else pence
        for left, source in sources:
            if whole <= left:
                return rule.met("within", (pence, per), source, left)
        return rule.not_met("course-too-costly", whole, name, most, whole - most, weeks)

    return judge


def _sources(person: PersonFacts, today: date) -> Iterator[tuple[int, str]]:
    """Give pence left and name of each source, the person's own budget first."""
    if person.budget_left is not None:
        yield person.budget_left, BUDGET
    for pot in person.pots:
        if _may_benefit(pot, person, today):
            yield pot.left_pence, pot.name


def _may_benefit(pot: PotFacts, person: PersonFacts, today: date) -> bool:
    """Say whether the pot's terms are known to be met: what is not known opens no pot."""
    if not pot.starts_on <= today <= pot.ends_on:
        return False
    if pot.settings and person.setting not in pot.settings:
        return False
    if pot.ages == ANY_AGE:
        return True
    return person.born is not None and pot.ages[0] <= age_on(person.born, today) <= pot.ages[1]
