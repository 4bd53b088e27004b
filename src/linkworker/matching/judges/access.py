"""Access needs, and the language it is held in."""

from datetime import date

from linkworker.matching.person_facts import PersonFacts
from linkworker.matching.rules import Rule, rules
from linkworker.matching.suitability import Judge, suitability
from linkworker.matching.verdict import Outcome


@suitability("access", "access")
def access(rule: Rule, person: PersonFacts, _today: date) -> Judge | Outcome:
    """Every feature the person needs is listed by the activity or its venue."""
    needs = person.access_needs
    if not needs:
        return rule.does_not_apply("none-recorded")

    def judge(features: frozenset[str] | None) -> Outcome:
        if features is None:
            return rule.not_known("not-known", needs)
        lacking = needs - features
        return rule.not_met("lacks", lacking) if lacking else rule.met("has", needs)

    return judge


@suitability("language", "languages", "interpreter")
def language(rule: Rule, person: PersonFacts, _today: date) -> Judge | Outcome:
    """Look for an interpreter where one is needed, and otherwise for the person's language.

    A service that states no language is taken to be held in the common one, so it is met for those who use that.
    Where the person's language was never recorded, such a service is still on offer: most people use the common one,
    and a gap in the record must not hide it. It is shown as not known, and asked about.
    """
    spoken = person.language
    common = rules().words["common_language"]

    def judge(languages: frozenset[str] | None, interpreter: bool | None) -> Outcome:
        if spoken is None and not person.interpreter:
            in_common = languages is None or common in languages
            return rule.not_known("common-likely" if in_common else "person-not-known")
        if spoken is not None and languages is not None and spoken in languages:
            return rule.met("spoken", spoken)
        if person.interpreter or spoken is None:
            return _interpreter(rule, interpreter)
        if person.interpreter is False and spoken != common and (languages is None or common in languages):
            return rule.met("no-help-needed")
        if languages is None:
            return rule.met("none-other", spoken) if spoken == common else rule.not_known("languages-not-known", spoken)
        return rule.met("interpreter") if interpreter else rule.not_met("other", languages, spoken)

    return judge


def _interpreter(rule: Rule, interpreter: bool | None) -> Outcome:
    if interpreter is None:
        return rule.not_known("interpreter-not-known")
    return rule.met("interpreter") if interpreter else rule.not_met("no-interpreter")
