"""Services for one sex: whether that is this person's."""

from datetime import date

from linkworker.matching.person_facts import PREFERS_NOT_TO_SAY, PersonFacts
from linkworker.matching.rules import Rule, rules
from linkworker.matching.suitability import Judge, suitability
from linkworker.matching.verdict import Outcome


@suitability("sex", "only_sex")
def sex(rule: Rule, person: PersonFacts, _today: date) -> Judge:
    """Judge single-sex services only; whoever prefers not to say is shown them, and chooses."""
    certain = rules().codes["certain_sexes"]

    def judge(only_sex: str | None) -> Outcome:
        if only_sex is None:
            return rule.not_known("service-not-known")
        if only_sex == "":
            return rule.does_not_apply("everyone")
        if person.sex is None:
            return rule.not_known("not-asked", only_sex)
        if person.sex == only_sex:
            return rule.met("same", only_sex)
        if person.sex == PREFERS_NOT_TO_SAY or person.sex not in certain:
            return rule.not_known("not-said", only_sex)
        return rule.not_met("other", only_sex)

    return judge
