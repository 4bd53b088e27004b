"""Whether the person agreed to be referred there; consent is never implied."""

from datetime import date

from linkworker.matching.activity_facts import ProviderFacts
from linkworker.matching.person_facts import ConsentFacts, PersonFacts
from linkworker.matching.rules import Rule
from linkworker.matching.suitability import Judge, suitability
from linkworker.matching.verdict import Outcome


@suitability("consent", "provider", "needs_consent")
def consent(rule: Rule, person: PersonFacts, today: date) -> Judge:
    """Go by the latest answer about this provider; without one, by the latest about any provider."""
    latest: dict[str | None, ConsentFacts] = {}
    for answer in sorted(person.consents, key=lambda row: row.on):
        latest[answer.provider] = answer

    def judge(provider: ProviderFacts | None, needs_consent: bool) -> Outcome:
        if not needs_consent:
            return rule.does_not_apply("nothing-shared")
        names = () if provider is None else (provider.id, provider.name.casefold())
        own = [latest[name] for name in names if name in latest]
        answer = max(own, key=lambda row: row.on) if own else latest.get(None)
        if answer is None:
            return rule.not_known("not-asked")
        if not answer.given:
            return rule.not_met("refused", answer.on)
        if answer.withdrawn_on <= today:
            return rule.not_met("withdrawn", answer.withdrawn_on)
        return rule.met("given", answer.on)

    return judge
